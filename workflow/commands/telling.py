"""What a person chooses to be told, and mails of a proposal that are sent again."""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from models import Delivery, Event, Proposal, TellingChoice
from values.messages import N_, Message
from values.telling import DEFAULTS, DUTIES, Timing, Topic
from values.vocabulary import Channel, DeliveryState, Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import Case, open_case
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, invalid
from workflow.permissions import Seat, is_drafter
from workflow.telling import timings
from workflow.unit import Unit, unit

BETWEEN_REPEATS = timedelta(minutes=10)
"""How long after a mail went it can be sent again."""


def choose_timings(choices: Mapping[Topic, Timing], *, actor: Actor) -> None:
    """Keep when a person wants to hear of some topics; what is left out stays. In one's own name alone.

    Rows are kept for what departs from the default; one event says what changed, none where nothing did.
    Raises: InvalidError for a duty that is to be put off or switched off.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "choose_telling", f"person:{actor.person_id}"
        person = actor.person_id or 0
        for topic, timing in choices.items():
            if topic in DUTIES and timing is not Timing.AT_ONCE:
                raise invalid(topic.value, N_("Somebody waits for you there: of these you are told at once."))
        work.hold_person(person)
        held = timings(work.session, person)
        changed = {topic: timing for topic, timing in choices.items() if held[topic] is not timing}
        if not changed:
            return
        work.session.execute(
            sa.delete(TellingChoice).where(
                TellingChoice.person_id == person, TellingChoice.topic.in_(changed)
            )
        )
        work.session.add_all(
            TellingChoice(person_id=person, topic=topic, timing=timing)
            for topic, timing in changed.items()
            if timing is not DEFAULTS[topic]
        )
        record(
            work,
            Happening(
                action="telling_chosen",
                subject=Subject(kind="person", id=str(person)),
                details={topic.value: timing.value for topic, timing in sorted(changed.items())},
                owed=False,
            ),
        )


def repeat_delivery(delivery_id: int, *, actor: Actor) -> str:
    """Have a mail of a proposal sent once more, and return the proposal's number.

    By whoever is in charge of it: a drafter of the drafting body, or a supervisor of the body that holds the
    catalogue. It goes as soon as messages leave, by itself, under a Message-ID of its own.
    Raises: NotFoundError for what is no mail of a proposal that the actor may see; ForbiddenError for others;
    NotAllowedError where it has not gone yet, or went less than ten minutes ago.
    """
    with unit(actor) as work:
        delivery, number = _mail_of_a_proposal(work, delivery_id)
        case = open_case(work, number, "repeat_delivery")
        seat = in_charge(case)
        if seat is None:
            raise ForbiddenError(Message(N_("Your roles do not include this.")))
        work.session.refresh(delivery, with_for_update=not work.is_sqlite)
        if delivery.state is not DeliveryState.SENT:
            raise NotAllowedError(Message(N_("This mail has not gone yet, or was given up.")))
        if (delivery.sent_at or work.now) > work.now - BETWEEN_REPEATS:
            raise NotAllowedError(Message(N_("This mail went a moment ago. Wait ten minutes.")))
        delivery.state, delivery.attempts = DeliveryState.PENDING, 0
        delivery.next_attempt_at, delivery.in_digest = work.now, False
        delivery.repeats, delivery.repeated_at = delivery.repeats + 1, work.now
        record(
            work,
            Happening(
                action="delivery_repeated",
                subject=Subject(
                    kind="delivery",
                    id=str(delivery.id),
                    jurisdiction_id=case.jurisdiction.id,
                    catalogue_id=case.catalogue.id,
                ),
                seat=seat,
                about_proposal=case.proposal,
                details={"event": str(delivery.event_id), "channel": delivery.channel.value},
                owed=False,
            ),
        )
        return number


def in_charge(case: Case) -> Seat | None:
    """Return the seat with which someone has mails of a proposal sent again."""
    standing = case.standing
    return is_drafter(standing) or standing.holds(Role.SUPERVISOR, [standing.holding_body])


def _mail_of_a_proposal(work: Unit, delivery_id: int) -> tuple[Delivery, str]:
    found = work.session.execute(
        sa.select(Delivery, Proposal.number)
        .join(Event, Event.id == Delivery.event_id)
        .join(Proposal, Proposal.id == Event.proposal_id)
        .where(Delivery.id == delivery_id, Delivery.channel != Channel.IN_APP)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found[0], found[1]
