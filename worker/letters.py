"""What a mail says: the event's own message, in the recipient's language."""

import json
import secrets
from collections.abc import Callable, Collection
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from typing import TypeAlias

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import force_locale, gettext
from markupsafe import escape
from sqlalchemy.orm import aliased

from config import Settings
from models import (
    Body,
    Catalogue,
    Decision,
    Delivery,
    DepartmentOpinion,
    DestructionList,
    Event,
    Hiding,
    Installation,
    Jurisdiction,
    Person,
    Proposal,
    SignOff,
    db,
)
from models.db import ask, read_apart
from values.messages import Message
from values.vocabulary import Channel
from worker.mail import Transport
from worker.mail_policy import MAIL
from worker.notes import Notes
from worker.redlines import Redline, redline_of
from workflow.queries.bodies import current_day, name_on
from workflow.sentences import SYSTEM_NAME, sentence

LONGEST_EXCERPT = 500


RECIPIENT = secrets.token_hex(16)
"""Stands where a mail calls its reader by name, until it is known who reads; nobody can have written it elsewhere."""


class Common:
    """What the recipients of an event read alike: found out once an event and language."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._values: dict[tuple[int, str], dict[str, object]] = {}
        self._texts: dict[tuple[int, str], tuple[str, str]] = {}

    def values(self, event: Event, language: str) -> dict[str, object]:
        """Return what is said of an event."""
        if (event.id, language) not in self._values:
            # A ROLLBACK after it would have PostgreSQL forget every statement that it keeps prepared.
            read_apart(db.session())
            with force_locale(language):
                self._values[event.id, language] = _in_common(event, current_app.config["SETTINGS"])
        return self._values[event.id, language]

    def texts(self, event: Event, language: str) -> tuple[str, str]:
        """Return the mail as text and, where something changes, as HTML; both call their reader `RECIPIENT`."""
        if (event.id, language) not in self._texts:
            values = {**self.values(event, language), "recipient": RECIPIENT}
            with force_locale(language):
                body = render_template(f"email/{event.action}/body.txt", **values)
                self._texts[event.id, language] = body, _page(event, values, language)
        return self._texts[event.id, language]


Addressed: TypeAlias = tuple[Delivery, Event, Person, Person | None, Person | None]
"""A delivery, what it tells, to whom, and who did it, for whom."""


class Letters:
    """Writes the mails of some deliveries and gives them to a transport; what they have in common is read once."""

    def __init__(self, transport: Transport, delivery_ids: Collection[int]) -> None:
        """Take what carries them away, and which they are."""
        self._transport = transport
        self._wanted = delivery_ids
        self._notes = Notes(delivery_ids)
        self._addressed: dict[int, Addressed] = {}
        self._common = Common()

    def __call__(self, delivery_id: int) -> None:
        """Write the mail of one of the deliveries, or its note for a message service, and send it."""
        try:
            if not self._addressed:
                self._addressed = _addressed(self._wanted)
            # Whoever acted is held beside them, so that saying who it was asks no more.
            delivery, event, person, *_ = self._addressed[delivery_id]
            if delivery.channel is Channel.EMAIL:
                message = letter(delivery, event, person, common=self._common)
                send: Callable[[], None] = partial(self._transport.send, message, login=person.login)
            else:
                send = self._notes.ready(delivery, event, person, partial(self._common.values, event))
        finally:
            db.session.remove()
        send()


_ACTOR, _OTHER = aliased(Person), aliased(Person)
_ADDRESSED = (
    sa.select(Delivery, Event, Person, _ACTOR, _OTHER)
    .join(Event, Event.id == Delivery.event_id)
    .join(Person, Person.id == Delivery.recipient_id)
    .outerjoin(_ACTOR, _ACTOR.id == Event.actor_id)
    .outerjoin(_OTHER, _OTHER.id == Event.on_behalf_of_id)
    .where(Delivery.id.in_(sa.bindparam("deliveries", expanding=True)))
)


def _addressed(delivery_ids: Collection[int]) -> dict[int, Addressed]:
    read_apart(db.session())
    rows = db.session.execute(_ADDRESSED, {"deliveries": list(delivery_ids)})
    return {row[0].id: (row[0], row[1], row[2], row[3], row[4]) for row in rows}


def letter(delivery: Delivery, event: Event, person: Person, *, common: Common | None = None) -> EmailMessage:
    """Return the mail; its Message-ID is the same however often it is sent."""
    settings: Settings = current_app.config["SETTINGS"]
    common = common or Common()
    values = common.values(event, person.language)
    body, page = common.texts(event, person.language)
    message = EmailMessage(policy=MAIL)
    message["Subject"] = str(values["subject"])
    message["From"] = settings.mail_from
    message["To"] = person.email
    message["Date"] = format_datetime(delivery.created_at)
    again = f"-{delivery.repeats}" if delivery.repeats else ""
    message["Message-ID"] = f"<delivery-{delivery.id}{again}.{values['log']}@mulu.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.replace(RECIPIENT, person.name))
    if page:
        message.add_alternative(page.replace(RECIPIENT, escape(person.name)), subtype="html")
    return message


def _page(event: Event, values: dict[str, object], language: str) -> str:
    """Return the mail as HTML: a table with what changes; nothing from elsewhere, and every text escaped."""
    if not values["redline"]:
        return ""
    text = current_app.jinja_env.get_template(f"email/{event.action}/body.txt")
    return render_template(
        "email/letter.html",
        **values,
        language=language,
        next="".join(text.blocks["next"](text.new_context(values))),
    )


def _in_common(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mails of an event say in the language of the moment, whoever receives them."""
    values = _VALUES["proposal" if event.proposal_id else event.subject_kind](event, settings)
    values["redline"] = _changes(event)
    subject = render_template(f"email/{event.action}/subject.txt", **values)
    log = ask(db.session(), _LOG).scalar() or "mulu"
    return {**values, "subject": " ".join(subject.split()), "log": log}


def _changes(event: Event) -> Redline | None:
    found = redline_of(event)
    return found if found.fields else None


_LOG = sa.select(Installation.log)
_PROPOSAL = (
    sa.select(Proposal.title, Proposal.number, Catalogue.title, name_on(sa.bindparam("day")))
    .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
    .join(Body, Body.id == Proposal.drafting_body_id)
    .where(Proposal.id == sa.bindparam("proposal"))
)
_OPINIONS = sa.union_all(
    *(
        sa.select(model.opinion).where(
            model.proposal_id == sa.bindparam("proposal"),
            model.actor_id.in_(sa.bindparam("people", expanding=True)),
            moment == sa.bindparam("moment"),
        )
        for model, moment in (
            (SignOff, SignOff.signed_at),
            (Decision, Decision.decided_at),
            (DepartmentOpinion, DepartmentOpinion.given_at),
        )
    )
)


def _values(event: Event, settings: Settings) -> dict[str, object]:
    asked = {"proposal": event.proposal_id, "day": current_day()}
    title, number, catalogue, body = ask(db.session(), _PROPOSAL, asked).one()
    return {
        "title": title or number,
        "number": number,
        "catalogue": catalogue,
        "body": body,
        "sentence": said_of(event),
        "opinion": _opinion(event)[:LONGEST_EXCERPT],
        "details": json.loads(event.data)["details"],
        "address": f"{settings.base_url}/proposals/{number}",
    }


def _values_of_hiding(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail of a hiding says; never what was hidden, nor the words of the reason."""
    hiding, catalogue, body = db.session.execute(
        sa.select(Hiding, Catalogue, name_on(current_day()))
        .join(Catalogue, Catalogue.id == Hiding.catalogue_id)
        .join(Body, Body.id == Hiding.body_id)
        .where(Hiding.id == int(event.subject_id))
    ).one()
    return {
        "catalogue": catalogue.title,
        "body": body,
        "sentence": said_of(event),
        "due": hiding.due_on.isoformat(),
        "details": json.loads(event.data)["details"],
        "address": f"{settings.base_url}/catalogues/{catalogue.code}/hidings",
    }


def _values_of_deputy(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail to a deputy says: in whose place, named by whom, and for which days."""
    details = json.loads(event.data)["details"]
    absent, actor = (
        db.session.get_one(Person, int(one or event.subject_id)) for one in (event.subject_id, event.actor_id)
    )
    return {
        "absent": absent.name,
        "named_by": actor.name,
        "first": details["from"],
        "last": details["until"],
        "address": f"{settings.base_url}/absence",
    }


def _values_of_destruction(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail of a list for destruction says; what the case files are about stays in the system."""
    listed, place = db.session.execute(
        sa.select(DestructionList, Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == DestructionList.jurisdiction_id)
        .where(DestructionList.id == int(event.subject_id))
    ).one()
    return {
        "no": listed.id,
        "place": place,
        "reason": listed.reason[:LONGEST_EXCERPT],
        "sentence": said_of(event),
        "address": f"{settings.base_url}/archive/lists/{listed.id}",
    }


_VALUES = {
    "proposal": _values,
    "hiding": _values_of_hiding,
    "person": _values_of_deputy,
    "destruction_list": _values_of_destruction,
}
"""What a mail says, by what its event is about."""


def said_of(event: Event) -> str:
    """Say an event in the language of the moment, with the names of who acted."""
    actor = db.session.get(Person, event.actor_id) if event.actor_id else None
    other = db.session.get(Person, event.on_behalf_of_id) if event.on_behalf_of_id else None
    said = sentence(event, actor.name if actor else Message(SYSTEM_NAME), other.name if other else "")
    return _translated(said)


def _translated(message: Message) -> str:
    params = {
        name: _translated(value) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return str(gettext(message.id, **params))


def _opinion(event: Event) -> str:
    """Return what was written with a sign-off or decision; the event holds its hash only."""
    people = [event.actor_id, event.on_behalf_of_id]
    asked = {"proposal": event.proposal_id, "people": people, "moment": event.at}
    found = ask(db.session(), _OPINIONS, asked).scalars()
    return next((str(opinion) for opinion in found if opinion), "")
