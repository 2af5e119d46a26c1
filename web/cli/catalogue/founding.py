"""`flask catalogue found`: set up the empty catalogue of a county or a township, as a business administrator."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext

from models import db
from values.vocabulary import Field
from web.cli.acting import acting, as_account
from web.cli.catalogue.shapes import FoundedCatalogue
from web.cli.printing import say_json, say_line, with_json
from web.cli.story.speaking import SpokenCommand
from workflow.commands.founding import found_catalogue
from workflow.queries.accounts import body_named


@click.command("found", cls=SpokenCommand)
@click.argument("field", type=click.Choice([one.value for one in Field]))
@click.option(
    "--body", required=True, metavar="BODY", help="Who holds it: a body by its number or its whole name."
)
@click.option(
    "--route", type=int, metavar="N", help="The route it takes; by default the first that suits it."
)
@as_account
@with_json
@with_appcontext
def found(field: str, *, body: str, route: int | None, login: str, as_json: bool) -> None:
    """Set up the empty catalogue of a FIELD for the county or township of a body, and print its code."""
    holder = body_named(db.session(), body)
    code = found_catalogue(Field(field), holder, actor=acting(login), route=route)
    if as_json:
        return say_json(FoundedCatalogue(code=code))
    return say_line(gettext("The catalogue %(code)s is set up; its first proposal fills it.", code=code))
