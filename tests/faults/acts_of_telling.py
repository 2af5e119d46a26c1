"""What is gathered into digests, goes up a level, is chosen, and is sent again."""

from datetime import timedelta
from functools import partial

import sqlalchemy as sa

from models import Delivery
from tests.faults.acts import Act, case
from tests.workflow.telling import fanned_out, gathered
from tests.world import World
from values.clock import FrozenClock
from values.telling import Timing, Topic
from values.vocabulary import Channel, State
from workflow.commands import digest, escalate, notify, telling
from workflow.unit import transaction


@case("digest.make_digests")
def _make(world: World, clock: FrozenClock) -> Act:
    gathered(world)
    clock.advance(timedelta(days=1))
    return digest.make_digests


@case("digest.send_digest", in_parts=True)
def _send(world: World, clock: FrozenClock) -> Act:
    _make(world, clock)()
    with transaction() as session:
        first = digest.digests_to_send(session, now=clock.now())[0]
    return partial(digest.send_digest, first, lambda _: None)


@case("escalate.escalate_overdue")
def _escalate(world: World, clock: FrozenClock) -> Act:
    world.in_state(State.IN_REVIEW)
    clock.advance(timedelta(days=21))
    return escalate.escalate_overdue


@case("telling.choose_timings")
def _choose(world: World, _: FrozenClock) -> Act:
    chosen = {Topic.WATCHED: Timing.NEVER, Topic.DISCUSSION: Timing.AT_ONCE}
    telling.choose_timings({Topic.SIGNED: Timing.NEVER}, actor=world.actor("reviewer"))
    return partial(
        telling.choose_timings, chosen | {Topic.SIGNED: Timing.DIGEST}, actor=world.actor("reviewer")
    )


@case("telling.repeat_delivery")
def _repeat(world: World, clock: FrozenClock) -> Act:
    world.in_state(State.IN_REVIEW)
    for one in fanned_out():
        notify.deliver(one, lambda _: None)
    with transaction() as session:
        sent = session.scalars(
            sa.select(Delivery.id)
            .where(Delivery.channel == Channel.EMAIL, Delivery.sent_at.is_not(None))
            .order_by(Delivery.id.desc())
        ).first()
    clock.advance(timedelta(minutes=11))
    return partial(telling.repeat_delivery, sent or 0, actor=world.actor("drafter"))
