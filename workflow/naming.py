"""Keep the names of published rows as they are searched over the whole country."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import NameWording
from models.db import ask
from values.names import compared
from workflow.inserting import insert_missing

_KNOWN = sa.select(NameWording.wording).where(NameWording.wording.in_(sa.bindparam("names", expanding=True)))


def note_names(session: Session, names: Iterable[str]) -> None:
    """Add the names that no published row had before; called with every release.

    In one order, and past what another publication has just added, so that none keeps another from its end.
    """
    wanted = set(names)
    known = ask(session, _KNOWN, {"names": sorted(wanted)}).scalars()
    new = sorted(wanted - set(known))
    bare = {one: compared(one) for one in new}
    insert_missing(
        session,
        NameWording,
        ({"wording": one, "bare": bare[one], "length": len(bare[one])} for one in new),
    )
