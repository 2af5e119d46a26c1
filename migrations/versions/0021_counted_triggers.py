"""What made a revision necessary, beside its bytes, so that it can be counted."""

import json

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0021"
down_revision = "0014"
branch_labels = None
depends_on = None

GUARD = "revision_no_update"


def upgrade() -> None:
    op.add_column("revision", sa.Column("trigger_kind", sa.String(length=40), nullable=True))
    connection = op.get_bind()
    dialect = connection.dialect.name
    # What was submitted before is read once; for that moment, inside this transaction, the guard steps aside.
    op.execute(sa.text(f"DROP TRIGGER {GUARD}" + (" ON revision" if dialect == "postgresql" else "")))
    table = sa.table("revision", sa.column("id"), sa.column("data"), sa.column("trigger_kind"))
    for key, data in connection.execute(sa.select(table.c.id, table.c.data)).all():
        said = json.loads(bytes(data))["trigger"]
        connection.execute(table.update().where(table.c.id == key).values(trigger_kind=said))
    (guard,) = (one for one in guards.statements(dialect, ("revision",)) if f" {GUARD} " in one)
    op.execute(sa.text(guard.replace(":", "\\:")))
