"""`flask calendar …`: the working days of the PRC as imported, and the import of a year's notice."""

from datetime import date
from pathlib import Path

import click
from flask_babel import gettext, ngettext

from formats.working_day_notice import UnreadableNoticeError, read_notice
from models import db
from values.serial import to_plain
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day as said_day
from workflow.commands.calendar import import_notice
from workflow.dues import working_days
from workflow.errors import InvalidError, Issue

calendar = SpokenGroup("calendar", help="The working days that due dates are counted by.")


@calendar.command("show")
@click.argument("year", type=click.IntRange(1949, 9998))
@with_json
def show(year: int, *, as_json: bool) -> None:
    """Show the days of a YEAR that depart from Monday to Friday."""
    table = working_days(db.session())
    days = sorted(one for one in table.exceptions if one.year == year)
    if as_json:
        is_known = table.covers(date(year, 1, 1))
        found = [
            {"date": one.isoformat(), "working": table.exceptions[one], "name": table.names.get(one, "")}
            for one in days
        ]
        return say_json(to_plain({"year": year, "is_known": is_known, "days": found}))
    if not table.covers(date(year, 1, 1)):
        return say_line(gettext("The notice for that year is not published yet; counted by weekends."))
    return say_table(
        [gettext("Day"), gettext("Worked"), gettext("Name")],
        [
            [
                said_day(one),
                gettext("Yes") if table.exceptions[one] else gettext("No"),
                table.names.get(one, ""),
            ]
            for one in days
        ],
    )


@calendar.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_account
@with_json
def import_file(file: Path, *, login: str, as_json: bool) -> None:
    """Import the notice that a FILE holds (docs/command-line.md); twice is the same as once."""
    actor = acting(login)
    try:
        notice = read_notice(file.read_bytes())
    except UnreadableNoticeError as error:
        raise InvalidError([Issue("file", error.message)]) from error
    moved = import_notice(notice, actor=actor)
    if as_json:
        return say_json({"year": notice.year, "is_new": moved is not None, "moved": moved or 0})
    if moved is None:
        return say_line(gettext("Everything is there already; nothing was changed."))
    return say_line(
        ngettext(
            "The year %(year)s is imported; %(num)d due date moved.",
            "The year %(year)s is imported; %(num)d due dates moved.",
            moved,
            year=notice.year,
        )
    )
