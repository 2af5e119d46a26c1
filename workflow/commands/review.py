"""Take a step of the route: sign off, or return the proposal for changes."""

from models import Decision, SignOff, Suggestion
from values.messages import N_, Message
from values.vocabulary import Action, Outcome, State
from workflow.actor import Actor
from workflow.case import Case, open_case
from workflow.checks import Given, check_all
from workflow.errors import ForbiddenError, invalid
from workflow.move import move
from workflow.permissions import turn_of
from workflow.permit import permit
from workflow.unit import Unit, unit


def sign_off(
    number: str,
    *,
    actor: Actor,
    outcome: Outcome,
    opinion: str,
    version: int | None = None,
    suggestion: str = "",
) -> None:
    """Sign off the present revision in the step that is the actor's turn.

    修改后同意 leaves a suggestion for the drafter; 不同意 is an objection that the approval must answer.
    Raises: InvalidError without an opinion where the outcome needs one.
    """
    if outcome is Outcome.RETURNED:
        request_changes(number, actor=actor, comment=opinion, version=version)
        return
    with unit(actor) as work:
        case = open_case(work, number, Action.SIGN_OFF)
        turn = turn_of(case.standing)
        remaining = [step for step in case.open_steps if turn and step.id != turn[0].step]
        seat = permit(case, Action.SIGN_OFF, version=version, completes_route=not remaining)
        if outcome is Outcome.OBJECTED and not opinion.strip():
            raise invalid("opinion", N_("Say in a sentence what you object to."))
        if outcome is Outcome.AGREED_WITH_CHANGES and not (suggestion or opinion).strip():
            raise invalid("opinion", N_("Say in a sentence what should be changed."))
        check_all(work, case, Action.SIGN_OFF, Given(comment=opinion))
        signed = _sign(work, case, outcome, opinion.strip() or _AGREED)
        if outcome is Outcome.AGREED_WITH_CHANGES:
            work.session.flush()
            work.session.add(
                Suggestion(
                    proposal_id=case.proposal.id, sign_off_id=signed.id, text=(suggestion or opinion).strip()
                )
            )
        move(work, case, Action.SIGN_OFF, seat=seat, comment=opinion, details=_details(case, signed))


_AGREED = "同意"
"""What a bare agreement says on paper."""


def request_changes(number: str, *, actor: Actor, comment: str, version: int | None = None) -> None:
    """Return the proposal to its drafters: the holder of the step in turn, or the supervisor, with a reason."""
    with unit(actor) as work:
        case = open_case(work, number, Action.REQUEST_CHANGES)
        seat = permit(case, Action.REQUEST_CHANGES, version=version)
        check_all(work, case, Action.REQUEST_CHANGES, Given(comment=comment))
        details: dict[str, object] = {}
        if case.proposal.state is State.IN_REVIEW:
            signed = _sign(work, case, Outcome.RETURNED, comment.strip())
            case.proposal.returned_step_id = signed.step_id
            details = _details(case, signed)
        else:
            work.session.add(decision_of(work, case, Action.REQUEST_CHANGES, comment))
            case.proposal.returned_by_supervisor = True
        move(work, case, Action.REQUEST_CHANGES, seat=seat, comment=comment, details=details)


def decision_of(work: Unit, case: Case, action: Action, opinion: str) -> Decision:
    """Return the row of a supervisor's decision on the present revision."""
    return Decision(
        proposal_id=case.proposal.id,
        revision_id=case.given_revision.id,
        actor_id=_person(work),
        on_behalf_of_id=work.actor.on_behalf_of_id,
        action=action,
        opinion=opinion.strip(),
        content_sha256=case.given_revision.content_sha256,
        decided_at=work.now,
    )


def _sign(work: Unit, case: Case, outcome: Outcome, opinion: str) -> SignOff:
    turn = turn_of(case.standing)
    if turn is None:
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    signed = SignOff(
        proposal_id=case.proposal.id,
        revision_id=case.given_revision.id,
        step_id=turn[0].step,
        actor_id=_person(work),
        on_behalf_of_id=work.actor.on_behalf_of_id,
        recorded_by_id=None,
        outcome=outcome,
        opinion=opinion,
        content_sha256=case.given_revision.content_sha256,
        signed_at=work.now,
    )
    work.session.add(signed)
    case.sign_offs.append(signed)
    return signed


def _details(case: Case, signed: SignOff) -> dict[str, object]:
    step = next(one for one in case.steps if one.id == signed.step_id)
    return {"step": str(step.id), "kind": step.kind.value, "outcome": signed.outcome.value}


def _person(work: Unit) -> int:
    if work.actor.person_id is None:
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    return work.actor.person_id
