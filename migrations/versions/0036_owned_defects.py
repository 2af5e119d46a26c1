"""What a drafter has to see to is found among a country's defects without looking at those that nobody owns.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

OWNED = sa.text("cleared IS NULL AND owner_id IS NOT NULL")


def upgrade() -> None:
    """Index what somebody owns, in the place of the index that held everything."""
    op.drop_index("ix_legacy_defect_owner_id", table_name="legacy_defect")
    op.create_index(
        "ix_legacy_defect_owned",
        "legacy_defect",
        ["owner_id", "due_on"],
        sqlite_where=OWNED,
        postgresql_where=OWNED,
    )


def downgrade() -> None:
    """Have the index hold everything again."""
    op.drop_index("ix_legacy_defect_owned", table_name="legacy_defect")
    op.create_index("ix_legacy_defect_owner_id", "legacy_defect", ["owner_id"])
