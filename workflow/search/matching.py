"""The documents that hold words: the index finds the candidates, the text decides."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from models import SearchDocument
from values.search_marks import all_of, for_postgresql
from values.search_text import asked_pairs, is_told_by_pairs


def matches(
    session: Session, words: Sequence[str], mark: str = "", *, marked: Sequence[str] = ()
) -> sa.Select[Any]:
    """Return the query of the documents that hold all words, to be given columns and narrowed.

    Args:
        session: in which it will be run.
        words: as they are compared.
        mark: of the pairs that are asked for; none: those of the whole text.
        marked: expressions of `values.search_marks` that the candidates have to meet as well.
    """
    pairs = [pair for word in words for pair in asked_pairs(word, mark=mark)]
    expression = all_of([*pairs, *marked])
    query: sa.Select[Any]
    if session.get_bind().dialect.name == "sqlite":
        table = sa.table("search_pair", sa.column("rowid"), sa.column("search_pair"))
        query = (
            sa.select()
            .select_from(table.join(SearchDocument, SearchDocument.id == table.c.rowid))
            .where(sa.text("search_pair MATCH :asked").bindparams(asked=expression))
        )
    else:
        # Written out: prepared without knowing the words, PostgreSQL would plan for any.
        asked = sa.cast(sa.bindparam("asked", for_postgresql(expression), literal_execute=True), TSQUERY)
        query = sa.select().select_from(SearchDocument).where(SearchDocument.pairs.op("@@")(asked))
    return query.where(
        *(SearchDocument.text.contains(word, autoescape=True) for word in words if not is_told_by_pairs(word))
    )
