"""What the editor shows of a draft as a whole: its header, its rows, and what can be added."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import g
from flask_babel import gettext

from models import db
from rules.findings import Finding
from values.entry import EntryContent, EntryState
from values.messages import N_
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.redline import redline
from values.vocabulary import CatalogueKind, Operation, Origin, Trigger
from web.catalogue.comparison import FieldComparison, compare
from web.draft import beside
from web.draft.conflicts_page import comparison_of
from web.draft.desk import Desk, form_version, seen_version
from web.draft.emptied import emptied_headings
from web.draft.entry_page import errors_by_field, refusal
from web.draft.history import DRAFT, history_of
from web.draft.justifying import beside_rows, of_unlisted_rows
from web.draft.operating import misfits
from web.draft.together import same_rules
from web.files import attached_files
from web.forms.answers import read_answers
from web.forms.draft_form import header_values
from web.forms.reading import Form, Values
from web.inbox.guiding import guide_of_draft
from web.proposal.body_change import panel
from web.wording.common import day, field_label, label, listed
from workflow.errors import NotFoundError, StaleError, WorkflowError, invalid
from workflow.queries.catalogue import arranged
from workflow.queries.proposal import bodies_named_in, names_of_bodies

KINDS = (Origin.SUPPLEMENT, Origin.REFINEMENT)
"""What a county may add to the standard's rows."""

DEEPEST_PARENT = 2


@dataclass(frozen=True, kw_only=True)
class DraftedRow:
    """A row of the draft in the list."""

    change: DraftChange
    title: str
    place: str
    changed_count: int
    finding_count: int
    """Findings that nobody has answered."""
    answered_count: int
    sources: str
    """The rows it came from by a split or merge."""
    misfit: str
    """Why the operation does not fit yet."""


def page_values(
    desk: Desk, values: Values, *, form: Form | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the draft's page; with an error also why not, what was typed staying in the form."""
    is_standard = desk.case.catalogue.kind is CatalogueKind.STANDARD
    findings = desk.findings(desk.draft.changes)
    answers = read_answers(form, desk.draft.answers) if form else desk.draft.answers
    return {
        "proposal": desk.case.proposal,
        "catalogue": desk.case.catalogue,
        "title": desk.draft.title or gettext("Untitled proposal"),
        "values": values,
        "said_days": {
            "trigger_date": day(desk.draft.trigger_date),
            "effective_from": day(desk.draft.effective_from),
            "valid_until": day(desk.draft.valid_until),
        },
        "triggers": [("", gettext("Choose …")), *((one.value, label(one)) for one in Trigger)],
        "rows": drafted_rows(desk, findings, answers),
        "emptied": emptied_headings(desk),
        "body_panel": panel(desk.draft, desk.case),
        "found": beside_rows(findings, answers),
        "unlisted": of_unlisted_rows(desk.draft.changes, findings, answers),
        "same_rules": same_rules(findings, answers, _names(desk), form),
        "parents": [("", gettext("Top level")), *_parents(desk)],
        "kinds": [] if is_standard else [(one.value, label(one)) for one in KINDS],
        "chosen_parent": form.get("parent", "") if form else "",
        "chosen_kind": form.get("kind", "") if form else "",
        "guide": guide_of_draft(desk, findings),
        "update": comparison_of(desk),
        "errors": errors_by_field(error),
        "refusal": refusal(desk.case.proposal, error),
        "apart": header_comparison(header_values(desk.draft), values)
        if isinstance(error, StaleError)
        else [],
        "files": attached_files(desk.case, desk.draft),
        "draft_version": form_version(desk, error),
        "own_part": beside.form_part(beside.of_header(desk.draft), error),
        "saved_at": desk.saved_at,
        "history": history_of(desk.case.proposal, DRAFT),
    }


def _names(desk: Desk) -> dict[str, str]:
    return {one.entry: one.after.content.name for one in desk.draft.changes}


def drafted_rows(desk: Desk, findings: Sequence[Finding], answers: Mapping[str, str]) -> list[DraftedRow]:
    """Return the rows of the draft with how much of each is changed and found, and what was answered."""
    states = desk.states
    places = {key: state.content.name for key, state in states.items()}
    bodies = names_of_bodies(db.session(), bodies_named_in(states.values()))
    unfit = misfits(desk)
    found = []
    for change in desk.draft.changes:
        published = desk.current.get(change.entry)
        fields = compare(published.state if published else None, change.after, bodies, places)
        own = [one for one in findings if one.entry == change.entry]
        answered = sum(one.key in answers for one in own)
        found.append(
            DraftedRow(
                change=change,
                title=change.after.content.name or gettext("New row"),
                place=places.get(change.after.parent or "", ""),
                changed_count=sum(one.is_changed for one in fields),
                finding_count=len(own) - answered,
                answered_count=answered,
                sources=listed(places.get(source, "") for source in change.sources),
                misfit=unfit.get(change.entry, ""),
            )
        )
    return found


def header_comparison(saved: Values, typed: Values) -> list[FieldComparison]:
    """Return the fields of the header in which what was typed differs from what is saved."""
    found = []
    for name, was in saved.items():
        old, new = _said(name, was), _said(name, typed[name])
        if old == new:
            continue
        segments = redline(old, new)
        found.append(
            FieldComparison(
                field=name,
                label=field_label(name),
                old=tuple(one for one in segments if one.kind != "inserted"),
                new=tuple(one for one in segments if one.kind != "deleted"),
                merged=segments,
                is_changed=True,
            )
        )
    return found


def new_identity(number: str) -> str:
    """Return the identity of a row to be added; the same press of a button means the same row."""
    key = g.idempotency_key
    return (uuid.uuid5(uuid.NAMESPACE_URL, f"{number}:{key}") if key else uuid.uuid4()).hex


def with_new_row(desk: Desk, content: DraftContent, entry: str, form: Form) -> DraftContent:
    """Return the draft with an empty row more, last under the chosen parent.

    Raises: InvalidError for a parent or kind that is not on offer.
    """
    if content.change_of(entry) is not None:
        return content
    if desk.case.catalogue.kind is CatalogueKind.TOWNSHIP:
        raise invalid("changes", N_("A township adds no rows of its own; it claims those of its county."))
    parent, kind = form.get("parent") or None, form.get("kind", "")
    is_standard = desk.case.catalogue.kind is CatalogueKind.STANDARD
    if parent is not None and parent not in dict(_parents(desk)):
        raise invalid("parent", N_("Choose a row of level 1 or 2 above it, or the top level."))
    if not is_standard and kind not in set(KINDS):
        raise invalid("changes", N_("Choose whether the row is a supplement or a refinement."))
    siblings = [state.rank for state in desk.states.values() if state.parent == parent]
    state = EntryState(
        entry=entry,
        parent=parent,
        rank=rank_between(max(siblings, default=None), None),
        content=EntryContent(name=""),
        origin=Origin.OWN if is_standard else Origin(kind),
    )
    return replace(content, changes=(*content.changes, DraftChange(operation=Operation.ADD, after=state)))


def require_drafted(desk: Desk, entry: str) -> None:
    """Refuse what names a row that the draft does not have, unless somebody took it out since the page was opened."""
    if desk.draft.change_of(entry) is None and seen_version() == desk.draft_version:
        raise NotFoundError


def _parents(desk: Desk) -> list[tuple[str, str]]:
    return [
        (row.state.entry, f"{row.number} {row.state.content.name or gettext('New row')}")
        for row in arranged(desk.states.values())
        if row.depth <= DEEPEST_PARENT
    ]


def _said(name: str, value: str | list[str]) -> str:
    text = value if isinstance(value, str) else listed(value)
    return label(Trigger(text)) if name == "trigger" and text in set(Trigger) else text
