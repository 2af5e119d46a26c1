"""Sealing: every event gets one leaf, heads never contradict each other, and what was changed is named."""

import threading

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from ledger.checkpoint import Checkpoint
from ledger.note import parse_note, require_signed
from models import Event, LedgerCheckpoint, LedgerKey, LedgerLeaf
from models.db import db
from tests.models.raw import done
from tests.workflow.sealed import checked, count
from tests.world import World
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands import ledger_logs
from workflow.commands import seal as sealing
from workflow.commands.seal import seal
from workflow.sealing import store
from workflow.sealing.outside import newest_outside
from workflow.sealing.safe import Safe, SealError, SealingElsewhereError, seal_lock
from workflow.sealing.signing import known_keys, rotate_key

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_every_event_gets_a_leaf_and_the_head_is_signed_and_written_outside(
    sealed: World, safe: Safe
) -> None:
    del sealed
    leaves = db.session.scalars(sa.select(LedgerLeaf).order_by(LedgerLeaf.index)).all()
    assert [leaf.index for leaf in leaves] == list(range(count(Event)))
    head = db.session.scalars(sa.select(LedgerCheckpoint)).one()
    log = store.current_log()
    note = parse_note(head.note)
    require_signed(note, known_keys(db.session(), log)[-1])
    outside = newest_outside(safe.outside_of(log.origin))
    assert outside is not None
    assert outside == (Checkpoint.parse(note.text), head.note)
    assert outside[0].size == len(leaves)


def test_sealing_again_without_events_changes_nothing(sealed: World, safe: Safe) -> None:
    del sealed
    before = count(LedgerLeaf), count(LedgerCheckpoint)
    assert seal(safe).added == 0
    assert (count(LedgerLeaf), count(LedgerCheckpoint)) == before


def test_what_was_sealed_is_right(sealed: World, safe: Safe) -> None:
    found = checked(safe)
    assert found.is_right, [one.said.in_english() for one in found.wrong]
    assert found.size == found.outside == count(LedgerLeaf)
    assert found.contents >= 2
    assert found.versions >= 1
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    again = checked(safe)
    assert again.is_right
    assert again.size > found.size


def test_many_sealers_at_once_make_one_tree(world: World, safe: Safe, app: Flask) -> None:
    world.in_state(State.PUBLISHED, world.addition())
    refused: list[Exception] = []

    def run() -> None:
        with app.app_context():
            try:
                seal(safe)
            except SealingElsewhereError as error:
                refused.append(error)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) < 6
    seal(safe)
    assert count(LedgerLeaf) == count(Event)
    assert checked(safe).is_right


def test_while_another_seals_this_one_says_so(world: World, safe: Safe) -> None:
    del world
    with seal_lock(), pytest.raises(SealingElsewhereError):
        seal(safe)
    assert seal(safe).added


def test_a_key_is_turned_over_once_another_process_has_sealed(world: World, safe: Safe, app: Flask) -> None:
    del world
    seal(safe)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), seal_lock():
            held.set()
            done.wait(timeout=0.3)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    ledger_logs.rotate_key(safe)
    done.set()
    other.join()
    assert count(LedgerKey) == 2


@pytest.mark.parametrize("step", ["_sign_head", "_write_copies"])
def test_a_run_that_broke_off_is_taken_up_again(
    world: World, safe: Safe, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    del world

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sealing, step, broken)
        with pytest.raises(KeyboardInterrupt):
            seal(safe)
    assert seal(safe).added == 0
    found = checked(safe)
    assert found.is_right
    assert found.outside == found.size


def test_a_new_key_signs_together_with_the_old_one_and_then_alone(sealed: World, safe: Safe) -> None:
    log = store.current_log()
    old = known_keys(db.session(), log)[-1]
    new = rotate_key(db.session(), log, safe, actor=SYSTEM)
    seal(safe)
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    db.session.rollback()
    notes = [
        parse_note(note)
        for note in db.session.scalars(sa.select(LedgerCheckpoint.note).order_by(LedgerCheckpoint.size))
    ]
    signers = [[one.key_id for one in note.signatures] for note in notes]
    assert signers == [[old.key_id], [old.key_id, new.key_id], [new.key_id]]
    assert count(LedgerKey) == 2
    assert checked(safe).is_right


def test_without_the_key_that_signed_before_nothing_is_sealed(sealed: World, safe: Safe) -> None:
    sealed.in_state(State.IN_REVIEW)
    log = store.current_log()
    for path in safe.keys_of(log.origin).iterdir():
        path.unlink()
    with pytest.raises(SealError, match="missing"):
        seal(safe)
    assert not list(safe.keys_of(log.origin).iterdir())


GAP = (
    'INSERT INTO ledger_leaf (log_no, "index", event_id, leaf_hash)'
    ' SELECT 1, "index" + 1000, event_id, leaf_hash FROM ledger_leaf WHERE "index" = 0'
)
OVER_NOTHING = (
    "INSERT INTO ledger_checkpoint (log_no, size, root, note, signed_at)"
    " SELECT 1, size + 1, root, note, signed_at FROM ledger_checkpoint"
)


@pytest.mark.parametrize(
    ("statement", "message"), [(GAP, "follows the one before"), (OVER_NOTHING, "leaves that are there")]
)
def test_the_database_refuses_gaps_and_heads_over_nothing(
    sealed: World, statement: str, message: str
) -> None:
    del sealed
    with pytest.raises(IntegrityError, match=message):
        done(statement)
