"""`flask erase comment|person`: erase personal data by law (个人信息保护法 art. 47)."""

import click
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.retention import ErasureGround, PersonalPart
from web.cli.acting import acting, as_account
from web.cli.archive_shapes import ErasableText, Erased
from web.cli.printing import local_text, say_json, say_line, with_json
from web.cli.story.speaking import SpokenGroup
from workflow.actor import Actor
from workflow.case import seats_of_actor
from workflow.commands import erasure
from workflow.errors import WorkflowError
from workflow.queries.erasable import erasable_comment
from workflow.queries.proposal import names_of_people
from workflow.refusals import record_refused_reading
from workflow.unit import current_clock

erase = SpokenGroup("erase", help="Erase personal data where the law asks for it.")

on_ground = click.option(
    "--ground",
    required=True,
    type=click.Choice([one.value for one in ErasureGround]),
    help="The case of art. 47 of the law on personal information.",
)


@erase.command("comment")
@click.argument("number")
@click.argument("comment", type=click.IntRange(min=1, max=999_999_999))
@on_ground
@click.option("--preview", is_flag=True, help="Only show the text that would be erased.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@as_account
@with_json
def comment(
    number: str, comment: int, *, ground: str, preview: bool, is_sure: bool, login: str, as_json: bool
) -> None:
    """Show the text of a COMMENT on the proposal NUMBER, ask, and erase it; --json does not ask."""
    actor = acting(login)
    if preview or not as_json:
        shown = _shown(number, comment, actor)
        if preview and as_json:
            return say_json(shown)
        say_line(f"{shown.author}  {shown.written_at}")
        say_line(shown.text or gettext("The text of this comment was erased by law."), indent=2)
        if preview or not shown.text:
            return None
        if not is_sure:
            click.confirm(gettext("It cannot be brought back. Is this text to be erased?"), abort=True)
    erasure.erase_comment(number, comment, actor=actor, ground=ErasureGround(ground))
    return _say(Erased(subject=number, part=str(comment), ground=ErasureGround(ground)), as_json=as_json)


def _shown(number: str, comment: int, actor: Actor) -> ErasableText:
    """Return the text of a comment; asking for one that is not for the account is in the trail."""
    session, today = db.session(), shanghai_day(current_clock.get().now())
    try:
        found = erasable_comment(session, number, comment, seats_of_actor(session, actor, today))
    except WorkflowError as error:
        session.rollback()
        record_refused_reading(actor, number, error)
        raise
    author = found.comment.author_id
    shown = ErasableText(
        subject=number,
        part=str(comment),
        author=names_of_people(session, [author])[author],
        written_at=local_text(found.comment.written_at),
        text=found.comment.text,
    )
    session.rollback()  # The question may wait long, and the command writes in a session of its own.
    return shown


@erase.command("person")
@click.argument("who", metavar="LOGIN")
@click.option("--part", required=True, type=click.Choice([one.value for one in PersonalPart]))
@on_ground
@as_account
@with_json
def person(who: str, *, part: str, ground: str, login: str, as_json: bool) -> None:
    """Erase contact data, or the name, of somebody who has left."""
    erasure.erase_person(who, actor=acting(login), part=PersonalPart(part), ground=ErasureGround(ground))
    _say(Erased(subject=who, part=part, ground=ErasureGround(ground)), as_json=as_json)


def _say(erased: Erased, *, as_json: bool) -> None:
    if as_json:
        return say_json(erased)
    return say_line(gettext("Erased. The trail keeps a salted hash only, and verifies as before."))
