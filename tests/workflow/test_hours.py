"""Messages leave within the hours, whichever attempt it is and whoever was away; what is urgent leaves at any hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Delivery
from tests.workflow.telling import fanned_out, gathered
from tests.workflow.test_notify import accept, last_event, refuse
from tests.workflow.test_telling import HOURS, due_digests, mails_to
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Channel, State
from workflow.actor import SYSTEM
from workflow.audit import Happening, Subject, record
from workflow.commands import notify
from workflow.commands.digest import make_digests, send_digest
from workflow.commands.telling import repeat_delivery
from workflow.deliveries import due_deliveries
from workflow.unit import current_clock, transaction, unit

EVENING, MORNING = timedelta(hours=13), timedelta(hours=10, minutes=30)
"""From nine to ten at night; from there to half past eight."""


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


def due() -> list[int]:
    with transaction() as session:
        return list(due_deliveries(session, now=current_clock.get().now()))


def sent_at_night(world: World, clock: FrozenClock, send: Callable[[int], None]) -> int:
    """Have a mail come due in the morning and be tried at ten at night only; return it."""
    world.in_state(State.IN_REVIEW)
    mail = mails_to_be_sent(world)
    clock.advance(EVENING)
    notify.deliver_all([mail], send, hours=HOURS)
    return mail


def mails_to_be_sent(world: World) -> int:
    fanned_out(HOURS)
    return mails_to(world, "reviewer")[-1].id


def test_an_attempt_that_fails_in_the_evening_is_followed_by_one_in_the_morning(
    world: World, clock: FrozenClock
) -> None:
    world.in_state(State.IN_REVIEW)
    mail = mails_to_be_sent(world)
    clock.advance(timedelta(hours=8, minutes=58))
    for _ in range(2):
        assert not notify.deliver(mail, refuse, hours=HOURS)
        clock.advance(timedelta(seconds=60))
    assert mail not in due(), "the second attempt was the last before the offices closed"
    clock.advance(timedelta(hours=14, minutes=29))
    assert mail not in due()
    clock.advance(timedelta(minutes=1))
    assert mail in due()
    assert notify.deliver(mail, accept, hours=HOURS)


def test_what_a_worker_overslept_is_not_sent_at_night(world: World, clock: FrozenClock) -> None:
    mail = sent_at_night(world, clock, accept)
    assert mail not in due()
    clock.advance(MORNING)
    assert mail in due()
    with transaction() as session:
        assert session.get_one(Delivery, mail).attempts == 0, "waiting is no attempt"
    assert notify.deliver(mail, accept, hours=HOURS)


def test_where_mails_go_at_any_hour_nothing_waits(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    mail = mails_to_be_sent(world)
    clock.advance(EVENING)
    assert not notify.deliver(mail, refuse)
    clock.advance(timedelta(seconds=60))
    assert mail in due()


def test_what_is_urgent_is_tried_again_at_night(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.APPROVED)
    fanned_out(HOURS)
    clock.advance(EVENING)
    with unit(SYSTEM) as work:
        proposal = work.session.merge(world.proposal(number))
        record(
            work,
            Happening(
                action="schedule_failed",
                subject=Subject(kind="proposal", id=number, catalogue_id=proposal.catalogue_id),
                about_proposal=proposal,
            ),
        )
    fanned_out(HOURS)
    event = last_event("schedule_failed").id
    with transaction() as session:
        asked = sa.select(Delivery.id).where(Delivery.event_id == event, Delivery.channel == Channel.EMAIL)
        urgent = session.scalars(asked.order_by(Delivery.id)).first()
    assert urgent is not None
    assert not notify.deliver(urgent, refuse, hours=HOURS)
    clock.advance(timedelta(seconds=60))
    assert urgent in due()
    assert notify.deliver(urgent, accept, hours=HOURS)


def test_what_is_sent_again_by_hand_at_night_goes_in_the_morning(world: World, clock: FrozenClock) -> None:
    world.in_state(State.IN_REVIEW)
    mail = mails_to_be_sent(world)
    assert notify.deliver(mail, accept, hours=HOURS)
    clock.advance(EVENING)
    repeat_delivery(mail, actor=world.actor("drafter"))
    assert not notify.deliver(mail, accept, hours=HOURS)
    clock.advance(MORNING)
    assert notify.deliver(mail, accept, hours=HOURS)


def test_a_digest_that_fails_in_the_evening_is_tried_again_in_the_morning(
    world: World, clock: FrozenClock
) -> None:
    gathered(world)
    clock.advance(timedelta(days=1))
    make_digests()
    digest = due_digests()[0]
    clock.advance(timedelta(hours=8, minutes=59, seconds=30))
    assert not send_digest(digest, refuse, hours=HOURS)
    clock.advance(timedelta(hours=14))
    assert digest not in due_digests()
    clock.advance(timedelta(minutes=31))
    assert digest in due_digests()
