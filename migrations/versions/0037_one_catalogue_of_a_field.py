"""A jurisdiction has one catalogue of a field, whatever its code.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from models.guards import statements

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INDEX = "ix_catalogue_of_field"
GUARD = "catalogue_no_replace"


def upgrade() -> None:
    """Have the database refuse a second one, also where it would take the place of the first."""
    op.create_index(INDEX, "catalogue", ["jurisdiction_id", "field"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {GUARD}")
        for statement in statements("sqlite", ("catalogue",)):
            if statement.split()[2] == GUARD:
                op.execute(sa.text(statement))


def downgrade() -> None:
    """Leave it to the codes again; the guard against replacing goes on knowing both."""
    op.drop_index(INDEX, table_name="catalogue")
