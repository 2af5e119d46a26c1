"""`flask account reset-password|unlock|close|reopen|appoint`: who can sign in, and the first administrators."""

import click
from flask_babel import gettext

from models import db
from values.vocabulary import ADMINISTRATORS, Role
from web.cli.account.group import account, in_body, say_password
from web.cli.account.shapes import ChangedAccount
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, with_json
from web.views.entrance import passwords
from workflow.accounts import Particulars
from workflow.commands import account_access as commands
from workflow.commands.appointing import appoint as appoint_administrator
from workflow.queries.account_list import AccountState
from workflow.queries.accounts import body_named


@account.command("reset-password")
@click.argument("who", metavar="LOGIN")
@as_account
@with_json
def reset_password(who: str, *, login: str, as_json: bool) -> None:
    """Have another first password made, and print it this once; every session of the account ends."""
    made = commands.reset_password(who, actor=acting(login), passwords=passwords())
    say_password(made, as_json=as_json)


@account.command("unlock")
@click.argument("who", metavar="LOGIN")
@as_account
@with_json
def unlock(who: str, *, login: str, as_json: bool) -> None:
    """Let in again who was locked out after too many attempts."""
    commands.unlock_account(who, actor=acting(login))
    _say(who, AccountState.OPEN, gettext("Unlocked. The password stays as it is."), as_json=as_json)


@account.command("close")
@click.argument("who", metavar="LOGIN")
@as_account
@with_json
def close(who: str, *, login: str, as_json: bool) -> None:
    """Close the account of somebody who left: sessions end, and today is the last day of all roles."""
    commands.close_account(who, actor=acting(login))
    said = gettext("Closed. Nobody signs in with it any more, and every session has ended.")
    _say(who, AccountState.CLOSED, said, as_json=as_json)


@account.command("reopen")
@click.argument("who", metavar="LOGIN")
@as_account
@with_json
def reopen(who: str, *, login: str, as_json: bool) -> None:
    """Open a closed account again, and print its first password this once; roles are granted anew."""
    made = commands.reopen_account(who, actor=acting(login), passwords=passwords())
    say_password(made, as_json=as_json)


@account.command("appoint")
@click.argument("who", metavar="LOGIN")
@click.option(
    "--role",
    required=True,
    type=click.Choice(sorted(one.value for one in ADMINISTRATORS)),
    help="The office.",
)
@in_body
@click.option("--name", default="", help="The full name, of a new account.")
@click.option("--email", default="", help="The e-mail, of a new account.")
@with_json
def appoint(who: str, *, role: str, body: str, name: str, email: str, as_json: bool) -> None:
    """Appoint one of the three administrators, as whoever runs this machine: the first ones, or a successor."""
    number = body_named(db.session(), body)
    db.session.rollback()
    said = Particulars(name=name.strip(), email=email.strip()) if name or email else None
    made = appoint_administrator(who, Role(role), number, passwords=passwords(), said=said)
    if made.password or as_json:
        return say_password(made, as_json=as_json)
    return say_line(gettext("Appointed. The password stays as it is."))


def _say(login: str, state: AccountState, said: str, *, as_json: bool) -> None:
    if as_json:
        return say_json(ChangedAccount(login=login, state=state))
    return say_line(said)
