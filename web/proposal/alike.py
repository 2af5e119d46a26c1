"""Changes that are the same on many rows, gathered so that a page says them once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from values.vocabulary import Operation

if TYPE_CHECKING:
    from web.proposal.page import ShownChange

One = TypeVar("One")

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


def together(ones: Iterable[One], kind: Callable[[One], Hashable]) -> list[tuple[One, ...]]:
    """Return these in their order, those of one kind at once where the first of them stands, if they are many."""
    by_kind: dict[Hashable, list[One]] = {}
    for one in ones:
        by_kind.setdefault(kind(one), []).append(one)
    groups = ([tuple(same)] if len(same) >= FEWEST else [(one,) for one in same] for same in by_kind.values())
    return [group for found in groups for group in found]


def alike(changes: "Sequence[ShownChange]") -> list[ChangesAlike]:
    """Return the changes in their order, those that are the same on many rows where the first of them stands."""
    found = together(enumerate(changes, start=1), lambda one: _kind(one[1]))
    return sorted((ChangesAlike(rows=rows) for rows in found), key=lambda one: one.place)


def _kind(shown: "ShownChange") -> Hashable:
    """Return what two changes share that read the same; a row that moves, divides or is new is told by itself."""
    change = shown.change
    if change.operation in {Operation.ADD, Operation.MOVE, Operation.SPLIT, Operation.MERGE}:
        return change.entry
    said = tuple((one.field, one.old, one.new) for one in shown.changed)
    return (change.operation, change.effective_from, change.note, said)
