"""`flask rules channels …`: words that mean a channel of the standard (R09)."""

import click
from flask_babel import gettext

from models import db
from web.cli.acting import acting, as_account, business_seats
from web.cli.administered_shapes import WordLine, WordList
from web.cli.previewing import place_of, say_preview
from web.cli.printing import local_text, say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from workflow.administering import require_sound_word
from workflow.commands.administering import add_synonym, withdraw_synonym
from workflow.errors import NotFoundError
from workflow.queries.administered_lists import listed_synonyms, synonym
from workflow.queries.bodies import current_day
from workflow.queries.rule_preview import preview_withdrawal, preview_word

channels = SpokenGroup("channels", help="Words that mean a channel of the standard.")


@channels.command("list")
@as_account
@with_json
def list_all(*, login: str, as_json: bool) -> None:
    """List every word, withdrawn ones with the day."""
    business_seats(acting(login))
    found = listed_synonyms(db.session())
    if as_json:
        lines = (
            WordLine(
                number=row.id,
                word=row.word,
                channel=row.channel,
                jurisdiction=place.code,
                added_by=person.name,
                added_at=local_text(row.added_at),
                withdrawn_at=local_text(end.withdrawn_at) if end else None,
            )
            for row, place, person, end in found
        )
        return say_json(WordList(synonyms=tuple(lines)))
    head = [
        gettext("No."),
        gettext("Word"),
        gettext("Channel"),
        gettext("Jurisdiction"),
        gettext("Withdrawn"),
    ]
    return say_table(
        head,
        [
            [str(row.id), row.word, row.channel, place.code, gettext("Yes") if end else gettext("No")]
            for row, place, _, end in found
        ],
    )


@channels.command("add")
@click.argument("word")
@click.argument("channel")
@click.option("--preview", is_flag=True, help="Only show what would change.")
@as_account
@with_json
def add(word: str, channel: str, *, preview: bool, login: str, as_json: bool) -> None:
    """Have a WORD mean a CHANNEL of the standard in the account's jurisdiction and below."""
    if preview:
        place, word, channel = place_of(login), word.strip(), channel.strip()
        require_sound_word(db.session(), place.id, word, channel)
        return say_preview(
            preview_word(db.session(), place, word, channel, day=current_day()), as_json=as_json
        )
    number = add_synonym(word, channel, actor=acting(login))
    if as_json:
        return say_json({"number": number})
    return say_line(gettext("Added as No. %(number)s.", number=number))


@channels.command("withdraw")
@click.argument("number", type=click.IntRange(1, 2**62))
@click.option("--preview", is_flag=True, help="Only show what would change.")
@as_account
@with_json
def withdraw(number: int, *, preview: bool, login: str, as_json: bool) -> None:
    """End the word of that NUMBER; its row stays."""
    if preview:
        found = synonym(db.session(), number, {place_of(login).id})
        if found is None:
            raise NotFoundError
        return say_preview(
            preview_withdrawal(db.session(), found[0], found[1], day=current_day()), as_json=as_json
        )
    withdraw_synonym(number, actor=acting(login))
    if as_json:
        return say_json({"number": number})
    return say_line(gettext("Withdrawn; its row stays."))
