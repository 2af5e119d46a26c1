"""`flask catalogue …`: read catalogues on both clocks, their timeline, and how releases differ."""

from datetime import date, datetime

import click
from flask_babel import gettext, ngettext

from values.clock import shanghai_day
from web.cli.asking import a_day, a_moment
from web.cli.catalogue import reading
from web.cli.catalogue.export import export
from web.cli.catalogue.founding import found
from web.cli.catalogue.handing_over import hand_over
from web.cli.catalogue.importing import import_file
from web.cli.catalogue.reading_files import read_file
from web.cli.catalogue.shapes import ClockName, Sheet
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.story.speaking import SpokenGroup
from web.cli.telling_changes import say_changes
from web.wording.common import day, field_label, label, moment
from workflow.unit import current_clock

catalogue = SpokenGroup("catalogue", help="Read catalogues, as the public may: no account is needed.")
catalogue.add_command(read_file)
catalogue.add_command(export)
catalogue.add_command(import_file)
catalogue.add_command(found)
catalogue.add_command(hand_over)


@catalogue.command("list")
@with_json
def list_catalogues(*, as_json: bool) -> None:
    """List the published catalogues."""
    found = reading.listed()
    if as_json:
        return say_json(found)
    if not found:
        return say_line(gettext("No catalogue is published yet"))
    return say_table(
        [
            gettext("Code"),
            gettext("Title"),
            gettext("Release"),
            gettext("Published on"),
            gettext("In force from"),
        ],
        [
            [one.code, one.title, str(one.release), _day(one.published_at), day(one.effective_from)]
            for one in found
        ],
    )


@catalogue.command("show")
@click.argument("code")
@with_json
def show(code: str, *, as_json: bool) -> None:
    """Show the official table as it is in force today."""
    today = shanghai_day(current_clock.get().now())
    _say_sheet(reading.sheet(code, day=today, clock=ClockName.IN_FORCE, known=None), as_json=as_json)


@catalogue.command("as-of")
@click.argument("code")
@click.argument("on", metavar="DAY", type=a_day)
@click.option(
    "--clock",
    type=click.Choice([one.value for one in ClockName]),
    default=ClockName.IN_FORCE.value,
    show_default=True,
    help="What was in force on the day, or what the public page showed on it.",
)
@click.option(
    "--known", type=a_moment, metavar="MOMENT", help="By what was published up to a moment; default: by now."
)
@with_json
def as_of(code: str, on: date, *, clock: str, known: datetime | None, as_json: bool) -> None:
    """Show the official table as of a day, on either clock."""
    if known and clock == ClockName.SHOWN:
        raise click.UsageError(
            gettext("What was shown on a day is what was known by its end; leave out --known.")
        )
    _say_sheet(reading.sheet(code, day=on, clock=ClockName(clock), known=known), as_json=as_json)


@catalogue.command("timeline")
@click.argument("code")
@click.option("--entry", metavar="ID", help="The versions of one entry instead of the releases.")
@with_json
def timeline(code: str, *, entry: str | None, as_json: bool) -> None:
    """List the releases of a catalogue, or the versions of an entry, the newest first."""
    if entry is not None:
        return _say_versions(code, entry, as_json=as_json)
    found = reading.timeline(code)
    if as_json:
        return say_json(found)
    return say_table(
        [
            gettext("Release"),
            gettext("Published on"),
            gettext("In force from"),
            gettext("Publication notice"),
        ],
        [[str(one.release), _moment(one.published_at), day(one.effective_from), one.title] for one in found],
    )


@catalogue.command("compare")
@click.argument("code")
@click.argument("older", type=int)
@click.argument("newer", type=int)
@with_json
def compare(code: str, older: int, newer: int, *, as_json: bool) -> None:
    """Compare two releases row by row."""
    found = reading.comparison(code, older, newer)
    if as_json:
        return say_json(found)
    say_title(
        f"{found.title} · " + gettext("Release %(older)s against release %(newer)s", older=older, newer=newer)
    )
    say_line(ngettext("%(num)d row differs", "%(num)d rows differ", len(found.rows)))
    for one in found.rows:
        labels = gettext(", ").join(label(difference) for difference in one.differences)
        numbers = f"{one.number_before or '—'} → {one.number_after or '—'}"
        say_line()
        say_line(gettext("[%(what)s] %(name)s (%(numbers)s)", what=labels, name=one.name, numbers=numbers))
        say_changes(one.fields)
    return None


@catalogue.command("names")
@click.argument("text")
@click.option(
    "--from",
    "start",
    type=click.IntRange(0),
    default=0,
    help="Where a further page begins, as the one before says.",
)
@with_json
def names(text: str, *, start: int, as_json: bool) -> None:
    """Search all catalogues for entries whose names are like TEXT, the likest first."""
    found = reading.names(text, start)
    if as_json:
        return say_json(found)
    if not found.rows:
        return say_line(gettext("No entry has a name like this"))
    say_table(
        [
            gettext("Name"),
            gettext("Stands under"),
            gettext("Jurisdiction"),
            gettext("Catalogue"),
            gettext("Likeness"),
            gettext("Identity"),
        ],
        [
            [
                one.name,
                " / ".join(one.path),
                " ".join(one.jurisdictions),
                one.catalogue,
                f"{one.ratio}% {label(one.likeness)}",
                one.entry,
            ]
            for one in found.rows
        ],
    )
    if found.following:
        say_line(gettext("There are more: --from %(start)s", start=found.following))
    return None


def _say_sheet(found: Sheet, *, as_json: bool) -> None:
    if as_json:
        return say_json(found)
    say_title(f"{found.title} ({found.code})")
    if found.clock is ClockName.SHOWN:
        asked = gettext("You see what was shown on %(day)s.", day=day(found.day))
    else:
        known = _moment(found.known)
        asked = gettext("In force on %(day)s, as known at %(known)s.", day=day(found.day), known=known)
    say_line(asked)
    if found.is_reconstructed:
        say_line(gettext("Reconstruction, to be verified"))
    if not found.rows:
        return say_line(gettext("No release was published or in force yet. Choose a later day."))
    say_line(ngettext("%(num)d entry", "%(num)d entries", len(found.rows)))
    say_line()
    return say_table(
        [
            gettext("No."),
            field_label("name"),
            field_label("deadline"),
            gettext("Release"),
            gettext("In force from"),
            gettext("Identity"),
        ],
        [
            [
                one.number,
                "  " * (one.depth - 1) + one.content.name,
                one.content.deadline,
                str(one.release),
                day(one.effective_from)
                + (gettext(" (changed from %(day)s)", day=day(one.waiting_from)) if one.waiting_from else ""),
                one.entry,
            ]
            for one in found.rows
        ],
    )


def _say_versions(code: str, entry: str, *, as_json: bool) -> None:
    found = reading.versions(code, entry)
    if as_json:
        return say_json(found)
    say_title(found[0].name)
    for one in found:
        differences = gettext(", ").join(label(difference) for difference in one.differences)
        say_line()
        say_line(
            gettext(
                "Release %(no)s: published %(moment)s, in force from %(day)s, SHA-256 %(hash)s…",
                no=one.release,
                moment=_moment(one.published_at),
                day=day(one.effective_from),
                hash=one.sha256[:16],
            )
        )
        if differences:
            say_line(differences, indent=4)
        say_changes(one.changes)
    return None


def _day(text: str) -> str:
    return day(datetime.fromisoformat(text).date())


def _moment(text: str) -> str:
    return moment(datetime.fromisoformat(text))
