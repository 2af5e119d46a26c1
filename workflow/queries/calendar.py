"""The working days that due dates are counted by: which years are known, and by which notice."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import WorkingDayException, WorkingDayYear


def known_years(session: Session) -> Sequence[WorkingDayYear]:
    """Return the years whose notices are known, the newest first."""
    return session.scalars(sa.select(WorkingDayYear).order_by(WorkingDayYear.year.desc())).all()


def days_of_year(session: Session, year: int) -> Sequence[WorkingDayException]:
    """Return the days of a year that depart from Monday to Friday, or are holidays worth naming."""
    return session.scalars(
        sa.select(WorkingDayException)
        .where(sa.extract("year", WorkingDayException.day) == year)
        .order_by(WorkingDayException.day)
    ).all()
