"""Which copies of signed heads need not be kept outside: the older they are, the fewer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ledger.note import NoteError, parse_note
from values.clock import SHANGHAI
from workflow.sealing.outside import SUFFIX

ALL = timedelta(days=7)
"""So long every copy is kept."""

DAILY = timedelta(days=92)
"""So long one a day is kept, and one a month for ever."""


@dataclass(frozen=True)
class Copy:
    """A copy of a head in the folder outside."""

    path: Path
    note: bytes
    keys: frozenset[bytes]
    """The ids of the keys that signed it."""
    written: datetime
    """By the folder's own clock, which the database's administrator does not set."""


def copies_in(folder: Path) -> list[Copy]:
    """Return the copies of a folder, the smallest head first; what is no signed head is left alone."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        note = path.read_bytes()
        try:
            keys = frozenset(one.key_id for one in parse_note(note).signatures)
        except NoteError:
            continue
        written = datetime.fromtimestamp(path.stat().st_mtime, tz=SHANGHAI)
        found.append(Copy(path, note, keys, written))
    return found


def superfluous(copies: Sequence[Copy], now: datetime) -> list[Copy]:
    """Return the copies that need not be kept; never the newest, nor the first that a key signed.

    Of those older than a week the last of each day stays, of those older than three months the last of each month.

    Args:
        copies: the smallest head first.
        now: the moment.
    """
    kept = {id(one) for one in _landmarks(copies)}
    last: dict[object, int] = {}
    for place, one in enumerate(copies):
        age = now - one.written
        if age <= ALL:
            kept.add(id(one))
        day = one.written.astimezone(SHANGHAI).date()
        last[day if age <= DAILY else (day.year, day.month)] = place
    kept |= {id(copies[place]) for place in last.values()}
    return [one for one in copies if id(one) not in kept]


def _landmarks(copies: Sequence[Copy]) -> Collection[Copy]:
    """Return the newest copy, and the first of each key."""
    first: dict[bytes, Copy] = {}
    for one in copies:
        for key in one.keys:
            first.setdefault(key, one)
    return [*first.values(), *copies[-1:]]
