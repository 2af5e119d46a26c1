"""Whoever decided on a proposal as its supervisor can no longer sign it off."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in guards.renewed(op.get_bind().dialect.name, "sign_off_separate"):
        op.execute(sa.text(statement.replace(":", "\\:")))
