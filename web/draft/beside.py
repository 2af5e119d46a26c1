"""Saves beside each other: what others save elsewhere in a draft stops nobody while the form's own part says what it said."""

from collections.abc import Callable

from flask import request

from models import db
from values.canonical import canonical_bytes, sha256_hex
from values.proposal_content import DraftContent
from values.serial import to_plain
from web.draft.desk import Desk, is_typing, open_desk, seen_version
from web.forms.draft_form import header_values
from web.session import actor
from workflow.commands import drafting
from workflow.errors import StaleError, WorkflowError

FIELD = "own_part"
"""What a form remembers of its part of the draft as it was when the form was filled."""

TRIES = 3
"""How often a save begins anew where somebody else saved in between."""

Part = Callable[[DraftContent], str]
"""Names what a draft says in one part by its hash."""


def of_row(entry: str) -> Part:
    """Return what names a row with the answers to its warnings."""

    def part(draft: DraftContent) -> str:
        change = draft.change_of(entry)
        answers = {key: text for key, text in draft.answers.items() if entry in key.split(":")}
        return _hashed({"row": to_plain(change) if change else None, "answers": answers})

    return part


def of_header(draft: DraftContent) -> str:
    """Name what a draft says beside its rows, answers included."""
    return _hashed({"header": header_values(draft), "answers": dict(draft.answers)})


def form_part(present: str, error: WorkflowError | None) -> str:
    """Return what goes into a form: only a page that shows what others saved remembers that."""
    shows_present = request.method == "GET" or isinstance(error, StaleError)
    return present if shows_present else request.form.get(FIELD, "")


def save_part(number: str, change: Callable[[Desk], DraftContent], part: Part) -> tuple[int, str]:
    """Save the draft with a change to one part, and return the version for the form and what it remembers.

    What others saved in other parts meanwhile stays; the form then keeps its version, so that whatever else is
    done on its page still meets what was not shown there.
    Raises: StaleError where somebody else changed this very part; what `drafting.save_draft` raises.
    """
    seen = seen_version()
    desk, version = open_desk(number), seen
    for _ in range(TRIES):
        text = change(desk)
        try:
            saved = drafting.save_draft(
                number, actor=actor(), draft_version=version, content=text, is_typed=is_typing()
            )
        except StaleError:
            db.session.rollback()
            desk = open_desk(number)
            if change(desk) == desk.draft:
                return desk.draft_version, part(desk.draft)
            if request.form.get(FIELD) != part(desk.draft):
                raise
            version = desk.draft_version
        else:
            return (saved if version == seen else seen), part(text)
    raise StaleError(seen=seen, present=desk.draft_version)


def _hashed(said: dict[str, object]) -> str:
    return sha256_hex(canonical_bytes(said))[:16]
