"""Days and moments as options and arguments of commands; what is none is an error of usage."""

from datetime import UTC, date, datetime

import click
from flask_babel import gettext

from values.clock import SHANGHAI
from values.written_day import day_written


def a_day(text: str) -> date:
    """Read a day, `2026-07-01`."""
    try:
        return day_written(text)
    except ValueError as error:
        raise click.BadParameter(
            gettext("Give the day as year-month-day, for example 2026-07-01.")
        ) from error


def a_day_or_none(text: str) -> date | str:
    """Read a day; an empty text stays one, and says that there is no such day."""
    return a_day(text) if text else ""


def a_moment(text: str) -> datetime:
    """Read a moment, `2026-07-01 09:00`; Shanghai's unless an offset is given."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=SHANGHAI)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            gettext(
                "Give the time as year-month-day hours:minutes, for example “2026-07-01 09:00”;"
                " it is Beijing time unless an offset like +08:00 follows."
            )
        ) from error
