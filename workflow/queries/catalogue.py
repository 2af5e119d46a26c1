"""What a catalogue says: at a release, and as of a day on either clock (decisions 13-15)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryVersion, Hiding
from models.db import ask
from values.clock import end_of_day, shanghai_day
from values.entry import EntryState
from values.vocabulary import Presence
from workflow.versions import CITATIONS, read_versions, select_versions


@dataclass(frozen=True, kw_only=True)
class PublishedRow:
    """A row as it stood: its state, and the version that says so."""

    state: EntryState
    version_id: int
    release_no: int
    published_at: datetime
    effective_from: date
    content_sha256: str
    """Empty where a part is hidden from the reader: a hash would let them try out what it was."""
    hidden_fields: frozenset[str] = frozenset()
    """Fields that the reader does not get since they are hidden now (紧急撤下)."""
    hidden: tuple[Hiding, ...] = ()
    """What hides it or parts of it now; told to those in charge, who get every field."""
    was_hidden: bool = False
    """Whether it, or a part of it, was hidden on the day asked about and is shown again since."""
    claimed: str | None = None
    """In a township's catalogue: the county's row that is claimed here (认领)."""


def catalogue_at_release(
    session: Session, catalogue_id: int, release_no: int | None
) -> dict[str, PublishedRow]:
    """Return the table of a release: as of its latest effective date, by what was published up to it (decision 14).

    Nothing before the first release.
    """
    if release_no is None:
        return {}
    # What a release says never changes; a command asks for the newest one here and there, and rows are not changed.
    if session.info.get(_LAST, (None,))[0] != (catalogue_id, release_no):
        asked = {"catalogue": catalogue_id, "release": release_no}
        rows = {row.state.entry: row for row in _published(session, AT_RELEASE, asked)}
        session.info[_LAST] = (catalogue_id, release_no), rows
    return dict(session.info[_LAST][1])


_LAST = "table_of_release"
"""Where a session keeps the table of a release that it has read last."""


def citations_at_release(
    session: Session, catalogue_id: int, release_no: int | None
) -> Iterator[frozenset[str]]:
    """Yield what each listed row cites in the table of a release, and nothing else of the row."""
    if release_no is not None:
        for (citations,) in ask(session, _CITED, {"catalogue": catalogue_id, "release": release_no}):
            yield frozenset(text for _, text, *_ in citations or ())


def names_at_release(
    session: Session, catalogue_id: int, release_no: int, entries: Collection[str]
) -> dict[str, str]:
    """Return what some rows are called in the table of a release."""
    if not entries:
        return {}
    asked = {"catalogue": catalogue_id, "release": release_no, "entries": sorted(entries)}
    # As in the table of a release, the last one of an entry counts.
    return {entry: name for entry, name in ask(session, _NAMES, asked)}  # noqa: C416 - a result is no dictionary


def catalogue_as_of(
    session: Session, catalogue_id: int, *, day: date, known: datetime
) -> dict[str, PublishedRow]:
    """Return the version in force on a day of every entry, by what was published up to a moment.

    Of the versions with `published_at <= known` and `effective_from <= day` the one with the latest
    `effective_from`, the highest release among equals (decision 13).
    """
    asked = {"catalogue": catalogue_id, "known": known, "day": day}
    return {row.state.entry: row for row in _published(session, AS_OF, asked)}


def as_of_and_ahead(
    session: Session, catalogue_id: int, *, day: date, known: datetime
) -> tuple[dict[str, PublishedRow], dict[str, PublishedRow]]:
    """Return `catalogue_as_of` and, by entry, the next version that is published but not yet in force on the day."""
    asked = {"catalogue": catalogue_id, "known": known, "day": day}
    found = _published(session, AS_OF_AND_AHEAD, asked)
    ahead = [row for row in found if row.effective_from > day]
    # Of an entry's versions the last one stays: the first into force, the highest release among equals.
    ahead.sort(key=lambda row: (-row.effective_from.toordinal(), row.release_no))
    return (
        {row.state.entry: row for row in found if row.effective_from <= day},
        {row.state.entry: row for row in ahead},
    )


IS_AHEAD = EntryVersion.effective_from > sa.bindparam("day")


def _chosen(
    *where: sa.ColumnElement[bool],
    apart: sa.ColumnElement[bool] | None = None,
    asked: sa.Select[Any] = select_versions(),  # noqa: B008 - a query is never changed
) -> sa.Select[Any]:
    """Return the query for, of the versions that are asked about, the one of each entry that comes last into force.

    Versions of which `apart` holds are all asked for as well, and stand in nobody's way.
    """
    order = (EntryVersion.effective_from.desc(), EntryVersion.release_no.desc())
    groups = [EntryVersion.entry_id] if apart is None else [EntryVersion.entry_id, apart]
    ranked = (
        sa.select(
            EntryVersion.id,
            sa.func.row_number().over(partition_by=groups, order_by=order).label("place"),
        )
        .where(EntryVersion.catalogue_id == sa.bindparam("catalogue"), *where)
        .subquery()
    )
    is_last = ranked.c.place == sa.literal_column("1")
    return asked.join(ranked, EntryVersion.id == ranked.c.id).where(
        is_last if apart is None else sa.or_(is_last, apart)
    )


_UP_TO_RELEASE = EntryVersion.release_no <= sa.bindparam("release")
AT_RELEASE = _chosen(_UP_TO_RELEASE)
_CITED = _chosen(
    _UP_TO_RELEASE,
    asked=sa.select(CITATIONS).select_from(EntryVersion).where(EntryVersion.presence == Presence.PRESENT),
)
AS_OF = _chosen(
    EntryVersion.published_at <= sa.bindparam("known"), EntryVersion.effective_from <= sa.bindparam("day")
)
AS_OF_AND_AHEAD = _chosen(EntryVersion.published_at <= sa.bindparam("known"), apart=IS_AHEAD)
_NAMES = (
    sa.select(EntryVersion.entry_id, EntryVersion.name)
    .where(
        EntryVersion.catalogue_id == sa.bindparam("catalogue"),
        EntryVersion.release_no <= sa.bindparam("release"),
        EntryVersion.entry_id.in_(sa.bindparam("entries", expanding=True)),
    )
    .order_by(EntryVersion.effective_from, EntryVersion.release_no)
)
AHEAD = (
    select_versions()
    .where(
        EntryVersion.catalogue_id == sa.bindparam("catalogue"),
        EntryVersion.published_at <= sa.bindparam("known"),
        IS_AHEAD,
    )
    .order_by(EntryVersion.effective_from, EntryVersion.release_no)
)
OF_ENTRY = (
    select_versions()
    .where(EntryVersion.entry_id == sa.bindparam("entry"))
    .order_by(EntryVersion.release_no.desc(), EntryVersion.effective_from.desc())
)
"""These are made once, since pages ask them all the time."""


def versions_of_release(session: Session, catalogue_id: int, release_no: int) -> list[PublishedRow]:
    """Return what a release wrote: a row's version from its effective date, and a waiting one it changed as well."""
    written = select_versions().where(
        EntryVersion.catalogue_id == catalogue_id, EntryVersion.release_no == release_no
    )
    return _published(session, written.order_by(EntryVersion.id))


def in_force(session: Session, catalogue_id: int, *, day: date, now: datetime) -> dict[str, PublishedRow]:
    """Return what was in force on a day, by what is known now."""
    return catalogue_as_of(session, catalogue_id, day=day, known=now)


def shown(session: Session, catalogue_id: int, *, day: date, now: datetime) -> dict[str, PublishedRow]:
    """Return what the public page said on a past day; today means now.

    Raises: ValueError for a day ahead of today, on which nothing has been shown yet.
    """
    if day > shanghai_day(now):
        raise ValueError("Nothing has been shown yet on a day to come.")
    return catalogue_as_of(session, catalogue_id, day=day, known=min(end_of_day(day), now))


def waiting_since(session: Session, catalogue_id: int, *, day: date, known: datetime) -> list[PublishedRow]:
    """Return all versions that come into force after a day, in the order in which they do."""
    return _published(session, AHEAD, {"catalogue": catalogue_id, "known": known, "day": day})


def entry_versions(session: Session, entry_id: str) -> list[PublishedRow]:
    """Return every version of an entry, the newest first."""
    return _published(session, OF_ENTRY, {"entry": entry_id})


def states_by_hash(
    session: Session, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], EntryState]:
    """Return published states by entry and hash, as drafts name what their drafters had before them."""
    if not wanted:
        return {}
    versions = select_versions().where(
        EntryVersion.entry_id.in_({entry for entry, _ in wanted}),
        EntryVersion.content_sha256.in_({sha256 for _, sha256 in wanted}),
    )
    return {(state.entry, sha256): state for (*_, sha256), state in read_versions(session, versions)}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the catalogue in its place: its number for display, depth and whether it is a heading."""

    state: EntryState
    number: str
    """序号 as displayed: 1, 1.1, 1.1.1."""
    depth: int
    is_heading: bool


def arranged(states: Iterable[EntryState], *, present_only: bool = True) -> list[Row]:
    """Put entries into the order of the official table, numbering those that are present."""
    children: dict[str | None, list[EntryState]] = defaultdict(list)
    known = {state.entry: state for state in states}
    for state in known.values():
        if present_only and state.presence is not Presence.PRESENT:
            continue
        children[state.parent].append(state)
    result: list[Row] = []

    def walk(parent: str | None, prefix: str, depth: int) -> None:
        place = 0
        for state in sorted(children.get(parent, ()), key=lambda one: (one.rank, one.entry)):
            counted = state.presence is Presence.PRESENT
            place += counted
            number = f"{prefix}{place}" if counted else "—"
            result.append(
                Row(state=state, number=number, depth=depth, is_heading=bool(children.get(state.entry)))
            )
            walk(state.entry, f"{number}.", depth + 1)

    walk(None, "", 1)
    return result


def _published(
    session: Session, versions: sa.Select[Any], asked: Mapping[str, object] | None = None
) -> list[PublishedRow]:
    return [
        PublishedRow(
            state=state,
            version_id=version_id,
            release_no=release_no,
            published_at=published_at,
            effective_from=effective_from,
            content_sha256=sha256,
        )
        for (version_id, release_no, published_at, effective_from, sha256), state in read_versions(
            session, versions, asked
        )
    ]
