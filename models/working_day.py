"""The State Council's yearly notices on holidays and make-up days (调休), as imported."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class WorkingDayYear(Base, kw_only=True):
    """A year whose notice is known; beyond these years weekends alone count."""

    __tablename__ = "working_day_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(sa.String(400))


class WorkingDayException(Base, kw_only=True):
    """A day that departs from Monday-to-Friday, or a holiday worth naming."""

    __tablename__ = "working_day_exception"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    name: Mapped[str] = mapped_column(sa.String(60))
