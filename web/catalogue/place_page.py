"""What the list of published places is asked for, and the marks of rows whose place is to be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from models import Catalogue, db
from values.place import PlaceState
from values.vocabulary import Role
from web.numbers import page_number
from web.proposal.page import today
from web.session import seats
from web.wording import places as place_wording
from workflow.queries.compliance import visible_catalogues
from workflow.queries.places import TO_MEND, PlaceLine, of_bodies, place_counts, place_lines

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which places the list is to show."""

    what: str
    """One state, or nothing: whatever is to be mended."""
    code: str
    """Of a catalogue, or nothing."""
    mine: bool
    """Whether only places of bodies for which the reader drafts."""
    page: int

    @property
    def states(self) -> tuple[PlaceState, ...]:
        """The states that are wanted."""
        return (PlaceState(self.what),) if self.what else TO_MEND

    @property
    def where(self) -> tuple[sa.ColumnElement[bool], ...]:
        """The conditions: what the reader may see, and what they asked for."""
        found = [visible_catalogues(seats())]
        if self.code:
            found.append(Catalogue.code == self.code)
        if self.mine:
            found.append(of_bodies(seats()))
        return tuple(found)

    @property
    def arguments(self) -> dict[str, Any]:
        """The address's arguments, without the page."""
        given = {"what": self.what, "catalogue": self.code, "mine": "1" if self.mine else ""}
        return {name: value for name, value in given.items() if value}


def asked_places(given: Mapping[str, str]) -> Asked:
    """Read what an address asks for; what it does not understand it does not mind."""
    what, code = given.get("what", ""), given.get("catalogue", "")
    return Asked(
        what=what if what in set(PlaceState) else "",
        code=code if code.isprintable() else "",
        mine=given.get("mine", "") == "1",
        page=page_number(given.get("page", "")),
    )


def drafts() -> bool:
    """Whether the reader drafts for any body."""
    return any(seat.role is Role.DRAFTER for seat in seats())


def places_waiting() -> list[tuple[PlaceState, int]]:
    """Return how many places of the bodies for which the reader drafts are to be mended, by how they stand."""
    if not drafts():
        return []
    counts = place_counts(db.session(), visible_catalogues(seats()), of_bodies(seats()), today=today())
    return [(one, counts[one]) for one in TO_MEND if counts[one]]


def places_to_mend(catalogue: Catalogue) -> dict[str, list[PlaceLine]]:
    """Return, by row, the places of a catalogue that are dead, empty or overdue, to those who may see it inside."""
    found: dict[str, list[PlaceLine]] = {}
    where = (Catalogue.id == catalogue.id, visible_catalogues(seats()))
    wanted = [one for one in TO_MEND if one is not PlaceState.MISSING]
    for one in place_lines(db.session(), *where, today=today(), states=wanted):
        found.setdefault(one.entry, []).append(one)
    return found


def place_marks(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """Return the marks of rows whose place is to be mended, the most urgent of each."""
    return {
        entry: [(place_wording.badge(lines[0]), place_wording.tone(lines[0].state))]
        for entry, lines in places_to_mend(catalogue).items()
    }
