"""The hours in which messages leave, kept whenever one is about to be sent: by attempts after the first as well."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

import sqlalchemy as sa

from models import Delivery, Event
from values.telling import URGENT, OfficeHours, topic_of
from values.vocabulary import Audience, DeliveryState
from workflow.dues import working_days
from workflow.unit import Unit

_DELIVERY = cast("sa.Table", Delivery.__table__)


def within_hours(work: Unit, delivery: Delivery, moment: datetime, hours: OfficeHours | None) -> datetime:
    """Return the moment, or when messages next leave if they do not then and this one is not urgent."""
    if hours is None:
        return moment
    event = work.session.get_one(Event, delivery.event_id)
    if _is_urgent(event.action, delivery.reason):
        return moment
    return hours.next_moment(moment, working_days(work.session))


def wait_for_opening(work: Unit, delivery_ids: Collection[int], hours: OfficeHours) -> None:
    """Put off what has come due outside the hours and is not urgent; that is no attempt."""
    opening = hours.next_moment(work.now, working_days(work.session))
    if opening == work.now:
        return
    asked = (
        sa.select(_DELIVERY.c.id, _DELIVERY.c.reason, Event.action)
        .join(Event, Event.id == _DELIVERY.c.event_id)
        .where(
            _DELIVERY.c.id.in_(delivery_ids),
            _DELIVERY.c.state == DeliveryState.PENDING,
            _DELIVERY.c.next_attempt_at <= work.now,
        )
    )
    waiting = [one for one, reason, action in work.session.execute(asked) if not _is_urgent(action, reason)]
    if waiting:
        work.session.execute(
            sa.update(_DELIVERY).where(_DELIVERY.c.id.in_(waiting)).values(next_attempt_at=opening)
        )


def _is_urgent(action: str, reason: str) -> bool:
    """Whether it goes at any hour: an emergency, and what somebody sends to themselves to try a service out."""
    return reason not in set(Audience) or topic_of(action, Audience(reason)) in URGENT
