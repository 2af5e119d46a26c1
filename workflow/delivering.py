"""The statements by which deliveries are found, taken and settled; made once, since every message asks them."""

from typing import cast

import sqlalchemy as sa

from models import Delivery, Event, Outbox, Proposal
from values.vocabulary import DeliveryState
from workflow.audit import NEWEST_LOG
from workflow.case import with_around

_DELIVERY = cast("sa.Table", Delivery.__table__)
_OUTBOX = cast("sa.Table", Outbox.__table__)

OWED = with_around(
    sa.select(Event, NEWEST_LOG.scalar_subquery(), Proposal)
    .join(Outbox, Outbox.event_id == Event.id)
    .outerjoin(Proposal, Proposal.id == Event.proposal_id)
    .where(Outbox.event_id == sa.bindparam("event"), Outbox.fanned_out_at.is_(None))
    .with_for_update(of=Outbox)
)
"""An event, as long as it owes something, and the proposal that it is about with what that belongs to."""
FANNED_OUT = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.event_id == sa.bindparam("event"))
    .values(fanned_out_at=sa.bindparam("now"))
)

WRITE = sa.insert(_DELIVERY).returning(_DELIVERY.c.id, _DELIVERY.c.next_attempt_at, _DELIVERY.c.in_digest)

_DUE = (
    sa.select(_DELIVERY.c.id)
    .where(
        _DELIVERY.c.id.in_(sa.bindparam("deliveries", expanding=True)),
        _DELIVERY.c.state == DeliveryState.PENDING,
        sa.not_(_DELIVERY.c.in_digest),
        sa.or_(_DELIVERY.c.next_attempt_at.is_(None), _DELIVERY.c.next_attempt_at <= sa.bindparam("now")),
    )
    # What another worker is just taking is theirs; in order, so that none keeps another waiting.
    .order_by(_DELIVERY.c.id)
    .with_for_update(skip_locked=True)
)
TAKE = (
    sa.update(_DELIVERY)
    .where(_DELIVERY.c.id.in_(_DUE))
    .values(attempts=_DELIVERY.c.attempts + 1, next_attempt_at=sa.bindparam("until"))
    .returning(_DELIVERY.c.id)
)
OPEN = (
    sa.select(_DELIVERY.c.id)
    .where(
        _DELIVERY.c.id.in_(sa.bindparam("deliveries", expanding=True)),
        _DELIVERY.c.state == DeliveryState.PENDING,
    )
    .order_by(_DELIVERY.c.id)
    .with_for_update()
)
SENT = (
    sa.update(_DELIVERY)
    .where(_DELIVERY.c.id.in_(OPEN))
    .values(
        {
            "state": DeliveryState.SENT,
            "sent_at": sa.bindparam("now"),
            "next_attempt_at": sa.null(),
            "last_error": "",
        }
    )
    .returning(
        _DELIVERY.c.id,
        _DELIVERY.c.event_id,
        _DELIVERY.c.channel,
        sa.select(Event.jurisdiction_id)
        .where(Event.id == _DELIVERY.c.event_id)
        .correlate(_DELIVERY)
        .scalar_subquery(),
        NEWEST_LOG.scalar_subquery(),
    )
)
"""Those of which nobody else has noted that they have gone."""
GIVE_BACK = (
    sa.update(_DELIVERY)
    .where(_DELIVERY.c.id.in_(sa.bindparam("deliveries", expanding=True)))
    .values(attempts=_DELIVERY.c.attempts - 1, next_attempt_at=sa.bindparam("now"))
)
