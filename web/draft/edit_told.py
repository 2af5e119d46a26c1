"""What an edit of a draft did, said to whoever undoes it or does it again."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import gettext, ngettext

from models import Draft, Proposal, db
from values.draft_edits import Piece, is_row
from values.proposal_content import draft_content
from web.language import say
from workflow.commands.draft_undoing import place_name

ROW = 2
"""Steps of the path to a row as a whole; one more leads into it."""
OPERATION = "operation"


def row_names(number: str) -> dict[str, str]:
    """Return what the rows of a proposal's working draft are called, by identity."""
    db.session.rollback()
    content = db.session.scalars(
        sa.select(Draft.content)
        .join(Proposal, Proposal.id == Draft.proposal_id)
        .where(Proposal.number == number)
    ).one()
    return {one.entry: one.after.content.name for one in draft_content(content).changes}


def place_told(pieces: Sequence[Piece]) -> str:
    """Return where an edit wrote first: the name of a row that came or went, or of a field."""
    first = _first(pieces)
    return (
        _quoted(_name_in(first))
        if len(first.path) == ROW and is_row(first.path)
        else say(place_name(first.path))
    )


def edit_told(pieces: Sequence[Piece], names: Mapping[str, str]) -> str:
    """Return a clause that says what an edit did: which rows came or went, or what was written where."""
    first = _first(pieces)
    if not is_row(first.path):
        told = _written(first, names)
    elif len(first.path) < ROW:
        told = gettext("the rows were put into another order")
    elif first.before is None:
        return _came(first, sum(_has_come(one) for one in pieces))
    else:
        return _went(first, sum(_has_gone(one) for one in pieces))
    return told


def _first(pieces: Sequence[Piece]) -> Piece:
    """Return what says most of an edit: a row that came, one that went, the operation of one, or what stands first."""
    for is_such in (_has_come, _has_gone, lambda one: one.path[-1] == OPERATION):
        if found := next((one for one in pieces if is_such(one)), None):
            return found
    return pieces[0]


def _has_come(piece: Piece) -> bool:
    return is_row(piece.path) and len(piece.path) == ROW and piece.before is None


def _has_gone(piece: Piece) -> bool:
    return is_row(piece.path) and len(piece.path) == ROW and piece.after is None


def _came(first: Piece, count: int) -> str:
    return (
        ngettext("%(num)d row came into the draft", "%(num)d rows came into the draft", count)
        if count > 1
        else gettext("%(row)s came into the draft", row=_quoted(_name_in(first)))
    )


def _went(first: Piece, count: int) -> str:
    return (
        ngettext("%(num)d row was taken out of the draft", "%(num)d rows were taken out of the draft", count)
        if count > 1
        else gettext("%(row)s was taken out of the draft", row=_quoted(_name_in(first)))
    )


def _written(first: Piece, names: Mapping[str, str]) -> str:
    if first.path[0] != "changes":
        return gettext("%(field)s was changed", field=_quoted(say(place_name(first.path))))
    row = _quoted(names.get(first.path[1], ""))
    if first.path[-1] == OPERATION:
        return gettext("what happens to %(row)s was chosen", row=row)
    return gettext("%(field)s of %(row)s was changed", field=_quoted(say(place_name(first.path))), row=row)


def _name_in(piece: Piece) -> str:
    value = piece.after or piece.before
    return str(value["row"]["after"]["content"]["name"])


def _quoted(name: str) -> str:
    return gettext("“%(name)s”", name=name) if name else gettext("the new row")
