"""Count what something costs in the database: free of noise, unlike time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from models.db import db


@dataclass
class Cost:
    """The statements and commits of a block; a batch of rows into one table is one statement."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0


@contextmanager
def counted() -> Iterator[Cost]:
    """Count what the block costs; commits of those who only read are none."""
    cost = Cost()
    writes = [0]

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        del connection, cursor, rest
        text = statement.split("VALUES", maxsplit=1)[0][:80]
        is_insert = text.startswith("INSERT")
        writes[0] += is_insert or text.startswith(("UPDATE", "DELETE"))
        if not (is_insert and cost.statements and cost.statements[-1] == text):
            cost.statements.append(text)

    def commit(_: Any) -> None:
        cost.commits += bool(writes[0])
        writes[0] = 0

    sa.event.listen(db.engine, "before_cursor_execute", note)
    sa.event.listen(db.engine, "commit", commit)
    try:
        yield cost
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
        sa.event.remove(db.engine, "commit", commit)
