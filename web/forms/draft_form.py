"""The form of what a proposal says beside its rows: title, trigger, rationale, when it takes effect."""

from dataclasses import replace
from datetime import date

from values.messages import Message
from values.proposal_content import DraftContent
from values.vocabulary import Trigger
from values.written_day import day_written
from web.forms.answers import read_answers
from web.forms.limits import NO_DAY, header_issues, justification_issues, over_already
from web.forms.reading import Form, Values, one_line, plain, read_short, read_text
from workflow.errors import InvalidError, Issue
from workflow.queries.bodies import current_day

DAYS = ("trigger_date", "effective_from", "valid_until")


def header_values(draft: DraftContent) -> Values:
    """Return what fills the form for a draft."""
    return {
        "title": one_line(draft.title),
        "trigger": draft.trigger.value if draft.trigger else "",
        "trigger_date": draft.trigger_date.isoformat() if draft.trigger_date else "",
        "rationale": plain(draft.rationale),
        "policy_source": plain(draft.policy_source),
        "effective_from": draft.effective_from.isoformat() if draft.effective_from else "",
        "valid_until": draft.valid_until.isoformat() if draft.valid_until else "",
        "is_trial": "1" if draft.is_trial else "0",
        "interpretation": plain(draft.interpretation),
    }


def typed_values(form: Form, draft: DraftContent) -> Values:
    """Return what fills the form again with what was typed, a day that is none included."""
    return {name: form.get(name, was) for name, was in header_values(draft).items()}


def read_header(form: Form, base: DraftContent) -> DraftContent:
    """Return the draft with what the form says, its rows untouched; what was not sent stays as it was.

    Raises: InvalidError for days that are none and for texts beyond the limits.
    """
    days = {name: form.get(name, getattr(base, name)) for name in DAYS}
    read = {name: _day(day) if isinstance(day, str) else day for name, day in days.items()}
    draft = replace(
        base,
        title=read_short(form, "title", base.title),
        trigger=_trigger(form, base),
        trigger_date=read["trigger_date"],
        rationale=read_text(form, "rationale", base.rationale),
        policy_source=read_text(form, "policy_source", base.policy_source),
        effective_from=read["effective_from"],
        valid_until=read["valid_until"],
        is_trial=form.get("is_trial", "1" if base.is_trial else "0") == "1",
        interpretation=read_text(form, "interpretation", base.interpretation),
        answers=read_answers(form, base.answers),
    )
    wrong = [
        Issue(name, Message(NO_DAY))
        for name, day in days.items()
        if isinstance(day, str) and day.strip() and read[name] is None
    ]
    if base.valid_until != draft.valid_until:
        # A draft that lay until its day was over can still be worked on; submitting it is refused.
        wrong += over_already(draft, current_day())
    if issues := [*wrong, *header_issues(draft), *justification_issues(draft.answers)]:
        raise InvalidError(issues)
    return draft


def _trigger(form: Form, base: DraftContent) -> Trigger | None:
    chosen = form.get("trigger")
    if chosen is None:
        return base.trigger
    return Trigger(chosen) if chosen in set(Trigger) else None


def _day(text: str) -> date | None:
    try:
        return day_written(text)
    except ValueError:
        return None
