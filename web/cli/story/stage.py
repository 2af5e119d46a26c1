"""What the story stands on: a clock that moves, people by login, lines on the screen, and checks that stop it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import click
import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Delivery, Person, db
from values.clock import FrozenClock, shanghai_day
from values.redline import Segment, SegmentKind
from values.vocabulary import Channel
from web.language import say
from web.wording.common import label, moment
from web.wording.telling import reason_said
from workflow.actor import Actor
from workflow.commands import notify
from workflow.errors import WorkflowError
from workflow.queries.proposal import ProposalFile, proposal_file
from workflow.seed import Demonstration
from workflow.seed.people import BODIES, PEOPLE
from workflow.unit import transaction

MARKS = {
    SegmentKind.EQUAL: "{}",
    SegmentKind.DELETED: "「-{}-」",
    SegmentKind.INSERTED: "「+{}+」",
}
"""How a redline looks on a screen without colours."""

HASH_DIGITS = 12


class NotAsToldError(click.ClickException):
    """Something went otherwise than the story says; the program ends with status 1."""


@dataclass
class Stage:
    """The throw-away world with its clock, and the events whose messages are still owed."""

    world: Demonstration
    clock: FrozenClock
    owed: list[int]
    chapters: int = field(default=0)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return shanghai_day(self.clock.now())

    def begin(self, title: str) -> None:
        """Print the title of the story."""
        click.secho(title, bold=True)

    def end(self, moral: str) -> None:
        """Print how the story ended."""
        click.echo()
        click.secho(moral, bold=True)

    def chapter(self, title: str, at: datetime) -> None:
        """Move the clock on to a moment and print the heading of a chapter."""
        self.clock.advance(max(at - self.clock.now(), timedelta()))
        self.chapters += 1
        click.echo()
        click.secho(f"{self.chapters}. {title} · {moment(self.clock.now())}", bold=True)

    def line(self, text: str) -> None:
        """Print a line of the story."""
        click.echo(f"   {text}")

    def actor(self, login: str) -> Actor:
        """Return a person as the actor of a command."""
        return self.world.actor(login)

    def name(self, login: str) -> str:
        """Return a person's name."""
        return next(person.name for person in PEOPLE if person.login == login)

    def who(self, login: str) -> str:
        """Return a person's name with role and body."""
        person = next(one for one in PEOPLE if one.login == login)
        body = next(one.name for one in BODIES if one.key == person.body)
        return gettext("%(name)s (%(role)s, %(body)s)", name=person.name, role=label(person.role), body=body)

    def file(self, number: str, login: str = "auditor") -> ProposalFile:
        """Return a proposal as a person sees it now."""
        with self.reading() as session:
            return proposal_file(session, number, self.actor(login), today=self.today)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read what the database says now."""
        db.session.remove()
        try:
            yield db.session()
        finally:
            db.session.remove()

    def refused(self, kind: type[WorkflowError], act: Callable[[], object]) -> str:
        """Return the sentence with which an act is refused.

        Raises: NotAsToldError where it is not.
        """
        try:
            act()
        except kind as error:
            return say(error.message)
        raise NotAsToldError(
            gettext("Something was done that had to be refused: %(kind)s", kind=kind.__name__)
        )

    def barred(self, statement: str, **params: object) -> str:
        """Return what the database itself answers to a statement that goes around the program.

        Raises: NotAsToldError where it lets it through.
        """
        try:
            with transaction() as session:
                session.execute(sa.text(statement), params)
        except IntegrityError as error:
            return str(error.orig)
        raise NotAsToldError(
            gettext("The database let through what it had to refuse: %(sql)s", sql=statement)
        )

    def fan_out(self) -> list[int]:
        """Play the queue: fan the owed events out, and return them."""
        owed, self.owed[:] = list(self.owed), []
        for event_id in owed:
            notify.fan_out(event_id)
        return owed

    def deliver(self) -> None:
        """Fan the owed events out, and say who is told why."""
        owed = self.fan_out()
        with self.reading() as session:
            told = session.execute(
                sa.select(Person.name, Delivery.channel, Delivery.reason)
                .join(Delivery, Delivery.recipient_id == Person.id)
                .where(Delivery.event_id.in_(owed))
                .order_by(Delivery.id)
            ).all()
        names = [
            gettext("%(name)s (%(reason)s)", name=name, reason=reason_said(reason))
            for name, channel, reason in told
            if channel is Channel.IN_APP
        ]
        mails = sum(channel is Channel.EMAIL for _, channel, _ in told)
        require(bool(names) and mails == len(names), gettext("Nobody was told."))
        self.line(
            gettext(
                "Told in the system: %(names)s. E-mails waiting to be sent: %(mails)s.",
                names=gettext(", ").join(names),
                mails=mails,
            )
        )


def require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - it reads like assert
    """Stop the story with a sentence unless something holds."""
    if not holds:
        raise NotAsToldError(otherwise)


def marked(segments: tuple[Segment, ...]) -> str:
    """Return a redline as plain text."""
    return "".join(MARKS[one.kind].format(one.text) for one in segments)


def short(sha256: str) -> str:
    """Return the beginning of a hash, as people compare it."""
    return f"{sha256[:HASH_DIGITS]}…"
