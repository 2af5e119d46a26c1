"""Bring a proposal back to its drafters, and let it wait for the public."""

from datetime import datetime

from values.vocabulary import Action
from workflow.actor import Actor
from workflow.case import open_case
from workflow.checks import Given, check_all
from workflow.move import move
from workflow.permit import permit
from workflow.unit import unit


def take_back(number: str, *, actor: Actor, version: int | None = None, comment: str = "") -> None:
    """Take the proposal back in order to adopt an open suggestion, or a department's remarks (收回修改)."""
    _bring_back(Action.TAKE_BACK, number, actor, version, comment)


def rebase(number: str, *, actor: Actor, version: int | None = None, comment: str = "") -> None:
    """Take the proposal back because a release changed what it stands on (按新基线修改)."""
    _bring_back(Action.REBASE, number, actor, version, comment)


def open_consultation(
    number: str, *, actor: Actor, until: datetime, version: int | None = None, comment: str = ""
) -> None:
    """Ask the public until a moment; meanwhile no step is taken and internal clocks pause."""
    with unit(actor) as work:
        case = open_case(work, number, Action.OPEN_CONSULTATION)
        seat = permit(case, Action.OPEN_CONSULTATION, version=version)
        check_all(work, case, Action.OPEN_CONSULTATION, Given(moment=until))
        case.proposal.consulting_until = until
        move(
            work,
            case,
            Action.OPEN_CONSULTATION,
            seat=seat,
            comment=comment,
            details={"until": until.isoformat()},
        )


def close_consultation(number: str, *, actor: Actor, version: int | None = None, comment: str = "") -> None:
    """Close the consultation once its window has ended; sign-offs on the unchanged revision stand."""
    with unit(actor) as work:
        case = open_case(work, number, Action.CLOSE_CONSULTATION)
        seat = permit(case, Action.CLOSE_CONSULTATION, version=version)
        check_all(work, case, Action.CLOSE_CONSULTATION, Given(comment=comment))
        case.proposal.consulting_until = None
        move(work, case, Action.CLOSE_CONSULTATION, seat=seat, comment=comment)


def _bring_back(action: Action, number: str, actor: Actor, version: int | None, comment: str) -> None:
    with unit(actor) as work:
        case = open_case(work, number, action)
        seat = permit(case, action, version=version)
        check_all(work, case, action, Given(comment=comment))
        case.proposal.returned_step_id = None
        case.proposal.returned_by_supervisor = False
        case.proposal.consulting_until = None
        move(work, case, action, seat=seat, comment=comment)
