"""Who cites a basis, as one reader may know it: rows that are hidden from them (紧急撤下) are not counted or named."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, CatalogueCitation, CitationMeaning, Hiding, Jurisdiction
from workflow.bases import cited, register_of
from workflow.hiding import is_over
from workflow.permissions import Seat
from workflow.queries.bases import CitingCatalogue
from workflow.queries.catalogue import PublishedRow, arranged
from workflow.queries.public import Reading
from workflow.queries.reading import reading

BASES = "legal_bases"
"""The field that says what a row cites."""


@dataclass(frozen=True, kw_only=True)
class CitingRow:
    """A row that cites a basis."""

    entry: str
    number: str
    """Its place in the table."""
    name: str
    is_hidden: bool
    """Whether it, or a part of it, is hidden; told to those in charge alone."""


@dataclass(frozen=True)
class Citations:
    """The citations of the newest releases, for one reader."""

    session: Session
    seats: Sequence[Seat]
    """What the reader is; nobody's for the public."""
    now: datetime
    notice: str
    """What stands where text is hidden."""

    def counts(self, bases: Collection[int]) -> dict[int, int]:
        """Return how often these bases are cited, by their ids."""
        found: Counter[int] = Counter()
        rows = self.session.execute(
            sa.select(CitationMeaning.legal_basis_id, sa.func.sum(CatalogueCitation.row_count))
            .join(CatalogueCitation, CatalogueCitation.wording_id == CitationMeaning.wording_id)
            .where(
                CitationMeaning.legal_basis_id.in_(bases),
                CatalogueCitation.catalogue_id.not_in(self._veiled.keys()),
            )
            .group_by(CitationMeaning.legal_basis_id)
        )
        found.update({basis: int(count) for basis, count in rows})
        for _, counted in self._veiled.values():
            found.update({basis: counted[basis] for basis in bases})
        return dict(found)

    def number(self, basis_id: int) -> int:
        """Return how many catalogues cite a basis."""
        asked = sa.select(sa.func.count(sa.distinct(Catalogue.id)))
        return int(self.session.scalar(self._of(asked, basis_id)) or 0)

    def catalogues(
        self,
        basis_id: int,
        *,
        offset: int = 0,
        limit: int | None = None,
        below: str = "",
        beyond: str | None = None,
    ) -> list[CitingCatalogue]:
        """Return the catalogues that cite a basis, in the order of their codes.

        Args:
            basis_id: which basis.
            offset: how many of them are left out in front.
            limit: how many at most; None: all.
            below: only of jurisdictions whose path begins so.
            beyond: leave out jurisdictions whose path begins so.
        """
        asked = self._of(sa.select(Catalogue, sa.func.sum(CatalogueCitation.row_count)), basis_id)
        asked = asked.where(Jurisdiction.path.startswith(below, autoescape=True))
        if beyond is not None:
            asked = asked.where(sa.not_(Jurisdiction.path.startswith(beyond, autoescape=True)))
        rows = self.session.execute(
            asked.group_by(Catalogue.id).order_by(Catalogue.code).offset(offset).limit(limit)
        )
        veiled = self._veiled
        return [
            CitingCatalogue(one, veiled[one.id][1][basis_id] if one.id in veiled else int(count))
            for one, count in rows
        ]

    def rows(self, basis_id: int, catalogue: Catalogue) -> list[CitingRow]:
        """Return the rows of a catalogue that cite a basis, in the order of the table."""
        known = self._veiled.get(catalogue.id)
        read = known[0] if known else self._reading(catalogue)
        found = read.at_release(catalogue.current_release_no)
        citing = {key for key, row in found.items() if basis_id in self._cited(row)}
        return [
            CitingRow(
                entry=one.state.entry,
                number=one.number,
                name=one.state.content.name,
                is_hidden=bool(found[one.state.entry].hidden),
            )
            for one in arranged(row.state for row in found.values())
            if one.state.entry in citing
        ]

    def _of(self, asked: Any, basis_id: int) -> Any:
        """Narrow a query to the catalogues that cite a basis in rows that the reader gets."""
        silent = [key for key, (_, counted) in self._veiled.items() if not counted[basis_id]]
        return (
            asked.join(CatalogueCitation, CatalogueCitation.catalogue_id == Catalogue.id)
            .join(CitationMeaning, CitationMeaning.wording_id == CatalogueCitation.wording_id)
            .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
            .where(CitationMeaning.legal_basis_id == basis_id, Catalogue.id.not_in(silent))
        )

    @cached_property
    def _veiled(self) -> dict[int, tuple[Reading, Counter[int]]]:
        """Catalogues in which what is cited is hidden from the reader, with what they still may know; few ever are."""
        asked = sa.select(Catalogue).where(
            sa.exists().where(
                Hiding.catalogue_id == Catalogue.id,
                sa.or_(
                    sa.and_(Hiding.field == "", Hiding.attachment == ""),
                    Hiding.field == BASES,
                ),
                sa.not_(is_over()),
            )
        )
        readings = [self._reading(one) for one in self.session.scalars(asked).all()]
        return {one.catalogue.id: (one, self._counted(one)) for one in readings if not one.sees_hidden}

    def _reading(self, catalogue: Catalogue) -> Reading:
        return reading(self.session, catalogue, self.seats, now=self.now, notice=self.notice)

    def _counted(self, read: Reading) -> Counter[int]:
        rows: Iterable[PublishedRow] = read.at_release(read.catalogue.current_release_no).values()
        return Counter(basis for row in rows for basis in self._cited(row))

    def _cited(self, row: PublishedRow) -> list[int]:
        """Return what a listed row cites: a basis for each wording that means it, as the stored counts have it."""
        if not row.state.is_listed:
            return []
        register = register_of(self.session)
        texts = {one.text for one in row.state.content.legal_bases}
        return [basis for text in texts for basis in cited(text, register)]
