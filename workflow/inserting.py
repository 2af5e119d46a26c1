"""Insert rows that may be arriving from someone else at this moment; theirs are as good."""

from collections.abc import Iterable, Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models import Base


def insert_missing(session: Session, model: type[Base], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert rows but for those whose keys are taken, also by transactions that are under way.

    Whoever inserts into the same table gives rows in the same order, so that none keeps another from its end.
    """
    given = [dict(one) for one in rows]
    if given:
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        insert = sqlite.insert if is_sqlite else postgresql.insert
        session.execute(insert(model).on_conflict_do_nothing(), given)
