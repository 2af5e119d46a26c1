"""`flask account list|show|add|grant|end|…`: accounts and roles, as a security administrator keeps them."""

from datetime import date

import click
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import Post, Role
from web.cli.account.shapes import MadePassword, NumberedRole, account_shape, file_shape
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.story.speaking import SpokenGroup
from web.trail.events import sentences_of
from web.views.entrance import passwords
from web.wording.common import label, moment, span
from workflow.accounts import LANGUAGES, FirstPassword, Particulars
from workflow.commands import accounts as commands
from workflow.commands import granting
from workflow.errors import ForbiddenError
from workflow.queries.account_file import AccountFile, account_file
from workflow.queries.account_list import AccountState, HeldRole, Narrowing, accounts, keeper_paths
from workflow.queries.accounts import account as account_of
from workflow.queries.accounts import body_named
from workflow.reach import seats_of
from workflow.roles import WantedRole
from workflow.unit import current_clock

account = SpokenGroup("account", help="Accounts and roles.")

MOST = 1000
"""Accounts that are printed at once."""
HISTORY = 50

in_body = click.option(
    "--body", required=True, metavar="BODY", help="The body, by its number or its whole name."
)
with_role = click.option("--role", required=True, type=click.Choice([one.value for one in Role]))
with_post = click.option(
    "--post", type=click.Choice([one.value for one in Post]), default=Post.STAFF.value, show_default=True
)
since = click.option("--from", "since", type=a_day, metavar="DAY", help="The first day; by default today.")
until = click.option("--until", type=a_day, metavar="DAY", help="The last day, on which it still counts.")


@account.command("list")
@click.option("--find", default="", metavar="TEXT", help="A part of the name or user name.")
@click.option("--role", type=click.Choice([one.value for one in Role]))
@click.option("--state", type=click.Choice([one.value for one in AccountState]))
@as_account
@with_json
def list_all(*, find: str, role: str | None, state: str | None, login: str, as_json: bool) -> None:
    """List the accounts of the area that the account keeps."""
    now = current_clock.get().now()
    wanted = Narrowing(
        words=find, role=Role(role) if role else None, state=AccountState(state) if state else None
    )
    found = accounts(
        db.session(), _paths(login), wanted, now=now, today=shanghai_day(now), offset=0, limit=MOST
    )
    if as_json:
        return say_json([account_shape(one) for one in found])
    head = [
        gettext("User name"),
        gettext("Full name"),
        gettext("State"),
        gettext("Last here"),
        gettext("Roles"),
    ]
    return say_table(
        head,
        [
            [
                one.login,
                one.name,
                label(one.state),
                moment(one.entered_at),
                " · ".join(_role_line(role) for role in one.roles),
            ]
            for one in found
        ],
    )


@account.command("show")
@click.argument("who", metavar="LOGIN")
@as_account
@with_json
def show(who: str, *, login: str, as_json: bool) -> None:
    """Show an account with its roles and its history."""
    file = _file(who, login)
    told = sentences_of(db.session(), file.events)
    if as_json:
        return say_json(file_shape(file, told))
    say_title(f"{file.person.name} ({file.person.login})")
    say_line(" · ".join(filter(None, (label(file.state), file.person.email, moment(file.entered_at)))))
    for role in file.roles:
        say_line(f"{role.number}  {_role_line(role)}")
    for event, sentence in zip(file.events, told, strict=True):
        say_line(f"{moment(event.at)}  {sentence}", indent=2)
    return None


@account.command("add")
@click.argument("who", metavar="LOGIN")
@click.option("--name", required=True, help="The full name.")
@click.option("--email", required=True)
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@in_body
@with_role
@with_post
@since
@until
@as_account
@with_json
def add(
    who: str,
    *,
    name: str,
    email: str,
    language: str,
    body: str,
    role: str,
    post: str,
    since: date | None,
    until: date | None,
    login: str,
    as_json: bool,
) -> None:
    """Register a person with the role they begin with, and print the first password this once."""
    wanted = _wanted(body, role, post, since, until)
    said = Particulars(name=name.strip(), email=email.strip(), language=language)
    made = commands.register_account(who, said, wanted, actor=acting(login), passwords=passwords())
    say_password(made, as_json=as_json)


@account.command("grant")
@click.argument("who", metavar="LOGIN")
@in_body
@with_role
@with_post
@since
@until
@as_account
@with_json
def grant(
    who: str,
    *,
    body: str,
    role: str,
    post: str,
    since: date | None,
    until: date | None,
    login: str,
    as_json: bool,
) -> None:
    """Grant a role, and print its number."""
    wanted = _wanted(body, role, post, since, until)
    number = granting.grant_role(who, wanted, actor=acting(login))
    say_json(NumberedRole(number=number)) if as_json else say_line(str(number))


@account.command("end")
@click.argument("number", type=click.IntRange(min=1, max=999_999_999))
@click.option("--last-day", type=a_day, metavar="DAY", help="By default today; yesterday ends it at once.")
@as_account
@with_json
def end(number: int, *, last_day: date | None, login: str, as_json: bool) -> None:
    """End the role of this number; `show` prints the numbers."""
    granting.end_role(number, actor=acting(login), last_day=last_day)
    say_json(NumberedRole(number=number)) if as_json else say_line(gettext("The role ends with that day."))


def say_password(made: FirstPassword, *, as_json: bool) -> None:
    """Print a first password; it is kept nowhere."""
    if as_json:
        return say_json(MadePassword(login=made.login, password=made.password))
    say_line(made.password)
    return say_line(
        gettext("Shown this once and kept nowhere. The person chooses another when they first sign in.")
    )


def _wanted(body: str, role: str, post: str, since: date | None, until: date | None) -> WantedRole:
    number = body_named(db.session(), body)
    db.session.rollback()
    return WantedRole(body_id=number, role=Role(role), post=Post(post), valid_from=since, valid_until=until)


def _paths(login: str) -> list[str]:
    """Return the areas whose accounts an account keeps.

    Raises: ForbiddenError for everybody but security administrators.
    """
    today = shanghai_day(current_clock.get().now())
    paths = keeper_paths(seats_of(db.session(), account_of(db.session(), login), today))
    if not paths:
        raise ForbiddenError(Message(N_("Only a security administrator does this.")))
    return paths


def _file(who: str, login: str) -> AccountFile:
    now = current_clock.get().now()
    return account_file(
        db.session(),
        _paths(login),
        who,
        reader_id=account_of(db.session(), login),
        now=now,
        today=shanghai_day(now),
        most=HISTORY,
    )


def _role_line(role: HeldRole) -> str:
    said = (label(role.role), role.body, label(role.post), span(role.valid_from, role.valid_until))
    return " · ".join(filter(None, said))
