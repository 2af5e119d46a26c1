"""Who is signed in, and what they may be."""

import secrets

import sqlalchemy as sa
from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user

from models import Person, db
from values.clock import shanghai_day
from workflow.actor import Actor
from workflow.case import seats_of_actor
from workflow.permissions import Seat
from workflow.queries.absence import Absence, stood_in_for
from workflow.queries.inbox import Inbox, Listed, mine_counted, waiting
from workflow.unit import current_clock

REPRESENTED = "represented"
"""Under which the session keeps in whose name a deputy acts."""


class Reader(UserMixin):
    """The signed-in person, by plain values."""

    def __init__(self, person: Person) -> None:
        """Take what pages show of the person."""
        self.person_id = person.id
        self.epoch = person.session_epoch
        self.name = person.name
        self.login = person.login
        self.language = person.language
        self.password_until = person.password_until

    @property
    def password_is_over(self) -> bool:
        """Whether another password has to be chosen before anything else."""
        until = self.password_until
        return until is not None and until < shanghai_day(current_clock.get().now())

    def get_id(self) -> str:
        """Return what the session keeps; raising the epoch ends every session of the person."""
        return f"{self.person_id}:{self.epoch}"


def init_app(app: Flask) -> None:
    """Read the person of each request from the session, and give the request its id."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader
    def _load(kept: str) -> Reader | None:
        number, _, epoch = kept.partition(":")
        if g.get("without_database") or not (number.isdigit() and epoch.isdigit()):
            return None
        person = db.session.scalar(sa.select(Person).where(Person.id == int(number)))
        return Reader(person) if person and person.session_epoch == int(epoch) else None

    @app.before_request
    def _name_request() -> None:
        g.request_id = secrets.token_hex(8)
        # The button's key makes the same click, sent twice, one act.
        g.idempotency_key = request.form.get("key", "")[:64] or None if request.method == "POST" else None


def actor() -> Actor:
    """Return the signed-in person as the actor of a command, in the name of whom they stand in for."""
    absent = represented()
    return Actor(
        person_id=current_user.person_id,
        on_behalf_of_id=absent.person_id if absent else None,
        request_id=_request_id(),
    )


def own_actor() -> Actor:
    """Return the signed-in person as an actor in their own name."""
    return Actor(person_id=current_user.person_id, request_id=_request_id())


def _request_id() -> str:
    """Return the request's id; what is refused before it has one is only shown, never recorded."""
    name: str = g.get("request_id", "")
    return name


def is_known() -> bool:
    """Return whether the reader has signed in; nobody has for a page that must do without the database."""
    return not g.get("without_database") and bool(current_user and current_user.is_authenticated)


def represented() -> Absence | None:
    """Return in whose name the signed-in person acts; the choice ends with the deputy's time."""
    if REPRESENTED not in session or not current_user.is_authenticated:
        return None
    if "represented" not in g:
        today = shanghai_day(current_clock.get().now())
        found = stood_in_for(db.session(), current_user.person_id, today=today)
        g.represented = next((one for one in found if one.person_id == session[REPRESENTED]), None)
        if g.represented is None:
            session.pop(REPRESENTED)
    chosen: Absence | None = g.represented
    return chosen


def represent(person_id: int | None) -> None:
    """Act in somebody's name from the next request on; None: in one's own again."""
    session.pop(REPRESENTED, None)
    if person_id is not None:
        session[REPRESENTED] = person_id


def seats() -> tuple[Seat, ...]:
    """Return what the signed-in person is today, or the one they stand in for; nothing without sign-in."""
    if not is_known():
        return ()
    if "seats" not in g:
        g.seats = seats_of_actor(db.session(), actor(), shanghai_day(current_clock.get().now()))
    found: tuple[Seat, ...] = g.seats
    return found


def own_inbox() -> Inbox:
    """Return the inbox of the signed-in person, or of whom they stand in for."""
    return Inbox(seats=seats(), person_id=current_user.person_id, seated=actor().on_behalf_of_id)


def own_waiting(*, mine: slice, others: slice) -> Listed:
    """Return so much of what waits there; the header of the page then needs no count of its own."""
    found = waiting(db.session(), own_inbox(), mine=mine, others=others)
    g.waiting = found.counted.mine
    return found


def own_count() -> int:
    """Return how much waits there for the reader, as `mine_counted` does; the page and its header ask once."""
    if "waiting" not in g:
        g.waiting = mine_counted(db.session(), own_inbox())
    found: int = g.waiting
    return found
