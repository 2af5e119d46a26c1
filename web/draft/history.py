"""What a page of the editor offers to undo and to do again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import url_for

from models import Proposal, db
from web.draft.edit_told import place_told
from web.session import actor
from workflow.draft_history import Edit, to_redo, to_undo

TABLE, DRAFT = "table", "draft"
"""Where undoing leads back to, unless it is the form of a row."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """An edit that can be undone or done again: what it wrote, and when."""

    id: int
    place: str
    more: int
    """Places that it wrote beside that one."""
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class History:
    """The next edits either way, and where the page is that shows them."""

    number: str
    back_to: str
    undo: Offered | None
    redo: Offered | None


def history_of(proposal: Proposal, back_to: str) -> History:
    """Return what the reader can undo and do again in a draft."""
    person = actor().person_id or 0
    return History(
        number=proposal.number,
        back_to=back_to,
        undo=_offered(to_undo(db.session(), proposal.id, person)),
        redo=_offered(to_redo(db.session(), proposal.id, person)),
    )


def history_after(number: str, back_to: str) -> History:
    """Return the same for a proposal by its number, after a command has written in it."""
    db.session.rollback()
    proposal = db.session.scalars(sa.select(Proposal).where(Proposal.number == number)).one()
    return history_of(proposal, back_to)


def address_of(number: str, back_to: str) -> str:
    """Return the page that undoing leads back to."""
    if back_to == TABLE:
        return url_for("draft_table.show", number=number)
    if back_to == DRAFT or not back_to.isalnum():
        return url_for("editor.edit", number=number)
    return url_for("editor.edit_entry", number=number, entry=back_to)


def _offered(edit: Edit | None) -> Offered | None:
    if edit is None:
        return None
    return Offered(
        id=edit.id,
        place=place_told(edit.pieces),
        more=len(edit.pieces) - 1,
        saved_at=edit.saved_at,
    )
