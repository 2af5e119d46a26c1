"""Who cites a basis: the distinct wordings of citations, what each means, and how often a catalogue has it."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256, Text


class CitationWording(Base, kw_only=True):
    """A text that some published row has as its basis; few differ, however many rows there are."""

    __tablename__ = "citation_wording"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    sha256: Mapped[Sha256] = mapped_column(unique=True)
    text: Mapped[Text]


class CitationMeaning(Base, kw_only=True):
    """That a wording cites a basis of the register, as it is recognised now."""

    __tablename__ = "citation_meaning"

    wording_id: Mapped[int] = mapped_column(sa.ForeignKey("citation_wording.id"), primary_key=True)
    legal_basis_id: Mapped[int] = mapped_column(sa.ForeignKey("legal_basis.id"), primary_key=True, index=True)


class CatalogueCitation(Base, kw_only=True):
    """How many listed rows of a catalogue's newest release have a wording."""

    __tablename__ = "catalogue_citation"
    __table_args__ = (sa.CheckConstraint("row_count > 0", name="some_rows"),)

    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), primary_key=True)
    wording_id: Mapped[int] = mapped_column(
        sa.ForeignKey("citation_wording.id"), primary_key=True, index=True
    )
    row_count: Mapped[int]


class BasisOpening(Base, kw_only=True):
    """That a catalogue is to be given a draft since a basis it cites was amended or repealed, and what came of it."""

    __tablename__ = "basis_opening"
    __table_args__ = (sa.UniqueConstraint("change_id", "catalogue_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    change_id: Mapped[int] = mapped_column(sa.ForeignKey("legal_basis_change.id"))
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"))
    confirmed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    proposal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposal.id"), default=None)
    """The draft that was opened; None while it is waiting, or where nothing was left to change."""
    is_done: Mapped[bool] = mapped_column(default=False, index=True)
