"""What a body had of a catalogue is handed over to another, with a reason that stays (docs/decisions/0054).

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _key(
    column: str, table: str, *, nullable: bool = False
) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_catalogue_hand_over_{column}")
    return (
        sa.Column(column, BIG, nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name),
    )


def upgrade() -> None:
    """Make the table, and install its guards."""
    op.create_table(
        "catalogue_hand_over",
        sa.Column("id", BIG, nullable=False),
        *_key("catalogue_id", "catalogue"),
        *_key("from_body_id", "body"),
        *_key("to_body_id", "body"),
        sa.Column("with_catalogue", sa.Boolean(), nullable=False),
        sa.Column("proposals", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_key("person_id", "person"),
        *_key("on_behalf_of_id", "person", nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_body_id <> to_body_id", name=op.f("ck_catalogue_hand_over_to_another")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_hand_over")),
    )
    op.create_index(
        op.f("ix_catalogue_hand_over_catalogue_id"), "catalogue_hand_over", ["catalogue_id"], unique=False
    )
    for statement in guards.statements(op.get_bind().dialect.name, ("catalogue_hand_over",)):
        op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Drop the table with its guards."""
    op.drop_table("catalogue_hand_over")
