"""Ask bodies for their opinion on a proposal (征求部门意见), and give the one that was asked for."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import DepartmentOpinion, OpinionRequest
from values.messages import N_, Message
from values.vocabulary import OpinionAnswer, Role
from workflow.actor import Actor
from workflow.audit import Happening, record
from workflow.case import Case, open_case
from workflow.dues import working_days as working_day_table
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, StaleError, invalid
from workflow.labels import STATE_LABELS
from workflow.move import subject_of
from workflow.permissions import Seat, is_drafter
from workflow.queries.opinions import ANSWERED_WHILE, ASKED_WHILE, askable_bodies
from workflow.unit import Unit, unit

MOST_WORKING_DAYS = 60
LONGEST_OPINION = 4000
"""Characters of a question or an opinion."""


def request_opinions(
    number: str,
    *,
    actor: Actor,
    bodies: Sequence[int],
    working_days: int | None,
    question: str = "",
    revision: int | None = None,
) -> None:
    """Ask bodies about the present revision; each answers by the same due date, and sees the proposal from now on.

    A drafter of the drafting body asks, once something is submitted: a request names what it is about by its
    hash, and a working draft is seen by its own body only (decision 9).
    Raises: InvalidError for a body that cannot be asked, or that has been asked and has not answered yet.
    """
    with unit(actor) as work:
        case = open_case(work, number, "request_opinions")
        seat = is_drafter(case.standing)
        if seat is None:
            raise ForbiddenError(Message(N_("Your roles do not include this.")))
        _require_revision(case, revision)
        if case.proposal.state not in ASKED_WHILE:
            raise NotAllowedError(_not_now(N_("Opinions are asked for while a proposal is in review."), case))
        days = _checked(work, case, bodies, working_days, question)
        due = working_day_table(work.session).due_after(work.today, days)
        present = case.given_revision
        requests = [
            OpinionRequest(
                proposal_id=case.proposal.id,
                revision_id=present.id,
                content_sha256=present.content_sha256,
                body_id=body,
                asked_by_id=work.actor.person_id or 0,
                on_behalf_of_id=work.actor.on_behalf_of_id,
                question=question.strip(),
                working_days=days,
                asked_at=work.now,
                due_on=due.day,
                due_is_guessed=due.guessed,
            )
            for body in dict.fromkeys(bodies)
        ]
        work.session.add_all(requests)
        work.session.flush()
        _record(
            work,
            case,
            seat,
            "opinion_requested",
            question.strip(),
            requests=[str(one.id) for one in requests],
            bodies=[str(one.body_id) for one in requests],
            due=due.day.isoformat(),
        )


def give_opinion(
    number: str,
    request_id: int,
    *,
    actor: Actor,
    answer: OpinionAnswer | None,
    opinion: str = "",
    revision: int | None = None,
) -> None:
    """Answer for a body that was asked; the answer is bound to the revision that its giver had before them.

    A reviewer (审核人) of the body answers, since it is the body's official word and not a text of a drafter's;
    whoever wrote into the proposal cannot, here and in the database.
    Raises: InvalidError for remarks without a text; NotAllowedError where the body has answered already.
    """
    with unit(actor) as work:
        case = open_case(work, number, "give_opinion")
        request = work.session.scalar(
            sa.select(OpinionRequest).where(
                OpinionRequest.id == request_id, OpinionRequest.proposal_id == case.proposal.id
            )
        )
        if request is None:
            raise NotFoundError
        seat = case.standing.holds(Role.REVIEWER, [request.body_id])
        if seat is None:
            raise ForbiddenError(Message(N_("A reviewer of the body that was asked gives its opinion.")))
        if case.standing.has_contributed:
            raise ForbiddenError(Message(N_("Whoever wrote into a proposal cannot give an opinion on it.")))
        _require_revision(case, revision)
        if case.proposal.state not in ANSWERED_WHILE:
            raise NotAllowedError(_not_now(N_("Opinions are given until a proposal is approved."), case))
        if work.session.scalar(
            sa.select(DepartmentOpinion.id).where(DepartmentOpinion.request_id == request.id)
        ):
            raise NotAllowedError(Message(N_("This body has answered the request already.")))
        _require_answer(answer, opinion)
        present = case.given_revision
        work.session.add(
            DepartmentOpinion(
                request_id=request.id,
                proposal_id=case.proposal.id,
                revision_id=present.id,
                content_sha256=present.content_sha256,
                actor_id=work.actor.person_id or 0,
                on_behalf_of_id=work.actor.on_behalf_of_id,
                answer=answer or OpinionAnswer.NO_REMARKS,
                opinion=opinion.strip(),
                given_at=work.now,
            )
        )
        _record(
            work,
            case,
            seat,
            "opinion_given",
            opinion.strip(),
            request=str(request.id),
            body=str(request.body_id),
            outcome=(answer or OpinionAnswer.NO_REMARKS).value,
        )


def _require_revision(case: Case, seen: int | None) -> None:
    """Refuse a page that shows another revision than the present one."""
    present = case.proposal.revision_no or 0
    if seen is not None and seen != present:
        raise StaleError(seen=seen, present=present)


def _require_answer(answer: OpinionAnswer | None, opinion: str) -> None:
    if answer is None:
        raise invalid("answer", N_("Choose what your body answers."))
    if answer is OpinionAnswer.HAS_REMARKS and not opinion.strip():
        raise invalid("opinion", N_("Write down what your body remarks."))
    if len(opinion.strip()) > LONGEST_OPINION:
        raise invalid("opinion", N_("At most %(most)s characters fit here."), most=LONGEST_OPINION)


def _checked(work: Unit, case: Case, bodies: Sequence[int], days: int | None, question: str) -> int:
    """Return the working days, once everything that was entered is found right."""
    if not bodies:
        raise invalid("bodies", N_("Choose at least one body."))
    offered = askable_bodies(work.session, case.catalogue, case.proposal.drafting_body_id, work.today)
    if any(body not in offered for body in bodies):
        raise invalid("bodies", N_("Choose among the bodies that are listed."))
    answered = sa.exists().where(DepartmentOpinion.request_id == OpinionRequest.id)
    waiting = work.session.scalar(
        sa.select(OpinionRequest.body_id).where(
            OpinionRequest.proposal_id == case.proposal.id,
            OpinionRequest.body_id.in_(bodies),
            sa.or_(~answered, OpinionRequest.revision_id == case.given_revision.id),
        )
    )
    if waiting is not None:
        raise invalid(
            "bodies", N_("%(body)s has been asked already; wait for its answer."), body=offered[waiting]
        )
    if days is None or not 1 <= days <= MOST_WORKING_DAYS:
        raise invalid(
            "working_days", N_("Give a number of working days from 1 to %(most)s."), most=MOST_WORKING_DAYS
        )
    if len(question.strip()) > LONGEST_OPINION:
        raise invalid("question", N_("At most %(most)s characters fit here."), most=LONGEST_OPINION)
    return days


def _not_now(rule: str, case: Case) -> Message:
    return Message(
        N_("%(rule)s It is now “%(state)s”."),
        {"rule": Message(rule), "state": Message(STATE_LABELS[case.proposal.state])},
    )


def _record(work: Unit, case: Case, seat: Seat, action: str, text: str, **details: object) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=subject_of(case),
            seat=seat,
            about_proposal=case.proposal,
            comment=text or None,
            content_sha256=case.given_revision.content_sha256,
            details=details,
        ),
    )
