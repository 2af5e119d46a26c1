"""The register of bases as it is shown: each with its standing, its history, and the catalogues that cite it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    BasisOpening,
    Catalogue,
    CatalogueCitation,
    CitationMeaning,
    Jurisdiction,
    LegalBasisChange,
    Proposal,
)
from workflow.bases import cited, register_of
from workflow.queries.catalogue import PublishedRow, catalogue_at_release


@dataclass(frozen=True)
class CitingCatalogue:
    """A catalogue whose newest release cites a basis, and in how many places."""

    catalogue: Catalogue
    citations: int


def citing_catalogues(session: Session, basis_id: int, *, below: str = "") -> list[CitingCatalogue]:
    """Return the catalogues that cite a basis, of jurisdictions whose path begins so, in the order of their codes."""
    rows = session.execute(
        sa.select(Catalogue, sa.func.sum(CatalogueCitation.row_count))
        .join(CatalogueCitation, CatalogueCitation.catalogue_id == Catalogue.id)
        .join(CitationMeaning, CitationMeaning.wording_id == CatalogueCitation.wording_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(
            CitationMeaning.legal_basis_id == basis_id,
            Jurisdiction.path.startswith(below, autoescape=True),
        )
        .group_by(Catalogue.id)
        .order_by(Catalogue.code)
    )
    return [CitingCatalogue(catalogue, int(count)) for catalogue, count in rows]


def citing_rows(session: Session, basis_id: int, catalogue: Catalogue) -> list[PublishedRow]:
    """Return the listed rows of a catalogue's newest release that cite a basis."""
    register = register_of(session)
    rows = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    return [
        row
        for row in rows.values()
        if row.state.is_listed
        and any(basis_id in cited(one.text, register) for one in row.state.content.legal_bases)
    ]


def history(session: Session, basis_id: int) -> Sequence[LegalBasisChange]:
    """Return the marks of a basis, those that were taken back included, in the order of their days."""
    return session.scalars(
        sa.select(LegalBasisChange)
        .where(LegalBasisChange.legal_basis_id == basis_id)
        .order_by(LegalBasisChange.since, LegalBasisChange.id)
    ).all()


def openings(session: Session, basis_id: int) -> Sequence[tuple[BasisOpening, str, str | None]]:
    """Return the drafts that changes of a basis open: each with its catalogue's code and its proposal's number."""
    rows = session.execute(
        sa.select(BasisOpening, Catalogue.code, Proposal.number)
        .join(Catalogue, Catalogue.id == BasisOpening.catalogue_id)
        .join(LegalBasisChange, LegalBasisChange.id == BasisOpening.change_id)
        .outerjoin(Proposal, Proposal.id == BasisOpening.proposal_id)
        .where(LegalBasisChange.legal_basis_id == basis_id)
        .order_by(BasisOpening.id)
    )
    return [(opening, code, number) for opening, code, number in rows]
