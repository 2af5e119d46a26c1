"""Guards of what was: names and lineage of bodies, versions of routes, names of attached files."""

import sqlalchemy as sa
from alembic import op

from models import guards
from models.history_guards import APPEND_ONLY

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in guards.statements(op.get_bind().dialect.name, tuple(APPEND_ONLY)):
        op.execute(sa.text(statement.replace(":", "\\:")))
