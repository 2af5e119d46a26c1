"""A legal basis (依据) and its history: whether it is in force on a day, since when not, and by what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_TITLE = 400
LONGEST_NUMBER = 120
LONGEST_NOTE = 4000
MOST_OTHER_TITLES = 50
"""Characters, and lines, that the register takes."""


class BasisStatus(StrEnum):
    """How a basis stands on a day."""

    NOT_YET_IN_FORCE = "not_yet_in_force"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"


@dataclass(frozen=True, kw_only=True)
class BasisChange:
    """An amendment or the repeal of a basis, from a day on (that day included)."""

    status: BasisStatus
    since: date
    by: str = ""
    """The document that says so: its title, number or day."""
    number: str = ""
    """The order that published the text as amended (国务院令第710号)."""

    def __post_init__(self) -> None:
        """Refuse what is no change."""
        if self.status not in {BasisStatus.AMENDED, BasisStatus.REPEALED}:
            raise ValueError(f"{self.status} is no change of a basis: it is amended or repealed.")


@dataclass(frozen=True, kw_only=True)
class LegalBasis:
    """A law, regulation or policy document that entries cite."""

    key: str
    """Names it in the register."""
    title: str
    number: str = ""
    other_titles: tuple[str, ...] = ()
    """By what else it is cited: its short name, what it was issued with."""
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    changes: tuple[BasisChange, ...] = ()
    successor: str = ""
    """Key of the basis that takes its place."""

    def standing_on(self, day: date) -> "Standing":
        """Return how it stands on a day: the latest change up to it counts, and nothing undoes a repeal."""
        begun = self.in_force_from or self.issued_on
        if begun is not None and day < begun:
            return Standing(status=BasisStatus.NOT_YET_IN_FORCE, since=begun)
        past = sorted((one for one in self.changes if one.since <= day), key=lambda one: one.since)
        repealed = next((one for one in past if one.status is BasisStatus.REPEALED), None)
        last = repealed or (past[-1] if past else None)
        if last is None:
            return Standing(status=BasisStatus.IN_FORCE, since=begun)
        return Standing(status=last.status, since=last.since, by=last.by, number=last.number)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a basis stands on a day, since when (not yet in force: from when), and by what."""

    status: BasisStatus
    since: date | None = None
    by: str = ""
    number: str = ""
    """The order that published the text as amended."""


def successors(basis: LegalBasis, register: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """Return what took the place of a basis, one after the other; a circle ends where it would begin anew."""
    known = {one.key: one for one in register}
    found: list[LegalBasis] = []
    following = known.get(basis.successor)
    while following is not None and following not in found and following.key != basis.key:
        found.append(following)
        following = known.get(following.successor)
    return tuple(found)
