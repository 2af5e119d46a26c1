"""Accounts and roles, for the security administrator (安全保密管理员): who can sign in, and as what."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, account_keepers
from web.administering.accounts_page import (
    account_values,
    day_of,
    list_values,
    new_values,
    particulars,
    wanted_account,
    wanted_role,
)
from web.errors import status_of
from web.session import actor
from web.views.entrance import passwords
from workflow.accounts import FirstPassword
from workflow.commands import account_access, granting
from workflow.commands import accounts as commands
from workflow.errors import InvalidError, NotAllowedError

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/accounts")
@access(account_keepers)
def index() -> str:
    """List the accounts of the reader's area."""
    return render_template("accounts/index.html", **list_values(request.args))


@blueprint.get("/accounts/new")
@access(account_keepers)
def new() -> str:
    """Ask who is registered, and as what."""
    return render_template("accounts/new.html", **new_values({}))


@blueprint.post("/accounts/new")
@access(account_keepers)
def register() -> ResponseReturnValue:
    """Register a person, and show the first password this once."""
    form = request.form
    try:
        made = commands.register_account(
            *wanted_account(form),
            actor=actor(),
            passwords=passwords(),
            key=g.idempotency_key,
        )
    except InvalidError as error:
        return render_template("accounts/new.html", **new_values(form, error)), status_of(error)
    return _shown_once(made)


@blueprint.get("/accounts/<login>")
@access(account_keepers)
def show(login: str) -> str:
    """Show an account with its roles, what may be done, and its history."""
    return render_template("accounts/show.html", **account_values(login, {}))


@blueprint.post("/accounts/<login>/correct")
@access(account_keepers)
def correct(login: str) -> ResponseReturnValue:
    """Put right what the account says of the person."""
    said = particulars(request.form)
    return _done(
        login,
        "correct",
        lambda: commands.correct_account(login, said, actor=actor()),
        gettext("Saved. The trail says that it changed, never what it was."),
    )


@blueprint.post("/accounts/<login>/roles")
@access(account_keepers)
def grant(login: str) -> ResponseReturnValue:
    """Give the person a role."""

    def granted() -> None:
        granting.grant_role(login, wanted_role(request.form), actor=actor(), key=g.idempotency_key)

    return _done(login, "grant", granted, gettext("The role is granted."))


@blueprint.post("/accounts/<login>/roles/<int:number>/end")
@access(account_keepers)
def end(login: str, number: int) -> ResponseReturnValue:
    """Have a role of the person end."""

    def ended() -> None:
        granting.end_role(number, actor=actor(), last_day=day_of(request.form, "last_day"))

    return _done(login, f"end-{number}", ended, gettext("The role ends with that day."))


@blueprint.post("/accounts/<login>/unlock")
@access(account_keepers)
def unlock(login: str) -> ResponseReturnValue:
    """Let in again who was locked out."""
    return _done(
        login,
        "unlock",
        lambda: account_access.unlock_account(login, actor=actor()),
        gettext("Unlocked. The password stays as it is."),
    )


@blueprint.post("/accounts/<login>/close")
@access(account_keepers)
def close(login: str) -> ResponseReturnValue:
    """Close the account of somebody who left."""
    return _done(
        login,
        "close",
        lambda: account_access.close_account(login, actor=actor()),
        gettext("Closed. Nobody signs in with it any more, and every session has ended."),
    )


@blueprint.post("/accounts/<login>/password")
@access(account_keepers)
def reset(login: str) -> ResponseReturnValue:
    """Have another first password made, and show it this once."""
    return _remade(login, account_access.reset_password)


@blueprint.post("/accounts/<login>/reopen")
@access(account_keepers)
def reopen(login: str) -> ResponseReturnValue:
    """Open a closed account again, and show its first password this once."""
    return _remade(login, account_access.reopen_account)


def _remade(login: str, command: Callable[..., FirstPassword]) -> ResponseReturnValue:
    try:
        made = command(login, actor=actor(), passwords=passwords(), key=g.idempotency_key)
    except NotAllowedError as error:
        return _again(login, "access", error)
    return _shown_once(made)


def _done(login: str, form: str, command: Callable[[], None], said: str) -> ResponseReturnValue:
    """Carry out what a form asks, and lead back to the account; a refusal shows it with what was typed."""
    try:
        command()
    except (InvalidError, NotAllowedError) as error:
        return _again(login, form, error)
    flash(said, "ok")
    return redirect(url_for(".show", login=login))


def _again(login: str, form: str, error: InvalidError | NotAllowedError) -> ResponseReturnValue:
    page = render_template(
        "accounts/show.html", **account_values(login, request.form, form=form, error=error)
    )
    return page, status_of(error)


def _shown_once(made: FirstPassword) -> str:
    """Show a first password in the answer itself: it stands in no address, cookie, mail, log or event."""
    return render_template("accounts/password.html", made=made)
