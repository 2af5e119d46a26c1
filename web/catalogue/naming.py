"""Who has a name like this: the search over all catalogues, as a reader asks for it."""

from collections.abc import Sequence

from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from workflow.permissions import Seat
from workflow.queries.names import NamedRows, names_like
from workflow.queries.public import NOT_DISPLAYED
from workflow.unit import current_clock


def named_rows(name: str, seats: Sequence[Seat], *, start: int = 0) -> NamedRows:
    """Return rows in force anywhere whose names are like this one, as someone with these seats may see them."""
    now = current_clock.get().now()
    return names_like(
        db.session(),
        name,
        seats,
        now=now,
        today=shanghai_day(now),
        notice=gettext(NOT_DISPLAYED),
        start=start,
    )
