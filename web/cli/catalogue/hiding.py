"""`flask hiding …`: list what is hidden (紧急撤下), hide, approve afterwards, lift."""

import click
from flask_babel import gettext

from models import db
from values.hiding import HIDEABLE, HidingReason, HidingState, HidingTarget
from web.cli.acting import acting, as_account, business_seats
from web.cli.catalogue.hiding_shapes import ShownHiding, shape_of, shape_of_number
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day, label
from workflow.commands import hiding as commands
from workflow.queries.hidings import hidings_of, holding_for

hiding = SpokenGroup("hiding", help="Hide in an emergency, approve it afterwards, lift it.")

because = click.option("--comment", "text", required=True, help="Why, in a sentence.")
numbered = click.argument("number", type=click.IntRange(min=1, max=999_999_999))


@hiding.command("list")
@click.argument("code")
@click.option("--all", "is_all", is_flag=True, help="Also those that are over.")
@as_account
@with_json
def list_hidings(code: str, *, is_all: bool, login: str, as_json: bool) -> None:
    """List what is hidden of the catalogue CODE, for those in charge of it."""
    seats = business_seats(acting(login))
    catalogue = holding_for(db.session(), code, seats).catalogue
    found = [
        shape_of(one, catalogue)
        for one in hidings_of(db.session(), catalogue.id)
        if is_all or one.end is None
    ]
    if as_json:
        return say_json(found)
    if not found:
        return say_line(gettext("Nothing is hidden."))
    return _say_table(found)


@hiding.command("hide")
@click.argument("code")
@click.option("--entry", required=True, metavar="ID", help="The row, by its identity.")
@click.option("--field", default="", type=click.Choice(["", *HIDEABLE]), help="One field instead of the row.")
@click.option("--attachment", default="", metavar="SHA256", help="One attachment instead of the row.")
@click.option("--reason", required=True, type=click.Choice([one.value for one in HidingReason]))
@because
@as_account
@with_json
def hide(code: str, *, text: str, login: str, as_json: bool, **target: str) -> None:
    """Hide a part of the catalogue CODE from every public view at once."""
    if target["field"] and target["attachment"]:
        raise click.UsageError(gettext("Name a field or an attachment, not both."))
    number = commands.hide(
        code,
        HidingTarget(entry=target["entry"], field=target["field"], attachment=target["attachment"]),
        actor=acting(login),
        reason=HidingReason(target["reason"]),
        explanation=text,
    )
    _done(int(number), gettext("Hidden from every public view, as number %(no)s.", no=number), as_json)


@hiding.command("approve")
@numbered
@because
@as_account
@with_json
def approve(number: int, *, text: str, login: str, as_json: bool) -> None:
    """Approve the hiding NUMBER afterwards; a colleague of whoever hid does."""
    commands.approve_hiding(number, actor=acting(login), opinion=text)
    _done(number, gettext("Approved. It stays hidden until it is lifted."), as_json)


@hiding.command("lift")
@numbered
@because
@as_account
@with_json
def lift(number: int, *, text: str, login: str, as_json: bool) -> None:
    """Show again what the hiding NUMBER hid."""
    commands.lift_hiding(number, actor=acting(login), opinion=text)
    _done(number, gettext("Lifted. The public sees it again."), as_json)


def _done(number: int, sentence: str, as_json: bool) -> None:  # noqa: FBT001 - as the option gives it
    """Say what was done: in a sentence, or the hiding as it stands now."""
    if as_json:
        say_json(shape_of_number(number))
    else:
        say_line(sentence)


def _say_table(found: list[ShownHiding]) -> None:
    say_table(
        [
            gettext("No."),
            gettext("Name of the entry"),
            gettext("What is hidden"),
            gettext("Why"),
            gettext("Since"),
            gettext("Approval due"),
        ],
        [
            [
                str(one.id),
                one.name,
                one.part,
                label(one.reason),
                one.hidden_at,
                day(one.due_on) if one.state is HidingState.WAITING else label(one.state),
            ]
            for one in found
        ],
    )
