"""Words for channels, and rules of the provinces, with their guards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models import guards

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
TABLES = ("channel_synonym", "channel_synonym_withdrawal", "provincial_rule")


def upgrade() -> None:
    op.create_table(
        "channel_synonym",
        sa.Column("id", BIG, nullable=False),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("word_key", sa.String(length=2000), nullable=False),
        sa.Column("channel", sa.String(length=100), nullable=False),
        sa.Column("added_by_id", BIG, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_channel_synonym_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_channel_synonym_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_synonym")),
    )
    op.create_index(op.f("ix_channel_synonym_jurisdiction_id"), "channel_synonym", ["jurisdiction_id"])
    op.create_table(
        "channel_synonym_withdrawal",
        sa.Column("id", BIG, nullable=False),
        sa.Column("synonym_id", BIG, nullable=False),
        sa.Column("withdrawn_by_id", BIG, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["synonym_id"], ["channel_synonym.id"], name=op.f("fk_channel_synonym_withdrawal_synonym_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_channel_synonym_withdrawal_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_synonym_withdrawal")),
        sa.UniqueConstraint("synonym_id", name=op.f("uq_channel_synonym_withdrawal_synonym_id")),
    )
    op.create_table(
        "provincial_rule",
        sa.Column("id", BIG, nullable=False),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("rule", JSON, nullable=False),
        sa.Column("written_by_id", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_provincial_rule_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_provincial_rule_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provincial_rule")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", "version", name=op.f("uq_provincial_rule_jurisdiction_id_code_version")
        ),
    )
    for statement in guards.statements(op.get_bind().dialect.name, TABLES):
        op.execute(sa.text(statement.replace(":", "\\:")))
