"""`flask catalogue hand-over`: give what a body has of a catalogue to another, as a business administrator."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext, ngettext

from models import db
from web.cli.acting import acting, as_account
from web.cli.catalogue.shapes import HandedOverCatalogue
from web.cli.printing import say_json, say_line, with_json
from web.cli.story.speaking import SpokenCommand
from workflow.actor import Actor
from workflow.case import seats_of_actor
from workflow.commands.handing_over import hand_over_catalogue
from workflow.handing_over import require_successor, share_of
from workflow.queries.accounts import body_named
from workflow.queries.bodies import current_day, names_on
from workflow.queries.handing_over import hand_over_file

WITH_BODY = "A body by its number or its whole name."


@click.command("hand-over", cls=SpokenCommand)
@click.argument("code")
@click.option("--to", "taker", required=True, metavar="BODY", help="Who takes over: " + WITH_BODY)
@click.option("--reason", default="", help="Why, in a sentence that stays in the record.")
@click.option(
    "--of",
    "giver",
    metavar="BODY",
    help="Whose share is handed over; by default that of the body that holds it.",
)
@click.option("--preview", is_flag=True, help="Only show what would go over.")
@as_account
@with_json
@with_appcontext
def hand_over(
    code: str, *, taker: str, reason: str, giver: str | None, preview: bool, login: str, as_json: bool
) -> None:
    """Hand over what a body has of the catalogue CODE to another: the catalogue, and open proposals of an ended body."""
    actor = acting(login)
    after = body_named(db.session(), taker)
    before = None if giver is None else body_named(db.session(), giver)
    found = _looked_at(code, after, before, actor, is_preview=preview)
    db.session.rollback()
    if not preview:
        hand_over_catalogue(code, after, reason=reason, actor=actor, of=before)
    if as_json:
        return say_json(found)
    if found.with_catalogue:
        said = gettext("“%(after)s” would hold the catalogue %(code)s, instead of “%(before)s”.")
        done = gettext("“%(after)s” holds the catalogue %(code)s from now on, instead of “%(before)s”.")
        names = {"after": found.after, "code": code, "before": found.before}
        say_line((said if preview else done) % names)
    if found.proposals or not found.with_catalogue:
        say_line(
            ngettext("%(num)d open proposal goes along.", "%(num)d open proposals go along.", found.proposals)
        )
    return None


def _looked_at(
    code: str, after: int, before: int | None, actor: Actor, *, is_preview: bool
) -> HandedOverCatalogue:
    """Return what goes over; raise as the command does where it cannot."""
    session, today = db.session(), current_day()
    file = hand_over_file(session, code, seats_of_actor(session, actor, today), today=today)
    share = share_of(session, file.catalogue, before or file.catalogue.body_id)
    require_successor(session, file.catalogue, share.body.id, after, today)
    names = names_on(session, [share.body.id, after], day=today)
    return HandedOverCatalogue(
        code=code,
        before=names[share.body.id],
        after=names[after],
        with_catalogue=share.holds,
        proposals=share.proposals,
        is_preview=is_preview,
    )
