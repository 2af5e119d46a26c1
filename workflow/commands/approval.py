"""The supervisor's actions: approve, refuse, revoke."""

from values.vocabulary import Action
from workflow.actor import Actor
from workflow.case import open_case
from workflow.checks import Given, check_all
from workflow.commands.review import decision_of
from workflow.move import move
from workflow.outcomes import keep
from workflow.permit import permit
from workflow.unit import unit


def approve(number: str, *, actor: Actor, comment: str = "", version: int | None = None) -> None:
    """Approve (签发) the present revision; the approval is bound to its hash."""
    _decide(Action.APPROVE, number, actor=actor, comment=comment, version=version)


def reject(number: str, *, actor: Actor, comment: str, version: int | None = None) -> None:
    """End the proposal with a reason; only the supervisor can, and only before approval."""
    _decide(Action.REJECT, number, actor=actor, comment=comment, version=version)


def revoke_approval(number: str, *, actor: Actor, comment: str, version: int | None = None) -> None:
    """Take an approval back before publication; a schedule ends with it."""
    _decide(Action.REVOKE_APPROVAL, number, actor=actor, comment=comment, version=version)


def _decide(action: Action, number: str, *, actor: Actor, comment: str, version: int | None) -> None:
    with unit(actor) as work:
        case = open_case(work, number, action)
        seat = permit(case, action, version=version)
        check_all(work, case, action, Given(comment=comment))
        work.session.add(decision_of(work, case, action, comment))
        if action is Action.REVOKE_APPROVAL:
            case.proposal.scheduled_for = None
        details = {"rules": keep(work, case, action, case.outcome)} if case.outcome else {}
        move(work, case, action, seat=seat, comment=comment, details=details)
