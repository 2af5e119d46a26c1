"""What the form of a row shows and asks of what was published beside the draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models import db
from values.proposal_content import DraftChange
from values.vocabulary import ConflictKind, WaitingAnswer
from web.catalogue.comparison import compare
from web.draft.desk import Desk
from web.forms.reading import Form
from web.proposal.page import today
from web.wording.common import field_label
from web.wording.conflicts import waiting_label
from workflow.conflicts.around import Around, around
from workflow.conflicts.comparing import waiting_facts, with_waiting_answer
from workflow.queries.proposal import bodies_named_in, names_of_bodies


def page_values(desk: Desk, change: DraftChange, places: Mapping[str, str]) -> dict[str, Any]:
    """Return what was published since the drafter began on the row, what is open about it, and what waits."""
    seen = _around(desk)
    published, waiting = desk.current.get(change.entry), seen.waiting.get(change.entry)
    is_behind = published is not None and change.base_sha256 not in {"", published.content_sha256}
    moved = None
    if published and is_behind:
        base = seen.had_before(change)
        bodies = names_of_bodies(db.session(), bodies_named_in([base, published.state]))
        fields = compare(base, published.state, bodies, places)
        moved = [one for one in fields if one.is_changed]
    is_answered = bool(waiting) and _is_answered(change, seen)
    return {
        "moved": moved,
        "unsettled": [] if is_behind else [(name, field_label(name)) for name in change.unsettled],
        "waiting_from": waiting[0].effective_from if waiting else None,
        "waiting_options": [(one.value, waiting_label(one)) for one in seen.waiting_answers(change.entry)],
        "waiting_answer": change.waiting if is_answered else None,
    }


def read_answers(desk: Desk, change: DraftChange, form: Form) -> DraftChange:
    """Return the row with what the form answers: conflicts settled by what stands in it, and how far it reaches.

    Only a row that is up to date is settled, since its form shows what was published.
    """
    published = desk.current.get(change.entry)
    if published and change.base_sha256 == published.content_sha256:
        settled = form.getlist("settles")
        left = {name: base for name, base in change.unsettled.items() if name not in settled}
        change = replace(change, unsettled=left)
    answer = form.get("waiting", "")
    if answer not in set(WaitingAnswer):
        return change
    seen = _around(desk)
    if answer not in seen.waiting_answers(change.entry):
        return change
    return with_waiting_answer(change, seen.waiting[change.entry], WaitingAnswer(answer))


def _is_answered(change: DraftChange, seen: Around) -> bool:
    facts = waiting_facts(seen.waiting[change.entry])
    return change.settled.get(ConflictKind.WAITING_VERSION) == facts


def _around(desk: Desk) -> Around:
    return around(db.session(), desk.case, desk.draft, desk.current, today=today())
