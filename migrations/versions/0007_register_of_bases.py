"""The register of legal bases with its history, who cites a basis, and the drafts that a change of one opens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models import guards
from models.basis_guards import TABLES

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    # Nothing ever wrote into the bare table of 0001; made anew it gets its named constraints on both databases.
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.drop_constraint("fk_entry_citation_legal_basis_id", "entry_citation", type_="foreignkey")
    op.drop_table("legal_basis")
    _create_register()
    if not is_sqlite:
        op.create_foreign_key(
            "fk_entry_citation_legal_basis_id", "entry_citation", "legal_basis", ["legal_basis_id"], ["id"]
        )
    _create_citing()
    for statement in guards.statements(op.get_bind().dialect.name, TABLES):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _create_register() -> None:
    op.create_table(
        "legal_basis",
        sa.Column("id", BIG, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("other_titles", JSON, nullable=False),
        sa.Column("issuer", sa.String(length=400), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("successor_id", BIG, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_legal_basis_titled")),
        sa.CheckConstraint("successor_id <> id", name=op.f("ck_legal_basis_succeeded_by_another")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_legal_basis_versions_from_one")),
        _key("legal_basis", "successor_id", "legal_basis"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
        sa.UniqueConstraint("title", "number", name=op.f("uq_legal_basis_title_number")),
    )
    op.create_table(
        "legal_basis_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("legal_basis_id", BIG, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not_yet_in_force",
                "in_force",
                "amended",
                "repealed",
                name="basisstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", BIG, nullable=True),
        sa.Column("revokes_id", BIG, nullable=True),
        sa.CheckConstraint(
            "status IN ('amended', 'repealed')", name=op.f("ck_legal_basis_change_amended_or_repealed")
        ),
        _key("legal_basis_change", "legal_basis_id", "legal_basis"),
        _key("legal_basis_change", "recorded_by_id", "person"),
        _key("legal_basis_change", "revokes_id", "legal_basis_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis_change")),
        sa.UniqueConstraint("revokes_id", name=op.f("uq_legal_basis_change_revokes_id")),
    )
    _index("legal_basis_change", "legal_basis_id")


def _create_citing() -> None:
    op.create_table(
        "citation_wording",
        sa.Column("id", BIG, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation_wording")),
        sa.UniqueConstraint("sha256", name=op.f("uq_citation_wording_sha256")),
    )
    op.create_table(
        "citation_meaning",
        sa.Column("wording_id", BIG, nullable=False),
        sa.Column("legal_basis_id", BIG, nullable=False),
        _key("citation_meaning", "wording_id", "citation_wording"),
        _key("citation_meaning", "legal_basis_id", "legal_basis"),
        sa.PrimaryKeyConstraint("wording_id", "legal_basis_id", name=op.f("pk_citation_meaning")),
    )
    _index("citation_meaning", "legal_basis_id")
    op.create_table(
        "catalogue_citation",
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("wording_id", BIG, nullable=False),
        sa.Column("row_count", BIG, nullable=False),
        sa.CheckConstraint("row_count > 0", name=op.f("ck_catalogue_citation_some_rows")),
        _key("catalogue_citation", "catalogue_id", "catalogue"),
        _key("catalogue_citation", "wording_id", "citation_wording"),
        sa.PrimaryKeyConstraint("catalogue_id", "wording_id", name=op.f("pk_catalogue_citation")),
    )
    _index("catalogue_citation", "wording_id")
    op.create_table(
        "basis_opening",
        sa.Column("id", BIG, nullable=False),
        sa.Column("change_id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("confirmed_by_id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        _key("basis_opening", "change_id", "legal_basis_change"),
        _key("basis_opening", "catalogue_id", "catalogue"),
        _key("basis_opening", "confirmed_by_id", "person"),
        _key("basis_opening", "proposal_id", "proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basis_opening")),
        sa.UniqueConstraint(
            "change_id", "catalogue_id", name=op.f("uq_basis_opening_change_id_catalogue_id")
        ),
    )
    _index("basis_opening", "is_done")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
