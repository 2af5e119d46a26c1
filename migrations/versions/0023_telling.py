"""What people choose to be told, daily digests, and what goes up a level once it is overdue."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TOPICS = (
    "my_turn",
    "returned",
    "reminders",
    "escalations",
    "emergencies",
    "my_proposals",
    "signed",
    "my_body",
    "discussion",
    "watched",
    "above",
    "overseen",
)
DUTIES = "topic NOT IN ('my_turn', 'returned', 'reminders', 'escalations', 'emergencies')"


def closed_set(name: str, *members: str) -> sa.Enum:
    """Return the type of a column that holds one of a few words."""
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def refer(table: str, column: str, other: str) -> None:
    """Add a nullable column that names a row of another table, which both databases do in one statement."""
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    name = f"fk_{table}_{column}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES {other} (id)")


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Return a foreign key under its name."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "telling_choice",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("topic", closed_set("topic", *TOPICS), nullable=False),
        sa.Column("timing", closed_set("timing", "at_once", "digest", "never"), nullable=False),
        sa.CheckConstraint(DUTIES, name=op.f("ck_telling_choice_no_duty")),
        key("telling_choice", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_telling_choice")),
    )
    op.create_table(
        "digest",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        key("digest", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_digest_person_id_day")),
    )
    op.add_column("delivery", sa.Column("in_digest", sa.Boolean(), server_default=sa.false(), nullable=False))
    refer("delivery", "digest_id", "digest")
    op.create_index(op.f("ix_delivery_digest_id"), "delivery", ["digest_id"])
    op.add_column("delivery", sa.Column("repeats", BIG, server_default="0", nullable=False))
    op.add_column("delivery", sa.Column("repeated_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "escalation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("step_id", BIG, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        key("escalation", "proposal_id", "proposal"),
        key("escalation", "step_id", "proposal_step"),
        key("escalation", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    for name, columns, where in (
        ("uq_escalation_step", ["step_id", "due_on"], "step_id IS NOT NULL"),
        ("uq_escalation_approval", ["proposal_id", "due_on"], "step_id IS NULL"),
    ):
        op.create_index(
            name,
            "escalation",
            columns,
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
