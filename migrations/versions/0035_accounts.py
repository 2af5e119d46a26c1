"""Accounts are kept by pages: passwords that end, who granted a role, and offices that stay apart."""

import sqlalchemy as sa
from alembic import op

from models import people_guards
from models.guards import added

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("password_until", sa.Date(), nullable=True))
    dialect = op.get_bind().dialect.name
    kind = "INTEGER" if dialect == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE assignment ADD COLUMN granted_by_id {kind}"
        " CONSTRAINT fk_assignment_granted_by_id REFERENCES person (id)"
    )
    for statement in added(dialect, [name for name, *_ in people_guards.CONDITIONS]):
        op.execute(sa.text(statement))
