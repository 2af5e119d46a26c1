"""Samples of the documents, in which more than are ever counted are found without going through all that hold a word."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import SearchDocument
from models.search import SAMPLES
from workflow.search.matching import candidates

Row = TypeVar("Row")

VERY_MANY = 100_000
"""Documents; a county has some thousands."""
SURE = 2
"""A sample is asked where so many times as much is expected as has to be found: rows and readers leave some out."""


def expected(
    session: Session, words: Sequence[str], marks: Sequence[str], *, marked: Sequence[str], most: int
) -> dict[str, int]:
    """Return how many documents the index is likely to find, reckoned from the smallest sample; one statement.

    Args:
        session: in which is asked.
        words: as they are compared.
        marks: of the pairs, each of which is asked for.
        marked: what the candidates have to meet as well.
        most: how many are counted; more of a sample are not told apart.

    Returns:
        By mark of the pairs; 0 where there are so few documents that no sample is worth asking.
    """
    first = SAMPLES[0]
    counts = [
        sa.select(sa.func.count())
        .select_from(
            candidates(session, words, mark, marked=marked, every=first)
            .add_columns(SearchDocument.id)
            .limit(SURE * most + 1)
            .subquery()
        )
        .scalar_subquery()
        for mark in marks
    ]
    last = sa.select(sa.func.max(SearchDocument.id)).scalar_subquery()
    number, *found = session.connection().execute(sa.select(last, *counts)).one()
    very_many = (number or 0) > VERY_MANY
    return {mark: one * first if very_many else 0 for mark, one in zip(marks, found, strict=True)}


def enough(find: Callable[[int], Sequence[Row]], most: int, *, likely: int) -> Sequence[Row]:
    """Return what is found, of a sample where that alone has more than are counted: any of them will do then.

    PostgreSQL goes through everything that holds a word before it gives the first of it.

    Args:
        find: finds among one document of so many (1: among all), at least one more than are counted if there are so
            many.
        most: how many are counted.
        likely: about how many there are.
    """
    for every in SAMPLES:
        if likely > SURE * most * every:
            found = find(every)
            if len(found) > most:
                return found
            likely = len(found) * every
    return find(1)
