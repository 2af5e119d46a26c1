"""Put the guide through one's first proposal away; no event: it decides nothing."""

from models import GuideDismissal
from workflow.actor import Actor
from workflow.unit import unit


def dismiss_guide(*, actor: Actor) -> None:
    """Keep that a person wants to be guided no longer; doing so again changes nothing."""
    with unit(actor) as work:
        if work.actor.person_id is None:
            return
        work.hold_person(work.actor.person_id)
        if work.session.get(GuideDismissal, work.actor.person_id) is None:
            work.session.add(GuideDismissal(person_id=work.actor.person_id, dismissed_at=work.now))
