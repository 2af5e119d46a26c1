"""`flask body list|show|change`: bodies by the names of a day, and the proposal that changes one."""

from dataclasses import dataclass
from datetime import date

import click
from flask_babel import gettext

from models.db import db
from values.body_change import BodyChange, BodyChangeKind
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day as in_words
from workflow.commands import body_changing
from workflow.queries import bodies as queries

body = SpokenGroup("body", help="List bodies and propose to change one.")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The number of a proposal that was opened."""

    number: str


@body.command("list")
@with_json
def list_bodies(*, as_json: bool) -> None:
    """List the bodies by their present names."""
    found = queries.bodies(db.session())
    if as_json:
        return say_json(found)
    return say_table(
        [gettext("Body"), gettext("Name"), gettext("Jurisdiction")],
        [[str(one.id), one.name, one.jurisdiction] for one in found],
    )


@body.command("show")
@click.argument("identity", metavar="BODY", type=int)
@with_json
def show(identity: int, *, as_json: bool) -> None:
    """Show a body with its names over time and the bodies that follow it."""
    found = queries.body_file(db.session(), identity)
    if as_json:
        return say_json(found)
    for one in found.names:
        say_line(f"{in_words(one.since)}  {one.name}")
    for successor in found.successors:
        say_line(gettext("Followed by %(name)s", name=successor))
    return None


@body.command("change")
@click.argument("code")
@click.argument("identity", metavar="BODY")
@click.argument("kind", type=click.Choice([one.value for one in BodyChangeKind]))
@click.argument("onto", metavar="NAME|BODY")
@click.option("--from", "day", type=a_day, metavar="DAY", required=True, help="From this day on.")
@click.option("--rationale", default="")
@as_account
@with_json
def change(
    code: str, identity: str, kind: str, onto: str, *, day: date, rationale: str, login: str, as_json: bool
) -> None:
    """Open the proposal that renames a body (NAME), or merges or transfers it (BODY), and print its number."""
    is_renaming = kind == BodyChangeKind.RENAME
    what = BodyChange(
        kind=BodyChangeKind(kind),
        body=identity,
        new_name=onto if is_renaming else "",
        successor="" if is_renaming else onto,
    )
    number = body_changing.open_body_change(code, what, day=day, actor=acting(login), rationale=rationale)
    say_json(Opened(number=number)) if as_json else say_line(number)
