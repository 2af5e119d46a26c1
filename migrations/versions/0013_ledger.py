"""Logs with keys, copies and cosignatures; leaves belong to a log. Nothing was sealed before."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "ledger_log",
    "ledger_key",
    "ledger_leaf",
    "ledger_node",
    "ledger_checkpoint",
    "ledger_copy",
    "ledger_cosignature",
)


def upgrade() -> None:
    # The three tables of the first migration never held a row: nothing has sealed yet.
    for table in ("ledger_leaf", "ledger_node", "ledger_checkpoint"):
        op.drop_table(table)
    op.create_table(
        "ledger_log",
        sa.Column("no", BIG, autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("hash_algorithm", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("follows", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_ledger_log")),
        sa.UniqueConstraint("origin", name=op.f("uq_ledger_log_origin")),
    )
    op.create_table(
        "ledger_key",
        *_of_log("ledger_key", "no"),
        sa.Column("verifier_key", sa.String(length=200), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("verifier_key", name=op.f("uq_ledger_key_verifier_key")),
    )
    op.create_table(
        "ledger_leaf",
        *_of_log("ledger_leaf", "index"),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_ledger_leaf_event_id")),
        sa.UniqueConstraint("event_id", name=op.f("uq_ledger_leaf_event_id")),
    )
    op.create_table(
        "ledger_node",
        *_of_log("ledger_node", "level", "index"),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "ledger_checkpoint",
        *_of_log("ledger_checkpoint", "size"),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
    )
    _create_below_checkpoint(
        "ledger_copy",
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    _create_below_checkpoint(
        "ledger_cosignature",
        sa.Column("verifier_key", sa.String(length=200), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
    )
    for statement in guards.statements(op.get_bind().dialect.name, TABLES):
        op.execute(sa.text(statement.replace(":", "\\:")))
    op.execute(
        sa.text(
            "INSERT INTO ledger_log (no, origin, hash_algorithm, opened_at)"
            " SELECT 1, log, 'sha256', installed_at FROM installation"
        )
    )


def _of_log(table: str, *keys: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return the columns of a key that begins with the log."""
    return (
        sa.Column("log_no", BIG, nullable=False),
        *(sa.Column(key, BIG, autoincrement=False, nullable=False) for key in keys),
        sa.ForeignKeyConstraint(["log_no"], ["ledger_log.no"], name=op.f(f"fk_{table}_log_no")),
        sa.PrimaryKeyConstraint("log_no", *keys, name=op.f(f"pk_{table}")),
    )


def _create_below_checkpoint(table: str, key: sa.Column[str], *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("log_no", BIG, autoincrement=False, nullable=False),
        sa.Column("size", BIG, autoincrement=False, nullable=False),
        key,
        *columns,
        sa.ForeignKeyConstraint(
            ["log_no", "size"],
            ["ledger_checkpoint.log_no", "ledger_checkpoint.size"],
            name=op.f(f"fk_{table}_log_no_size"),
        ),
        sa.PrimaryKeyConstraint("log_no", "size", key.name, name=op.f(f"pk_{table}")),
    )
