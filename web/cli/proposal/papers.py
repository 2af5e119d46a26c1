"""`flask proposal ask|opinion|attach|detach|record`: department opinions, files, and sign-offs on paper (代录)."""

from datetime import date
from pathlib import Path

import click

from models import db
from values.messages import N_, Message
from values.vocabulary import OpinionAnswer, Outcome, Role
from web.cli.acting import acting, as_account, business_seats
from web.cli.asking import a_day
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.cli.proposal.writing import report
from web.cli.scanning import harmless
from web.uploads import limits
from workflow.actor import Actor
from workflow.commands import attaching, opinions
from workflow.commands.recording import Paper, record_sign_off
from workflow.errors import NotAllowedError
from workflow.queries.accounts import account
from workflow.queries.opinions import open_requests

a_file = click.Path(exists=True, dir_okay=False, path_type=Path)
to_entry = click.option("--entry", metavar="ID", help="A row of the draft instead of the proposal.")


@proposal.command("ask")
@click.argument("number")
@click.argument("bodies", metavar="BODY…", nargs=-1, required=True, type=int)
@click.option("--working-days", type=int, default=5, show_default=True, help="How long they have.")
@click.option("--question", default="", help="What they are to look at; empty: the whole.")
@as_account
@with_json
def ask(
    number: str, bodies: tuple[int, ...], *, working_days: int, question: str, login: str, as_json: bool
) -> None:
    """Ask bodies, by their numbers (`flask body list`), for their opinion on the present revision."""
    actor = acting(login)
    opinions.request_opinions(
        number, actor=actor, bodies=bodies, working_days=working_days, question=question
    )
    report(number, actor, as_json=as_json)


@proposal.command("opinion")
@click.argument("number")
@click.option("--answer", required=True, type=click.Choice([one.value for one in OpinionAnswer]))
@click.option("--comment", "text", default="", help="The opinion; remarks need one.")
@as_account
@with_json
def opinion(number: str, *, answer: str, text: str, login: str, as_json: bool) -> None:
    """Answer for a body that was asked."""
    actor = acting(login)
    opinions.give_opinion(
        number, _request(number, actor), actor=actor, answer=OpinionAnswer(answer), opinion=text
    )
    report(number, actor, as_json=as_json)


@proposal.command("attach")
@click.argument("number")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=a_file)
@to_entry
@as_account
@with_json
def attach(number: str, files: tuple[Path, ...], *, entry: str | None, login: str, as_json: bool) -> None:
    """Attach files to the draft; those before a refused one stay."""
    actor = acting(login)
    version = file_of(number, actor).draft_version
    for path in files:
        version = attaching.attach(
            number,
            actor=actor,
            name=path.name,
            data=harmless(path),
            draft_version=version,
            entry=entry,
            limits=limits(),
        )
    report(number, actor, as_json=as_json)


@proposal.command("detach")
@click.argument("number")
@click.argument("sha256")
@to_entry
@as_account
@with_json
def detach(number: str, sha256: str, *, entry: str | None, login: str, as_json: bool) -> None:
    """Take a file, by its SHA-256, out of the draft; its bytes stay."""
    actor = acting(login)
    version = file_of(number, actor).draft_version
    attaching.detach(number, sha256, actor=actor, draft_version=version, entry=entry)
    report(number, actor, as_json=as_json)


@proposal.command("record")
@click.argument("number")
@click.argument("scan", type=a_file)
@click.option("--signatory", required=True, metavar="LOGIN", help="Who signed the paper.")
@click.option("--signed-on", required=True, type=a_day, metavar="DAY", help="The day on the paper.")
@click.option(
    "--outcome",
    type=click.Choice([one.value for one in Outcome]),
    default=Outcome.AGREED.value,
    show_default=True,
)
@click.option("--comment", "text", default="", help="The opinion as it stands on the paper.")
@as_account
@with_json
def record(
    number: str,
    scan: Path,
    *,
    signatory: str,
    signed_on: date,
    outcome: str,
    text: str,
    login: str,
    as_json: bool,
) -> None:
    """Record a sign-off that was given on paper, with its SCAN."""
    actor = acting(login)
    paper = Paper(
        signatory=account(db.session(), signatory),
        outcome=Outcome(outcome),
        opinion=text,
        signed_on=signed_on,
        scan_name=scan.name,
        scan=harmless(scan),
    )
    db.session.rollback()
    record_sign_off(number, actor=actor, paper=paper, limits=limits())
    report(number, actor, as_json=as_json)


def _request(number: str, actor: Actor) -> int:
    """Return the open request that the account may answer.

    Raises: NotAllowedError where no body of theirs was asked, or it has answered.
    """
    bodies = {seat.body for seat in business_seats(actor) if seat.role is Role.REVIEWER}
    found = open_requests(db.session(), bodies, actor.person_id or 0) if bodies else []
    mine = next((request.id for asked, request, may_answer in found if asked == number and may_answer), None)
    db.session.rollback()
    if mine is None:
        raise NotAllowedError(
            Message(N_("No body of this account was asked about the proposal, or it has answered already."))
        )
    return mine
