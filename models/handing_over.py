"""Catalogues handed over from one body to another (移交目录), each with why."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Text


class CatalogueHandOver(Base, kw_only=True):
    """That a body took over what another had of a catalogue: the catalogue itself, or open proposals to it."""

    __tablename__ = "catalogue_hand_over"
    __table_args__ = (sa.CheckConstraint("from_body_id <> to_body_id", name="to_another"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
    from_body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    to_body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    with_catalogue: Mapped[bool]
    """Whether the catalogue itself went over; else the body held it no more, or never, and only drafted for it."""
    proposals: Mapped[int]
    """How many open proposals went over."""
    reason: Mapped[Text]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    handed_over_at: Mapped[datetime]
