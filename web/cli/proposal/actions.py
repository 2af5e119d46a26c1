"""`flask proposal submit|sign-off|approve|…`: the actions of the transition table, by the commands of the pages."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import click

from values.vocabulary import Action, Outcome
from web.cli.acting import acting, as_account
from web.cli.asking import a_moment
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.writing import report
from web.proposal.actions import COMMANDS
from workflow.commands import publication, revising

Command = TypeVar("Command", bound=Callable[..., object])

SPOKEN = {
    Action.REQUEST_CHANGES: "Return the proposal to its drafters, with a reason.",
    Action.TAKE_BACK: "Take the proposal back to adopt an open suggestion.",
    Action.REBASE: "Take the proposal back, since a release changed what it stands on.",
    Action.APPROVE: "Approve the present revision.",
    Action.REJECT: "End the proposal without approval, with a reason.",
    Action.REVOKE_APPROVAL: "Take an approval back before publication, with a reason.",
    Action.WITHDRAW: "End a proposal before it is approved.",
}
"""Actions that take a comment and nothing else."""


def on_proposal(command: Command) -> Command:
    """Give a command the number of the proposal and what every action takes."""
    for option in (
        with_json,
        as_account,
        click.option("--version", type=int, help="Refuse if the proposal has changed since this version."),
        click.argument("number"),
    ):
        command = option(command)
    return command


with_comment = click.option("--comment", default="", help="The opinion, reason or answer.")


def _spoken(action: Action, text: str) -> None:
    """Register an action that takes a comment only."""

    @proposal.command(action.value.replace("_", "-"), help=text)
    @with_comment
    @on_proposal
    def _run(*, number: str, comment: str, version: int | None, login: str, as_json: bool) -> None:
        actor = acting(login)
        COMMANDS[action](number, actor, {"comment": comment}, version)
        report(number, actor, as_json=as_json)


for _action, _text in SPOKEN.items():
    _spoken(_action, _text)


@proposal.command("submit")
@with_comment
@click.option("--draft-version", type=int, help="Refuse if the draft was saved since this version.")
@on_proposal
def submit(
    *, number: str, comment: str, draft_version: int | None, version: int | None, login: str, as_json: bool
) -> None:
    """Freeze the draft into the next revision and send it on its way."""
    form = {"comment": comment, "draft_version": "" if draft_version is None else str(draft_version)}
    actor = acting(login)
    COMMANDS[Action.SUBMIT](number, actor, form, version)
    report(number, actor, as_json=as_json)


@proposal.command("sign-off")
@click.option(
    "--outcome",
    type=click.Choice([one.value for one in Outcome]),
    default=Outcome.AGREED.value,
    show_default=True,
)
@with_comment
@on_proposal
def sign_off(
    *, number: str, outcome: str, comment: str, version: int | None, login: str, as_json: bool
) -> None:
    """Sign off the present revision in the step that is the account's turn."""
    actor = acting(login)
    COMMANDS[Action.SIGN_OFF](number, actor, {"outcome": outcome, "comment": comment}, version)
    report(number, actor, as_json=as_json)


@proposal.command("publish")
@click.option("--document-number", default="", help="发文字号, where the notice has one.")
@with_comment
@on_proposal
def publish(
    *, number: str, document_number: str, comment: str, version: int | None, login: str, as_json: bool
) -> None:
    """Publish what was approved as the next release of its catalogue."""
    actor = acting(login)
    form = {"document_number": document_number, "comment": comment}
    COMMANDS[Action.PUBLISH](number, actor, form, version)
    report(number, actor, as_json=as_json)


@proposal.command("schedule")
@on_proposal
@click.argument("moment", type=a_moment)
def schedule(*, number: str, moment: datetime, version: int | None, login: str, as_json: bool) -> None:
    """Set the MOMENT at which the system publishes; setting it again replaces it."""
    actor = acting(login)
    publication.schedule(number, actor=actor, moment=moment, version=version)
    report(number, actor, as_json=as_json)


@proposal.command("unschedule")
@on_proposal
def unschedule(*, number: str, version: int | None, login: str, as_json: bool) -> None:
    """Take the schedule away; the proposal stays approved."""
    actor = acting(login)
    publication.unschedule(number, actor=actor, version=version)
    report(number, actor, as_json=as_json)


@proposal.command("open-consultation")
@on_proposal
@click.option("--until", type=a_moment, required=True, metavar="MOMENT", help="When the window ends.")
@with_comment
def open_consultation(
    *, number: str, until: datetime, comment: str, version: int | None, login: str, as_json: bool
) -> None:
    """Ask the public until a moment; meanwhile no step is taken."""
    actor = acting(login)
    revising.open_consultation(number, actor=actor, until=until, version=version, comment=comment)
    report(number, actor, as_json=as_json)


@proposal.command("close-consultation")
@with_comment
@on_proposal
def close_consultation(*, number: str, comment: str, version: int | None, login: str, as_json: bool) -> None:
    """Close the consultation once its window has ended."""
    actor = acting(login)
    revising.close_consultation(number, actor=actor, version=version, comment=comment)
    report(number, actor, as_json=as_json)
