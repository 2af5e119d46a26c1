"""Rows of a catalogue to pick from: for a new proposal, and for a draft that takes in more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask import request
from flask_babel import gettext

from models import Catalogue, Jurisdiction, db
from values.entry import EntryState
from values.messages import N_, Message
from values.proposal_content import DraftContent
from values.vocabulary import Role
from web.desk import Desk, form_version, picked
from web.entry_page import refusal
from web.session import seats
from workflow.errors import ForbiddenError, NotFoundError, WorkflowError, invalid
from workflow.queries.catalogue import PublishedRow, Row, arranged, catalogue_at_release


@dataclass(frozen=True, kw_only=True)
class RowChoice:
    """A row of the catalogue that can be picked."""

    entry: str
    number: str
    name: str
    place: str
    elements: str
    is_heading: bool


def proposable(code: str) -> tuple[Catalogue, dict[str, PublishedRow]]:
    """Return a catalogue with its rows, for one who may propose changes to it.

    Raises: NotFoundError for an unknown catalogue; ForbiddenError for those who draft for nobody below it.
    """
    found = db.session.execute(
        sa.select(Catalogue, Jurisdiction.path)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(Catalogue.code == code)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    catalogue, path = found
    if not any(seat.role is Role.DRAFTER and seat.path.startswith(path) for seat in seats()):
        raise ForbiddenError(
            Message(N_("Only a drafter of this county's bodies can propose a change to this catalogue."))
        )
    return catalogue, catalogue_at_release(db.session(), catalogue.id, catalogue.current_release_no)


def with_picked(
    content: DraftContent, current: dict[str, PublishedRow], entries: Iterable[str]
) -> DraftContent:
    """Return the draft with published rows more; those that it has already stay as they are.

    Raises: InvalidError where nothing is picked, or what is not in the catalogue.
    """
    wanted = list(dict.fromkeys(entries))
    if not wanted:
        raise invalid("changes", N_("Tick at least one row, or begin with a new one."))
    if any(one not in current for one in wanted):
        raise invalid("changes", N_("A row that you ticked is not in the catalogue; look at the list again."))
    more = [picked(current[one]) for one in wanted if content.change_of(one) is None]
    return replace(content, changes=(*content.changes, *more))


def page_values(
    catalogue: Catalogue,
    current: dict[str, PublishedRow],
    *,
    desk: Desk | None = None,
    error: WorkflowError | None = None,
) -> dict[str, Any]:
    """Return the values of the page; `desk` is the draft that takes in more, None for a new proposal."""
    wanted = request.args.get("q", "")[:100]
    ticked = request.values.getlist("entry")
    taken = {change.entry for change in desk.draft.changes} if desk else set()
    rows = choices((row.state for row in current.values()), wanted, ticked)
    return {
        "catalogue": catalogue,
        "proposal": desk.case.proposal if desk else None,
        "title": gettext("Pick rows") if desk else gettext("Propose a change"),
        "rows": rows,
        "wanted": wanted,
        "ticked": ticked,
        "taken": taken,
        "refusal": refusal(desk.case.proposal if desk else None, error),
        "draft_version": form_version(desk, error) if desk else 0,
    }


def choices(states: Iterable[EntryState], wanted: str, ticked: Sequence[str]) -> list[RowChoice]:
    """Return the rows that hold the wanted words, and those that are ticked already, in the table's order."""
    rows = arranged(states)
    names = {row.state.entry: row.state.content.name for row in rows}
    words = re.findall(r"\S+", wanted.casefold())
    found = []
    for row in rows:
        choice = _choice(row, names)
        said = f"{choice.number} {choice.place} {choice.name} {choice.elements}".casefold()
        if choice.entry in ticked or all(word in said for word in words):
            found.append(choice)
    return found


def _choice(row: Row, names: dict[str, str]) -> RowChoice:
    content = row.state.content
    return RowChoice(
        entry=row.state.entry,
        number=row.number,
        name=content.name,
        place=names.get(row.state.parent or "", ""),
        elements="、".join(content.content_elements),
        is_heading=row.is_heading,
    )
