"""The one entrance to what people read of a catalogue, of whichever kind it is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models import Catalogue
from values.vocabulary import CatalogueKind
from workflow.permissions import Seat
from workflow.queries.public import Reading, reading_of_own
from workflow.queries.township import TownshipReading


def reading(
    session: Session, catalogue: Catalogue, seats: Sequence[Seat], *, now: datetime, notice: str
) -> Reading:
    """Return a catalogue for a reader; a township's shows its county's rows with its claims laid over them.

    Args:
        session: in which everything is read.
        catalogue: what is read.
        seats: what the reader is; nobody's for the public.
        now: the moment.
        notice: `NOT_DISPLAYED` in the reader's language.
    """
    own = reading_of_own(session, catalogue, seats, now=now, notice=notice)
    if catalogue.kind is not CatalogueKind.TOWNSHIP:
        return own
    upstream = session.get_one(Catalogue, catalogue.upstream_catalogue_id)
    county = reading_of_own(session, upstream, seats, now=now, notice=notice)
    return TownshipReading(session, catalogue, now, own.sees_hidden, notice, own.standing, county)
