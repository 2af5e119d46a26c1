"""`flask proposal …`: the proposals that an account may see; acting on them is in the files beside this one."""

from datetime import datetime

import click
from flask_babel import gettext

from values.messages import N_, Message
from values.vocabulary import State
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.proposal import reading
from web.cli.proposal.sheet import say_sheet
from web.cli.story.speaking import SpokenGroup
from web.proposal.page import today
from web.proposal.periods import said_periods
from web.wording.common import day, label
from workflow.errors import ForbiddenError

MOST = 100

proposal = SpokenGroup("proposal", help="Work on proposals as an account, with its permissions.")


@proposal.command("list")
@click.option("--state", type=click.Choice([one.value for one in State]), help="Only those in a state.")
@click.option("--catalogue", metavar="CODE", help="Only those to a catalogue.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=MOST, show_default=True, help="How many at most."
)
@as_account
@with_json
def list_proposals(
    *, state: str | None, catalogue: str | None, limit: int, login: str, as_json: bool
) -> None:
    """List the proposals that the account may see, the newest first."""
    wanted = State(state) if state else None
    found = reading.listed(acting(login), state=wanted, catalogue=catalogue, limit=limit)
    if as_json:
        return say_json(found)
    if not found:
        return say_line(gettext("No proposals"))
    return say_table(
        [
            gettext("Number"),
            gettext("State"),
            gettext("Title"),
            gettext("Catalogue"),
            gettext("Drafted by"),
            gettext("Opened on"),
        ],
        [
            [
                one.number,
                label(one.state),
                one.title,
                one.catalogue,
                one.body,
                day(datetime.fromisoformat(one.created_at).date()),
            ]
            for one in found
        ],
    )


@proposal.command("show")
@click.argument("number")
@as_account
@with_json
def show(number: str, *, login: str, as_json: bool) -> None:
    """Show a proposal: its way, sign-offs, changes as a redline, and what the account may do now."""
    found = reading.sheet(reading.file_of(number, acting(login)))
    return say_json(found) if as_json else say_sheet(found)


@proposal.command("periods")
@click.argument("number")
@as_account
@with_json
def periods(number: str, *, login: str, as_json: bool) -> None:
    """Show every period that binds a proposal: from when it runs, what paused it, and what is left."""
    file = reading.file_of(number, acting(login))
    if as_json:
        return say_json(reading.period_lines(file))
    found = said_periods(file, today=today())
    if not found:
        return say_line(gettext("No period binds this proposal any more."))
    for one in found:
        due = one.reckoning.due
        until = gettext("last day %(day)s", day=day(due.day)) if due else ""
        say_line(" · ".join(part for part in (one.name, one.state, until, one.left) if part))
        for line in (one.why, *one.pauses):
            say_line(line, indent=4)
        if due and due.guessed:
            say_line(gettext("The notice for that year is not published yet; counted by weekends."), indent=4)
    return None


@proposal.command("draft")
@click.argument("number")
@as_account
@with_json
def draft(number: str, *, login: str, as_json: bool) -> None:
    """Print the working draft as JSON, with `--json` or without: change it and give it to `save --draft`."""
    del as_json
    file = reading.file_of(number, acting(login))
    if not file.shows_draft:
        raise ForbiddenError(
            Message(N_("The working draft is shown to its own body, while it is being written."))
        )
    say_json(file.draft)
