"""`flask search QUERY`, `rebuild` and `check`: what holds the words, and whether all that there is can be found."""

from datetime import date

import click
import sqlalchemy as sa
from flask_babel import gettext

from models import SearchDocument, db
from values.clock import shanghai_day
from values.excerpt import excerpt
from values.search_text import SearchKind
from web.catalogue.searching import count
from web.cli.acting import for_account, reading_seats
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.search_shapes import Checked, Rebuilt, Result, Results
from web.cli.story.speaking import SpokenGroup
from web.wording.common import label
from workflow.queries import search as queries
from workflow.queries.search import Hit, Narrowing, question
from workflow.search.rebuilding import differences, index_holds, parts, rebuild, renew_index
from workflow.unit import current_clock


class _Asked(SpokenGroup):
    """A group in which whatever is no command is what is searched."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the words as the question of `find`."""
        known = bool(args) and self.get_command(ctx, args[0]) is not None
        return super().resolve_command(ctx, args if known else ["find", *args])


search = _Asked("search", help="Search everything that an account may see, and look after what is searched.")


@search.command()
@click.argument("text", metavar="QUERY")
@click.option("--kind", type=click.Choice([one.value for one in SearchKind]), help="Only these.")
@click.option("--as-of", "day", type=a_day, metavar="DAY", help="Entries in force on this day.")
@click.option("--clock", type=click.Choice(["shown"]), help="Entries as the page showed them on that day.")
@click.option(
    "--from", "start", type=click.IntRange(min=0), default=0, metavar="N", help="From this result on."
)
@for_account
@with_json
def find(
    text: str, *, kind: str | None, day: date | None, clock: str | None, start: int, login: str, as_json: bool
) -> None:
    """Print what holds all words of QUERY, twenty at a time, as the account may see it, or the public."""
    now = current_clock.get().now()
    by = Narrowing(kind=SearchKind(kind) if kind else None)
    asked = question(text, by, today=shanghai_day(now), day=day, shown=clock is not None)
    seats = reading_seats(login)
    found = queries.search(db.session(), asked, seats, is_known=bool(login), now=now, start=start)
    shown = [_shape(one, asked.words) for one in found.hits]
    if as_json:
        facets = found.facets
        return say_json(
            Results(total=found.total, is_more=found.is_more, results=tuple(shown), facets=facets)
        )
    say_line(gettext("%(total)s results", total=count(found.total, is_more=found.is_more)))
    head = [gettext("Kind"), gettext("Title"), gettext("Belongs to"), gettext("Excerpt")]
    rows = [
        [label(SearchKind(one.kind)), one.title, one.proposal or one.catalogue, one.excerpt] for one in shown
    ]
    return say_table(head, rows) if rows else None


@search.command("rebuild")
@with_json
def rebuild_all(*, as_json: bool) -> None:
    """Make what is searched anew where it differs from what it is made of; doing so again changes nothing."""
    mended = 0
    with click.progressbar(parts(db.session()), label=gettext("Rebuilding"), hidden=as_json) as bar:
        for part in bar:
            mended += rebuild(part)
    renew_index()
    if as_json:
        return say_json(Rebuilt(mended=mended))
    return say_line(gettext("%(number)s documents were put right.", number=mended))


@search.command()
@with_json
def check(*, as_json: bool) -> None:
    """Compare what is searched with what it is made of; status 1 where it differs."""
    session = db.session()
    wrong = sum(differences(session, part).number for part in parts(session))
    documents = session.scalar(sa.select(sa.func.count()).select_from(SearchDocument)) or 0
    found = Checked(documents=documents, wrong=wrong, index_holds=index_holds())
    if as_json:
        say_json(found)
    else:
        say_line(
            gettext("%(documents)s documents, %(wrong)s of them wrong.", documents=documents, wrong=wrong)
        )
    if wrong or not found.index_holds:
        click.echo(gettext("Run “flask search rebuild”."), err=True)
        raise SystemExit(1)


def _shape(hit: Hit, words: tuple[str, ...]) -> Result:
    document = hit.document
    return Result(
        kind=document.kind.value,
        title=document.title,
        excerpt="".join(one.text for one in excerpt(document.shown, words)),
        day=document.day.isoformat(),
        catalogue=hit.code,
        entry=document.entry_id or "",
        proposal=hit.proposal,
        jurisdiction=hit.jurisdiction,
        body=hit.body,
        state=hit.state.value if hit.state else "",
    )
