"""Who wants to be guided no longer through their first proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "guide_dismissal",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guide_dismissal_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_guide_dismissal")),
    )
