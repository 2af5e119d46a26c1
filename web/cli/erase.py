"""`flask erase comment|person`: erase personal data by law (个人信息保护法 art. 47)."""

import click
from flask_babel import gettext

from values.retention import ErasureGround, PersonalPart
from web.cli.acting import acting, as_account
from web.cli.archive_shapes import Erased
from web.cli.printing import say_json, say_line, with_json
from web.cli.story.speaking import SpokenGroup
from workflow.commands import erasure

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
@as_account
@with_json
def comment(number: str, comment: int, *, ground: str, login: str, as_json: bool) -> None:
    """Erase the text of a COMMENT on the proposal NUMBER."""
    erasure.erase_comment(number, comment, actor=acting(login), ground=ErasureGround(ground))
    _say(Erased(subject=number, part=str(comment), ground=ErasureGround(ground)), as_json=as_json)


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
