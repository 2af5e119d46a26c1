"""`flask body list|show|left|change`: bodies by the names of a day, what stays with an ended one, and what changes one."""

from dataclasses import dataclass
from datetime import date

import click
from flask_babel import gettext, ngettext

from models.db import db
from values.body_change import BodyChange, BodyChangeKind
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day as in_words
from web.wording.common import label
from workflow.commands import body_changing
from workflow.queries import bodies as queries
from workflow.queries.ended_bodies import LeftBehind, left_by

body = SpokenGroup("body", help="List bodies and propose to change one.")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The number of a proposal that was opened."""

    number: str


@dataclass(frozen=True, kw_only=True)
class Left:
    """What stays with a body; nothing where it goes on."""

    left: LeftBehind | None


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


@body.command("left")
@click.argument("identity", metavar="BODY", type=int)
@with_json
def left(identity: int, *, as_json: bool) -> None:
    """Show what stays with a BODY that has ended or is about to, and who settles it."""
    queries.body_file(db.session(), identity)
    found = left_by(db.session(), identity, today=queries.current_day())
    if as_json:
        return say_json(Left(left=found))
    if found is None:
        return say_line(gettext("This body goes on; nothing has to be settled."))
    if found.is_settled:
        return say_line(gettext("Nothing is left with it; everything was handed over."))
    return _say_left(found)


def _say_left(found: LeftBehind) -> None:
    for one in found.catalogues:
        said = [gettext("It holds this catalogue.")] if one.holds else []
        if one.proposals:
            said.append(
                ngettext(
                    "%(num)d open proposal that it drafts",
                    "%(num)d open proposals that it drafts",
                    one.proposals,
                )
            )
        say_line(f"{one.code} {one.title} · {' '.join(said)}")
        say_line(f"flask catalogue hand-over {one.code} --of {found.id}", indent=4)
    for step in found.steps:
        named = (
            gettext("The step “%(step)s” names it.", step=label(step.kind))
            if step.kind
            else gettext("Named as the body that publishes.")
        )
        say_line(f"{step.route} {step.name} · {named}")
        say_line(gettext("The business administrator changes the route."), indent=4)
    if found.roles:
        say_line(
            ngettext("%(num)d role is still held in it", "%(num)d roles are still held in it", found.roles)
        )
        say_line(
            ngettext(
                "The security administrator ends it, and grants it in the body that follows.",
                "The security administrator ends them, and grants them in the body that follows.",
                found.roles,
            ),
            indent=4,
        )
    for below in found.below:
        say_line(f"{below.id} {below.name} · {gettext('It stands below this body.')}")
        say_line(gettext("The system administrator puts another body above it."), indent=4)


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
