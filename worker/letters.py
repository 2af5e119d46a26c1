"""What a mail says: the event's own message, in the recipient's language."""

import secrets
from collections.abc import Callable, Collection
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from typing import TypeAlias

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import force_locale
from markupsafe import escape
from sqlalchemy.orm import aliased

from config import Settings
from models import Delivery, Event, Person, db
from models.db import read_apart
from values.vocabulary import Channel
from worker.mail import Transport
from worker.mail_policy import MAIL
from worker.notes import Notes
from worker.redlines import Redline, redline_of
from worker.said import values_of

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
    values = values_of(event, settings)
    values["redline"] = _changes(event)
    subject = render_template(f"email/{event.action}/subject.txt", **values)
    return {**values, "subject": " ".join(subject.split())}


def _changes(event: Event) -> Redline | None:
    found = redline_of(event)
    return found if found.fields else None
