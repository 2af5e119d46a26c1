"""Checks of whole catalogues: runs, results, legacy defects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "compliance_run",
        sa.Column("id", BIG, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("started_by_id", BIG, nullable=True),
        sa.Column("total", BIG, nullable=False),
        sa.Column("done", BIG, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["person.id"], name=op.f("fk_compliance_run_started_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compliance_run")),
    )
    op.create_table(
        "compliance_chunk",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("catalogues", JSON, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["compliance_run.id"], name=op.f("fk_compliance_chunk_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compliance_chunk")),
    )
    op.create_index(op.f("ix_compliance_chunk_run_id"), "compliance_chunk", ["run_id"], unique=False)
    op.create_table(
        "compliance_result",
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("release_no", BIG, nullable=False),
        sa.Column("standard_release_no", BIG, nullable=True),
        sa.Column("present", BIG, nullable=False),
        sa.Column("left_out", BIG, nullable=False),
        sa.Column("missing", BIG, nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_compliance_result_catalogue_id")
        ),
        sa.PrimaryKeyConstraint("catalogue_id", name=op.f("pk_compliance_result")),
    )
    op.create_table(
        "compliance_count",
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_compliance_count_catalogue_id")
        ),
        sa.PrimaryKeyConstraint("catalogue_id", "rule", "severity", name=op.f("pk_compliance_count")),
    )
    op.create_table(
        "legacy_defect",
        sa.Column("id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("finding_key", sa.String(length=200), nullable=False),
        sa.Column("finding", JSON, nullable=False),
        sa.Column("first_found", sa.Date(), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_is_guessed", sa.Boolean(), nullable=False),
        sa.Column("owner_id", BIG, nullable=True),
        sa.Column("cleared", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_legacy_defect_catalogue_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_legacy_defect_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legacy_defect")),
        sa.UniqueConstraint(
            "catalogue_id",
            "finding_key",
            "first_found",
            name=op.f("uq_legacy_defect_catalogue_id_finding_key_first_found"),
        ),
    )
    op.create_index(op.f("ix_legacy_defect_catalogue_id"), "legacy_defect", ["catalogue_id"], unique=False)
    op.create_index(op.f("ix_legacy_defect_owner_id"), "legacy_defect", ["owner_id"], unique=False)
