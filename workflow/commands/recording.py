"""Record what was signed on paper (代录): the signatory's step, taken by a clerk with the scan of the 呈批单."""

from dataclasses import dataclass
from datetime import date

from models import SignOff, Suggestion
from values.messages import N_, Message
from values.vocabulary import Action, Outcome
from workflow.actor import Actor
from workflow.attachments import Limits, TakenFile, take_in
from workflow.case import Case, load_case, open_case
from workflow.checks import Given, check_all
from workflow.errors import ForbiddenError, InvalidError, Issue, invalid
from workflow.move import move
from workflow.permissions import Seat, Turn, turn_of
from workflow.permit import permit, why_not
from workflow.queries.signatories import recording_seat, took_another_step
from workflow.unit import Unit, unit

EARLIEST = date(2008, 5, 1)
"""When the Regulations came into force; no sign-off of a catalogue is older."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What the signed paper says, and its scan."""

    signatory: int
    outcome: Outcome
    opinion: str
    signed_on: date | None
    scan_name: str
    scan: bytes


def record_sign_off(
    number: str, *, actor: Actor, paper: Paper, version: int | None = None, limits: Limits | None = None
) -> None:
    """Record the sign-off of a step in turn from the signed paper; the signatory and the clerk are both bound by it.

    The clerk holds 审核人 or 发布员 in the body of the step, acts in their own name, and has no other part in
    the revision (`docs/decisions/0012`).
    Raises: ForbiddenError for other clerks; InvalidError for a signatory who could not take the step, and for
    what is missing of the paper.
    """
    action = Action.REQUEST_CHANGES if paper.outcome is Outcome.RETURNED else Action.SIGN_OFF
    with unit(actor) as work:
        case = open_case(work, number, Action.SIGN_OFF)
        seat = _require_clerk(case, actor)
        theirs = load_case(work.session, case.proposal, Actor(person_id=paper.signatory), today=work.today)
        turn = turn_of(theirs.standing)
        if turn is not None or not case.steps_in_turn:
            _permit(theirs, action, turn, version)
        if turn is None or paper.signatory == actor.person_id:
            raise invalid("signatory", N_("Choose who signed: somebody else, who holds the step in turn."))
        if recording_seat(case, turn[0]) is None or took_another_step(case, actor, turn[0].step):
            raise ForbiddenError(_NOT_THIS_CLERK)
        _require_paper(work, paper)
        check_all(work, theirs, action, Given(comment=paper.opinion))
        scan = take_in(work, case.proposal, paper.scan_name, paper.scan, limits or Limits())
        signed = _sign(work, theirs, paper, turn[0], scan)
        if paper.outcome is Outcome.RETURNED:
            theirs.proposal.returned_step_id = signed.step_id
        move(
            work,
            theirs,
            action,
            seat=seat,
            comment=paper.opinion,
            details=_details(theirs, signed),
            recorded_for=paper.signatory,
        )


_NOT_THIS_CLERK = Message(
    N_("A paper is recorded by a clerk of the body whose step it is, who has no other part in the revision.")
)


def _require_clerk(case: Case, actor: Actor) -> Seat:
    if case.standing.has_contributed or case.standing.has_decided:
        raise ForbiddenError(why_not(Action.SIGN_OFF, case.standing))
    seats = [recording_seat(case, turn) for turn in case.standing.steps]
    seat = next((one for one in seats if one), None)
    if seat is None or actor.on_behalf_of_id is not None:
        raise ForbiddenError(_NOT_THIS_CLERK)
    return seat


def _permit(theirs: Case, action: Action, turn: tuple[Turn, Seat] | None, version: int | None) -> None:
    """Raise where the state or the version of the page stands against it."""
    remaining = [step for step in theirs.open_steps if turn and step.id != turn[0].step]
    permit(theirs, action, version=version, completes_route=bool(turn) and not remaining)


def _require_paper(work: Unit, paper: Paper) -> None:
    """Raise with everything that is missing of the paper, so that a clerk is not sent back for each."""
    missing: list[Issue] = []
    if paper.outcome is not Outcome.AGREED and not paper.opinion.strip():
        missing.append(Issue("opinion", Message(N_("Copy the opinion that stands on the paper."))))
    if paper.signed_on is None or not EARLIEST <= paper.signed_on <= work.today:
        missing.append(Issue("signed_on", Message(N_("Give the date on the paper; it cannot lie ahead."))))
    if not paper.scan:
        missing.append(Issue("scan", Message(N_("Add the scan of the signed paper."))))
    if missing:
        raise InvalidError(missing)


def _sign(work: Unit, theirs: Case, paper: Paper, turn: Turn, scan: TakenFile) -> SignOff:
    work.session.flush()
    signed = SignOff(
        proposal_id=theirs.proposal.id,
        revision_id=theirs.given_revision.id,
        step_id=turn.step,
        actor_id=paper.signatory,
        on_behalf_of_id=None,
        recorded_by_id=work.actor.person_id,
        outcome=paper.outcome,
        opinion=paper.opinion.strip() or "同意",
        content_sha256=theirs.given_revision.content_sha256,
        signed_at=work.now,
        scan_sha256=scan.sha256,
        signed_on=paper.signed_on,
    )
    work.session.add(signed)
    theirs.sign_offs.append(signed)
    if paper.outcome is Outcome.AGREED_WITH_CHANGES:
        work.session.flush()
        work.session.add(
            Suggestion(proposal_id=theirs.proposal.id, sign_off_id=signed.id, text=paper.opinion.strip())
        )
    return signed


def _details(theirs: Case, signed: SignOff) -> dict[str, object]:
    step = next(one for one in theirs.steps if one.id == signed.step_id)
    return {
        "step": str(step.id),
        "kind": step.kind.value,
        "outcome": signed.outcome.value,
        "scan": signed.scan_sha256,
        "signed_on": signed.signed_on.isoformat() if signed.signed_on else None,
    }
