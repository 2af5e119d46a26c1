"""Who has a name like this: rows of every catalogue whose names are the same, similar, or hold one another.

The distinct names are compared, and rows are looked up by those that are like the one asked for; what is in
force is asked of the versions themselves, so that no row is missing or left behind when a day comes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Catalogue, EntryVersion, Hiding, Jurisdiction, NameWording
from values.likeness import Likeness
from values.name_search import Alike, likest
from values.names import LONGEST_COMPARED, compared
from values.vocabulary import CatalogueKind, Presence
from workflow.hiding import holdings_of, is_over
from workflow.permissions import Seat

MOST_NAMES = 300
"""Of the names that are like the one asked for, the likest; each may be the name of thousands of rows."""

PAGE = 50
VERSIONS = 4
"""How many versions are looked at for a row that is wanted: not all of them are in force and shown."""

PAGES = 40
"""More than these nobody turns over; a longer name finds less."""


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    """A row in force whose name is like the one asked for."""

    entry: str
    name: str
    likeness: Likeness
    path: tuple[str, ...]
    """The names of the rows it stands under, from the top."""
    catalogue: str
    """Code."""
    title: str
    kind: CatalogueKind
    is_reconstructed: bool
    places: tuple[str, ...]
    """The jurisdictions from the province down; the nation stands alone."""
    is_hidden: bool = False
    """Whether it is hidden from the public now; told to those in charge, whom it is shown to."""


@dataclass(frozen=True)
class NamedRows:
    """A page of them, the likest first."""

    rows: tuple[NamedRow, ...]
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class _Version:
    """What is needed of a version to find its place among the others and under its parents."""

    entry: str
    name: str
    parent: str | None
    catalogue_id: int
    code: str
    title: str
    kind: CatalogueKind
    is_reconstructed: bool
    path: str
    """Of the jurisdiction."""
    rank: str


def names_like(
    session: Session,
    name: str,
    seats: Sequence[Seat],
    *,
    now: datetime,
    today: date,
    notice: str,
    page: int = 1,
) -> NamedRows:
    """Return rows in force anywhere with a name like this, as a reader may see them.

    A township's claims are its county's rows and are not listed beside them.

    Args:
        session: in which everything is read.
        name: what is looked for.
        seats: what the reader is; nobody's for the public.
        now: what is published by then counts.
        today: what is in force on this day counts.
        notice: what stands where a name is hidden, in the reader's language.
        page: counted from 1, at most `PAGES`.
    """
    bare = compared(name[:LONGEST_COMPARED])
    alike = likest(bare, _known(session), most=MOST_NAMES) if bare.strip() else []
    wanted = min(max(page, 1), PAGES) * PAGE
    asked = _Asked(session, seats, now, today)
    found = asked.rows(alike, wanted + 1)
    shown = found[wanted - PAGE : wanted]
    return NamedRows(tuple(asked.told(shown, notice)), len(found) > wanted)


def _known(session: Session) -> Iterable[tuple[int, list[str]]]:
    """Yield the distinct names, those of one length at a time: the database puts them together far quicker."""
    asked = (
        sa.select(NameWording.length, sa.func.aggregate_strings(NameWording.bare, "\n"))
        .where(NameWording.length > 0)
        .group_by(NameWording.length)
        .execution_options(yield_per=1)
    )
    for length, names in session.execute(asked):
        yield length, names.split("\n")


class _Asked:
    """Rows in force by their names, for one reader at one moment."""

    def __init__(self, session: Session, seats: Sequence[Seat], now: datetime, today: date) -> None:
        self.session = session
        self.seats = seats
        newer = aliased(EntryVersion)
        self.in_force = EntryVersion.id == (
            sa.select(newer.id)
            .where(
                newer.entry_id == EntryVersion.entry_id,
                newer.published_at <= now,
                newer.effective_from <= today,
            )
            .order_by(newer.effective_from.desc(), newer.release_no.desc())
            .limit(1)
            .scalar_subquery()
        )
        self.hidden: dict[tuple[str, str], bool] = {}
        """By entry and field (empty: the whole row), whether the reader sees it nevertheless."""
        self.parents: dict[str, _Version] = {}

    def rows(self, alike: Sequence[Alike], wanted: int) -> list[tuple[_Version, Likeness]]:
        """Return rows with these names, the likest first, and at least so many where there are as many."""
        places = {bare: place for place, (bare, _) in enumerate(alike)}
        known = self.session.execute(
            sa.select(NameWording.wording, NameWording.bare).where(
                NameWording.length.in_({len(bare) for bare in places}), NameWording.bare.in_(places)
            )
        )
        wordings = {row[0]: places[row[1]] for row in known}
        left = self._counts(wordings)
        found: list[tuple[_Version, Likeness]] = []
        while left and len(found) < wanted:
            chosen, left = _enough(left, VERSIONS * (wanted - len(found)))
            names = [wording for wording, place in wordings.items() if place in chosen]
            rows = sorted(
                self._seen(self._versions(EntryVersion.name.in_(names), _IS_LISTED)),
                key=lambda one: (wordings[one.name], one.path, one.code, one.rank, one.entry),
            )
            found += [(one, alike[wordings[one.name]][1]) for one in rows]
        return found

    def told(self, found: Sequence[tuple[_Version, Likeness]], notice: str) -> Iterable[NamedRow]:
        """Yield rows with what they stand under and where."""
        self._read_parents(one for one, _ in found)
        codes = {code for one, _ in found for code in _codes(one.path)}
        places = self.session.execute(
            sa.select(Jurisdiction.code, Jurisdiction.name).where(Jurisdiction.code.in_(codes))
        )
        names = {row[0]: row[1] for row in places}
        for one, how in found:
            yield NamedRow(
                entry=one.entry,
                name=one.name,
                likeness=how,
                path=tuple(
                    above.name if self.hidden.get((above.entry, "name"), True) else notice
                    for above in reversed(self._above(one))
                ),
                catalogue=one.code,
                title=one.title,
                kind=one.kind,
                is_reconstructed=one.is_reconstructed,
                places=tuple(names[code] for code in _codes(one.path) if code in names),
                is_hidden=any(key in self.hidden for key in self._ways(one)),
            )

    def _counts(self, wordings: Mapping[str, int]) -> dict[int, int]:
        """Return how many versions have the names of each place, in the order of places."""
        counted = self.session.execute(
            sa.select(EntryVersion.name, sa.func.count())
            .where(EntryVersion.name.in_(wordings))
            .group_by(EntryVersion.name)
        )
        counts: Counter[int] = Counter()
        for name, number in counted:
            counts[wordings[name]] += number
        return dict(sorted(counts.items()))

    def _versions(self, *where: sa.ColumnElement[bool]) -> list[_Version]:
        columns: tuple[Any, ...] = (
            EntryVersion.entry_id,
            EntryVersion.name,
            EntryVersion.parent_id,
            EntryVersion.catalogue_id,
            Catalogue.code,
            Catalogue.title,
            Catalogue.kind,
            Catalogue.reconstructed,
            Jurisdiction.path,
            EntryVersion.rank,
        )
        rows = self.session.execute(
            sa.select(*columns)
            .join(Catalogue, Catalogue.id == EntryVersion.catalogue_id)
            .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
            .where(self.in_force, *where)
        )
        names = _Version.__dataclass_fields__
        return [_Version(**dict(zip(names, row, strict=True))) for row in rows]

    def _seen(self, versions: Sequence[_Version]) -> list[_Version]:
        """Return the rows that the reader may see; what is hidden in each catalogue is looked up with them."""
        hiding = self._read_hidings({one.catalogue_id for one in versions})
        self._read_parents(one for one in versions if one.catalogue_id in hiding)
        return [one for one in versions if all(self.hidden.get(key, True) for key in self._ways(one))]

    def _ways(self, one: _Version) -> Iterable[tuple[str, str]]:
        """Yield what would hide a row from a search by its name: itself, its name, or what it stands under."""
        yield from ((one.entry, ""), (one.entry, "name"))
        yield from ((above.entry, "") for above in self._above(one))

    def _above(self, one: _Version) -> list[_Version]:
        """Return what a row stands under, as far as it was read, from below."""
        found: list[_Version] = []
        while (parent := self.parents.get(one.parent or "")) is not None and parent not in found:
            found.append(parent)
            one = parent
        return found

    def _read_hidings(self, catalogues: set[int]) -> set[int]:
        """Note what is hidden in these catalogues now, and return those in which something is."""
        standing = self.session.execute(
            sa.select(Hiding.catalogue_id, Hiding.entry_id, Hiding.field).where(
                Hiding.catalogue_id.in_(catalogues),
                Hiding.field.in_(("", "name")),
                Hiding.attachment == "",
                sa.not_(is_over()),
            )
        ).all()
        holdings = holdings_of(self.session, {row[0] for row in standing}) if standing else {}
        for catalogue, entry, field in standing:
            is_seen = bool(self.seats) and holdings[catalogue].is_seen_by(self.seats)
            self.hidden[entry, field] = is_seen
        return set(holdings)

    def _read_parents(self, versions: Iterable[_Version]) -> None:
        """Read what rows stand under; one statement a level."""
        missing = {one.parent for one in versions if one.parent} - self.parents.keys()
        while missing:
            read = self._versions(EntryVersion.entry_id.in_(missing))
            self.parents |= {one.entry: one for one in read}
            missing = {one.parent for one in read if one.parent} - self.parents.keys()


_IS_LISTED = sa.and_(EntryVersion.presence == Presence.PRESENT, Catalogue.kind != CatalogueKind.TOWNSHIP)


def _enough(counts: Mapping[int, int], wanted: int) -> tuple[set[int], dict[int, int]]:
    """Part places, those first of which there are as many versions as wanted, or all."""
    left, total = dict(counts), 0
    chosen: set[int] = set()
    while left and total < wanted:
        place = next(iter(left))
        total += left.pop(place)
        chosen.add(place)
    return chosen, left


def _codes(path: str) -> list[str]:
    """Return the codes of a jurisdiction and those above it; the nation's only where it stands alone."""
    codes = [code for code in path.split("/") if code]
    return codes[1:] or codes
