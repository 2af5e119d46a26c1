"""Answer a suggestion instead of adopting it; adopting is `revising.take_back` and a new revision."""

import sqlalchemy as sa

from models import Suggestion
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, record
from workflow.case import open_case
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, invalid
from workflow.move import subject_of
from workflow.permissions import is_drafter
from workflow.queries.opinions import ANSWERED_WHILE
from workflow.unit import unit


def answer_suggestion(number: str, suggestion_id: int, *, actor: Actor, answer: str) -> None:
    """Say why a suggestion is not adopted; the approval needs every suggestion settled.

    Raises: ForbiddenError for others than drafters; NotAllowedError once the proposal is approved or has ended.
    """
    with unit(actor) as work:
        case = open_case(work, number, "answer_suggestion")
        seat = is_drafter(case.standing)
        if seat is None:
            raise ForbiddenError(Message(N_("A suggestion is answered by the drafters.")))
        suggestion = work.session.scalar(
            sa.select(Suggestion).where(
                Suggestion.id == suggestion_id, Suggestion.proposal_id == case.proposal.id
            )
        )
        if suggestion is None:
            raise NotFoundError
        if case.proposal.state not in ANSWERED_WHILE:
            raise NotAllowedError(
                Message(N_("Suggestions are answered until a proposal is approved or has ended."))
            )
        if not answer.strip():
            raise invalid("answer", N_("Answer the suggestion in a sentence."))
        if suggestion.settled_at is not None:
            return
        suggestion.answer, suggestion.settled_at = answer.strip(), work.now
        record(
            work,
            Happening(
                action="suggestion_answered",
                subject=subject_of(case),
                seat=seat,
                about_proposal=case.proposal,
                comment=answer.strip(),
                details={"suggestion": str(suggestion.id)},
                owed=False,
            ),
        )
