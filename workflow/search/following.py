"""Which version of a row takes the place of another, and since when."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryVersion
from models.db import ask
from values.clock import shanghai_day


class Follower(NamedTuple):
    """The version that takes a version's place, and since when it is in force."""

    version: int
    since: date
    until: date
    """The first day from which it is shown as well, whenever it was published: `since`, or later."""


_LIVES = sa.select(
    EntryVersion.entry_id,
    EntryVersion.effective_from,
    EntryVersion.release_no,
    EntryVersion.id,
    EntryVersion.published_at,
).order_by(EntryVersion.entry_id, EntryVersion.effective_from, EntryVersion.release_no)
_LIVES_IN = _LIVES.where(EntryVersion.catalogue_id == sa.bindparam("catalogue"))
_LIVES_OF = _LIVES.where(EntryVersion.entry_id.in_(sa.bindparam("entries", expanding=True)))


def replaced_in(session: Session, catalogue_id: int) -> dict[int, Follower]:
    """Return what takes the place of each version of a catalogue's rows, as `replaced_of` does."""
    return _replaced(ask(session, _LIVES_IN, {"catalogue": catalogue_id}).all())


def replaced_of(session: Session, entry_ids: Collection[str]) -> dict[int, Follower]:
    """Return, by the id of a version, which one of its entry is in force in its place, and since when (decision 14)."""
    return _replaced(ask(session, _LIVES_OF, {"entries": sorted(entry_ids)}).all())


def _replaced(rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> dict[int, Follower]:
    found: dict[int, Follower] = {}
    shown = date.max
    for version, following in reversed(list(pairwise(rows))):
        if version[0] != following[0]:
            shown = date.max
            continue
        shown = min(shown, max(following[1], shanghai_day(following[4])))
        found[version[3]] = Follower(following[3], following[1], max(following[1], shown))
    return found
