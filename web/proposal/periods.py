"""The periods of a proposal as pages and commands say them: what runs from when, what paused it, what is left."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from models import db
from values.periods import Pause, PauseReason, PeriodKind, PeriodState, Reckoning, next_due, reckon
from web.wording.common import day
from workflow.dues import working_days
from workflow.periods import periods, turnings
from workflow.queries.proposal import ProposalFile

TONES = {
    PeriodState.AHEAD: "n",
    PeriodState.RUNNING: "b",
    PeriodState.PAUSED: "y",
    PeriodState.KEPT: "g",
    PeriodState.MISSED: "r",
}


@dataclass(frozen=True, kw_only=True)
class SaidPeriod:
    """A period in the reader's language."""

    reckoning: Reckoning
    name: str
    state: str
    tone: str
    left: str
    """How many working days are left, or over; empty where it does not run."""
    why: str
    """What it runs from, and how long."""
    pauses: tuple[str, ...]
    is_next: bool
    """Whether it is the one that ends first."""


def said_periods(file: ProposalFile, *, today: date) -> list[SaidPeriod]:
    """Return the periods of a proposal; none where it was withdrawn or rejected."""
    reckonings = reckonings_of(file, today=today)
    first = next_due(reckonings)
    return [_said(one, is_next=one is first) for one in reckonings]


def reckonings_of(file: ProposalFile, *, today: date) -> tuple[Reckoning, ...]:
    """Return what the periods of a proposal come to on a day."""
    found = periods(
        turnings(file.events),
        file.case.route,
        triggered_on=file.clock.anchored_on if file.clock else file.said.trigger_date,
        review_days=_review_days(file),
    )
    table = working_days(db.session())
    return tuple(reckon(one, table, today) for one in found)


def _review_days(file: ProposalFile) -> int:
    """Return what the steps may take together: positions add, steps side by side take the longest."""
    at: dict[int, int] = {}
    for step in file.way:
        at[step.position] = max(at.get(step.position, 0), step.working_days)
    return sum(at.values())


def _said(one: Reckoning, *, is_next: bool) -> SaidPeriod:
    period = one.period
    return SaidPeriod(
        reckoning=one,
        name=_names()[period.kind],
        state=_states()[one.state],
        tone="r" if one.state is PeriodState.RUNNING and one.days_left < 0 else TONES[one.state],
        left=_left(one),
        why=_why(one),
        pauses=tuple(_paused(pause) for pause in period.pauses),
        is_next=is_next,
    )


def _left(one: Reckoning) -> str:
    if one.state not in {PeriodState.RUNNING, PeriodState.PAUSED}:
        return ""
    if one.days_left < 0:
        over = -one.days_left
        return ngettext("%(num)d working day overdue", "%(num)d working days overdue", over)
    return ngettext("%(num)d working day left", "%(num)d working days left", one.days_left)


def _why(one: Reckoning) -> str:
    period = one.period
    anchor = _anchors()[period.kind]
    if period.anchored_on is None:
        return ngettext(
            "%(num)d working day from %(anchor)s, which is still to come",
            "%(num)d working days from %(anchor)s, which is still to come",
            period.working_days,
            anchor=anchor,
        )
    return ngettext(
        "%(num)d working day from %(anchor)s, %(day)s",
        "%(num)d working days from %(anchor)s, %(day)s",
        period.working_days,
        anchor=anchor,
        day=day(period.anchored_on),
    )


def _names() -> dict[PeriodKind, str]:
    return {
        PeriodKind.APPLICATION: gettext("Application"),
        PeriodKind.REVIEW: gettext("Review, all steps together"),
        PeriodKind.APPROVAL: gettext("Approval"),
        PeriodKind.PUBLICATION: gettext("Publication"),
        PeriodKind.STATUTORY: gettext("Statutory time"),
    }


def _anchors() -> dict[PeriodKind, str]:
    return {
        PeriodKind.APPLICATION: gettext("the day of the trigger"),
        PeriodKind.REVIEW: gettext("the day of submission"),
        PeriodKind.APPROVAL: gettext("the end of the review"),
        PeriodKind.PUBLICATION: gettext("the day of approval"),
        PeriodKind.STATUTORY: gettext("the day of the trigger (Regulations, article 26)"),
    }


def _states() -> dict[PeriodState, str]:
    return {
        PeriodState.AHEAD: gettext("not begun"),
        PeriodState.RUNNING: gettext("running"),
        PeriodState.PAUSED: gettext("standing still"),
        PeriodState.KEPT: gettext("kept"),
        PeriodState.MISSED: gettext("missed"),
    }


def _paused(pause: Pause) -> str:
    since, until = day(pause.since), day(pause.until)
    if pause.reason is PauseReason.RETURNED:
        if pause.until is None:
            return gettext("Returned to the drafters since %(since)s.", since=since)
        return gettext("Returned to the drafters from %(since)s to %(until)s.", since=since, until=until)
    if pause.until is None:
        return gettext("The public is consulted since %(since)s.", since=since)
    return gettext("The public was consulted from %(since)s to %(until)s.", since=since, until=until)
