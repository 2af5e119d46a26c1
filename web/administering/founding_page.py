"""What the page shows on which a catalogue is set up, and who is led to it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from models import db
from values.vocabulary import Field
from web.administering.accounts_page import refused
from web.proposal.page import today
from web.session import seats
from web.wording.rules import FIELDS
from workflow.errors import WorkflowError
from workflow.queries.founding import FoundingPlace, founding_places


def may_found() -> bool:
    """Whether the reader can set up a catalogue: some place that they administer lacks one."""
    return any(one.missing for one in _places())


def found_values(typed: Mapping[str, str], error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the form, with what was typed where it was refused."""
    db.session.rollback()
    places = [one for one in _places() if one.missing]
    routes = {
        one.number: f"{one.number} {one.plan.name} · {one.jurisdiction.name}"
        for place in places
        for one in place.routes
    }
    return {
        "places": places,
        "fields": [("", gettext("Choose …")), *((one.value, gettext(FIELDS[one])) for one in Field)],
        "bodies": [
            ("", gettext("Choose …")),
            *(
                (str(number), f"{name} · {place.jurisdiction.name}")
                for place in places
                for number, name in place.bodies
            ),
        ],
        "routes": [
            ("", gettext("the first that suits it")),
            *((str(number), routes[number]) for number in sorted(routes)),
        ],
        "missing": [
            (place.jurisdiction.name, gettext(", ").join(gettext(FIELDS[one]) for one in place.missing))
            for place in places
        ],
        "typed": typed,
        **refused(error),
    }


def _places() -> list[FoundingPlace]:
    return founding_places(db.session(), seats(), today=today())
