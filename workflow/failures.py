"""What a failure of the database means to people: busy, away or full; each is a sentence, and none is a judgement."""

import sqlalchemy as sa

from workflow.errors import AwayError, BusyError, FullError

BUSY = ("locked", "busy", "deadlock")
"""Words of both databases for others being at work."""

_AWAY_CLASSES = ("08", "57P")
"""SQLSTATE: no connection, or a server that stops, starts or recovers."""
_FULL = "53100"
_CROWDED = "53300"


def refusal_of(error: sa.exc.SQLAlchemyError) -> BusyError | None:
    """Return what to say of a failure that is nobody's fault and passes; None for any other."""
    if isinstance(error, sa.exc.TimeoutError):
        return BusyError()
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    state, words = str(getattr(error.orig, "sqlstate", None) or ""), str(error.orig)
    if state == _FULL or "database or disk is full" in words:
        return FullError()
    if state.startswith(_AWAY_CLASSES) or error.connection_invalidated or _is_unreachable(error, state):
        return AwayError()
    if isinstance(error, sa.exc.OperationalError) and (
        state == _CROWDED or any(word in words for word in BUSY)
    ):
        return BusyError()
    return None


def _is_unreachable(error: sa.exc.DBAPIError, state: str) -> bool:
    """Whether no connection came about at all; SQLite's file may be gone with its disk."""
    if "unable to open database file" in str(error.orig):
        return True
    return (
        isinstance(error, sa.exc.OperationalError)
        and type(error.orig).__module__.startswith("psycopg")
        and not state
    )
