"""`flask proposal begin|adapt`: rows of the standard taken over into a county's own catalogue, as their pages do."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from werkzeug.datastructures import MultiDict

from models import Catalogue, db
from web.cli.acting import acting, as_account
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.rows import desk_of
from web.cli.proposal.writing import report
from web.draft import beginning
from workflow.commands import drafting
from workflow.commands.beginning import begin_from_standard
from workflow.queries.accounts import body_named

Command = TypeVar("Command", bound=Callable[..., object])

SAID = (
    click.option(
        "--body",
        default="",
        metavar="BODY",
        help="Who discloses the rows, by number or whole name; by default the body that holds the catalogue.",
    ),
    click.option("--place", "place_text", default="", help="Where: a column or an address."),
    click.option("--link", "place_url", default="", help="The link of the place."),
    click.option("--questions", default="", help="The telephone for questions."),
    click.option("--supervision", default="", help="The telephone for supervision."),
    click.option("--complaints", default="", help="The telephone for complaints."),
)


def saying(command: Command) -> Command:
    """Give a command the options that say what stands in every row."""
    for option in reversed(SAID):
        command = option(command)
    return command


@proposal.command("begin")
@click.argument("code")
@saying
@as_account
@with_json
def begin(code: str, *, body: str, login: str, as_json: bool, **said: Any) -> None:
    """Open the first proposal of an empty catalogue, with every row of its standard, and print its number."""
    actor = acting(login)
    holder = db.session.query(Catalogue.body_id).filter_by(code=code).scalar() or 0
    form = _form(body, holder, said)
    number = begin_from_standard(code, beginning.read_said(form), actor=actor)
    report(number, actor, as_json=as_json)


@proposal.command("adapt")
@click.argument("number")
@saying
@as_account
@with_json
def adapt(number: str, *, body: str, login: str, as_json: bool, **said: Any) -> None:
    """Take over into a draft every row of the standard that nothing stands for yet."""
    actor = acting(login)
    desk = desk_of(number, actor)
    content = beginning.with_missing(desk, _form(body, desk.case.catalogue.body_id, said))
    drafting.save_draft(number, actor=actor, draft_version=desk.draft_version, content=content)
    report(number, actor, as_json=as_json)


def _form(body: str, holder: int, said: dict[str, Any]) -> MultiDict[str, str]:
    chosen = body_named(db.session(), body) if body else holder
    db.session.rollback()
    return MultiDict({"lead_body": str(chosen or ""), **said})
