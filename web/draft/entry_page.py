"""What the editor shows of one row: its form, the redline, findings, and what others did meanwhile."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from models import Proposal, db
from values.claim import SUBSTITUTED
from values.entry import EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import CatalogueKind, Level, Presence
from web.catalogue.comparison import FIELDS, FieldComparison, compare
from web.draft import beside, meanwhile
from web.draft.desk import Desk, form_version, seen_version
from web.draft.history import history_of
from web.draft.justifying import FindingToAnswer, to_answer
from web.files import files_of_row
from web.forms import limits
from web.forms.entry_form import OFFERED_LEVELS, STANDARD_CHANNELS, entry_values, read_entry
from web.forms.reading import Form, read_text
from web.language import say
from web.proposal.page import today
from web.wording.common import field_label, label
from workflow.claims import county_sheet
from workflow.commands.drafting import WRITABLE
from workflow.errors import InvalidError, Issue, NotAllowedError, NotFoundError, StaleError, WorkflowError
from workflow.grounds import COMPARED
from workflow.queries.draft import SavedBy, offered_bodies, saves_since
from workflow.queries.proposal import bodies_named_in, names_of_bodies

CLAIMED = ("name", *SUBSTITUTED)
"""The columns in the form of a claim."""

BESIDE = ("left_out", "publication", "attachments")
"""What else a finding may be about."""

FORMLESS = EntryState(entry="", parent=None, rank="", content=EntryContent(name=""))
"""What the form of a row that is gone is read against."""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a save was refused, and what others saved meanwhile."""

    sentence: str
    issues: list[tuple[str, str]]
    is_conflict: bool
    meanwhile: list[SavedBy]
    frozen: str
    """Number of the proposal whose draft nobody can change now, so that saving again is of no use; else empty."""


def refusal(proposal: Proposal | None, error: WorkflowError | None) -> Refusal | None:
    """Return what a page says of a refusal."""
    if error is None:
        return None
    is_conflict = isinstance(error, StaleError)
    return Refusal(
        sentence=say(error.message),
        issues=[(field_label(one.field), say(one.message)) for one in _issues(error)],
        is_conflict=is_conflict,
        meanwhile=saves_since(db.session(), proposal.id, seen_version()) if proposal and is_conflict else [],
        frozen=proposal.number if proposal and _is_frozen(proposal, error) else "",
    )


def _is_frozen(proposal: Proposal, error: WorkflowError) -> bool:
    return isinstance(error, NotAllowedError) and proposal.state not in WRITABLE


def errors_by_field(error: WorkflowError | None) -> dict[str, list[str]]:
    """Return the sentences that stand at each field."""
    found: dict[str, list[str]] = defaultdict(list)
    for issue in _issues(error):
        found[issue.field].append(say(issue.message))
    return dict(found)


def read_change(desk: Desk, entry: str, form: Form) -> DraftChange:
    """Return what the form makes of a row.

    Raises: StaleError where the row was taken out meanwhile; NotFoundError where it never was there.
    """
    before = desk.change_of(entry)
    if before is None:
        if seen_version() == desk.draft_version:
            raise NotFoundError
        raise StaleError(seen=seen_version(), present=desk.draft_version)
    change = replace(
        before,
        after=read_entry(form, before.after),
        note=read_text(form, "note", before.note),
    )
    return meanwhile.read_answers(desk, change, form)


def with_change(desk: Desk, change: DraftChange) -> DraftContent:
    """Return the draft with a row as the form makes it.

    Raises: InvalidError for what does not fit into its field.
    """
    if issues := [*_beyond_limits(change, offered_to(desk, change.entry)), *_too_long(desk)]:
        raise InvalidError(issues)
    changes = desk.draft.changes
    if desk.draft.change_of(change.entry) is None:
        return replace(desk.draft, changes=(*changes, change))
    return replace(desk.draft, changes=tuple(change if one.entry == change.entry else one for one in changes))


def page_values(desk: Desk, change: DraftChange, *, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the row's page; with an error also why not, what was typed staying in the form."""
    saved = desk.change_of(change.entry)
    values = redline_values(desk, change)
    offered, places = values["offered"], _places(desk)
    is_apart = saved is not None and isinstance(error, StaleError) and values["fits"]
    return {
        **values,
        "proposal": desk.case.proposal,
        "catalogue": desk.case.catalogue,
        "entry": change.entry,
        "title": (saved.after.content.name if saved else "") or gettext("New row"),
        "place": places.get(change.after.parent or "", ""),
        "operation": change.operation,
        "is_heading": _is_heading(desk, change.entry),
        "values": entry_values(change.after),
        "note": change.note,
        "body_options": [(str(one), name) for one, name in offered.items()],
        "channel_options": [(one, one) for one in STANDARD_CHANNELS],
        "level_options": [(one.value, label(one)) for one in OFFERED_LEVELS],
        "all_levels": list(Level),
        **_of_claim(desk, change),
        "errors": errors_by_field(error),
        "refusal": refusal(desk.case.proposal, error),
        "apart": _changed(compare(saved.after, change.after, offered, places)) if saved and is_apart else [],
        **meanwhile.page_values(desk, change, places),
        "files": files_of_row(desk.case.catalogue.id, change.after, desk.case.proposal.id),
        "draft_version": form_version(desk, error),
        "own_part": beside.form_part(beside.of_row(change.entry)(desk.draft), error),
        "saved_at": desk.saved_at,
        "history": history_of(desk.case.proposal, change.entry),
    }


def _of_claim(desk: Desk, change: DraftChange) -> dict[str, Any]:
    """Return what the form of a claim shows beside it: the county's words in whose place it stands."""
    county = county_sheet(db.session(), desk.case.catalogue, day=desk.draft.effective_from or today())
    if county is None:
        return {"own_level": Level.COUNTY.value}
    row = county.present.get(change.after.upstream_entry or "")
    bodies = names_of_bodies(db.session(), bodies_named_in([row]))
    words = [one for one in compare(None, row, bodies, {}) if one.field in SUBSTITUTED] if row else []
    return {"own_level": Level.TOWNSHIP.value, "county_words": words}


def redline_values(desk: Desk, change: DraftChange) -> dict[str, Any]:
    """Return what shows a row against the published one, and what the rules find on it."""
    published = desk.current.get(change.entry)
    offered = offered_to(desk, change.entry)
    fits = not _beyond_limits(change, offered)
    fields = (
        compare(published.state if published else None, change.after, offered, _places(desk)) if fits else []
    )
    is_claim = desk.case.catalogue.kind is CatalogueKind.TOWNSHIP
    found: dict[str, list[FindingToAnswer]] = defaultdict(list)
    others = tuple(one for one in desk.draft.changes if one.entry != change.entry)
    for finding in desk.findings((*others, change)):
        if finding.entry == change.entry:
            found[finding.field].append(to_answer(finding, desk.draft.answers))
    return {
        "published": published,
        "offered": offered,
        "fits": fits,
        "changed": _changed(fields),
        "unchanged": [one for one in fields if not one.is_changed],
        "found": dict(found),
        "own_name": change.after.content.name if change.after.origin in COMPARED else "",
        "finding_fields": (*(CLAIMED if is_claim else FIELDS), *BESIDE),
    }


def typed_texts(form: Form) -> list[FieldComparison]:
    """Return what a form says, for a page that has no form for it any more."""
    state = read_entry(form, FORMLESS)
    return compare(None, state, names_of_bodies(db.session(), bodies_named_in([state])), {})


def _too_long(desk: Desk) -> list[Issue]:
    return limits.justification_issues(desk.draft.answers)


def _beyond_limits(change: DraftChange, offered: dict[int, str]) -> list[Issue]:
    ids = {str(one) for one in offered}
    return [*limits.entry_issues(change.after.content, ids), *limits.note_issues(change.note)]


def offered_to(desk: Desk, entry: str) -> dict[int, str]:
    """Return the bodies that a row may name: the county's, and those that it named already."""
    saved = desk.draft.change_of(entry)
    published = desk.current.get(entry)
    named = bodies_named_in([saved.after if saved else None, published.state if published else None])
    county = offered_bodies(db.session(), desk.case.catalogue, today=today())
    return county | names_of_bodies(db.session(), named)


def _places(desk: Desk) -> dict[str, str]:
    return {key: state.content.name for key, state in desk.states.items()}


def _is_heading(desk: Desk, entry: str) -> bool:
    return any(state.parent == entry and state.presence is Presence.PRESENT for state in desk.states.values())


def _changed(fields: list[FieldComparison]) -> list[FieldComparison]:
    return [one for one in fields if one.is_changed]


def _issues(error: WorkflowError | None) -> tuple[Issue, ...]:
    return error.issues if isinstance(error, InvalidError) else ()
