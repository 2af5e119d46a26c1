"""Keep the names of published rows as they are searched over the whole country."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models import NameWording
from values.names import compared


def note_names(session: Session, names: Iterable[str]) -> None:
    """Add the names that no published row had before; called with every release.

    In one order, and past what another publication has just added, so that none keeps another from its end.
    """
    wanted = set(names)
    known = session.scalars(sa.select(NameWording.wording).where(NameWording.wording.in_(wanted)))
    new = [(one, compared(one)) for one in sorted(wanted - set(known))]
    if new:
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        insert = sqlite.insert if is_sqlite else postgresql.insert
        session.execute(
            insert(NameWording).on_conflict_do_nothing(),
            [{"wording": one, "bare": bare, "length": len(bare)} for one, bare in new],
        )
