"""Which revisions people have looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "revision_view",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_revision_view_person_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_revision_view_revision_id")),
        sa.PrimaryKeyConstraint("person_id", "revision_id", name=op.f("pk_revision_view")),
    )
    op.create_index(op.f("ix_revision_view_revision_id"), "revision_view", ["revision_id"], unique=False)
