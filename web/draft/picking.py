"""Rows of a catalogue to pick from: for a new proposal, and for a draft that takes in more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import request
from flask_babel import gettext

from models import Catalogue, Jurisdiction, db
from values.claim import Substitution
from values.entry import DisclosingBody, EntryState
from values.messages import N_, Message
from values.proposal_content import DraftContent
from values.vocabulary import CatalogueKind, Role
from web.draft.desk import Desk, form_version, picked
from web.draft.entry_page import refusal
from web.forms.limits import NAME
from web.forms.reading import Form, read_short
from web.proposal.page import today
from web.wording.common import label
from workflow import operations
from workflow.adapting import Rows, missing, standard_in_force, with_standard
from workflow.claims import among_county, county_sheet
from workflow.errors import ForbiddenError, NotFoundError, WorkflowError, invalid
from workflow.permissions import Seat
from workflow.queries.catalogue import PublishedRow, Row, arranged, catalogue_at_release
from workflow.queries.proposal import states_after
from workflow.queries.public import chain_of


@dataclass(frozen=True, kw_only=True)
class RowChoice:
    """A row of the catalogue that can be picked."""

    entry: str
    number: str
    name: str
    place: str
    elements: str
    is_heading: bool
    gone: str
    """Why the table does not show it; empty for a listed row."""


AMEND, TAKE_AWAY, MERGE = "amend", "take_away", "merge"
"""What can happen to all ticked rows at once; each can be given something else in the draft."""


def proposable(code: str, held: Sequence[Seat]) -> tuple[Catalogue, dict[str, PublishedRow]]:
    """Return a catalogue with its rows, for one with these seats who may propose changes to it.

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
    if not any(seat.role is Role.DRAFTER and seat.path.startswith(path) for seat in held):
        raise ForbiddenError(
            Message(N_("Only a drafter of this county's bodies can propose a change to this catalogue."))
        )
    return catalogue, catalogue_at_release(db.session(), catalogue.id, catalogue.current_release_no)


def with_picked(
    catalogue: Catalogue, content: DraftContent, current: dict[str, PublishedRow], form: Form, *, seed: str
) -> DraftContent:
    """Return the draft with rows more, each with what is to happen to it.

    Those that the draft has already stay as they are. Rows that are not listed come to be restored, whatever
    is to happen to the others. Entries of the standard that no row stands for are added, or left out from the
    beginning. `seed` stays the same when a press of the button comes twice.
    Raises: InvalidError where nothing is picked, or what is not in the catalogue.
    """
    wanted = list(dict.fromkeys(form.getlist("entry")))
    if not wanted:
        raise invalid("changes", N_("Tick at least one row, or begin with a new one."))
    standard = standard_in_force(db.session(), catalogue, day=content.effective_from or today())
    if any(one not in current and one not in standard for one in wanted):
        raise invalid("changes", N_("A row that you ticked is not in the catalogue; look at the list again."))
    rows = [current[one] for one in wanted if one in current and content.change_of(one) is None]
    listed = [row for row in rows if row.state.is_listed]
    gone = [operations.restored(row) for row in rows if not row.state.is_listed]
    how = form.get("how", "")
    if how == TAKE_AWAY:
        more = [change for row in listed for change in operations.taken_away(row, current)]
    elif how == MERGE and listed:
        more = operations.merged(listed, _merged_name(listed, form), seed=seed)
    else:
        more = [picked(row) for row in listed]
    text = operations.put(content, [*more, *gone])
    return with_standard(
        text,
        current,
        standard,
        Substitution(bodies=(DisclosingBody(body=str(catalogue.body_id)),)),
        seed=seed,
        wanted=wanted,
        left_out=how == TAKE_AWAY,
    )


def _merged_name(rows: Sequence[PublishedRow], form: Form) -> str:
    name = read_short(form, "merged_name", "")
    if len(rows) < 2:  # noqa: PLR2004 - a merge joins two at least
        raise invalid("changes", N_("Tick two listed rows at least to merge them."))
    if not name or len(name) > NAME:
        raise invalid(
            "name",
            N_("Name the row that the ticked ones are merged into, in %(most)s characters at most."),
            most=NAME,
        )
    return name


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
    text = desk.draft if desk else DraftContent()
    rows = _pickable(catalogue, current, text, wanted, ticked)
    standard = standard_in_force(db.session(), catalogue, day=text.effective_from or today())
    return {
        "catalogue": catalogue,
        "proposal": desk.case.proposal if desk else None,
        "title": gettext("Pick rows") if desk else gettext("Propose a change"),
        "rows": rows,
        "missing": _missing(standard, states_after(current, text).values()),
        "wanted": wanted,
        "ticked": ticked,
        "taken": taken,
        "ways": _ways(catalogue),
        "way": request.values.get("how", AMEND),
        "merged_name": request.values.get("merged_name", ""),
        "refusal": refusal(desk.case.proposal if desk else None, error),
        "draft_version": form_version(desk, error) if desk else 0,
    }


def _ways(catalogue: Catalogue) -> list[tuple[str, str]]:
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        return [(AMEND, gettext("Change what they say")), (TAKE_AWAY, gettext("Give the claims up"))]
    return [
        (AMEND, gettext("Change what they say")),
        (TAKE_AWAY, gettext("Leave them out or cancel them")),
        (MERGE, gettext("Merge them into a new row")),
    ]


def _pickable(
    catalogue: Catalogue,
    current: dict[str, PublishedRow],
    text: DraftContent,
    wanted: str,
    ticked: Sequence[str],
) -> list[RowChoice]:
    """Return the rows of a catalogue; of a township's its claims as they are read, under the county's headings."""
    county = county_sheet(db.session(), catalogue, day=text.effective_from or today())
    if county is None:
        return choices((row.state for row in current.values()), wanted, ticked)
    states = among_county(current, county)
    parents = {key: state.parent for key, state in states.items()}
    above = {one for key in current for one in chain_of(parents.get(key) or "", parents)}
    rows = choices(states.values(), wanted, ticked)
    return [row for row in rows if row.entry in current or row.entry in above]


def choices(states: Iterable[EntryState], wanted: str, ticked: Sequence[str]) -> list[RowChoice]:
    """Return the rows that hold the wanted words, and those that are ticked already, in the table's order."""
    rows = arranged(states, present_only=False)
    names = {row.state.entry: row.state.content.name for row in rows}
    words = re.findall(r"\S+", wanted.casefold())
    found = []
    for row in rows:
        choice = _choice(row, names)
        said = f"{choice.number} {choice.place} {choice.name} {choice.elements}".casefold()
        if choice.entry in ticked or all(word in said for word in words):
            found.append(choice)
    return found


def _missing(standard: Rows, states: Iterable[EntryState]) -> list[RowChoice]:
    """Return the entries of the standard that no row stands for, by their numbers there."""
    lacking = {one.entry for one in missing(standard, states)}
    return [one for one in choices((row.state for row in standard.values()), "", ()) if one.entry in lacking]


def _choice(row: Row, names: dict[str, str]) -> RowChoice:
    content = row.state.content
    return RowChoice(
        entry=row.state.entry,
        number=row.number,
        name=content.name,
        place=names.get(row.state.parent or "", ""),
        elements="、".join(content.content_elements),
        is_heading=row.is_heading,
        gone="" if row.state.is_listed else label(row.state.presence),
    )
