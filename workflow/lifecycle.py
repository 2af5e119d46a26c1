"""The transition table: one row an action from a state, run by one shared machine. It is the product."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import EventData, Machine

from values.canonical import canonical_bytes, sha256_hex
from values.vocabulary import Action, Audience, State
from workflow.permissions import (
    Predicate,
    Standing,
    is_contributing_drafter,
    is_drafter,
    is_free_drafter,
    is_holder_of_step_in_turn,
    is_publisher,
    is_publisher_or_schedule,
    is_supervisor,
)

Condition = Callable[[Standing], bool]


def goes_back_to_supervisor(standing: Standing) -> bool:
    """The revision is unchanged, and the supervisor sent it back or no step is left to take."""
    return standing.is_unchanged and (standing.returned_by_supervisor or standing.completes_route)


def last_step_is_done(standing: Standing) -> bool:
    """With this sign-off no step of the route remains."""
    return standing.completes_route


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row: who may do what from where, where it leads, what is checked, who is told."""

    action: Action
    source: State
    target: State
    who: Predicate
    when: Condition | None = None
    """Chooses between rows of the same action and source; the first that holds is taken."""
    checks: tuple[str, ...] = ()
    """What must hold, by the names in `workflow.checks`."""
    told: tuple[Audience, ...] = ()


_CONTENT = ("rules_pass",)
_BASE = ("base_stands",)

TABLE: tuple[Transition, ...] = (
    *(
        row
        for source in (State.DRAFT, State.CHANGES_REQUESTED)
        for row in (
            Transition(
                action=Action.SUBMIT,
                source=source,
                target=State.IN_APPROVAL,
                who=is_free_drafter,
                when=goes_back_to_supervisor,
                checks=("draft_is_complete", "return_is_answered", *_CONTENT),
                told=(Audience.SUPERVISORS,),
            ),
            Transition(
                action=Action.SUBMIT,
                source=source,
                target=State.IN_REVIEW,
                who=is_free_drafter,
                checks=("draft_is_complete", "return_is_answered", *_CONTENT),
                told=(Audience.STEP_HOLDERS,),
            ),
        )
        if not (source is State.DRAFT and row.when)
    ),
    Transition(
        action=Action.SIGN_OFF,
        source=State.IN_REVIEW,
        target=State.IN_APPROVAL,
        who=is_holder_of_step_in_turn,
        when=last_step_is_done,
        checks=_BASE,
        told=(Audience.CONTRIBUTORS, Audience.SUPERVISORS),
    ),
    Transition(
        action=Action.SIGN_OFF,
        source=State.IN_REVIEW,
        target=State.IN_REVIEW,
        who=is_holder_of_step_in_turn,
        checks=_BASE,
        told=(Audience.CONTRIBUTORS, Audience.STEP_HOLDERS),
    ),
    Transition(
        action=Action.REQUEST_CHANGES,
        source=State.IN_REVIEW,
        target=State.CHANGES_REQUESTED,
        who=is_holder_of_step_in_turn,
        checks=("reason_is_given",),
        told=(Audience.CONTRIBUTORS,),
    ),
    Transition(
        action=Action.REQUEST_CHANGES,
        source=State.IN_APPROVAL,
        target=State.CHANGES_REQUESTED,
        who=is_supervisor,
        checks=("reason_is_given",),
        told=(Audience.CONTRIBUTORS,),
    ),
    Transition(
        action=Action.OPEN_CONSULTATION,
        source=State.IN_REVIEW,
        target=State.CONSULTING,
        who=is_drafter,
        checks=("window_is_ahead",),
        told=(Audience.STEP_HOLDERS, Audience.WATCHERS),
    ),
    Transition(
        action=Action.CLOSE_CONSULTATION,
        source=State.CONSULTING,
        target=State.IN_REVIEW,
        who=is_drafter,
        checks=("window_has_ended",),
        told=(Audience.STEP_HOLDERS, Audience.WATCHERS),
    ),
    *(
        Transition(
            action=Action.TAKE_BACK,
            source=source,
            target=State.CHANGES_REQUESTED,
            who=is_drafter,
            checks=("suggestion_is_open",),
            told=(Audience.SIGNERS,),
        )
        for source in (State.IN_REVIEW, State.IN_APPROVAL)
    ),
    *(
        Transition(
            action=Action.REBASE,
            source=source,
            target=State.CHANGES_REQUESTED,
            who=is_drafter,
            checks=("base_has_moved",),
            told=(Audience.SIGNERS,),
        )
        for source in (State.IN_REVIEW, State.CONSULTING, State.IN_APPROVAL)
    ),
    Transition(
        action=Action.APPROVE,
        source=State.IN_APPROVAL,
        target=State.APPROVED,
        who=is_supervisor,
        checks=(*_BASE, *_CONTENT, "objections_are_answered", "suggestions_are_settled"),
        told=(Audience.PUBLISHERS, Audience.CONTRIBUTORS),
    ),
    Transition(
        action=Action.REJECT,
        source=State.IN_APPROVAL,
        target=State.REJECTED,
        who=is_supervisor,
        checks=("reason_is_given",),
        told=(Audience.CONTRIBUTORS, Audience.SIGNERS),
    ),
    Transition(
        action=Action.REVOKE_APPROVAL,
        source=State.APPROVED,
        target=State.IN_APPROVAL,
        who=is_supervisor,
        checks=("reason_is_given",),
        told=(Audience.PUBLISHERS, Audience.CONTRIBUTORS),
    ),
    Transition(
        action=Action.SCHEDULE,
        source=State.APPROVED,
        target=State.APPROVED,
        who=is_publisher,
        checks=("time_is_ahead",),
        told=(Audience.SUPERVISORS, Audience.CONTRIBUTORS),
    ),
    Transition(
        action=Action.UNSCHEDULE,
        source=State.APPROVED,
        target=State.APPROVED,
        who=is_publisher,
        checks=("is_scheduled",),
        told=(Audience.SUPERVISORS, Audience.CONTRIBUTORS),
    ),
    Transition(
        action=Action.PUBLISH,
        source=State.APPROVED,
        target=State.PUBLISHED,
        who=is_publisher_or_schedule,
        checks=(*_BASE, *_CONTENT, "content_is_what_was_approved"),
        told=(
            Audience.CONTRIBUTORS,
            Audience.SIGNERS,
            Audience.SUPERVISORS,
            Audience.PUBLISHERS,
            Audience.SUBSCRIBERS,
            Audience.BODIES_BELOW,
        ),
    ),
    *(
        Transition(
            action=Action.WITHDRAW,
            source=source,
            target=State.WITHDRAWN,
            who=is_contributing_drafter,
            told=(Audience.SIGNERS,),
        )
        for source in (
            State.DRAFT,
            State.IN_REVIEW,
            State.CONSULTING,
            State.CHANGES_REQUESTED,
            State.IN_APPROVAL,
        )
    ),
)


def rows(action: Action, source: State) -> tuple[Transition, ...]:
    """Return the rows of an action from a state, the more particular first."""
    return tuple(row for row in TABLE if row.action is action and row.source is source)


def told_of(action: Action, source: State, target: State) -> tuple[Audience, ...]:
    """Return who is told of what was done."""
    return next(row.told for row in rows(action, source) if row.target is target)


def _condition(row: Transition) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        return row.when is None or row.when(event.kwargs["standing"])

    return holds


def _machine() -> Machine:
    machine = Machine(
        model=None,
        states=[state.value for state in State],
        initial=State.DRAFT.value,
        auto_transitions=False,
        send_event=True,
    )
    for row in TABLE:
        machine.add_transition(
            row.action.value, row.source.value, row.target.value, conditions=[_condition(row)]
        )
    return machine


MACHINE = _machine()


@dataclass
class _Cursor:
    """What the machine moves; rows of the database are never attached to it."""

    state: Any


def next_state(action: Action, source: State, standing: Standing) -> State:
    """Fire an action in the machine and return where it leads; the caller has checked that it may."""
    cursor = _Cursor(source.value)
    MACHINE.events[action.value].trigger(cursor, standing=standing)
    return State(cursor.state)


@cache
def table_bytes() -> bytes:
    """Return the table in canonical form: what an auditor needs to replay the transitions."""
    return canonical_bytes(
        {
            "v": 1,
            "transitions": [
                {
                    "action": row.action,
                    "from": row.source,
                    "to": row.target,
                    "who": row.who.__name__,
                    "when": row.when.__name__ if row.when else None,
                    "checks": list(row.checks),
                    "told": list(row.told),
                }
                for row in TABLE
            ],
        }
    )


@cache
def table_sha256() -> str:
    """Return the hash that events name when the table comes into force."""
    return sha256_hex(table_bytes())
