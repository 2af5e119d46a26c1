"""Samples of the documents, in which more than are ever counted are found without going through all that hold a word."""

import math
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import SearchDocument
from values.search_marks import SAMPLES, of_sample

Row = TypeVar("Row")

VERY_MANY = 100_000
"""Documents; a county has some thousands."""


def samples_of(session: Session) -> tuple[int, ...]:
    """Return the samples that are worth asking first, smallest first; none where there are few documents."""
    last = session.scalar(sa.select(sa.func.max(SearchDocument.id))) or 0
    return SAMPLES if last > VERY_MANY else ()


def enough(
    find: Callable[[Collection[str]], Sequence[Row]], most: int, *, samples: Sequence[int]
) -> Sequence[Row]:
    """Return what is found, of a sample where that alone has more than are counted: any of them will do then.

    PostgreSQL goes through everything that holds a word before it gives the first of it.

    Args:
        find: finds among what bears these marks besides, at least one more than are counted if there are so many.
        most: how many are counted.
        samples: which samples may be asked.
    """
    expected = math.inf
    for every in samples:
        if expected > most * every:
            found = find([of_sample(every)])
            if len(found) > most:
                return found
            expected = len(found) * every
    return find([])
