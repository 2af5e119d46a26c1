"""Sealing: every event gets one leaf, heads never contradict each other, and what was changed is named."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from ledger.checkpoint import Checkpoint
from ledger.note import parse_note, require_signed
from models import Event, LedgerCheckpoint, LedgerKey, LedgerLeaf
from models.db import db
from tests.models.raw import done
from tests.world import World
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands import seal as sealing
from workflow.commands.seal import RolledBackError, seal
from workflow.commands.verify_ledger import Verification, verify
from workflow.sealing import store
from workflow.sealing.outside import ForkError, newest_outside
from workflow.sealing.safe import Safe, SealError, SealingElsewhereError, seal_lock
from workflow.sealing.signing import known_keys, rotate_key

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    """Folders for keys and copies."""
    return Safe(keys=tmp_path / "keys", outside=tmp_path / "outside")


@pytest.fixture
def sealed(world: World, safe: Safe) -> World:
    """A world with a published proposal, sealed."""
    world.in_state(State.PUBLISHED, world.addition())
    seal(safe)
    return world


def checked(safe: Safe) -> Verification:
    return verify(safe, actor=SYSTEM)


def first_wrong(safe: Safe) -> tuple[int | None, int | None]:
    found = checked(safe).wrong
    assert found
    return found[0].index, found[0].before


def count(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def unguarded(*statements: str) -> None:
    """Do as a superuser would, who takes guards and keys away first."""
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(db.engine.url.database))) as raw, raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
        return
    with db.engine.begin() as connection:
        connection.execute(sa.text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(sa.text(statement))
        connection.execute(sa.text("SET session_replication_role = DEFAULT"))


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


def test_a_changed_event_is_named(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded(
        "UPDATE event SET data = (SELECT data FROM event WHERE id = 2) WHERE id = 5",
    )
    leaf = db.session.scalar(sa.select(LedgerLeaf.index).where(LedgerLeaf.event_id == 5))
    assert first_wrong(safe) == (leaf, None)


def test_a_changed_column_that_pages_show_is_named(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded("UPDATE event SET actor_id = (SELECT max(id) FROM person) WHERE action = 'approve'")
    leaf = db.session.scalar(
        sa.select(LedgerLeaf.index)
        .join(Event, Event.id == LedgerLeaf.event_id)
        .where(Event.action == "approve")
    )
    assert first_wrong(safe) == (leaf, None)


def test_an_event_and_leaf_changed_together_are_found_in_a_small_interval(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded(
        'UPDATE ledger_leaf SET leaf_hash = (SELECT leaf_hash FROM ledger_leaf l WHERE l."index" = 2)'
        ' WHERE "index" = 6',
        "UPDATE event SET data = (SELECT data FROM event e JOIN ledger_leaf l ON l.event_id = e.id"
        ' WHERE l."index" = 2) WHERE id = (SELECT event_id FROM ledger_leaf WHERE "index" = 6)',
    )
    found = [(one.index, one.before) for one in checked(safe).wrong]
    assert (6, 8) in found


def test_events_that_changed_places_are_found(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded(
        'UPDATE ledger_leaf SET event_id = -1 WHERE "index" = 3',
        'UPDATE ledger_leaf SET event_id = (SELECT event_id FROM ledger_leaf l WHERE l."index" = 4) + 1000000'
        ' WHERE "index" = 4',
        'UPDATE ledger_leaf SET event_id = (SELECT event_id - 1000000 FROM ledger_leaf l WHERE l."index" = 4)'
        ' WHERE "index" = 3',
        'UPDATE ledger_leaf SET event_id = (SELECT event_id - 1 FROM ledger_leaf l WHERE l."index" = 3)'
        ' WHERE "index" = 4',
    )
    assert first_wrong(safe)[0] in (3, 4)


def test_a_deleted_tail_is_found_by_the_head_outside(sealed: World, safe: Safe) -> None:
    del sealed
    last = 'SELECT max("index") FROM ledger_leaf'
    unguarded(f'DELETE FROM ledger_leaf WHERE "index" = ({last})', "DELETE FROM ledger_checkpoint")  # noqa: S608
    with pytest.raises(RolledBackError):
        seal(safe)
    assert not checked(safe).is_right


def test_changed_content_is_named_by_the_leaf_that_fixed_it(sealed: World, safe: Safe) -> None:
    del sealed
    other = "(SELECT data FROM transition_table)"
    unguarded(f"UPDATE revision SET data = {other} WHERE id = (SELECT max(id) FROM revision)")  # noqa: S608
    submit = db.session.scalar(
        sa.select(sa.func.max(LedgerLeaf.index))
        .join(Event, Event.id == LedgerLeaf.event_id)
        .where(Event.action == "submit")
    )
    assert first_wrong(safe) == (submit, None)


def test_a_changed_row_of_a_release_is_named_by_its_publication(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded("UPDATE entry_version SET deadline = '三十年内' WHERE id = (SELECT max(id) FROM entry_version)")
    published = db.session.scalar(
        sa.select(sa.func.max(LedgerLeaf.index))
        .join(Event, Event.id == LedgerLeaf.event_id)
        .where(Event.action == "publish")
    )
    assert first_wrong(safe) == (published, None)


def test_a_rebuilt_tree_contradicts_the_copies_outside(sealed: World, safe: Safe) -> None:
    """Whoever holds the key and the database, but not the copies, cannot rewrite what they cover."""
    del sealed
    unguarded(
        "DELETE FROM ledger_copy",
        "DELETE FROM ledger_checkpoint",
        "DELETE FROM ledger_node",
        "DELETE FROM ledger_leaf",
        "UPDATE event SET data = (SELECT data FROM event WHERE id = 2) WHERE id = 3",
    )
    with pytest.raises(RolledBackError):
        seal(safe)
    assert not checked(safe).is_right
    assert seal(Safe(keys=safe.keys, outside=safe.outside.parent / "none")).added
    found = checked(safe)
    assert not found.is_right
    assert found.wrong[0].before == found.outside


def test_another_head_of_the_same_size_is_a_fork(sealed: World, safe: Safe) -> None:
    del sealed
    (path,) = safe.outside_of(store.current_log().origin).glob("*.checkpoint")
    note = parse_note(path.read_bytes())
    path.write_bytes(bytes(note.signed_also(note.signatures[0])))
    unguarded("DELETE FROM ledger_copy")
    with pytest.raises(ForkError):
        seal(safe)


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
