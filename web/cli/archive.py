"""`flask archive …`: how long case files are kept, and lists of those to be destroyed (销毁清册)."""

import click
from flask_babel import gettext

from models import db
from values.retention import RetentionTerm
from web.cli.acting import acting, as_account, business_seats
from web.cli.archive_shapes import ChosenTerm, NumberedFonds, ShownList, case_shape, list_shape
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.proposal.page import today
from web.wording.common import day, label
from workflow.actor import Actor
from workflow.commands import destruction, retention
from workflow.queries.archive import archive as kept_cases
from workflow.queries.archive import destruction_file
from workflow.retention import Keeping

archive = SpokenGroup("archive", help="Case files: how long they are kept, and their lawful destruction.")

MOST = 100_000
because = click.option("--comment", "text", required=True, help="Why, in a sentence.")
numbered = click.argument("number", type=click.IntRange(min=1, max=999_999_999))


@archive.command("list")
@click.option(
    "--over", "is_over", is_flag=True, help="Only those whose term has ended and that are still there."
)
@as_account
@with_json
def list_cases(*, is_over: bool, login: str, as_json: bool) -> None:
    """List the closed cases of the account's jurisdiction, with file number and term."""
    found = [
        one
        for one in kept_cases(db.session(), business_seats(acting(login)), offset=0, limit=MOST).cases
        if not is_over or (one.is_over(today()) and one.destroyed_by is None)
    ]
    if as_json:
        return say_json([case_shape(one) for one in found])
    if not found:
        return say_line(gettext("There is no such case file."))
    return say_table(
        [
            gettext("File number"),
            gettext("Number"),
            gettext("Kept for"),
            gettext("Until"),
            gettext("Package"),
        ],
        [_line(one) for one in found],
    )


@archive.command("term")
@click.argument("number")
@click.argument("term", type=click.Choice([one.value for one in RetentionTerm]))
@because
@as_account
@with_json
def term(number: str, *, term: str, text: str, login: str, as_json: bool) -> None:
    """Keep the case file of proposal NUMBER for another TERM."""
    retention.choose_term(number, actor=acting(login), term=RetentionTerm(term), reason=text)
    if as_json:
        return say_json(ChosenTerm(proposal=number, term=RetentionTerm(term)))
    return say_line(gettext("The term is changed."))


@archive.command("fonds")
@click.argument("code")
@click.argument("fonds")
@as_account
@with_json
def fonds(code: str, *, fonds: str, login: str, as_json: bool) -> None:
    """Give the jurisdiction CODE the number of its FONDS (全宗号)."""
    retention.number_fonds(code, actor=acting(login), fonds=fonds)
    if as_json:
        return say_json(NumberedFonds(jurisdiction=code, fonds=fonds))
    return say_line(gettext("The fonds has its number; file numbers show it from now on."))


@archive.command("propose")
@click.argument("numbers", metavar="NUMBER…", nargs=-1, required=True)
@because
@as_account
@with_json
def propose(numbers: tuple[str, ...], *, text: str, login: str, as_json: bool) -> None:
    """Propose that the case files of these proposals be destroyed, and print the number of the list."""
    actor = acting(login)
    number = destruction.propose_destruction(numbers, actor=actor, reason=text)
    return _report(int(number), actor, is_json=True) if as_json else say_line(number)


@archive.command("lists")
@as_account
@with_json
def lists(*, login: str, as_json: bool) -> None:
    """List the lists for destruction of the account's jurisdiction."""
    found = kept_cases(db.session(), business_seats(acting(login)), offset=0, limit=0).lists
    if as_json:
        return say_json([list_shape(one) for one in found])
    if not found:
        return say_line(gettext("Nothing was proposed for destruction yet."))
    return say_table(
        [gettext("No."), gettext("State"), gettext("Case files")],
        [[str(one.list.id), label(one.state), str(len(one.items))] for one in found],
    )


@archive.command("show")
@numbered
@as_account
@with_json
def show(number: int, *, login: str, as_json: bool) -> None:
    """Show a list for destruction, by its number."""
    _report(number, acting(login), is_json=as_json)


@archive.command("approve")
@numbered
@because
@as_account
@with_json
def approve(number: int, *, text: str, login: str, as_json: bool) -> None:
    """Approve a list that somebody else proposed."""
    _judge(number, acting(login), text, approves=True, is_json=as_json)


@archive.command("refuse")
@numbered
@because
@as_account
@with_json
def refuse(number: int, *, text: str, login: str, as_json: bool) -> None:
    """Refuse a list."""
    _judge(number, acting(login), text, approves=False, is_json=as_json)


@archive.command("carry-out")
@numbered
@as_account
@with_json
def carry_out(number: int, *, login: str, as_json: bool) -> None:
    """Destroy the side contents of the case files on an approved list; the trail stays."""
    destruction.carry_out_destruction(number, actor=acting(login))
    _report(number, acting(login), is_json=as_json)


def _judge(number: int, actor: Actor, opinion: str, *, approves: bool, is_json: bool) -> None:
    destruction.judge_destruction(number, actor=actor, approves=approves, opinion=opinion)
    _report(number, actor, is_json=is_json)


def _report(number: int, actor: Actor, *, is_json: bool) -> None:
    shape = list_shape(destruction_file(db.session(), number, business_seats(actor)))
    if is_json:
        return say_json(shape)
    return _say_list(shape)


def _say_list(shape: ShownList) -> None:
    say_line(gettext("List no. %(no)s: %(state)s", no=shape.no, state=label(shape.state)))
    say_line(shape.reason, indent=2)
    for act in shape.acts:
        say_line(f"{act.at} {act.action.value} {act.opinion}", indent=2)
    for one in shape.items:
        say_line(f"{one.file_number}  {one.proposal}  {one.package_sha256}", indent=2)


def _line(one: Keeping) -> list[str]:
    until = day(one.kept_until) if one.kept_until else ""
    gone = gettext("destroyed, list no. %(no)s", no=one.destroyed_by) if one.destroyed_by else ""
    package = one.package.sha256[:12] if one.package else ""
    return [one.file_number, one.proposal.number, label(one.term), until, gone or package]
