"""What can be undone in a working draft: its edits, as long as it can be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import DraftEdit, Person
from models.db import ask
from values.draft_edits import Path, Piece, continued, difference, from_stored, overlap, to_stored
from values.proposal_content import DraftContent
from values.serial import as_stored
from workflow.unit import Unit

MOST = 100
"""Edits of a draft that can be undone; older ones stand."""

TYPING = timedelta(minutes=5)
"""What is typed on in the same field is one edit, for so long."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An edit as its person finds it, and who wrote in the same place since."""

    id: int
    saved_at: datetime
    pieces: tuple[Piece, ...]
    since: str = ""
    """Who wrote there since; empty where nobody did."""
    since_path: Path = ()


def note_edit(
    work: Unit, proposal_id: int, old: DraftContent, new: DraftContent, *, is_typed: bool = False
) -> None:
    """Note what an edit replaced; what its person had undone before can then be done again no more."""
    person = work.actor.person_id
    pieces = difference(as_stored(old), as_stored(new))
    if person is None or not pieces:
        return
    newest = work.session.scalars(_edits(proposal_id).order_by(DraftEdit.id.desc()).limit(MOST + 1)).all()
    for edit in newest[MOST:]:
        work.session.delete(edit)
    last = newest[0] if newest else None
    undone = [edit for edit in newest if edit.is_undone and edit.person_id == person]
    for edit in undone:
        work.session.delete(edit)
    if last and is_typed and _goes_on(work, last, person):
        joined = continued(from_stored(last.pieces), pieces)
        if joined is not None:
            last.pieces = to_stored(joined)
            if not joined:
                work.session.delete(last)
            return
    work.session.add(
        DraftEdit(
            proposal_id=proposal_id,
            person_id=person,
            began_at=work.now,
            pieces=to_stored(pieces),
            is_typed=is_typed,
        )
    )


def forget_edits(session: Session, proposal_id: int) -> None:
    """Forget how a draft came about, once it is frozen or ends: what counts then is what was submitted."""
    ask(session, _FORGET, {"proposal": proposal_id})


_EDIT = cast("sa.Table", DraftEdit.__table__)
_FORGET = sa.delete(_EDIT).where(_EDIT.c.proposal_id == sa.bindparam("proposal"))


def to_undo(session: Session, proposal_id: int, person_id: int) -> Edit | None:
    """Return the last edit of a person that stands."""
    return _next(session, proposal_id, person_id, is_undone=False)


def to_redo(session: Session, proposal_id: int, person_id: int) -> Edit | None:
    """Return the edit that the person undid last."""
    return _next(session, proposal_id, person_id, is_undone=True)


def _next(session: Session, proposal_id: int, person_id: int, *, is_undone: bool) -> Edit | None:
    # Undone edits are always the person's last ones: any further edit of theirs forgets them.
    order = DraftEdit.id.asc() if is_undone else DraftEdit.id.desc()
    own = session.scalar(
        _edits(proposal_id)
        .where(DraftEdit.person_id == person_id, DraftEdit.is_undone == is_undone)
        .order_by(order)
        .limit(1)
    )
    if own is None:
        return None
    pieces = from_stored(own.pieces)
    later = session.execute(
        sa.select(DraftEdit.pieces, Person.name)
        .join(Person, Person.id == DraftEdit.person_id)
        .where(
            DraftEdit.proposal_id == proposal_id,
            DraftEdit.id > own.id,
            DraftEdit.person_id != person_id,
            sa.not_(DraftEdit.is_undone),
        )
        .order_by(DraftEdit.id)
    ).all()
    since, path = _written_since(pieces, [(stored, name) for stored, name in later])
    return Edit(id=own.id, saved_at=own.began_at, pieces=pieces, since=since, since_path=path)


def _written_since(pieces: tuple[Piece, ...], later: Sequence[tuple[list[object], str]]) -> tuple[str, Path]:
    for stored, name in later:
        if path := overlap(pieces, from_stored(stored)):
            return name, path
    return "", ()


def _goes_on(work: Unit, last: DraftEdit, person_id: int) -> bool:
    return (
        last.is_typed
        and not last.is_undone
        and last.person_id == person_id
        and work.now - last.began_at < TYPING
    )


def _edits(proposal_id: int) -> sa.Select[DraftEdit]:
    return sa.select(DraftEdit).where(DraftEdit.proposal_id == proposal_id)
