"""Some documents of what is searched bear a mark: samples, in which common words are looked for (docs/decisions/0056).

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

SAMPLES = (256, 32)


def upgrade() -> None:
    """Mark them; triggers and the database bring the index up to date."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for one in SAMPLES:
        marked = f"pairs || ' xs{one}'" if is_sqlite else f"pairs || 'xs{one}'::tsvector"
        op.execute(sa.text(f"UPDATE search_document SET pairs = {marked} WHERE subject_id % {one} = 0"))  # noqa: S608


def downgrade() -> None:
    """Take the marks away."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for one in SAMPLES:
        left = f"replace(pairs, ' xs{one}', '')" if is_sqlite else f"ts_delete(pairs, 'xs{one}')"
        op.execute(sa.text(f"UPDATE search_document SET pairs = {left} WHERE subject_id % {one} = 0"))  # noqa: S608
