"""Each command breaks off at any of its statements, or at COMMIT: nothing is half done, and the same again succeeds."""

import ast
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from models.db import db
from tests.faults import (  # noqa: F401 - they add the rest of the cases
    acts_by_clock,
    acts_of_accounts,
    acts_of_archives,
    acts_of_drafts,
    acts_of_founding,
    acts_of_handing_over,
    acts_of_jobs,
    acts_of_others,
    acts_of_places,
    acts_of_readers,
    acts_of_services,
    acts_of_telling,
    acts_of_the_trail,
    acts_of_uploads,
)
from tests.faults.acts import CASES, Case
from tests.faults.installation import LONG, SEED
from tests.faults.pictures import Camera, camera
from tests.sources import ROOT, tree_of
from tests.waiting import wait_until
from tests.workflow.replay import assert_the_trail_holds
from tests.world import World
from values.clock import FrozenClock
from values.workdays import WorkingDayTable
from workflow.commands.register import install
from workflow.unit import transaction

SAMPLE = 3
"""Statements of each command at which it breaks off in the short form, beside its COMMIT."""
MOST = 2000
LEASES_END = timedelta(minutes=3)

HELPERS = {
    "absence.end_delegations_of",
    "accounts.new_person",
    "addresses.forget_addresses",
    "checkpoint_mail.mailed",
    "checkpoint_mail.unmailed_head",
    "export_bundle.evidence_for",
    "export_bundle.scope_of",
    "seal.note_rollback",
    "seal.refuse_older_state",
    "sign_in.count_failure",
    "verify_ledger.verify_nightly",
    "basis_drafts.open_draft",
    "bases.administering",
    "bases.changed",
    "bases.facts_of",
    "bases.held",
    "body_changing.publish_elsewhere",
    "draft_checks.drafts_to_check",
    "file_reading.files_to_read",
    "drafting.begin",
    "drafting.catalogue_with_place",
    "drafting.drafting_seat",
    "draft_undoing.place_name",
    "drafting.note_save",
    "drafting.rewrite",
    "beginning.require_known_bodies",
    "beginning.rows_of",
    "beginning.standard_of",
    "importing.attached",
    "importing.brought_up_to_date",
    "importing.read_file",
    "importing.kept_file",
    "importing.refuse_claims",
    "importing.used_bytes",
    "jobs.begun",
    "jobs.forget",
    "jobs.note_asking",
    "drafting.keep",
    "drafting.permit_writing",
    "hiding.locked_file",
    "hiding.subject_of",
    "retention.held_case",
    "retention.require_kept",
    "retention.required_text",
    "digest.digests_to_send",
    "telling.in_charge",
    "notify.deliver_all",
    "notify.happenings",
    "notify.record_failure",
    "notify.record_sent",
    "notify.still_owed",
    "review.decision_of",
    "routes.plan_of",
    "routes.require_review",
    "routes.rows_of_steps",
    "scanning.scanner_name",
    "scheduled.failure",
    "scheduled.further_failures",
}
"""Public functions of the commands' modules that begin no transaction, or are tried within another one."""

ELSEWHERE = {
    "register.install",
    "register.bring_table_into_force",
    "backup.back_up",
    "backup.restore",
    "ledger_logs.open_log",
    "witness.witness",
}
"""What does something only in an empty database, with a newer program, after a rollback, or in files beside."""

KINDS = ("sqlite", "postgresql")
PAIRS = [
    pytest.param(kind, name, marks=getattr(pytest.mark, kind))
    for place, name in enumerate(sorted(CASES))
    for kind in (KINDS if LONG else (KINDS[(place + SEED) % 2],))
]
"""In the short form each command is tried on one database, and with the next seed on the other one."""


class BrokenOffError(Exception):
    """What interrupts."""


class Breaking:
    """Counts statements, and breaks off at one of them or at COMMIT."""

    def __init__(self) -> None:
        self.seen = 0
        self.at: int | None = None
        self.at_commit = False

    def statement(self, *_: object) -> None:
        """Count a statement that is about to be sent."""
        self.seen += 1
        if self.seen == self.at:
            raise BrokenOffError

    def commit(self, _: object) -> None:
        """Meet a COMMIT that is about to be sent."""
        if self.at_commit:
            raise BrokenOffError


@contextmanager
def breaking(at: int | None) -> Iterator[Breaking]:
    """Break off at the nth statement, or at the first COMMIT for None."""
    one = Breaking()
    one.at, one.at_commit = at, at is None
    listeners: tuple[tuple[str, Callable[..., None]], ...] = (
        ("before_cursor_execute", one.statement),
        ("commit", one.commit),
    )
    for name, listener in listeners:
        sa.event.listen(db.engine, name, listener)
    try:
        yield one
    finally:
        for name, listener in listeners:
            sa.event.remove(db.engine, name, listener)


@pytest.fixture
def taken(context: Flask) -> Iterator[Camera]:
    """What takes pictures of the test's database."""
    with context.app_context(), camera(db.engine.url) as one:
        yield one


def broke_off(act: Callable[[], Any], at: int | None) -> tuple[bool, int]:
    """Carry out a command that breaks off; return whether it did, and how many statements it sent."""
    with breaking(at) as one:
        try:
            act()
        except BrokenOffError:
            pass
        else:
            return False, one.seen
    wait_until(hung_up, "the server noticed that its client is gone")
    return True, one.seen


def hung_up() -> bool:
    """Whether the server holds no lock any more for a connection that the command hung up."""
    if db.engine.dialect.name == "sqlite":
        return True
    locks = "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
    with db.engine.connect() as connection:
        asked = sa.text(f"{locks} WHERE locktype = 'advisory' AND datname = current_database()")
        return connection.scalar(asked) == 0


def places(statements: int, name: str) -> Iterator[int]:
    """Return where to break off: everywhere, until the command comes through, or at a sample."""
    if LONG:
        return count(1)
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a sample is no secret
    return iter(sorted(chance.sample(range(1, statements + 1), min(SAMPLE, statements))))


@pytest.mark.parametrize(("databases", "name"), PAIRS, indirect=["databases"])
def test_it_is_done_wholly_or_not_at_all(world: World, clock: FrozenClock, name: str, taken: Camera) -> None:
    case: Case = CASES[name]
    act = case.prepare(world, clock)
    picture = taken.picture
    before = picture()
    broken, statements = broke_off(act, None)
    assert broken, "the command commits nothing"
    assert picture() == before, "after a COMMIT that was not sent"
    done = False
    for place in places(statements, name):
        broken, _ = broke_off(act, place)
        if not broken:
            done = True
            break
        assert place < MOST
        if not case.in_parts:
            after = picture()
            changed = [table for table in before if after[table] != before[table]]
            assert not changed, f"half done after statement {place}: {changed}"
        else:
            clock.advance(LEASES_END)
    if not done:
        act()
    assert picture() != before, "the command does nothing"
    with transaction() as session:
        assert_the_trail_holds(session)


@pytest.mark.usefixtures("clock")
def test_an_installation_is_made_wholly_or_not_at_all(taken: Camera) -> None:
    picture = taken.picture
    days = WorkingDayTable(exceptions={}, names={}, first_year=2004, last_year=2026)
    act = partial(install, "mulu-faults", working_days=days, source="周末之外都是工作日")
    before = picture()
    for place in (None, *range(1, MOST)):
        broken, _ = broke_off(act, place)
        if not broken:
            break
        assert picture() == before
    assert picture() != before
    assert act() is False


def test_every_command_is_tried() -> None:
    public = {
        f"{path.stem}.{node.name}"
        for path in (ROOT / "workflow" / "commands").glob("*.py")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert public - HELPERS - ELSEWHERE == set(CASES)
