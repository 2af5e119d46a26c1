"""A file beside the catalogue that it is meant for, row by row; reading it changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from models import Catalogue
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import EntryContent
from values.names import normalised
from values.reading_report import ReadingReport
from values.row_fields import as_new, taken_over
from values.row_matching import Fate, MatchedRow, Side, fields_between, match
from workflow.queries.bodies import current_day, names_on
from workflow.queries.catalogue import PublishedRow, Row, arranged, catalogue_at_release
from workflow.queries.documents import document_of
from workflow.queries.draft import offered_bodies
from workflow.queries.proposal import bodies_named_in


@dataclass(frozen=True, kw_only=True)
class DiffLine:
    """A row of the file, of the catalogue, or of both, with what may be done about it."""

    no: int
    """By which it is ticked: rows of the file in their order, then those that are gone."""
    matched: MatchedRow
    row: DocumentRow | None
    """As the file has it; None where it is gone."""
    present: Row | None
    """As the catalogue has it now."""
    restores: str = ""
    """Of an added row: the entry of its name that is not listed now and comes back."""

    @property
    def fate(self) -> Fate:
        """What the file makes of it."""
        return self.matched.fate

    @property
    def name(self) -> str:
        """Its name, in the file where it is there."""
        return self.row.content.name if self.row else self.present.state.content.name if self.present else ""

    @property
    def number(self) -> str:
        """序号 in the file, or in the catalogue where it is gone."""
        return self.row.number if self.row else self.present.number if self.present else ""


@dataclass(frozen=True, kw_only=True)
class RowDiff:
    """What a file makes of a catalogue."""

    catalogue: Catalogue
    current: Mapping[str, PublishedRow]
    file: CatalogueDocument
    present: CatalogueDocument
    rows: tuple[Row, ...]
    """The catalogue's listed rows in their order."""
    lines: tuple[DiffLine, ...]
    bodies: Mapping[str, str]
    """The ids of bodies by the names that rows may give them."""
    upstream: Mapping[str, str]
    """By name as it is compared, the standard's entries that no listed row adapts yet."""

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The catalogue and the file as they are compared."""
        return Side(self.present), Side(self.file)

    def count(self, fate: Fate) -> int:
        """Return how many rows have a fate."""
        return sum(line.fate is fate for line in self.lines)

    def candidates(self, line: DiffLine) -> list[Row]:
        """Return which rows a doubtful one may be."""
        return [self.rows[place] for place in line.matched.candidates]

    def fields(self, line: DiffLine, other: Row) -> tuple[str, ...]:
        """Return in which fields a row of the file says something else than a row of the catalogue."""
        place = line.matched.place
        if place is None or line.matched.present is not None:
            return line.matched.fields
        return fields_between(self.sides[0], self.rows.index(other), self.sides[1], place)

    def content(self, row: DocumentRow, other: EntryContent | None, fields: Iterable[str]) -> EntryContent:
        """Return what a row says once it is taken: a new one, or a present one with what the file changes.

        Where the file names a body that nobody knows here, the present ones stay; see `unknown_bodies`.
        """
        known = tuple(
            replace(one, body=self.bodies[one.body])
            for one in row.content.disclosing_bodies
            if one.body in self.bodies
        )
        told = replace(row.content, disclosing_bodies=known)
        if other is None:
            return as_new(told)
        unknown = {"disclosing_bodies"} if self.unknown_bodies(row) else set()
        return taken_over(other, told, set(fields) - unknown)

    def unknown_bodies(self, row: DocumentRow | None) -> list[str]:
        """Return the bodies that a row of the file names and that nobody knows here."""
        named = row.content.disclosing_bodies if row else ()
        return [one.body for one in named if one.body not in self.bodies]


def row_diff(session: Session, catalogue: Catalogue, report: ReadingReport) -> RowDiff:
    """Return what a file that was read makes of a catalogue; of several tables the one that fits it best."""
    current = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    states = [row.state for row in current.values()]
    rows = tuple(arranged(states))
    present = document_of(session, catalogue.title, states, day=current_day())
    file, found = max(
        ((one, match(present, one)) for one in report.catalogues),
        key=lambda told: sum(row.present is not None and row.place is not None for row in told[1]),
    )
    unlisted = {
        normalised(row.state.content.name): key for key, row in current.items() if not row.state.is_listed
    }
    return RowDiff(
        catalogue=catalogue,
        current=current,
        file=file,
        present=present,
        rows=rows,
        lines=tuple(_line(no, one, file, rows, unlisted) for no, one in enumerate(found, start=1)),
        bodies=_bodies(session, catalogue, current),
        upstream=_upstream(session, catalogue, current),
    )


def _line(
    no: int, found: MatchedRow, file: CatalogueDocument, rows: tuple[Row, ...], unlisted: dict[str, str]
) -> DiffLine:
    row = None if found.place is None else file.rows[found.place]
    is_added = row is not None and found.fate is Fate.ADDED
    return DiffLine(
        no=no,
        matched=found,
        row=row,
        present=None if found.present is None else rows[found.present],
        restores=unlisted.pop(normalised(row.content.name), "") if row and is_added else "",
    )


def _bodies(session: Session, catalogue: Catalogue, current: Mapping[str, PublishedRow]) -> dict[str, str]:
    offered = offered_bodies(session, catalogue, today=current_day())
    named = bodies_named_in(row.state for row in current.values())
    names = offered | (names_on(session, named) if named else {})
    return {name: str(key) for key, name in names.items()}


def _upstream(session: Session, catalogue: Catalogue, current: Mapping[str, PublishedRow]) -> dict[str, str]:
    """Return the entries of the standard that a new row may adapt, by names that only one of them has."""
    if catalogue.upstream_catalogue_id is None:
        return {}
    standard = session.get_one(Catalogue, catalogue.upstream_catalogue_id)
    adapted = {row.state.upstream_entry for row in current.values() if row.state.is_listed}
    named: dict[str, list[str]] = defaultdict(list)
    rows = catalogue_at_release(session, standard.id, standard.current_release_no)
    for listed in arranged(row.state for row in rows.values()):
        named[normalised(listed.state.content.name)].append(listed.state.entry)
    return {name: one for name, (one, *others) in named.items() if not others and one not in adapted}
