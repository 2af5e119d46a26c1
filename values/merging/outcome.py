"""What a three-way merge ends in: a value, or a question with what each answer would make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from values.vocabulary import Choice, ConflictKind

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """A merged value; where a conflict is open the proposed value, and what each answer makes of it."""

    value: T
    kind: ConflictKind | None = None
    choices: Mapping[Choice, T] = field(default_factory=dict)


def clear(base: T, published: T, proposed: T) -> Outcome[T] | None:
    """Return the outcome where at most one side changed something, or both the same; None where both differ."""
    if published in (base, proposed):
        return Outcome(proposed)
    return Outcome(published) if proposed == base else None


def merge_values(base: T, published: T, proposed: T) -> Outcome[T]:
    """Merge a value that has no parts: changed differently on both sides, it is a question."""
    found = clear(base, published, proposed)
    return found or Outcome(
        proposed, ConflictKind.SAME_FIELD, {Choice.PUBLISHED: published, Choice.MINE: proposed}
    )
