"""A file beside the catalogue that it is meant for, row by row; reading it changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from formats.own_sheets import IDENTITY_HEADER
from models import Catalogue
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.claim import Substitution
from values.editing_base import EditingBase
from values.entry import DisclosingBody, EntryContent
from values.names import normalised
from values.reading_report import ReadingReport
from values.row_fields import as_new, differing, said_in, taken_over
from values.row_identity import NOT_IDENTIFIED, Identified, identified
from values.row_matching import Fate, MatchedRow, Side, fields_between, match
from workflow.adapting import localised
from workflow.queries.bodies import current_day, names_on
from workflow.queries.catalogue import PublishedRow, Row, arranged, catalogue_at_release
from workflow.queries.documents import document_of
from workflow.queries.draft import offered_bodies
from workflow.queries.editing import day_of, rows_of_base, standard_of_base
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
    adapts: str = ""
    """Of an added row: the standard's entry whose identity it carries; empty: it is recognised by its name."""

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
    standard: Mapping[str, EntryContent]
    """What the standard says in the rows that those of the file carry the identity of."""
    base: EditingBase | None = None
    """Of a workbook for editing: as what it was downloaded, which is what the file is compared with."""
    spoiled: tuple[DocumentRow, ...] = ()
    """Rows whose identity cell was overwritten, so that they were recognised otherwise."""
    copied: tuple[DocumentRow, ...] = ()
    """Rows that carry the identity of another row of the file, so that they count as further ones."""

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

    def adapted(self, row: DocumentRow, entry: str) -> EntryContent:
        """Return what a row of the file says that carries the identity of a row of the standard.

        What the file has no column for stays the standard's; where it names no body of the county, the body that
        holds the catalogue takes the place of the standard's.
        """
        named = row.content.disclosing_bodies
        own = (DisclosingBody(body=str(self.catalogue.body_id)),) if named else ()
        known = tuple(replace(one, body=self.bodies[one.body]) for one in named if one.body in self.bodies)
        told = replace(row.content, disclosing_bodies=known or own)
        was = localised(self.standard[entry], Substitution())
        columns = self.sides[1].columns
        fields = differing(said_in(was), said_in(told), columns, is_heading=not named)
        return taken_over(was, told, fields)

    def unknown_bodies(self, row: DocumentRow | None) -> list[str]:
        """Return the bodies that a row of the file names and that nobody knows here."""
        named = row.content.disclosing_bodies if row else ()
        return [one.body for one in named if one.body not in self.bodies]


def row_diff(session: Session, catalogue: Catalogue, report: ReadingReport) -> RowDiff:
    """Return what a file makes of a catalogue; of several tables the one that fits it best.

    A workbook for editing is compared with what it was made of, so that what others changed since is nothing that
    the file says; every other file with the newest release.
    An empty catalogue takes a workbook of its standard, whose rows it adapts.
    Raises: InvalidError for a workbook of another catalogue, or of a release that is not known here.
    """
    if report.base and (standard := standard_of_base(session, catalogue, report.base)):
        return _of_standard(session, catalogue, standard, report, report.base)
    base = report.base
    current = (
        rows_of_base(session, catalogue, base)
        if base
        else catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    )
    states = [row.state for row in current.values()]
    rows = tuple(arranged(states))
    present = document_of(session, catalogue.title, states, day=day_of(base))
    file, found, told = max(
        (_matched(present, one, rows, base) for one in report.catalogues),
        key=lambda one: sum(row.present is not None and row.place is not None for row in one[1]),
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
        bodies=_bodies(session, catalogue, current, base),
        upstream=_upstream(session, catalogue, current),
        standard={},
        base=base,
        spoiled=tuple(file.rows[place] for place in told.spoiled),
        copied=tuple(file.rows[place] for place in told.copied),
    )


def _of_standard(
    session: Session, catalogue: Catalogue, standard: Catalogue, report: ReadingReport, base: EditingBase
) -> RowDiff:
    """Return what a workbook of the standard makes of a catalogue that is still empty: every row is added.

    Each adapts the row whose identity it carries, also under another name, and keeps what no table shows of it.
    """
    known = rows_of_base(session, standard, base)
    states = [row.state for row in arranged(row.state for row in known.values())]
    file = report.catalogues[0]
    told = identified(file, states, header=IDENTITY_HEADER, check=base.check)
    adapts = {place: states[other].entry for place, other in told.pairs.items()}
    nothing = document_of(session, catalogue.title, (), day=base.day)
    lines = [
        replace(
            _line(no, one, file, (), {}), adapts=adapts.get(one.place if one.place is not None else -1, "")
        )
        for no, one in enumerate(match(nothing, file), start=1)
    ]
    used = set(adapts.values())
    by_name = _upstream(session, catalogue, {})
    return RowDiff(
        catalogue=catalogue,
        current={},
        file=file,
        present=nothing,
        rows=(),
        lines=tuple(lines),
        bodies=_bodies(session, catalogue, {}, None),
        upstream={name: entry for name, entry in by_name.items() if entry not in used},
        standard={one.entry: one.content for one in states if one.entry in used},
        spoiled=tuple(file.rows[place] for place in told.spoiled),
        copied=tuple(file.rows[place] for place in told.copied),
    )


def _matched(
    present: CatalogueDocument, file: CatalogueDocument, rows: Sequence[Row], base: EditingBase | None
) -> tuple[CatalogueDocument, tuple[MatchedRow, ...], Identified]:
    """Return a table, what it makes of each row, and what its identity column tells."""
    if base is None:
        return file, match(present, file), NOT_IDENTIFIED
    states = [row.state for row in rows]
    told = identified(file, states, header=IDENTITY_HEADER, check=base.check)
    hidden = {
        place: base.hidden_fields[state.entry]
        for place, state in enumerate(states)
        if state.entry in base.hidden_fields
    }
    found = (_unveiled(one, hidden) for one in match(present, file, told.pairs))
    return file, tuple(found), told


def _unveiled(row: MatchedRow, hidden: Mapping[int, Sequence[str]]) -> MatchedRow:
    """Return a row without the fields of which its file cannot say anything, since they were hidden."""
    lacking = hidden.get(row.present if row.present is not None else -1, ())
    if row.fate is not Fate.CHANGED or not lacking:
        return row
    fields = tuple(one for one in row.fields if one not in lacking)
    return replace(row, fields=fields, fate=Fate.CHANGED if fields else Fate.SAME)


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


def _bodies(
    session: Session, catalogue: Catalogue, current: Mapping[str, PublishedRow], base: EditingBase | None
) -> dict[str, str]:
    offered = offered_bodies(session, catalogue, today=current_day())
    named = bodies_named_in(row.state for row in current.values())
    names = offered | (names_on(session, named) if named else {})
    former = names_on(session, named, day=base.day) if named and base else {}
    return {name: str(key) for one in (former, names) for key, name in one.items()}


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
