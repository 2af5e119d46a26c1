"""Find open legacy defects by catalogue and last day, without reading what was found.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

OPEN = sa.text("cleared IS NULL")


def upgrade() -> None:
    """Index what is open."""
    op.create_index(
        "ix_legacy_defect_open",
        "legacy_defect",
        ["catalogue_id", "due_on"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("ix_legacy_defect_open", table_name="legacy_defect")
