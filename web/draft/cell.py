"""A cell of the draft's table: its form, and how it is saved while others save beside it."""

from dataclasses import replace
from typing import Any

from flask import request

from models import db
from values.canonical import canonical_bytes, sha256_hex
from values.proposal_content import DraftChange
from values.serial import to_plain
from web.catalogue.comparison import compare
from web.draft import entry_page
from web.draft.desk import Desk, open_desk
from web.forms.entry_form import OFFERED_LEVELS, STANDARD_CHANNELS, entry_values, read_entry
from web.forms.reading import Form
from web.session import actor
from web.wording.common import field_label, label
from workflow.commands import drafting
from workflow.errors import NotFoundError, StaleError, WorkflowError

FIELDS = (
    "name",
    "content_elements",
    "legal_bases",
    "deadline",
    "disclosing_bodies",
    "channels",
    "audience",
    "mode",
    "levels",
)
"""What can be changed in the table itself."""

TRIES = 3
"""How often a save begins anew where somebody else saved another cell in between."""


def form_values(desk: Desk, entry: str, field: str, *, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of a cell's form; with an error also why not, what was typed staying in it.

    Raises: NotFoundError for a cell that the table does not have.
    """
    saved = _listed(desk, entry, field)
    change = saved if error is None else _written(saved, field, request.form)
    offered = entry_page.offered_to(desk, entry)
    now = compare(None, saved.after, offered, {}) if isinstance(error, StaleError) else []
    return {
        "proposal": desk.case.proposal,
        "entry": entry,
        "values": entry_values(change.after),
        "body_options": [(str(one), name) for one, name in offered.items()],
        "channel_options": [(one, one) for one in STANDARD_CHANNELS],
        "level_options": [(one.value, label(one)) for one in OFFERED_LEVELS],
        "errors": entry_page.errors_by_field(error),
        "refusal": entry_page.refusal(None, error),
        "field": field,
        "label": field_label(field),
        "was": _token(saved, field),
        "says_now": "".join(part.text for one in now if one.field == field for part in one.new),
        "is_conflict": isinstance(error, StaleError),
    }


def save_cell(number: str, entry: str, field: str) -> None:
    """Save what the form says of a cell; what else was saved in the draft meanwhile stays.

    A cell that says what it said leaves the draft as it is.
    Raises: StaleError where somebody else changed this very cell since the form was opened; NotFoundError for a
    cell that the table does not have; what `drafting.save_draft` raises.
    """
    for _ in range(TRIES):
        desk = open_desk(number)
        saved = _listed(desk, entry, field)
        change = _written(saved, field, request.form)
        if change == saved:
            return
        if request.form.get("was", "") != _token(saved, field):
            break
        content = entry_page.with_change(desk, change)
        try:
            drafting.save_draft(number, actor=actor(), draft_version=desk.draft_version, content=content)
        except StaleError:
            db.session.rollback()
        else:
            return
    raise StaleError(seen=0, present=desk.draft_version)


def _listed(desk: Desk, entry: str, field: str) -> DraftChange:
    change = desk.change_of(entry)
    if change is None or not change.after.is_listed or field not in FIELDS:
        raise NotFoundError
    return change


def _written(change: DraftChange, field: str, form: Form) -> DraftChange:
    """Return a change with one field as the form says it, and all others as they are."""
    typed = read_entry(form, change.after).content
    content = replace(change.after.content, **{field: getattr(typed, field)})
    return replace(change, after=replace(change.after, content=content))


def _token(change: DraftChange, field: str) -> str:
    """Return what the form remembers of the cell as it was when it was opened."""
    return sha256_hex(canonical_bytes({"said": to_plain(getattr(change.after.content, field))}))[:16]
