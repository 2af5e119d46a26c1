"""What the rules found on a revision at its submit, approval and publication."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ACTIONS = (
    "submit",
    "sign_off",
    "request_changes",
    "open_consultation",
    "close_consultation",
    "take_back",
    "rebase",
    "approve",
    "reject",
    "revoke_approval",
    "schedule",
    "unschedule",
    "publish",
    "withdraw",
)


def upgrade() -> None:
    op.create_table(
        "rule_outcome",
        sa.Column("id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("proposal_version", BIG, nullable=False),
        sa.Column(
            "action",
            sa.Enum(*ACTIONS, name="action", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upstream_release_no", BIG, nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_rule_outcome_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_outcome")),
        sa.UniqueConstraint(
            "revision_id", "proposal_version", name=op.f("uq_rule_outcome_revision_id_proposal_version")
        ),
    )
    for statement in guards.statements(op.get_bind().dialect.name, ("rule_outcome",)):
        op.execute(sa.text(statement.replace(":", "\\:")))
