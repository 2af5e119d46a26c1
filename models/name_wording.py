"""Who has a name like this: the distinct names that published rows have or had, as they are compared."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name


class NameWording(Base, kw_only=True):
    """A name as some published row has or had it; few differ, however many rows there are."""

    __tablename__ = "name_wording"
    __table_args__ = (
        # Covers the whole search, which reads nothing else.
        sa.Index("ix_name_wording_length_bare", "length", "bare"),
    )

    wording: Mapped[Name] = mapped_column(primary_key=True)
    """As it is written."""
    bare: Mapped[Name]
    """As it is compared: `values.names.normalised`, cut off where no name goes on."""
    length: Mapped[int]
    """Characters of the compared form: names of one length are compared together."""
