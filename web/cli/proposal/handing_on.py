"""`flask proposal take-on|pass-on|undo-edit|redo-edit`: who attends to it, and going back in a draft."""

from collections.abc import Callable

import click

from models import db
from values.draft_edits import Piece
from web.cli.acting import acting, as_account
from web.cli.printing import with_json
from web.cli.proposal.actions import on_proposal
from web.cli.proposal.group import proposal
from web.cli.proposal.writing import report
from workflow.commands import handing_on
from workflow.commands.draft_undoing import redo_edit, undo_edit
from workflow.queries.accounts import account

with_step = click.option(
    "--step",
    type=int,
    help="Its number, where several steps are in turn; else the one that the account may take.",
)


@proposal.command("take-on")
@on_proposal
@with_step
def take_on(*, number: str, step: int | None, version: int | None, login: str, as_json: bool) -> None:
    """Say that the account attends to what waits now: draft, step in turn, approval, publication; others still can."""
    actor = acting(login)
    handing_on.take_on(number, actor=actor, step=step, version=version)
    report(number, actor, as_json=as_json)


@proposal.command("pass-on")
@on_proposal
@click.argument("to", metavar="LOGIN")
@click.option("--comment", required=True, help="Why, in a sentence.")
@with_step
def pass_on(
    *, number: str, to: str, comment: str, step: int | None, version: int | None, login: str, as_json: bool
) -> None:
    """Pass what waits now on to the account LOGIN, which may act there as well."""
    actor = acting(login)
    receiver = account(db.session(), to)
    db.session.rollback()
    handing_on.pass_on(number, actor=actor, to=receiver or 0, reason=comment, step=step, version=version)
    report(number, actor, as_json=as_json)


def _turning(name: str, turn: Callable[..., tuple[Piece, ...]], text: str) -> None:
    """Register a command that goes back or forth in a draft."""

    @proposal.command(name, help=text)
    @click.argument("number")
    @as_account
    @with_json
    def _run(*, number: str, login: str, as_json: bool) -> None:
        actor = acting(login)
        turn(number, actor=actor)
        report(number, actor, as_json=as_json)


_turning(
    "undo-edit", undo_edit, "Undo the account's last edit of the draft, unless somebody wrote there since."
)
_turning("redo-edit", redo_edit, "Do the edit again that the account undid last.")
