"""Changes that are the same on many rows, gathered so that a page says them once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from values.vocabulary import Operation

if TYPE_CHECKING:
    from web.proposal.page import ShownChange

FEWEST = 4
"""So many rows are said together; fewer are as easily read one by one."""


@dataclass(frozen=True, kw_only=True)
class ChangesAlike:
    """One change of one row or of many, with the place of each row among the changes, counted from 1."""

    rows: "tuple[tuple[int, ShownChange], ...]"

    @property
    def first(self) -> "ShownChange":
        """The row whose change is shown for all."""
        return self.rows[0][1]

    @property
    def place(self) -> int:
        """Where the first of them stands."""
        return self.rows[0][0]


def alike(changes: "Sequence[ShownChange]") -> list[ChangesAlike]:
    """Return the changes in their order, those that are the same on many rows where the first of them stands."""
    by_kind: dict[Hashable, list[tuple[int, ShownChange]]] = {}
    for place, shown in enumerate(changes, start=1):
        by_kind.setdefault(_kind(shown), []).append((place, shown))
    found = []
    for rows in by_kind.values():
        together = [tuple(rows)] if len(rows) >= FEWEST else [(one,) for one in rows]
        found += [ChangesAlike(rows=one) for one in together]
    return sorted(found, key=lambda one: one.place)


def _kind(shown: "ShownChange") -> Hashable:
    """Return what two changes share that read the same; a row that moves, divides or is new is told by itself."""
    change = shown.change
    if change.operation in {Operation.ADD, Operation.MOVE, Operation.SPLIT, Operation.MERGE}:
        return change.entry
    said = tuple((one.field, one.old, one.new) for one in shown.changed)
    return (change.operation, change.effective_from, change.note, said)
