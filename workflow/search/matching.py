"""The documents that hold words: the index finds the candidates, the text decides."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from models import SearchDocument
from models.search import index_of, of_sample
from values.search_marks import all_of, for_postgresql
from values.search_text import asked_pairs, is_told_by_pairs


def candidates(
    session: Session, words: Sequence[str], mark: str = "", *, marked: Sequence[str] = (), every: int = 1
) -> sa.Select[Any]:
    """Return the query of the documents that the index finds for all words, to be given columns.

    Args:
        session: in which it will be run.
        words: as they are compared.
        mark: of the pairs that are asked for; none: those of the whole text.
        marked: expressions of `values.search_marks` that the candidates have to meet as well.
        every: only the sample of one document of so many; 1: all.
    """
    pairs = [pair for word in words for pair in asked_pairs(word, mark=mark)]
    expression = all_of([*pairs, *marked])
    if session.get_bind().dialect.name == "sqlite":
        name = index_of(every)
        table = sa.table(name, sa.column("rowid"))
        query: sa.Select[Any] = sa.select().select_from(
            table.join(SearchDocument, SearchDocument.id == table.c.rowid)
        )
        return query.where(
            sa.text(f"{name} MATCH :asked").bindparams(sa.bindparam("asked", expression, unique=True))
        )
    # Written out: prepared without knowing the words, PostgreSQL would plan for any.
    asked: sa.BindParameter[str] = sa.bindparam(
        "asked", for_postgresql(expression), literal_execute=True, unique=True
    )
    query = (
        sa.select().select_from(SearchDocument).where(SearchDocument.pairs.op("@@")(sa.cast(asked, TSQUERY)))
    )
    return query if every == 1 else query.where(sa.text(of_sample(every)))


def matches(
    session: Session, words: Sequence[str], mark: str = "", *, marked: Sequence[str] = (), every: int = 1
) -> sa.Select[Any]:
    """Return the query of the documents that hold all words, to be given columns and narrowed; see `candidates`."""
    return candidates(session, words, mark, marked=marked, every=every).where(
        *(SearchDocument.text.contains(word, autoescape=True) for word in words if not is_told_by_pairs(word))
    )


def ids(session: Session, query: sa.Select[Any]) -> set[int]:
    """Return the ids of the documents that a query finds."""
    return set(session.scalars(query.add_columns(SearchDocument.id)))
