"""Versions of routes with their acknowledgements; department opinions."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW = ("route_acknowledgement", "opinion_request", "department_opinion", "opinion_reminder")


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
    op.add_column("route", sa.Column("apply_working_days", BIG, nullable=True))
    op.add_column("route", sa.Column("version", BIG, server_default="1", nullable=False))
    refer("route", "first_id", "route")
    op.create_index("uq_route_version", "route", ["first_id", "version"], unique=True)
    refer("proposal", "route_id", "route")
    op.create_table(
        "route_acknowledgement",
        sa.Column("id", BIG, nullable=False),
        sa.Column("route_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("longest", BIG, nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        key("route_acknowledgement", "route_id", "route"),
        key("route_acknowledgement", "person_id", "person"),
        key("route_acknowledgement", "on_behalf_of_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_acknowledgement")),
    )
    op.create_index(op.f("ix_route_acknowledgement_route_id"), "route_acknowledgement", ["route_id"])
    op.create_table(
        "opinion_request",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("asked_by_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("working_days", BIG, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_is_guessed", sa.Boolean(), nullable=False),
        key("opinion_request", "proposal_id", "proposal"),
        key("opinion_request", "revision_id", "revision"),
        key("opinion_request", "body_id", "body"),
        key("opinion_request", "asked_by_id", "person"),
        key("opinion_request", "on_behalf_of_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_request")),
        sa.UniqueConstraint("revision_id", "body_id", name=op.f("uq_opinion_request_revision_id_body_id")),
    )
    op.create_index(op.f("ix_opinion_request_proposal_id"), "opinion_request", ["proposal_id"])
    op.create_index("ix_opinion_request_body", "opinion_request", ["body_id", "proposal_id"])
    op.create_table(
        "department_opinion",
        sa.Column("id", BIG, nullable=False),
        sa.Column("request_id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column(
            "answer", closed_set("opinionanswer", "agreed", "has_remarks", "no_remarks"), nullable=False
        ),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        key("department_opinion", "request_id", "opinion_request"),
        key("department_opinion", "proposal_id", "proposal"),
        key("department_opinion", "revision_id", "revision"),
        key("department_opinion", "actor_id", "person"),
        key("department_opinion", "on_behalf_of_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_opinion")),
        sa.UniqueConstraint("request_id", name=op.f("uq_department_opinion_request_id")),
    )
    op.create_index(op.f("ix_department_opinion_proposal_id"), "department_opinion", ["proposal_id"])
    op.create_table(
        "opinion_reminder",
        sa.Column("id", BIG, nullable=False),
        sa.Column("request_id", BIG, nullable=False),
        sa.Column("kind", closed_set("reminderkind", "half_time", "day_before", "overdue"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        key("opinion_reminder", "request_id", "opinion_request"),
        key("opinion_reminder", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_reminder")),
        sa.UniqueConstraint(
            "request_id", "kind", "due_on", name=op.f("uq_opinion_reminder_request_id_kind_due_on")
        ),
    )
    for statement in guards.statements(op.get_bind().dialect.name, NEW):
        op.execute(sa.text(statement.replace(":", "\\:")))
