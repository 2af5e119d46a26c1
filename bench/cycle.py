"""The whole cycle of a proposal against hand-written SQL that writes the same rows in the same commits."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bench.blocks import Ratio, interleaved
from bench.places import Place, bare_connection
from models import Catalogue, Person
from models.db import db
from rules.check import check
from rules.findings import Finding
from rules.grounds import Grounds
from values.clock import shanghai_day
from values.proposal_content import DraftContent
from values.vocabulary import Outcome, Trigger
from web import create_app
from worker.letters import Letters
from workflow.actor import Actor
from workflow.commands import approval, drafting, notify, publication, review, submission
from workflow.queries.catalogue import catalogue_at_release
from workflow.seed.catalogues import amended
from workflow.unit import current_clock, on_commit, transaction

WANTED = {"sqlite": 3.5, "postgresql": 2.2}
"""At most so many times the time of the bare writing."""

CODE = "990101-employment"
ROW = "岗位信息发布"
SIGNERS = ("reviewer", "secrecy")
BLOCKS, WARM = 25, 3

Write = tuple[str, Any, bool]
"""A statement as the driver got it, its values, and whether these are many."""


@dataclass
class Recorded:
    """What one cycle wrote, transaction by transaction."""

    commits: list[list[Write]] = field(default_factory=list)
    open: list[Write] = field(default_factory=list)
    rules: float = 0.0
    """Seconds in the rules."""

    def clear(self) -> None:
        """Forget it, before the next cycle."""
        self.commits, self.open, self.rules = [], [], 0.0


class Silent:
    """Takes mails and keeps nothing: how quickly a folder takes them is not measured here."""

    def send(self, message: EmailMessage, *, login: str) -> None:
        """Take a mail."""
        del message, login


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure cycles on a seeded database, and the same writing on a copy of it."""
    del entries
    url = place.seeded("cycle")
    app = create_app(replace(place.settings(url), testing=True))
    with app.app_context():
        people = _people()
        db.engine.dispose()
    copy = str(place.databases.copy("cycle_bare", "cycle"))
    recorded = Recorded()
    rules: list[float] = []
    with app.app_context(), closing(bare_connection(place, copy)) as connection, _recording(recorded):

        def ours(number: int) -> None:
            recorded.clear()
            _cycle(people, number)
            rules.append(recorded.rules * 1000)

        def bare(_: int) -> None:
            for commit in recorded.commits:
                _write(place, connection, commit)

        rounds = [range(one, one + 1) for one in range(BLOCKS + WARM)]
        for warm in rounds[:WARM]:
            ours(warm.start)
            bare(warm.start)
        rules.clear()
        # The bare side repeats what ours has just written, so that ours always begins.
        found = interleaved(
            f"{place.kind}: whole cycle of a proposal",
            ours,
            bare,
            wanted=WANTED[place.kind],
            rounds=rounds[WARM:],
            ours_first=True,
        )
        said = (
            f"{len(recorded.commits)} commits to {place.filesystem};"
            f" of it the rules {sorted(rules)[len(rules) // 2]:.2f} ms"
        )
        yield replace(found, note=said)
    with app.app_context():
        db.engine.dispose()


def _people() -> dict[str, Actor]:
    with transaction() as session:
        return {
            login: Actor(person_id=key) for key, login in session.execute(sa.select(Person.id, Person.login))
        }


def _cycle(people: dict[str, Actor], number: int) -> None:
    """Draft, submit, sign off twice, approve, publish; and tell everybody."""
    owed: list[int] = []
    on_commit(owed.extend)
    proposal = drafting.open_proposal(CODE, actor=people["drafter"], content=_text(number))
    submission.submit(proposal, actor=people["drafter"])
    for login in SIGNERS:
        review.sign_off(proposal, actor=people[login], outcome=Outcome.AGREED, opinion="同意。")
    approval.approve(proposal, actor=people["supervisor"], comment="同意公布。")
    publication.publish(proposal, actor=people["publisher"])
    while owed:
        # As the task does: what the messages of an event have in common is read once.
        pending = notify.fan_out(owed.pop(0))
        left = notify.deliver_all(pending, Letters(Silent(), pending))
        assert not left  # noqa: S101


def _text(number: int) -> DraftContent:
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == CODE)).one()
        rows = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    row = next(one for one in rows.values() if one.state.content.name == ROW)
    deadline = f"公开事项信息形成或变更之日起{number % 19 + 1}个工作日内公开"
    return DraftContent(
        title="压缩公开时限",
        trigger=Trigger.ANNUAL_CHECK,
        trigger_date=shanghai_day(current_clock.get().now()),
        rationale="年度核对发现可以缩短。",
        policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
        changes=(amended(row, replace(row.state.content, deadline=deadline)),),
    )


@contextmanager
def _recording(recorded: Recorded) -> Iterator[None]:
    """Note what is written and committed, and how long the rules take."""

    def note(_: Connection, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:  # noqa: FBT001
        if statement.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}:
            # A batch that gives back what it made goes to the driver as one statement.
            is_batch = many and isinstance(values, list) and isinstance(values[0], tuple | dict)
            recorded.open.append((statement, values, is_batch))

    def commit(_: Connection) -> None:
        recorded.commits.append(recorded.open)
        recorded.open = []

    def rollback(_: Connection) -> None:
        recorded.open = []

    def timed(grounds: Grounds, touched: frozenset[str]) -> tuple[Finding, ...]:
        begin = time.perf_counter()
        try:
            return check(grounds, touched)
        finally:
            recorded.rules += time.perf_counter() - begin

    events: dict[str, Callable[..., Any]] = {
        "before_cursor_execute": note,
        "commit": commit,
        "rollback": rollback,
    }
    for name, listener in events.items():
        sa.event.listen(db.engine, name, listener)
    try:
        with patch("workflow.base.check", timed):
            yield
    finally:
        for name, listener in events.items():
            sa.event.remove(db.engine, name, listener)


def _write(place: Place, connection: Any, commit: list[Write]) -> None:
    """Write one transaction as the product did."""
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if place.kind == "sqlite" else "BEGIN")
    for statement, values, many in commit:
        if many:
            cursor.executemany(statement, values)
        else:
            cursor.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
    cursor.execute("COMMIT")
