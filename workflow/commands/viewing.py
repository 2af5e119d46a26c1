"""That a person has opened the newest revision of a proposal; kept once, and no event: it decides nothing."""

from models import RevisionView
from workflow.actor import Actor
from workflow.case import read_case
from workflow.unit import unit


def note_view(number: str, *, actor: Actor) -> None:
    """Keep that a person opened the newest revision; doing so again changes nothing.

    Raises: NotFoundError and ForbiddenError as reading the proposal does.
    """
    with unit(actor) as work:
        case = read_case(work.session, number, actor, today=work.today)
        if case.revision is None or work.actor.person_id is None:
            return
        work.hold_person(work.actor.person_id)
        key = (work.actor.person_id, case.revision.id)
        if work.session.get(RevisionView, key) is None:
            work.session.add(RevisionView(person_id=key[0], revision_id=key[1], seen_at=work.now))
