"""Hidings, and what followed each."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("hiding", "hiding_act")


def upgrade() -> None:
    op.create_table(
        "hiding",
        sa.Column("id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("attachment", sa.String(length=64), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_data",
                "leak_of_secrets",
                "wrong_or_harmful",
                "other",
                name="hidingreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_by_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_is_guessed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("field = '' OR attachment = ''", name=op.f("ck_hiding_one_part")),
        sa.CheckConstraint("explanation <> ''", name=op.f("ck_hiding_explained")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_hiding_body_id")),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_hiding_catalogue_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_hiding_entry_id")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["person.id"], name=op.f("fk_hiding_hidden_by_id")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["person.id"], name=op.f("fk_hiding_on_behalf_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding")),
    )
    op.create_index(op.f("ix_hiding_catalogue_id"), "hiding", ["catalogue_id"], unique=False)
    op.create_table(
        "hiding_act",
        sa.Column("id", BIG, nullable=False),
        sa.Column("hiding_id", BIG, nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "approve",
                "lift",
                "escalate",
                "end",
                name="hidingaction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("level", BIG, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(actor_id IS NULL) = (action IN ('escalate', 'end'))", name=op.f("ck_hiding_act_by_people")
        ),
        sa.CheckConstraint(
            "(level > 0) = (action = 'escalate')", name=op.f("ck_hiding_act_levels_of_escalation")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_hiding_act_actor_id")),
        sa.ForeignKeyConstraint(["hiding_id"], ["hiding.id"], name=op.f("fk_hiding_act_hiding_id")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["person.id"], name=op.f("fk_hiding_act_on_behalf_of_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding_act")),
        sa.UniqueConstraint(
            "hiding_id", "action", "level", name=op.f("uq_hiding_act_hiding_id_action_level")
        ),
    )
    for statement in guards.statements(op.get_bind().dialect.name, TABLES):
        op.execute(sa.text(statement.replace(":", "\\:")))
