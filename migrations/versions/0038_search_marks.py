"""What is searched is made anew, with marks of what it is narrowed by; `fill_if_empty` does so after the update.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

ALL = "INSERT INTO search_pair(search_pair) VALUES ('rebuild')"


def upgrade() -> None:
    """Empty what is searched; on SQLite its index at once, not document by document."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(sa.text("TRUNCATE search_document"))
        return
    taken = op.get_bind().scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'search_pair_taken'"))
    op.execute(sa.text("DROP TRIGGER search_pair_taken"))
    op.execute(sa.text("DELETE FROM search_document"))
    op.execute(sa.text(ALL))
    op.execute(sa.text(taken))


def downgrade() -> None:
    """Empty it again: the version before makes its own."""
    upgrade()
