"""Long work that is asked for, its bytes, and who asked."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SHA256 = sa.String(length=64)
STATES = ("queued", "running", "done", "failed")


def upgrade() -> None:
    op.create_table(
        "job_file",
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_job_file")),
    )
    op.create_table(
        "job",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", _one_of("jobkind", "printing"), nullable=False),
        sa.Column("input_sha256", SHA256, nullable=False),
        sa.Column("state", _one_of("jobstate", *STATES), nullable=False),
        sa.Column("done", BIG, nullable=False),
        sa.Column("total", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("result_sha256", SHA256, nullable=True),
        sa.Column("error", sa.String(length=400), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.CheckConstraint("(state = 'done') = (result_sha256 IS NOT NULL)", name=op.f("ck_job_result")),
        sa.CheckConstraint("(state = 'failed') = (error <> '')", name=op.f("ck_job_error")),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(["input_sha256"], ["job_file.sha256"], name=op.f("fk_job_input_sha256")),
        sa.ForeignKeyConstraint(["result_sha256"], ["job_file.sha256"], name=op.f("fk_job_result_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "input_sha256", name=op.f("uq_job_kind_input_sha256")),
    )
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)
    op.create_index(op.f("ix_job_expires_at"), "job", ["expires_at"], unique=False)
    op.create_table(
        "job_asking",
        sa.Column("id", BIG, nullable=False),
        sa.Column("job_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_asking_job_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_job_asking_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_asking")),
        sa.UniqueConstraint(
            "job_id", "person_id", "address", name=op.f("uq_job_asking_job_id_person_id_address")
        ),
    )
    op.create_index(op.f("ix_job_asking_person_id"), "job_asking", ["person_id"], unique=False)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
