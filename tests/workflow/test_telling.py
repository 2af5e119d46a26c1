"""What people choose to be told: duties stay, hours are kept, one digest a day, and mails sent again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from models import Delivery, Digest, Event, TellingChoice
from tests.workflow.hidings import Hidings
from tests.workflow.telling import deliveries_to, fanned_out, gathered
from tests.workflow.test_notify import accept, last_event, refuse
from tests.world import World
from values.clock import FrozenClock
from values.telling import DEFAULTS, DUTIES, Timing, Topic, office_hours
from values.vocabulary import Audience, Channel, DeliveryState, State
from workflow.commands import discussion, notify
from workflow.commands.digest import digests_to_send, make_digests, send_digest
from workflow.commands.telling import choose_timings, repeat_delivery
from workflow.deliveries import due_deliveries, oldest_undelivered_age
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.telling import owed, timings
from workflow.unit import current_clock, transaction

HOURS = office_hours("08:30-18:00")
NIGHT = timedelta(hours=13)
"""From nine in the morning to ten at night."""


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


def held(world: World, login: str) -> dict[Topic, Timing]:
    with transaction() as session:
        return timings(session, world.people[login])


def mails_to(world: World, login: str) -> list[Delivery]:
    return [one for one in deliveries_to(world, login) if one.channel is Channel.EMAIL]


def due_digests() -> list[int]:
    with transaction() as session:
        return digests_to_send(session, now=current_clock.get().now())


def test_defaults_hold_until_somebody_chooses_and_only_departures_are_kept(world: World) -> None:
    actor = world.actor("drafter")
    assert held(world, "drafter") == DEFAULTS
    choose_timings({Topic.DISCUSSION: Timing.NEVER, Topic.WATCHED: Timing.DIGEST}, actor=actor)
    assert held(world, "drafter") == DEFAULTS | {Topic.DISCUSSION: Timing.NEVER}
    with transaction() as session:
        assert [one.topic for one in session.scalars(sa.select(TellingChoice))] == [Topic.DISCUSSION]
    event = last_event("telling_chosen")
    assert b'"discussion":"never"' in event.data
    assert b"watched" not in event.data
    choose_timings(dict(held(world, "drafter")), actor=actor)
    assert last_event("telling_chosen").id == event.id, "nothing changed, so nothing is recorded"
    choose_timings({Topic.DISCUSSION: Timing.DIGEST}, actor=actor)
    with transaction() as session:
        assert session.scalars(sa.select(TellingChoice)).all() == []


@pytest.mark.parametrize("topic", sorted(DUTIES))
def test_a_duty_cannot_be_put_off_or_switched_off(world: World, topic: Topic) -> None:
    for timing in (Timing.DIGEST, Timing.NEVER):
        with pytest.raises(InvalidError):
            choose_timings({topic: timing}, actor=world.actor("reviewer"))
    choose_timings({topic: Timing.AT_ONCE}, actor=world.actor("reviewer"))
    with transaction() as session:
        against = sa.insert(TellingChoice).values(
            person_id=world.people["reviewer"], topic=topic, timing=Timing.NEVER
        )
        with pytest.raises(IntegrityError):
            session.execute(against)
        session.rollback()


def test_whoever_wants_no_mail_still_has_the_message_in_the_system(world: World) -> None:
    choose_timings({Topic.DISCUSSION: Timing.NEVER}, actor=world.actor("drafter"))
    gathered(world)
    event = last_event("comment_added")
    assert [one.channel for one in deliveries_to(world, "drafter", event.id)] == [Channel.IN_APP]
    assert b'"in_app":' in last_event("notified").data


def test_a_step_that_waits_is_told_at_once_whatever_was_chosen(world: World) -> None:
    actor = world.actor("reviewer")
    choose_timings({topic: Timing.NEVER for topic in Topic if topic not in DUTIES}, actor=actor)
    world.in_state(State.IN_REVIEW)
    pending = fanned_out(HOURS)
    (mail,) = mails_to(world, "reviewer")
    assert mail.id in pending
    assert not mail.in_digest


def test_at_night_a_mail_waits_for_the_morning_and_says_until_when(world: World, clock: FrozenClock) -> None:
    clock.advance(NIGHT)
    world.in_state(State.IN_REVIEW)
    assert fanned_out(HOURS) == []
    (here, mail) = deliveries_to(world, "reviewer", last_event("submit").id)
    assert here.state is DeliveryState.SENT
    assert mail.state is DeliveryState.PENDING
    assert mail.next_attempt_at == clock.now() + timedelta(hours=10, minutes=30)
    assert not notify.deliver(mail.id, accept)
    with transaction() as session:
        assert due_deliveries(session, now=clock.now()) == []
        assert oldest_undelivered_age(session) == 0, "what waits for its hour is late for nobody"
    clock.advance(timedelta(hours=10, minutes=31))
    with transaction() as session:
        assert mail.id in due_deliveries(session, now=clock.now())
        assert oldest_undelivered_age(session) == 60
    assert notify.deliver(mail.id, accept)


def test_what_is_urgent_goes_at_night(world: World, clock: FrozenClock) -> None:
    clock.advance(NIGHT)
    Hidings(world).hide()
    pending = fanned_out(HOURS)
    assert mails_to(world, "supervisor")[-1].id in pending


def test_what_gathered_goes_in_one_mail_at_nine_once(world: World, clock: FrozenClock) -> None:
    number = gathered(world, comments=3)
    waiting = [one for one in mails_to(world, "drafter") if one.in_digest]
    assert len(waiting) == 3
    assert {one.next_attempt_at for one in waiting} == {clock.now() + timedelta(days=1)}
    assert make_digests() == 0
    clock.advance(timedelta(days=1, seconds=-1))
    assert make_digests() == 0
    clock.advance(timedelta(seconds=1))
    assert make_digests() > 0
    assert make_digests() == 0
    discussion.add_comment(number, actor=world.actor("reviewer"), text="又一条。")
    fanned_out()
    sent: list[int] = []
    for one in (*due_digests(), *due_digests()):
        send_digest(one, sent.append)
    assert len(sent) == len(set(sent)) > 0
    assert due_digests() == []
    done = [one for one in mails_to(world, "drafter") if one.digest_id]
    assert {one.id for one in done} == {one.id for one in waiting}
    assert {one.state for one in done} == {DeliveryState.SENT}
    told = last_event("delivered")
    assert b'"digest":' in told.data
    with transaction() as session:
        assert len(session.scalars(sa.select(Digest)).all()) == len(sent)


def test_nothing_gathered_no_digest(world: World, clock: FrozenClock) -> None:
    gathered(world)
    clock.advance(timedelta(days=1))
    assert make_digests() > 0
    world.in_state(State.IN_REVIEW)
    fanned_out()
    clock.advance(timedelta(days=1))
    assert make_digests() == 0


def test_on_days_off_there_is_no_digest(world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=4, minutes=1))
    gathered(world)
    clock.advance(timedelta(days=1))
    assert make_digests() == 0
    clock.advance(timedelta(days=2))
    assert make_digests() > 0


def test_a_crash_between_sending_and_noting_sends_the_same_digest_again(
    world: World, clock: FrozenClock
) -> None:
    gathered(world)
    clock.advance(timedelta(days=1))
    make_digests()
    digest = due_digests()[0]
    sent: list[int] = []

    def die(one: int) -> None:
        sent.append(one)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_digest(digest, die)
    assert not send_digest(digest, sent.append), "the lease has not ended"
    clock.advance(notify.LEASE)
    assert due_digests() == [digest, *due_digests()[1:]]
    assert send_digest(digest, sent.append)
    assert sent == [digest, digest]
    assert not send_digest(digest, sent.append)


def test_a_digest_that_cannot_be_sent_is_given_up_and_sent_one_by_one_at_last(
    world: World, clock: FrozenClock
) -> None:
    gathered(world)
    clock.advance(timedelta(days=1))
    make_digests()
    digest = due_digests()[0]
    for wait in (*notify.WAITS, 1):
        assert not send_digest(digest, refuse)
        clock.advance(timedelta(seconds=wait))
    with transaction() as session:
        (dead,) = session.scalars(sa.select(Delivery).where(Delivery.state == DeliveryState.DEAD)).all()
    notify.try_again(dead.id, actor=world.actor("system-admin"))
    assert notify.deliver(dead.id, accept)


def sent_mail(world: World) -> tuple[str, int]:
    """Return a proposal, and the mail to its reviewer, which has gone."""
    number = world.in_state(State.IN_REVIEW)
    for one in fanned_out():
        notify.deliver(one, accept)
    return number, mails_to(world, "reviewer")[-1].id


def test_a_mail_is_sent_again_by_who_is_in_charge_after_ten_minutes(world: World, clock: FrozenClock) -> None:
    number, mail = sent_mail(world)
    with pytest.raises(NotAllowedError):
        repeat_delivery(mail, actor=world.actor("drafter"))
    clock.advance(timedelta(minutes=10))
    for login, error in (
        ("reviewer", ForbiddenError),
        ("auditor", ForbiddenError),
        ("other-drafter", NotFoundError),
        ("system-admin", ForbiddenError),
    ):
        with pytest.raises(error):
            repeat_delivery(mail, actor=world.actor(login))
    assert repeat_delivery(mail, actor=world.actor("supervisor")) == number
    event = last_event("delivery_repeated")
    assert (event.subject_id, event.actor_id) == (str(mail), world.people["supervisor"])
    with pytest.raises(NotAllowedError):
        repeat_delivery(mail, actor=world.actor("drafter"))
    assert notify.deliver(mail, accept)
    with pytest.raises(NotAllowedError):
        repeat_delivery(mail, actor=world.actor("drafter"))
    clock.advance(timedelta(minutes=10))
    assert repeat_delivery(mail, actor=world.actor("drafter")) == number
    with transaction() as session:
        assert session.get_one(Delivery, mail).repeats == 2


@pytest.mark.parametrize("which", ["nothing", "in the system", "no proposal"])
def test_only_mails_of_proposals_are_sent_again(world: World, which: str) -> None:
    numbers: dict[str, Callable[[], int]] = {
        "nothing": lambda: 10_000_000,
        "in the system": lambda: _in_app(world),
        "no proposal": lambda: _of_a_hiding(world),
    }
    with pytest.raises(NotFoundError):
        repeat_delivery(numbers[which](), actor=world.actor("drafter"))


def _in_app(world: World) -> int:
    world.in_state(State.IN_REVIEW)
    fanned_out()
    return next(one.id for one in deliveries_to(world, "reviewer") if one.channel is Channel.IN_APP)


def _of_a_hiding(world: World) -> int:
    Hidings(world).hide()
    return fanned_out()[-1]


def test_the_trail_says_who_chose(world: World) -> None:
    choose_timings({Topic.SIGNED: Timing.AT_ONCE}, actor=world.actor("secrecy"))
    with transaction() as session:
        event = session.scalars(sa.select(Event).where(Event.action == "telling_chosen")).one()
    assert (event.actor_id, event.subject_id) == (world.people["secrecy"], str(world.people["secrecy"]))


def test_further_channels_follow_the_same_choice_but_gather_nothing(world: World, clock: FrozenClock) -> None:
    reviewer = world.people["reviewer"]
    further = {reviewer: [Channel.EMAIL]}
    with transaction() as session:

        def found(action: str, audience: Audience) -> list[tuple[Channel, bool]]:
            people = {reviewer: audience}
            messages = owed(session, action, people, now=clock.now(), hours=None, further=further)
            return [(one.channel, one.in_digest) for one in messages]

        at_once = found("submit", Audience.STEP_HOLDERS)
        assert at_once == [(Channel.IN_APP, False), (Channel.EMAIL, False), (Channel.EMAIL, False)]
        assert found("comment_added", Audience.DISCUSSION)[:2] == [
            (Channel.IN_APP, False),
            (Channel.EMAIL, True),
        ]
