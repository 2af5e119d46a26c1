"""Bring a working draft up to date with what was published beside it."""

from models import Draft
from values.proposal_content import draft_content
from workflow.actor import Actor
from workflow.case import open_case
from workflow.commands.drafting import keep, permit_writing
from workflow.conflicts.around import around
from workflow.conflicts.comparing import Answers, compare
from workflow.errors import StaleError
from workflow.queries.catalogue import catalogue_at_release
from workflow.unit import unit


def bring_up_to_date(
    number: str,
    *,
    actor: Actor,
    draft_version: int,
    release: int | None = None,
    answers: Answers | None = None,
) -> int:
    """Take over what merges by itself, settle what is answered, and return the draft's new version.

    What is not answered stays open on its row. Where there is nothing to take over the draft stays as it is.

    Args:
        number: the proposal.
        actor: who answers; a contributor from now on.
        draft_version: the draft that the answers were given to.
        release: the release of the catalogue that they were given to.
        answers: by key of the question (`workflow.conflicts.comparing.Question.key`).

    Raises: StaleError where someone saved, or something was published, since; NotAllowedError where the draft
    is frozen; ForbiddenError for those who may not write it.
    """
    with unit(actor) as work:
        case = open_case(work, number, "bring_up_to_date")
        seat = permit_writing(case)
        row = work.session.get_one(Draft, case.proposal.id)
        present = case.catalogue.current_release_no
        if row.draft_version != draft_version or release not in {None, present}:
            raise StaleError(seen=draft_version, present=row.draft_version)
        draft = draft_content(row.content)
        current = catalogue_at_release(work.session, case.catalogue.id, present)
        comparison = compare(draft, around(work.session, case, draft, current, today=work.today), answers)
        if comparison.result == draft:
            return draft_version
        return keep(work, case, row, comparison.result, seat)
