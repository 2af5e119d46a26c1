"""A jurisdiction has one catalogue of a field, whatever its code.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from models.guards import statements
from models.refusing import TWO_OF_A_FIELD, UpdateRefusedError
from values.messages import Message

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INDEX = "ix_catalogue_of_field"
GUARD = "catalogue_no_replace"


def upgrade() -> None:
    """Have the database refuse a second one, also where it would take the place of the first."""
    if twice := _twice():
        raise UpdateRefusedError(Message(TWO_OF_A_FIELD, {"catalogues": "; ".join(twice)}))
    op.create_index(INDEX, "catalogue", ["jurisdiction_id", "field"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {GUARD}")
        for statement in statements("sqlite", ("catalogue",)):
            if statement.split()[2] == GUARD:
                op.execute(sa.text(statement))


def _twice() -> list[str]:
    """Return the catalogues that share jurisdiction and field, each with its title and how many releases it has."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT code, title, current_release_no FROM catalogue one WHERE EXISTS (SELECT 1 FROM catalogue other"
            " WHERE other.jurisdiction_id = one.jurisdiction_id AND other.field = one.field AND other.id <> one.id)"
            " ORDER BY jurisdiction_id, field, code"
        )
    )
    return [f"{code} {title} ({number or 0})" for code, title, number in rows]


def downgrade() -> None:
    """Leave it to the codes again; the guard against replacing goes on knowing both."""
    op.drop_index(INDEX, table_name="catalogue")
