"""`flask stats`: the figures of a period, the same as the page's."""

from dataclasses import dataclass
from datetime import date

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from models import Catalogue, Jurisdiction, Proposal, db
from values.messages import N_
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.rules.country import below
from web.cli.story.speaking import SpokenCommand
from web.wording import statistics as said
from workflow.errors import invalid
from workflow.queries.bodies import current_day
from workflow.statistics import Scope, every_figure
from workflow.statistics.figures import Number


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What `flask stats --json` prints: by figure, a line each with its name and its numbers."""

    since: str
    until: str
    figures: dict[str, list[dict[str, str | Number]]]


@click.command(cls=SpokenCommand)
@click.option("--since", type=a_day, help="The first day; by default 1 January of the last day's year.")
@click.option("--until", type=a_day, help="The last day; by default today.")
@click.option("--under", metavar="CODE", help="A jurisdiction: only what is there and below.")
@with_json
@with_appcontext
def stats(*, since: date | None, until: date | None, under: str | None, as_json: bool) -> None:
    """Print figures of the work on catalogues over a period, of the whole installation or a jurisdiction."""
    until = until or current_day()
    scope = _scope(since or date(until.year, 1, 1), until, under)
    figures = every_figure(db.session(), scope)
    if as_json:
        by_key = {one.key.value: one.plain for one in figures}
        say_json(Figures(since=scope.since.isoformat(), until=scope.until.isoformat(), figures=by_key))
        return
    for figure in figures:
        say_title(said.title(figure))
        rows = [[said.row_name(figure, name), *map(said.number, numbers)] for name, numbers in figure.rows]
        say_table(said.heads(figure), rows)
        say_line()


def _scope(since: date, until: date, under: str | None) -> Scope:
    if until < since:
        raise invalid("until", N_("The period ends before it begins."))
    where = below(under)
    held = sa.select(Catalogue.id).join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
    of_proposals = Proposal.catalogue_id.in_(held.where(where).correlate(None))
    return Scope(since=since, until=until, proposals=of_proposals, catalogues=where)
