"""Messages on their way, reached by commands."""

import sqlalchemy as sa

from models import Delivery, Outbox
from tests.world import World
from values.telling import OfficeHours
from values.vocabulary import State
from workflow.commands import discussion, notify
from workflow.unit import transaction


def fanned_out(hours: OfficeHours | None = None) -> list[int]:
    """Fan out whatever is owed, as the queue does, and return what is to be sent now."""
    with transaction() as session:
        events = session.scalars(
            sa.select(Outbox.event_id).where(Outbox.fanned_out_at.is_(None)).order_by(Outbox.event_id)
        ).all()
    return [one for event in events for one in notify.fan_out(event, hours=hours)]


def gathered(world: World, *, comments: int = 1) -> str:
    """Have comments gather for the digest of a drafter, and return the proposal's number."""
    number = world.in_state(State.IN_REVIEW)
    for place in range(comments):
        discussion.add_comment(number, actor=world.actor("reviewer"), text=f"请核实第{place + 1}处。")
    fanned_out()
    return number


def deliveries_to(world: World, login: str, event: int | None = None) -> list[Delivery]:
    """Return what was owed to a person, in order."""
    with transaction() as session:
        asked = sa.select(Delivery).where(Delivery.recipient_id == world.people[login]).order_by(Delivery.id)
        return list(session.scalars(asked if event is None else asked.where(Delivery.event_id == event)))
