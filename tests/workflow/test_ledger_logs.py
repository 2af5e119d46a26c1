"""Other logs, witnesses, SM3, and what a clock or a late transaction does to sealing."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.keys import cosigned_message
from ledger.note import VerifierKey, parse_note
from models import Event, LedgerCosignature, LedgerLeaf, LedgerLog, LedgerNode
from models.db import db
from tests.workflow.sealed import count, unguarded
from tests.world import World
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands import witness as witnessing
from workflow.commands.ledger_logs import open_log, rotate_key
from workflow.commands.seal import RolledBackError, seal
from workflow.commands.verify_ledger import verify
from workflow.commands.witness import WitnessRefusedError, witness
from workflow.queries.ledger import calls_for_sealing, ledger_state, oldest_unsealed_age
from workflow.sealing import store
from workflow.sealing.safe import Safe, SealError

pytestmark = pytest.mark.usefixtures("context", "clock")


def set_back() -> None:
    """Leave the database as it was some leaves before the newest head."""
    kept = count(LedgerLeaf) - 4
    gone = [
        (node.level, node.index)
        for node in db.session.scalars(sa.select(LedgerNode))
        if (node.index + 1) << node.level > kept
    ]
    db.session.rollback()
    unguarded(
        "DELETE FROM ledger_copy",
        "DELETE FROM ledger_checkpoint",
        f'DELETE FROM ledger_leaf WHERE "index" >= {kept}',  # noqa: S608 - our own number
        *(f'DELETE FROM ledger_node WHERE level = {level} AND "index" = {index}' for level, index in gone),  # noqa: S608
    )


def test_after_a_rollback_sealing_stops_and_says_so_once(sealed: World, safe: Safe) -> None:
    del sealed
    set_back()
    for _ in range(2):
        with pytest.raises(RolledBackError):
            seal(safe)
    found = db.session.scalar(
        sa.select(sa.func.count()).select_from(Event).where(Event.action == "rollback_found")
    )
    assert found == 1
    state = ledger_state(db.session())
    assert state is not None
    assert state.rolled_back


def test_a_new_log_begins_with_the_head_that_was_found_outside(sealed: World, safe: Safe) -> None:
    set_back()
    old = store.current_log()
    with pytest.raises(RolledBackError):
        seal(safe)
    open_log(safe)
    log = store.current_log()
    assert (log.no, log.follows is not None) == (2, True)
    sealed.in_state(State.IN_REVIEW)
    assert seal(safe).added
    first = db.session.execute(
        sa.select(Event.action, Event.subject_id)
        .join(LedgerLeaf, LedgerLeaf.event_id == Event.id)
        .where(LedgerLeaf.log_no == 2, LedgerLeaf.index == 0)
    ).one()
    assert tuple(first) == ("log_opened", log.origin)
    assert old.origin != log.origin
    assert verify(safe, actor=SYSTEM).is_right
    assert count(LedgerLog) == 2


def test_no_new_log_is_opened_without_need(sealed: World, safe: Safe) -> None:
    del sealed
    with pytest.raises(SealError, match="goes on"):
        open_log(safe)


def test_a_witness_signs_what_continues_the_last_head_and_nothing_else(
    sealed: World,
    safe: Safe,
    tmp_path: Path,
) -> None:
    first = witness(tmp_path / "witness", "auditor/1")
    assert not witness(tmp_path / "witness", "auditor/1").is_new
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    second = witness(tmp_path / "witness", "auditor/1")
    assert second.size > first.size
    row = db.session.scalars(
        sa.select(LedgerCosignature).order_by(LedgerCosignature.size.desc()).limit(1)
    ).one()
    head = store.newest_checkpoint(db.session(), store.current_log())
    assert head is not None
    note = parse_note(head.note + row.line.encode())
    signature = note.signatures[-1].signature
    at = int.from_bytes(signature[:8], "big")
    assert VerifierKey.parse(row.verifier_key).verify(cosigned_message(note.text, at=at), signature[8:])
    other = 'SELECT leaf_hash FROM ledger_leaf WHERE "index" = 1'
    unguarded(
        "DELETE FROM ledger_copy",
        "DELETE FROM ledger_cosignature",
        "DELETE FROM ledger_checkpoint",
        "DELETE FROM ledger_node",
        f'UPDATE ledger_leaf SET leaf_hash = ({other}) WHERE "index" = 0',  # noqa: S608 - our own words
    )
    seal_elsewhere = Safe(keys=safe.keys, outside=tmp_path / "elsewhere")
    with pytest.raises(SealError):
        seal(seal_elsewhere)
    with pytest.raises(SealError):
        witness(tmp_path / "witness", "auditor/1")


def test_a_witness_that_cannot_remember_a_head_does_not_sign_it(
    sealed: World, safe: Safe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del sealed, safe

    def full(path: Path, data: bytes) -> None:
        if path.name == witnessing.SEEN:
            raise OSError(path, data)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    with monkeypatch.context() as patch:
        patch.setattr(witnessing, "_write", full)
        with pytest.raises(OSError, match="seen"):
            witness(tmp_path / "witness", "auditor/1")
    assert count(LedgerCosignature) == 0
    assert witness(tmp_path / "witness", "auditor/1").is_new


def test_a_witness_does_not_take_a_key_it_does_not_know(sealed: World, safe: Safe, tmp_path: Path) -> None:
    witness(tmp_path / "witness", "auditor/1")
    rotate_key(safe)
    seal(safe)
    witness(tmp_path / "witness", "auditor/1")
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    with pytest.raises(WitnessRefusedError, match="key"):
        witness(tmp_path / "witness", "auditor/1")


def test_an_event_that_was_committed_late_is_found_by_the_search_of_all(
    sealed: World,
    safe: Safe,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A transaction that stayed open for long commits an id far below those that are sealed."""
    sealed.in_state(State.IN_REVIEW)
    late = (db.session.scalar(sa.select(sa.func.max(LedgerLeaf.event_id))) or 0) + 1
    db.session.rollback()
    found = store.unsealed

    def without_late(*args: Any, **kwargs: Any) -> list[tuple[int, bytes]]:
        return [one for one in found(*args, **kwargs) if one[0] != late]

    with monkeypatch.context() as patch:
        patch.setattr(store, "unsealed", without_late)
        seal(safe)
    monkeypatch.setattr(store, "SLACK", 0)
    assert seal(safe).added == 0
    assert seal(safe, everywhere=True).added == 1
    assert count(LedgerLeaf) == count(Event)
    assert verify(safe, actor=SYSTEM).is_right


def test_the_age_of_what_is_unsealed_is_told(world: World, safe: Safe) -> None:
    number = world.in_state(State.PUBLISHED)
    assert oldest_unsealed_age(db.session()) >= 0
    published = db.session.scalar(
        sa.select(Event.id).where(Event.subject_id == number, Event.action == "publish")
    )
    opened = db.session.scalar(
        sa.select(Event.id).where(Event.subject_id == number, Event.action == "opened")
    )
    assert published is not None
    assert opened is not None
    assert calls_for_sealing(db.session(), published)
    assert not calls_for_sealing(db.session(), opened)
    db.session.rollback()
    seal(safe)
    assert oldest_unsealed_age(db.session()) == 0
