"""Edits of drafts that can be undone, and who attends to a draft or a step."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models import guards

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "draft_edit",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pieces", JSON, nullable=False),
        sa.Column("is_typed", sa.Boolean(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_draft_edit_proposal_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_edit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_edit")),
    )
    op.create_index("ix_draft_edit_proposal_id_id", "draft_edit", ["proposal_id", "id"])
    op.create_table(
        "handling",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("step_id", BIG, nullable=True),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("passed_by_id", BIG, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "passed_by_id IS NULL OR passed_by_id <> person_id", name=op.f("ck_handling_to_another")
        ),
        sa.CheckConstraint("passed_by_id IS NOT NULL OR reason = ''", name=op.f("ck_handling_says_why")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_handling_proposal_id")),
        sa.ForeignKeyConstraint(["step_id"], ["proposal_step.id"], name=op.f("fk_handling_step_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handling_person_id")),
        sa.ForeignKeyConstraint(["passed_by_id"], ["person.id"], name=op.f("fk_handling_passed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling")),
    )
    op.create_index("ix_handling_proposal_id_id", "handling", ["proposal_id", "id"])
    for statement in guards.statements(op.get_bind().dialect.name, ("handling",)):
        op.execute(sa.text(statement.replace(":", "\\:")))
