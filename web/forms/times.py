"""Times that an action asks for: the moment of a publication, and the last day of a consultation."""

from collections.abc import Mapping
from datetime import datetime

from values.clock import SHANGHAI, end_of_day
from values.messages import N_
from values.written_day import day_written, moment_written
from workflow.errors import invalid


def read_moment(form: Mapping[str, str]) -> datetime:
    """Return the moment that a form names, by the clock in Shanghai.

    Raises: InvalidError for what is no time.
    """
    try:
        moment = moment_written(form.get("moment", ""))
        return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)
    except (ValueError, OverflowError) as error:
        raise invalid("moment", N_("Give day and time, for example 2026-07-01 09:00.")) from error


def read_window(form: Mapping[str, str]) -> datetime:
    """Return the end of the day with which a window closes.

    Raises: InvalidError for what is no day.
    """
    try:
        return end_of_day(day_written(form.get("window", "")))
    except (ValueError, OverflowError) as error:
        raise invalid(
            "window", N_("Give the last day of the consultation as year-month-day, for example 2026-07-01.")
        ) from error
