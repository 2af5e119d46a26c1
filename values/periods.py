"""The periods that a proposal is bound to: each with its anchor, its pauses, and what is left of it (decision 19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from values.workdays import DueDate, WorkingDayTable


class PeriodKind(StrEnum):
    """What has to be done within a period."""

    APPLICATION = "application"
    """The drafters apply, from 触发日; only where the county sets it."""
    REVIEW = "review"
    """All steps of the review together, from 受理日."""
    APPROVAL = "approval"
    """The supervisor decides, from the last sign-off."""
    PUBLICATION = "publication"
    """It is published, from 签发日."""
    STATUTORY = "statutory"
    """It is published, from 触发日 (Regulations art. 26); never pauses."""


class PeriodState(StrEnum):
    """How a period stands."""

    AHEAD = "ahead"
    """Its anchor is still to come."""
    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    MISSED = "missed"
    """Done, but after its last day."""


class PauseReason(StrEnum):
    """Why an internal period stands still."""

    RETURNED = "returned"
    CONSULTED = "consulted"


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which a period stands still."""

    since: date
    until: date | None
    """The day on which it goes on; None while it stands still."""
    reason: PauseReason


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period with what has happened in it."""

    kind: PeriodKind
    working_days: int
    anchored_on: date | None
    """Whose day is not counted; None while it is still to come."""
    pauses: tuple[Pause, ...] = ()
    ended_on: date | None = None
    """When it was done."""


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """What a period comes to on a day."""

    period: Period
    state: PeriodState
    due: DueDate | None
    """None while its anchor is still to come."""
    paused_days: int
    """Working days at whose end it stood still."""
    days_left: int
    """Working days up to its last day; negative: overdue. Where it is done, as of the day on which it was."""


def reckon(period: Period, table: WorkingDayTable, today: date) -> Reckoning:
    """Return what a period comes to on a day.

    Each pause moves the last day by the working days at whose end it stood; one that begins after the last day
    moves nothing, since what is overdue does not become timely by being returned.
    """
    if period.anchored_on is None:
        return Reckoning(period=period, state=PeriodState.AHEAD, due=None, paused_days=0, days_left=0)
    due = table.due_after(period.anchored_on, period.working_days)
    end = period.ended_on or today
    paused = 0
    for pause in period.pauses:
        if pause.since <= due.day:
            days = table.paused_days(pause.since, min(pause.until or end, end))
            moved = table.due_after(due.day, days)
            paused, due = paused + days, DueDate(moved.day, due.guessed or moved.guessed)
    return Reckoning(
        period=period,
        state=_state(period, due.day),
        due=due,
        paused_days=paused,
        days_left=table.days_left(end, due.day),
    )


def next_due(reckonings: Iterable[Reckoning]) -> Reckoning | None:
    """Return the period that ends first of those that are not done; None where all are."""
    running = [one for one in reckonings if one.state in {PeriodState.RUNNING, PeriodState.PAUSED}]
    return min(running, key=lambda one: one.due.day if one.due else date.max, default=None)


def _state(period: Period, due: date) -> PeriodState:
    if period.ended_on is not None:
        return PeriodState.KEPT if period.ended_on <= due else PeriodState.MISSED
    is_paused = bool(period.pauses) and period.pauses[-1].until is None
    return PeriodState.PAUSED if is_paused else PeriodState.RUNNING
