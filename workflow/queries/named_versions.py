"""Rows in force by their names, in all catalogues, without what is hidden from a reader."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Catalogue, EntryVersion, Hiding, Jurisdiction, NameWording
from values.vocabulary import CatalogueKind, Presence
from workflow.hiding import holdings_of, is_over
from workflow.permissions import Seat

PAGE = 50
AHEAD = 60
"""Names of catalogues that are looked at together; some more than a page, since not all are in force and shown."""

FIRST, MORE = 2, 4
"""How many names are looked up first, and how many times as many then: where all use one name it does for all."""


@dataclass(frozen=True, kw_only=True)
class NamedVersion:
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


Pair = tuple[int, int]
"""A name, by its place among those that are alike, and a catalogue."""


@dataclass(frozen=True)
class FoundVersion:
    """A row that is shown, and where."""

    position: int
    place: int
    version: NamedVersion


class NamedVersions:
    """Rows in force by their names, for one reader at one moment."""

    def __init__(self, session: Session, seats: Sequence[Seat], now: datetime, today: date) -> None:
        self._session = session
        self._seats = seats
        newer = aliased(EntryVersion)
        self._in_force = EntryVersion.id == (
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
        self._hidden: dict[tuple[str, str], bool] = {}
        """By entry and field (empty: the whole row), whether the reader sees it nevertheless."""
        self._parents: dict[str, NamedVersion] = {}

    def rows(self, names: Sequence[str], start: int) -> list[FoundVersion]:
        """Return rows by their names, from a position on: a page, and at least one of the next if there is one."""
        places = {bare: place for place, bare in enumerate(names)}
        known = self._session.execute(
            sa.select(NameWording.wording, NameWording.bare).where(
                NameWording.length.in_({len(bare) for bare in places}), NameWording.bare.in_(places)
            )
        )
        wordings = {row[0]: places[row[1]] for row in known}
        pairs = enumerate(self._pairs(wordings))
        left = islice(pairs, start, None)
        found: list[FoundVersion] = []
        while not _is_enough(found) and (looked := {pair: number for number, pair in islice(left, AHEAD)}):
            seen = self._seen(self._versions_of(wordings, looked))
            pairs_of = [((wordings[one.name], one.catalogue_id), one) for one in seen]
            found += sorted(
                (FoundVersion(looked[pair], pair[0], one) for pair, one in pairs_of if pair in looked),
                key=lambda one: (one.position, one.version.rank, one.version.entry),
            )
        return found

    def read_parents(self, versions: Iterable[NamedVersion]) -> None:
        """Read what rows stand under; one statement a level."""
        missing = {one.parent for one in versions if one.parent} - self._parents.keys()
        while missing:
            read = self._versions(EntryVersion.entry_id.in_(missing))
            self._parents |= {one.entry: one for one in read}
            missing = {one.parent for one in read if one.parent} - self._parents.keys()

    def path_of(self, one: NamedVersion, notice: str) -> tuple[str, ...]:
        """Return the names of what a row stands under, from the top; a notice in the place of hidden ones."""
        return tuple(
            above.name if self._hidden.get((above.entry, "name"), True) else notice
            for above in reversed(self._above(one))
        )

    def is_hidden(self, one: NamedVersion) -> bool:
        """Whether a row that the reader sees is hidden from the public."""
        return any(key in self._hidden for key in self._ways(one))

    def _pairs(self, wordings: Mapping[str, int]) -> Iterator[Pair]:
        """Yield the names with each catalogue in which some version has them, in order, as far as they are asked for."""
        asked = (
            sa.select(Catalogue.id)
            .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
            .where(Catalogue.kind != CatalogueKind.TOWNSHIP)
            .order_by(Jurisdiction.path, Catalogue.code)
        )
        order = {one: number for number, one in enumerate(self._session.scalars(asked))} if wordings else {}
        first, many = 0, FIRST
        while first <= max(wordings.values(), default=-1):
            chosen = [wording for wording, place in wordings.items() if first <= place < first + many]
            rows = self._session.execute(
                sa.select(EntryVersion.name, EntryVersion.catalogue_id)
                .where(EntryVersion.name.in_(chosen))
                .distinct()
            )
            pairs = {(wordings[name], catalogue) for name, catalogue in rows if catalogue in order}
            yield from sorted(pairs, key=lambda one: (one[0], order[one[1]]))
            first, many = first + many, MORE * many

    def _versions_of(self, wordings: Mapping[str, int], pairs: Collection[Pair]) -> list[NamedVersion]:
        places = {place for place, _ in pairs}
        return self._versions(
            EntryVersion.name.in_([wording for wording, place in wordings.items() if place in places]),
            EntryVersion.catalogue_id.in_({catalogue for _, catalogue in pairs}),
            EntryVersion.presence == Presence.PRESENT,
        )

    def _versions(self, *where: sa.ColumnElement[bool]) -> list[NamedVersion]:
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
        rows = self._session.execute(
            sa.select(*columns)
            .join(Catalogue, Catalogue.id == EntryVersion.catalogue_id)
            .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
            .where(self._in_force, *where)
        )
        names = NamedVersion.__dataclass_fields__
        return [NamedVersion(**dict(zip(names, row, strict=True))) for row in rows]

    def _seen(self, versions: Sequence[NamedVersion]) -> list[NamedVersion]:
        """Return the rows that the reader may see; what is hidden in each catalogue is looked up with them."""
        hiding = self._read_hidings({one.catalogue_id for one in versions})
        self.read_parents(one for one in versions if one.catalogue_id in hiding)
        return [one for one in versions if all(self._hidden.get(key, True) for key in self._ways(one))]

    def _ways(self, one: NamedVersion) -> Iterable[tuple[str, str]]:
        """Yield what would hide a row from a search by its name: itself, its name, or what it stands under."""
        yield from ((one.entry, ""), (one.entry, "name"))
        yield from ((above.entry, "") for above in self._above(one))

    def _above(self, one: NamedVersion) -> list[NamedVersion]:
        """Return what a row stands under, as far as it was read, from below."""
        found: list[NamedVersion] = []
        while (parent := self._parents.get(one.parent or "")) is not None and parent not in found:
            found.append(parent)
            one = parent
        return found

    def _read_hidings(self, catalogues: set[int]) -> set[int]:
        """Note what is hidden in these catalogues now, and return those in which something is."""
        standing = self._session.execute(
            sa.select(Hiding.catalogue_id, Hiding.entry_id, Hiding.field).where(
                Hiding.catalogue_id.in_(catalogues),
                Hiding.field.in_(("", "name")),
                Hiding.attachment == "",
                sa.not_(is_over()),
            )
        ).all()
        holdings = holdings_of(self._session, {row[0] for row in standing}) if standing else {}
        for catalogue, entry, field in standing:
            is_seen = bool(self._seats) and holdings[catalogue].is_seen_by(self._seats)
            self._hidden[entry, field] = is_seen
        return set(holdings)


def _is_enough(found: Sequence[FoundVersion]) -> bool:
    """Whether there is a page, with the rest of the catalogue in which it ends, and something after it."""
    return len(found) > PAGE and found[-1].position > found[PAGE - 1].position
