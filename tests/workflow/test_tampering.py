"""What was changed behind the product's back is named: by the leaf, or by the interval where only that can be known."""

import pytest
import sqlalchemy as sa

from ledger.note import parse_note
from models import Event, LedgerLeaf
from models.db import db
from tests.workflow.sealed import checked, first_wrong, unguarded
from tests.world import World
from workflow.commands.seal import RolledBackError, seal
from workflow.sealing import store
from workflow.sealing.outside import ForkError
from workflow.sealing.safe import Safe

pytestmark = pytest.mark.usefixtures("context", "clock")


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


def test_events_that_are_emptied_while_the_tree_stays_are_named_from_the_first_on(
    sealed: World, safe: Safe
) -> None:
    del sealed
    unguarded("DELETE FROM event")
    assert first_wrong(safe)[0] == 0


def test_a_trail_that_is_emptied_with_its_tree_is_found_by_the_head_outside(
    sealed: World, safe: Safe
) -> None:
    del sealed
    tables = ("ledger_copy", "ledger_checkpoint", "ledger_node", "ledger_leaf", "event")
    unguarded(*(f"DELETE FROM {table}" for table in tables))  # noqa: S608 - names of ours
    with pytest.raises(RolledBackError):
        seal(safe)
    found = checked(safe)
    assert not found.is_right
    assert found.outside is not None


def test_a_leaf_that_is_gone_from_the_middle_is_named(sealed: World, safe: Safe) -> None:
    del sealed
    unguarded('DELETE FROM ledger_leaf WHERE "index" = 5')
    assert first_wrong(safe)[0] == 5


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
