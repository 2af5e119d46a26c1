"""Whether an action may be done to a case now, and the sentence where it may not."""

from dataclasses import replace

from values.messages import N_, Message
from values.vocabulary import Action
from workflow.case import Case
from workflow.errors import ForbiddenError, NotAllowedError, StaleError
from workflow.labels import ACTION_LABELS, STATE_LABELS
from workflow.permissions import Seat, Standing
from workflow.verdict import Verdict, verdict


def permit(case: Case, action: Action, *, version: int | None, **known: bool) -> Seat:
    """Return on whose authority the action may be done now, by the table.

    Raises: ForbiddenError where the person may not; StaleError where the page is older than the proposal;
    NotAllowedError where the state does not permit it.
    """
    case.standing = replace(case.standing, **known)  # type: ignore[arg-type]
    outcome, seat = verdict(action, case.proposal.state, case.standing)
    if outcome is Verdict.NOT_PERMITTED:
        raise ForbiddenError(why_not(action, case.standing))
    if version is not None and version != case.proposal.version:
        raise StaleError(seen=version, present=case.proposal.version)
    if outcome is Verdict.WRONG_STATE or seat is None:
        raise NotAllowedError(
            Message(
                N_("“%(action)s” is not possible while the proposal is “%(state)s”."),
                {
                    "action": Message(ACTION_LABELS[action]),
                    "state": Message(STATE_LABELS[case.proposal.state]),
                },
            )
        )
    return seat


def why_not(action: Action, standing: Standing) -> Message:
    """Say why a person may not do something, naming separation of duties where it is the reason."""
    judging = {Action.SIGN_OFF, Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES, Action.REVOKE_APPROVAL}
    if action in judging and standing.has_contributed:
        return Message(N_("Whoever wrote into a proposal cannot review or approve it."))
    if action is Action.SIGN_OFF and standing.has_decided:
        return Message(N_("Whoever decided on a proposal as its supervisor cannot sign it off."))
    if action in {Action.SIGN_OFF, Action.REQUEST_CHANGES} and standing.took_a_step:
        return Message(N_("You have taken another step on this revision already; one person takes one step."))
    if action in judging and standing.has_signed:
        return Message(N_("Whoever signed off a proposal cannot approve it."))
    if action is Action.SUBMIT and (standing.has_signed or standing.has_decided):
        return Message(N_("Whoever judged a proposal can no longer write into it; add a suggestion instead."))
    return Message(N_("Your roles do not include this."))
