"""The jurisdictions whose words, rules and routes the signed-in person administers."""

from collections.abc import Sequence

from models import Jurisdiction, db
from web.session import seats
from workflow.errors import NotFoundError
from workflow.queries.routes import administered, jurisdictions


def administered_places() -> Sequence[Jurisdiction]:
    """Return them in the order of their codes; none for whoever is no business administrator."""
    return jurisdictions(db.session(), administered(seats()))


def administered_place(code: str) -> Jurisdiction:
    """Return one of them by its code.

    Raises: NotFoundError.
    """
    found = next((one for one in administered_places() if one.code == code), None)
    if found is None:
        raise NotFoundError
    return found
