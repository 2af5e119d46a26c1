"""Which periods a proposal is bound to, read from what happened to it; nothing of it is kept twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models import Event, Route
from values.clock import shanghai_day
from values.periods import Pause, PauseReason, Period, PeriodKind
from values.route_plan import STATUTORY_WORKING_DAYS
from values.vocabulary import State

PAUSES = {
    State.CHANGES_REQUESTED: PauseReason.RETURNED,
    State.CONSULTING: PauseReason.CONSULTED,
}


@dataclass(frozen=True)
class Turning:
    """A day on which a proposal came from one state to another."""

    day: date
    old: State | None
    new: State


def turnings(events: Iterable[Event]) -> list[Turning]:
    """Return when a proposal changed its state, from its events in any order."""
    moves = sorted((one for one in events if one.to_state is not None), key=lambda one: one.id)
    return [
        Turning(shanghai_day(one.at), State(one.from_state) if one.from_state else None, State(one.to_state))
        for one in moves
        if one.to_state is not None and one.from_state != one.to_state
    ]


def periods(
    turned: Sequence[Turning], route: Route, *, triggered_on: date | None, review_days: int
) -> tuple[Period, ...]:
    """Return the periods of a proposal, in the order in which they run; none where it was withdrawn or rejected.

    Args:
        turned: when it changed its state, from the first time on.
        route: with the days that its county sets.
        triggered_on: 触发日; None where the draft does not say it yet.
        review_days: what its steps may take together.
    """
    if turned and turned[-1].new in {State.WITHDRAWN, State.REJECTED}:
        return ()
    review = _round(turned)
    submitted = _first(review, State.IN_REVIEW)
    published = _first(turned, State.PUBLISHED)
    to_approval, approved = _last(turned, State.IN_APPROVAL), _last(turned, State.APPROVED)
    if turned and turned[-1].new in {State.IN_REVIEW, *PAUSES}:
        # What was approved or sent to the supervisor once is not any more.
        to_approval = approved = None
    elif turned and turned[-1].new is State.IN_APPROVAL:
        approved = None
    found = []
    if route.apply_working_days is not None:
        found.append(
            Period(
                kind=PeriodKind.APPLICATION,
                working_days=route.apply_working_days,
                anchored_on=triggered_on,
                ended_on=_first(turned, State.IN_REVIEW),
            )
        )
    return (
        *found,
        Period(
            kind=PeriodKind.REVIEW,
            working_days=review_days,
            anchored_on=submitted,
            pauses=_pauses(review),
            ended_on=_last(review, State.IN_APPROVAL),
        ),
        Period(
            kind=PeriodKind.APPROVAL,
            working_days=route.approval_working_days,
            anchored_on=to_approval,
            ended_on=_left(turned, State.IN_APPROVAL),
        ),
        Period(
            kind=PeriodKind.PUBLICATION,
            working_days=route.publication_working_days,
            anchored_on=approved,
            ended_on=_left(turned, State.APPROVED),
        ),
        Period(
            kind=PeriodKind.STATUTORY,
            working_days=STATUTORY_WORKING_DAYS,
            anchored_on=triggered_on,
            ended_on=published,
        ),
    )


def _first(turned: Sequence[Turning], state: State) -> date | None:
    return next((one.day for one in turned if one.new is state), None)


def _last(turned: Sequence[Turning], state: State) -> date | None:
    return next((one.day for one in reversed(turned) if one.new is state), None)


def _left(turned: Sequence[Turning], state: State) -> date | None:
    """Return when a state was left for the last time; None while it lasts."""
    last = next((one for one in reversed(turned) if state in {one.old, one.new}), None)
    return last.day if last is not None and last.old is state else None


def _round(turned: Sequence[Turning]) -> Sequence[Turning]:
    """Return the turnings since the supervisor sent it back for the last time, if the review began anew then."""
    back = [place for place, one in enumerate(turned) if one.old is State.IN_APPROVAL and one.new in PAUSES]
    latest = turned[back[-1] + 1 :] if back else turned
    return latest if _first(latest, State.IN_REVIEW) else turned


def _pauses(turned: Sequence[Turning]) -> tuple[Pause, ...]:
    found = []
    for place, one in enumerate(turned):
        if one.new in PAUSES:
            until = turned[place + 1].day if place + 1 < len(turned) else None
            found.append(Pause(since=one.day, until=until, reason=PAUSES[one.new]))
    return tuple(found)
