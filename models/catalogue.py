"""Catalogues (目录), standard and local."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey
from values.vocabulary import CatalogueKind, Field


class Catalogue(Base, kw_only=True):
    """A catalogue; what it says is in its releases."""

    __tablename__ = "catalogue"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["id", "current_release_no"],
            ["release.catalogue_id", "release.no"],
            name="fk_catalogue_current_release",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        # What a county discloses of a field stands in one place.
        sa.Index("ix_catalogue_of_field", "jurisdiction_id", "field", unique=True),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False, autoincrement="ignore_fk")
    code: Mapped[str] = mapped_column(sa.String(60), unique=True)
    """Jurisdiction code, a dash, the field: `990101-employment`."""
    title: Mapped[Name]
    kind: Mapped[CatalogueKind]
    field: Mapped[Field]
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    """The body that holds it."""
    route_id: Mapped[int] = mapped_column(sa.ForeignKey("route.id"))
    upstream_catalogue_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("catalogue.id"), index=True, default=None
    )
    """Its nearest standard (上级目录), the floor."""
    is_normative_document: Mapped[bool] = mapped_column(default=False)
    """Issued as a 规范性文件, so that the route asks for 合法性审核."""
    reconstructed: Mapped[bool] = mapped_column(default=False)
    """重建稿，待核: the official text is not in our hands yet."""
    current_release_no: Mapped[int | None] = mapped_column(default=None)
    """The newest release; None before the first."""


class ProposalCounter(Base, kw_only=True):
    """The last proposal number of a jurisdiction in a year; locked while the next is taken."""

    __tablename__ = "proposal_counter"
    __table_args__ = (sa.UniqueConstraint("jurisdiction_id", "year"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)
