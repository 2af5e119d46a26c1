"""The account that every fault is followed by: what stands, what was promised and what was told agree."""

import json
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from config import Settings
from models import Delivery, Event, Installation, Outbox, Person
from models.db import db
from tests.faults.postbox import Postbox
from tests.workflow.replay import assert_the_trail_holds
from values.clock import shanghai_day
from values.vocabulary import USUAL_CHANNELS, Channel, DeliveryState
from workflow.actor import SYSTEM
from workflow.commands.seal import seal
from workflow.commands.verify_ledger import verify
from workflow.reaching import further_channels
from workflow.recipients import recipients
from workflow.sealing.safe import Safe, SealingElsewhereError
from workflow.unit import current_clock, transaction

TRIES = 200
"""How often the account asks for the sealers' lock."""


def last_event() -> int:
    """Return the newest event: what an account begins after."""
    with transaction() as session:
        return session.scalar(sa.select(sa.func.max(Event.id))) or 0


def owed() -> int:
    """Return how many events are still to be fanned out, and how many messages to be delivered.

    What gathers is owed once the digest of its morning is made.
    """
    with db.engine.connect() as connection:
        events = sa.select(sa.func.count()).select_from(Outbox).where(Outbox.fanned_out_at.is_(None))
        letters = (
            sa.select(sa.func.count())
            .select_from(Delivery)
            .where(
                Delivery.state == DeliveryState.PENDING,
                sa.or_(sa.not_(Delivery.in_digest), Delivery.digest_id.is_not(None)),
            )
        )
        return (connection.scalar(events) or 0) + (connection.scalar(letters) or 0)


def assert_settled(
    *, since: int, acknowledged: Collection[str], postbox: Postbox | None = None, crashes: int = 0
) -> None:
    """Draw up the account of everything after an event.

    Args:
        since: the newest event before the fault.
        acknowledged: the requests whose answer said that they were carried out.
        postbox: where mails went, if any were to be sent.
        crashes: how often a sender may have died between sending and noting it.
    """
    with transaction() as session:
        assert_the_trail_holds(session)
        events = session.scalars(sa.select(Event).where(Event.id > since).order_by(Event.id)).all()
        _assert_acknowledged(events, acknowledged)
        _assert_nothing_was_done_twice(events)
        _assert_told_exactly_what_is_owed(session, events)
        letters = _letters(session, (event.id for event in events))
        assert {letter.state for letter in letters if not letter.in_digest} <= {DeliveryState.SENT}
        _assert_each_telling_is_noted_once(events, letters)
        _assert_digests(session, events, postbox)
        if postbox is not None:
            _assert_mails(session, letters, postbox, crashes)
    assert owed() == 0
    _assert_the_trail_verifies()


def _assert_the_trail_verifies() -> None:
    """Seal what is not sealed yet, and have the whole trail checked against what is held outside."""
    settings: Settings = current_app.config["SETTINGS"]
    safe = Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)
    for _ in range(TRIES):
        try:
            seal(safe, everywhere=True)
            break
        except SealingElsewhereError:
            # A worker is at it by its own clock.
            time.sleep(0.1)
    found = verify(safe, actor=SYSTEM)
    assert found.is_right, [one.said.in_english() for one in found.wrong]
    assert found.outside is not None


def _assert_acknowledged(events: Sequence[Event], acknowledged: Collection[str]) -> None:
    missing = set(acknowledged) - {event.request_id for event in events}
    assert not missing, f"acknowledged, but not in the trail: {missing}"


def _assert_nothing_was_done_twice(events: Iterable[Event]) -> None:
    done = Counter((event.request_id, event.action, event.subject_kind, event.subject_id) for event in events)
    twice = [one for one, times in done.items() if times > 1]
    assert not twice, f"done twice: {twice}"


def _assert_told_exactly_what_is_owed(session: Session, events: Iterable[Event]) -> None:
    """Hold deliveries against whom the table names, for proposals that have stayed where the events left them."""
    today = shanghai_day(current_clock.get().now())
    told = Counter(
        (delivery.event_id, delivery.recipient_id, delivery.channel)
        for delivery in session.scalars(sa.select(Delivery))
    )
    known = [event for event in events if session.get(Outbox, event.id) is not None]
    people = {event.id: set(recipients(session, event, today=today)) for event in known}
    further = further_channels(session, set().union(*people.values()), today=today)
    expected = Counter(
        (event, person, channel)
        for event, told_of_it in people.items()
        for person in told_of_it
        for channel in (*USUAL_CHANNELS, *further.get(person, ()))
    )
    ids = {event.id for event in known}
    assert Counter({one: times for one, times in told.items() if one[0] in ids}) == expected


def _letters(session: Session, event_ids: Iterable[int]) -> list[Delivery]:
    wanted = set(event_ids)
    return [one for one in session.scalars(sa.select(Delivery)) if one.event_id in wanted]


def _assert_each_telling_is_noted_once(events: Sequence[Event], letters: Sequence[Delivery]) -> None:
    noted = Counter(
        event.subject_id for event in events if event.action == "delivered" and not _digest(event)
    )
    sent = [one for one in letters if one.channel is not Channel.IN_APP and one.state is DeliveryState.SENT]
    assert noted == Counter(str(one.id) for one in sent if not one.in_digest)
    fanned = Counter(event.subject_id for event in events if event.action == "notified")
    assert fanned == Counter({str(one.event_id): 1 for one in letters})


def _digest(event: Event) -> str:
    """Return the digest that a delivery went with; empty for one that went by itself."""
    return str(json.loads(event.data)["details"].get("digest", ""))


def _assert_digests(session: Session, events: Sequence[Event], postbox: Postbox | None) -> None:
    """Hold that what went with digests is noted once each, and that those digests came to whom they are for."""
    told = session.scalars(sa.select(Event).where(Event.action == "delivered")).all()
    noted = Counter((event.subject_id, _digest(event)) for event in told if _digest(event))
    went = session.scalars(
        sa.select(Delivery).where(Delivery.in_digest, Delivery.state == DeliveryState.SENT)
    ).all()
    assert noted == Counter((str(one.id), str(one.digest_id)) for one in went)
    just = {int(_digest(event)) for event in events if event.action == "delivered" and _digest(event)}
    if postbox is not None:
        log = session.scalar(sa.select(Installation.log))
        people = {one.digest_id: session.get_one(Person, one.recipient_id).email for one in went}
        came = {one for one in postbox.taken if one[0].startswith("<digest-")}
        assert came == {(f"<digest-{one}.{log}@mulu.invalid>", people[one]) for one in just}


def _assert_mails(session: Session, letters: Sequence[Delivery], postbox: Postbox, crashes: int) -> None:
    log = session.scalar(sa.select(Installation.log))
    expected = {
        (f"<delivery-{one.id}.{log}@mulu.invalid>", session.get_one(Person, one.recipient_id).email)
        for one in letters
        if one.channel is Channel.EMAIL and one.state is DeliveryState.SENT and not one.in_digest
    }
    assert {one for one in postbox.taken if not one[0].startswith("<digest-")} == expected
    most = max(postbox.taken.values(), default=1)
    assert most <= 1 + crashes, f"one mail came {most} times after {crashes} crashes"
