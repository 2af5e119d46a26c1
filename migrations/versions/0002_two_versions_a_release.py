"""A release may change what holds until a waiting version begins, and the waiting version as well (decision 14)."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "entry_version"
OLD = "uq_entry_version_entry_id_release_no"
NEW = "uq_entry_version_entry_id_release_no_effective_from"
COLUMNS = ["entry_id", "release_no", "effective_from"]


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
        return
    op.drop_constraint(OLD, TABLE, type_="unique")
    op.create_unique_constraint(NEW, TABLE, COLUMNS)


def _rebuild() -> None:
    """Lay the table down anew with its rows, indexes and guards: SQLite cannot change a constraint."""
    bind = op.get_bind()
    kept = bind.execute(
        sa.text("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"),
        {"table": TABLE},
    ).all()
    definition = next(sql for kind, _, sql in kept if kind == "table")
    columns = ", ".join(COLUMNS)
    fresh = definition.replace(f"{OLD} UNIQUE (entry_id, release_no)", f"{NEW} UNIQUE ({columns})")
    fresh = fresh.replace(f"CREATE TABLE {TABLE}", f"CREATE TABLE {TABLE}_new", 1)
    if fresh.count(NEW) != 1:
        raise RuntimeError("entry_version is not as the first migration made it.")
    op.execute(sa.text(fresh))
    op.execute(sa.text(f"INSERT INTO {TABLE}_new SELECT * FROM {TABLE}"))  # noqa: S608 - our own names
    op.execute(sa.text(f"DROP TABLE {TABLE}"))
    op.execute(sa.text(f"ALTER TABLE {TABLE}_new RENAME TO {TABLE}"))
    for kind, _, sql in kept:
        if kind == "index":
            op.execute(sa.text(sql))
    for statement in guards.statements("sqlite", (TABLE,)):
        op.execute(sa.text(statement.replace(":", "\\:")))
