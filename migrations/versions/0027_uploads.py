"""Files that wait to be imported are kept on the server and read by long work; what a scanner said is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SHA256 = sa.String(length=64)
KIND = "ck_job_jobkind"


def upgrade() -> None:
    _let_work_read()
    op.create_table(
        "upload",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("job_id", BIG, nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.CheckConstraint("size > 0", name=op.f("ck_upload_size")),
        sa.CheckConstraint("expires_at > uploaded_at", name=op.f("ck_upload_expiry")),
        sa.CheckConstraint("used_at IS NULL OR used_at >= uploaded_at", name=op.f("ck_upload_used")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id")),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_upload_catalogue_id")),
        sa.ForeignKeyConstraint(["sha256"], ["job_file.sha256"], name=op.f("fk_upload_sha256")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_upload_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    for column in ("person_id", "sha256", "expires_at", "job_id"):
        op.create_index(op.f(f"ix_upload_{column}"), "upload", [column], unique=False)
    op.create_table(
        "file_scan",
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "clean",
                "waiting",
                "infected",
                name="scanstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("scanner", sa.String(length=400), nullable=False),
        sa.Column("found", sa.String(length=400), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("(state = 'infected') = (found <> '')", name=op.f("ck_file_scan_found")),
        sa.CheckConstraint("(state = 'waiting') = (scanner = '')", name=op.f("ck_file_scan_scanner")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_file_scan")),
    )
    op.create_index(op.f("ix_file_scan_state"), "file_scan", ["state"], unique=False)


def _let_work_read() -> None:
    """Let long work be of one more kind: SQLite lays the table down anew, which has no guards."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(KIND), "job", type_="check")
        op.create_check_constraint(op.f(KIND), "job", "kind IN ('printing', 'reading')")
        return
    bind = op.get_bind()
    kept = bind.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'job' AND sql IS NOT NULL")
    ).all()
    definition = next(sql for kind, sql in kept if kind == "table")
    fresh = definition.replace("kind IN ('printing')", "kind IN ('printing', 'reading')")
    fresh = fresh.replace("CREATE TABLE job", "CREATE TABLE job_new", 1)
    if "'reading'" not in fresh:
        raise RuntimeError("job is not as its migration made it.")
    op.execute(sa.text(fresh))
    op.execute(sa.text("INSERT INTO job_new SELECT * FROM job"))
    op.execute(sa.text("DROP TABLE job"))
    op.execute(sa.text("ALTER TABLE job_new RENAME TO job"))
    for kind, sql in kept:
        if kind == "index":
            op.execute(sa.text(sql))
