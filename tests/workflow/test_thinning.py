"""Copies outside are thinned as they age; what is left still proves the same, and what contradicts the tree stays."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.checkpoint import Checkpoint
from ledger.hashing import TreeHash
from ledger.note import parse_note
from ledger.proofs import verify_consistency
from ledger.tree import consistency_proof
from models import Event
from models.db import db
from tests.contexts import BEGINNING
from tests.workflow.sealed import checked, unguarded
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from workflow.actor import SYSTEM
from workflow.commands.ledger_logs import rotate_key
from workflow.commands.seal import seal
from workflow.commands.thin_copies import thin_copies
from workflow.commands.verify_ledger import verify
from workflow.sealing import store
from workflow.sealing.safe import Safe
from workflow.sealing.thinning import Copy, superfluous

pytestmark = pytest.mark.usefixtures("context", "clock")


def copy(size: int, written: datetime, key: bytes = b"1") -> Copy:
    return Copy(Path(str(size)), b"", frozenset({key}), written)


def test_all_of_a_week_one_a_day_of_three_months_one_a_month_stay() -> None:
    written = [BEGINNING - timedelta(hours=6 * place) for place in range(4 * 400)][::-1]
    copies = [copy(size, moment) for size, moment in enumerate(written)]
    gone = {one.path for one in superfluous(copies, BEGINNING)}
    kept = [one for one in copies if one.path not in gone]
    assert copies[-1] in kept
    assert kept[0] is copies[0]
    week = [one for one in copies if BEGINNING - one.written <= timedelta(days=7)]
    assert [one for one in kept if one in week] == week
    daily = [one for one in kept if timedelta(days=7) < BEGINNING - one.written <= timedelta(days=92)]
    days = [shanghai_day(one.written) for one in daily]
    assert len(days) == len(set(days)) == 85
    older = [one for one in kept[1:] if BEGINNING - one.written > timedelta(days=92)]
    months = [(one.written.year, one.written.month) for one in older]
    assert len(months) == len(set(months)) >= 10


def test_the_first_of_each_key_stays() -> None:
    old = BEGINNING - timedelta(days=300)
    copies = [copy(1, old), copy(2, old), copy(3, old, b"2"), copy(4, old, b"2"), copy(5, old, b"2")]
    assert [one.path.name for one in superfluous(copies, BEGINNING)] == ["2", "4"]


def test_what_was_thinned_is_thinned_no_further_on_the_same_day() -> None:
    copies = [copy(size, BEGINNING - timedelta(days=200, minutes=-size)) for size in range(100)]
    gone = superfluous(copies, BEGINNING)
    assert superfluous([one for one in copies if one not in gone], BEGINNING) == []


@pytest.fixture
def aged(sealed: World, safe: Safe, clock: FrozenClock) -> list[Path]:
    """Many copies of last spring, under two keys, and the newest."""
    del sealed
    for place in range(8):
        if place == 4:
            rotate_key(safe)
        verify(safe, actor=SYSTEM)
        seal(safe)
        written = (clock.now() - timedelta(days=200) + timedelta(minutes=place)).timestamp()
        os.utime(max(safe.outside.rglob("*.checkpoint")), times=(written, written))
    verify(safe, actor=SYSTEM)
    seal(safe)
    return sorted(safe.outside.rglob("*.checkpoint"))


def test_what_is_left_is_consistent_with_the_newest_and_the_trail_names_what_went(
    aged: list[Path], safe: Safe
) -> None:
    removed = thin_copies(safe)
    left = sorted(safe.outside.rglob("*.checkpoint"))
    assert len(aged) - len(left) == removed > 3
    assert left[-1] == aged[-1]
    heads = [Checkpoint.parse(parse_note(path.read_bytes()).text) for path in left]
    log = store.current_log()
    tree_hash, read = TreeHash(log.hash_algorithm), store.reader(db.session(), log)
    for old in heads:
        verify_consistency(
            tree_hash,
            old=old.size,
            new=heads[-1].size,
            proof=consistency_proof(tree_hash, old.size, heads[-1].size, read),
            old_root=old.root,
            new_root=heads[-1].root,
        )
    db.session.rollback()
    seal(safe)
    found = checked(safe)
    assert found.is_right, [one.said.in_english() for one in found.wrong]
    assert db.session.scalar(sa.select(sa.func.count()).where(Event.action == "copies_thinned")) == 1
    assert thin_copies(safe) == 0


def test_a_copy_that_contradicts_the_tree_stays(aged: list[Path], safe: Safe) -> None:
    unguarded(
        'UPDATE ledger_leaf SET leaf_hash = (SELECT leaf_hash FROM ledger_leaf l WHERE l."index" = 2)'
        ' WHERE "index" = 0',
        "UPDATE ledger_node SET hash = (SELECT root FROM ledger_checkpoint LIMIT 1)",
    )
    assert thin_copies(safe) == 0
    assert sorted(safe.outside.rglob("*.checkpoint")) == aged


def test_where_nothing_can_be_removed_nothing_is_said(
    aged: list[Path], safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder to which files can only be added (chattr +a) refuses to rename and to remove."""

    def refused(path: Path, target: Path) -> Path:
        raise PermissionError(1, "Operation not permitted", str(path), str(target))

    monkeypatch.setattr(Path, "rename", refused)
    assert thin_copies(safe) == 0
    assert sorted(safe.outside.rglob("*.checkpoint")) == aged
    assert not db.session.scalar(sa.select(sa.func.count()).where(Event.action == "copies_thinned"))
