"""The mail of a digest: what gathered for a person, proposal by proposal, in their language."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import force_locale, gettext

from config import Settings
from models import Catalogue, Delivery, Digest, Event, Installation, Person, Proposal, db
from values.clock import SHANGHAI
from worker.mail import Transport
from worker.mail_policy import MAIL
from worker.said import said_of
from workflow.queries.titles import shown_title

MOST_LINES = 200
"""Messages that a digest tells one by one."""


@dataclass
class Gathered:
    """What gathered about one proposal."""

    title: str
    number: str
    address: str
    lines: list[str] = field(default_factory=list)


class DigestLetters:
    """Writes digests and gives them to a transport."""

    def __init__(self, transport: Transport) -> None:
        """Take what carries them away."""
        self._transport = transport

    def __call__(self, digest_id: int) -> None:
        """Write a digest and give it to the transport."""
        try:
            message, login = digest_letter(digest_id)
        finally:
            db.session.remove()
        self._transport.send(message, login=login)


def digest_letter(digest_id: int) -> tuple[EmailMessage, str]:
    """Return the mail and its reader's account; its Message-ID is the same however often it is sent."""
    settings: Settings = current_app.config["SETTINGS"]
    digest, person = db.session.execute(
        sa.select(Digest, Person).join(Person, Person.id == Digest.person_id).where(Digest.id == digest_id)
    ).one()
    log = db.session.scalar(sa.select(Installation.log)) or "mulu"
    with force_locale(person.language):
        groups, further = _gathered(digest_id, settings)
        body = render_template(
            "email/digest.txt",
            recipient=person.name,
            groups=groups,
            further=further,
            address=f"{settings.base_url}/messages",
            preferences=f"{settings.base_url}/messages/preferences",
        )
        subject = gettext("What happened until %(day)s", day=digest.day.isoformat())
    message = EmailMessage(policy=MAIL)
    message["Subject"] = subject
    message["From"] = settings.mail_from
    message["To"] = person.email
    message["Date"] = format_datetime(digest.created_at)
    message["Message-ID"] = f"<digest-{digest.id}.{log}@mulu.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message, person.login


def _gathered(digest_id: int, settings: Settings) -> tuple[list[Gathered], int]:
    """Return the messages of a digest by proposal, in the order of their first, and how many are left out."""
    rows = db.session.execute(
        sa.select(Event, shown_title(), Proposal.number, Catalogue.title, Catalogue.code)
        .join(Delivery, Delivery.event_id == Event.id)
        .outerjoin(Catalogue, Catalogue.id == Event.catalogue_id)
        .outerjoin(Proposal, Proposal.id == Event.proposal_id)
        .where(Delivery.digest_id == digest_id, Delivery.in_digest)
        .order_by(Event.id)
    ).all()
    found: dict[str, Gathered] = {}
    for event, title, number, catalogue, code in rows[:MOST_LINES]:
        place = f"proposals/{number}" if number else f"catalogues/{code}" if code else "messages"
        group = found.setdefault(
            place,
            Gathered(
                title=(title or number) if number else (catalogue or ""),
                number=number or "",
                address=f"{settings.base_url}/{place}",
            ),
        )
        group.lines.append(f"{event.at.astimezone(SHANGHAI):%m-%d %H:%M}  {said_of(event)}")
    return list(found.values()), max(len(rows) - MOST_LINES, 0)
