"""On whose account a command acts: as in the browser, with the same permissions and the same trail."""

import secrets
from collections.abc import Callable
from typing import TypeVar

import click

from models import db
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import ADMINISTRATORS
from workflow.actor import Actor
from workflow.errors import ForbiddenError
from workflow.permissions import Seat
from workflow.queries.accounts import account
from workflow.reach import seats_of
from workflow.unit import current_clock

Command = TypeVar("Command", bound=Callable[..., object])


def as_account(command: Command) -> Command:
    """Give a command the option `--as`; `MULU_AS` says it for all of them."""
    return click.option(
        "login",
        "--as",
        envvar="MULU_AS",
        required=True,
        metavar="LOGIN",
        help="The account that acts (MULU_AS).",
    )(command)


def for_account(command: Command) -> Command:
    """Give a command that reads the option `--as`, which may be left out: then it shows what anyone may see."""
    return click.option(
        "login",
        "--as",
        envvar="MULU_AS",
        default="",
        metavar="LOGIN",
        help="The account that reads (MULU_AS).",
    )(command)


def reading_seats(login: str) -> tuple[Seat, ...]:
    """Return what an account that reads may be today; nothing where none is named.

    Raises: InvalidError where there is no such account.
    """
    if not login:
        return ()
    today = shanghai_day(current_clock.get().now())
    return seats_of(db.session(), account(db.session(), login), today)


def acting(login: str) -> Actor:
    """Return an account as the actor of a command; the trail's request says that it came from here.

    Raises: InvalidError where there is no such account.
    """
    found = account(db.session(), login)
    # A command writes in a session of its own; what this one has read must not hold it up.
    db.session.rollback()
    return Actor(person_id=found, request_id=f"cli-{secrets.token_hex(8)}")


def business_seats(actor: Actor) -> tuple[Seat, ...]:
    """Return what an account may be today.

    Raises: ForbiddenError for those who hold nothing but offices of the 三员, or nothing at all.
    """
    today = shanghai_day(current_clock.get().now())
    seats = seats_of(db.session(), actor.person_id or 0, today)
    if all(seat.role in ADMINISTRATORS for seat in seats):
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    return seats
