"""What an auditor asks of the trail, read from texts: of an address, or of the command line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, BodyName, Catalogue, Jurisdiction, Person
from values.messages import N_, Message
from values.written_day import day_written
from workflow.action_groups import ACTIONS, EVERYTHING, SUBJECT_KINDS, ActionGroup
from workflow.errors import InvalidError, Issue
from workflow.permissions import Seat
from workflow.queries.timeline import Filter
from workflow.reach import audited_paths, below

FIELDS = (
    "action",
    "kind",
    "subject",
    "since",
    "until",
    "person",
    "body",
    "catalogue",
    "proposal",
    "entry",
    "request",
)
"""What can be asked, by the names that addresses give it."""

OFFERED = 200
"""Bodies and catalogues that a form suggests; others are typed."""

LONGEST = 200

_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "subject": (
        re.compile(r"[0-9A-Za-z:._-]{1,80}"),
        N_("A number or code holds letters, digits and - . _ : only."),
    ),
    "catalogue": (
        re.compile(r"[0-9]{6,12}-[a-z-]{1,60}"),
        N_("Write the code of a catalogue like 990101-employment."),
    ),
    "proposal": (
        re.compile(r"[0-9]{6,12}-[0-9]{4}-[0-9]{4,9}"),
        N_("Write the number of a proposal like 990101-2026-0001."),
    ),
    "entry": (re.compile(r"[0-9a-f]{32}"), N_("The identity of a row is 32 hexadecimal digits.")),
    "request": (
        re.compile(r"[0-9A-Za-z-]{1,64}"),
        N_("The id of a request holds letters, digits and - only."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the form of the filter suggests."""

    bodies: list[str]
    catalogues: list[tuple[str, str]]
    """Code and title."""


def offered(session: Session, seats: tuple[Seat, ...]) -> Offered:
    """Return bodies and catalogues of an auditor's scope."""
    inside = below(audited_paths(seats))
    bodies = session.scalars(
        sa.select(Body.name)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(inside)
        .order_by(Jurisdiction.path, Body.id)
        .limit(OFFERED)
    )
    catalogues = session.execute(
        sa.select(Catalogue.code, Catalogue.title)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(inside)
        .order_by(Catalogue.code)
        .limit(OFFERED)
    )
    return Offered(
        bodies=list(dict.fromkeys(bodies)), catalogues=[(code, title) for code, title in catalogues]
    )


def read_filter(session: Session, texts: Mapping[str, str]) -> Filter:
    """Return what texts ask for; nothing is left out in silence, since that would show more than was asked.

    Raises: InvalidError with everything that is not understood.
    """
    given = {name: text for name in FIELDS if (text := texts.get(name, "").strip()[:LONGEST])}
    reading = _Reading(session, given)
    found = Filter(
        action=reading.one_of(
            "action", {EVERYTHING, *ActionGroup, *(one for kinds in ACTIONS.values() for one in kinds)}
        ),
        kind=reading.one_of("kind", set(SUBJECT_KINDS)),
        since=reading.day("since"),
        until=reading.day("until"),
        people=reading.ids("person", _people, N_("There is no account and nobody called “%(text)s”.")),
        bodies=reading.ids("body", _bodies, N_("There is no body called “%(text)s”; write its whole name.")),
        **{name: reading.shaped(name) for name in _SHAPES},
    )
    if found.since and found.until and found.since > found.until:
        reading.wrong("until", N_("The last day is before the first one."))
    if reading.issues:
        raise InvalidError(reading.issues)
    return found


class _Reading:
    """Reads one field after the other and keeps what is wrong with them."""

    def __init__(self, session: Session, given: Mapping[str, str]) -> None:
        self.session, self.given = session, given
        self.issues: list[Issue] = []

    def wrong(self, field: str, sentence: str) -> None:
        self.issues.append(Issue(field, Message(sentence, {"text": self.given.get(field, "")})))

    def one_of(self, field: str, known: set[str]) -> str:
        text = self.given.get(field, "")
        if text and text not in known:
            self.wrong(field, N_("“%(text)s” is not one of the choices."))
        return text

    def shaped(self, field: str) -> str:
        text = self.given.get(field, "")
        shape, sentence = _SHAPES[field]
        if text and not shape.fullmatch(text):
            self.wrong(field, sentence)
        return text

    def day(self, field: str) -> date | None:
        text = self.given.get(field, "")
        try:
            return day_written(text) if text else None
        except ValueError:
            self.wrong(field, N_("Give the day as year-month-day, for example 2026-07-01."))
            return None

    def ids(
        self, field: str, find: Callable[[Session, str], tuple[int, ...]], sentence: str
    ) -> tuple[int, ...]:
        text = self.given.get(field, "")
        found = find(self.session, text) if text and text.isprintable() else ()
        if text and not found:
            self.wrong(field, sentence)
        return found


def _people(session: Session, text: str) -> tuple[int, ...]:
    asked = sa.select(Person.id).where(sa.or_(Person.login == text, Person.name == text))
    return tuple(session.scalars(asked.order_by(Person.id).limit(OFFERED)))


def _bodies(session: Session, text: str) -> tuple[int, ...]:
    former = sa.select(BodyName.body_id).where(BodyName.name == text)
    asked = sa.select(Body.id).where(sa.or_(Body.name == text, Body.id.in_(former)))
    return tuple(session.scalars(asked.order_by(Body.id).limit(OFFERED)))
