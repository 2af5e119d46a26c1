"""Samples of what is searched have an index of their own, instead of marks in the one of all (docs/decisions/0056).

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

MARKED = (256, 32)
SAMPLES = (256, 32, 8)
OPTIONS = "content_rowid='id', tokenize='ascii', detail=none, columnsize=0"


def upgrade() -> None:
    """Take the marks away and make the indexes."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for one in MARKED:
        left = f"replace(pairs, ' xs{one}', '')" if is_sqlite else f"ts_delete(pairs, 'xs{one}')"
        op.execute(sa.text(f"UPDATE search_document SET pairs = {left} WHERE subject_id % {one} = 0"))  # noqa: S608
    for one in SAMPLES:
        for statement in _on_sqlite(one) if is_sqlite else _on_postgresql(one):
            op.execute(sa.text(statement))


def downgrade() -> None:
    """Mark them again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for one in SAMPLES:
        if is_sqlite:
            for name in ("added", "taken", "changed"):
                op.execute(sa.text(f"DROP TRIGGER search_pair_{one}_{name}"))
            op.execute(sa.text(f"DROP TABLE search_pair_{one}"))
            op.execute(sa.text(f"DROP VIEW search_sample_{one}"))
        else:
            op.execute(sa.text(f"DROP INDEX search_pair_{one}"))
    for one in MARKED:
        marked = f"pairs || ' xs{one}'" if is_sqlite else f"pairs || 'xs{one}'::tsvector"
        op.execute(sa.text(f"UPDATE search_document SET pairs = {marked} WHERE subject_id % {one} = 0"))  # noqa: S608


def _of_sample(document: str, one: int) -> str:
    return f"{document}.subject_id % 65536 * 40503 % 65536 / {65536 // one} = 0"


def _on_sqlite(one: int) -> tuple[str, ...]:
    table, view = f"search_pair_{one}", f"search_sample_{one}"
    take_out = f"INSERT INTO {table}({table}, rowid, pairs) VALUES ('delete', old.id, old.pairs);"  # noqa: S608
    put_in = f"INSERT INTO {table}(rowid, pairs) VALUES (new.id, new.pairs);"  # noqa: S608
    new, old = (f"ON search_document WHEN {_of_sample(which, one)} BEGIN" for which in ("new", "old"))
    where = _of_sample("search_document", one)
    return (
        f"CREATE VIEW {view} AS SELECT id, pairs FROM search_document WHERE {where}",  # noqa: S608
        f"CREATE VIRTUAL TABLE {table} USING fts5(pairs, content='{view}', {OPTIONS})",
        f"INSERT INTO {table}({table}) VALUES ('rebuild')",  # noqa: S608
        f"CREATE TRIGGER {table}_added AFTER INSERT {new} {put_in} END",
        f"CREATE TRIGGER {table}_taken AFTER DELETE {old} {take_out} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF pairs {new} {take_out} {put_in} END",
    )


def _on_postgresql(one: int) -> tuple[str, ...]:
    where = _of_sample("search_document", one)
    return (f"CREATE INDEX search_pair_{one} ON search_document USING gin (pairs) WHERE {where}",)
