"""Terms of case files, packages taken out, destruction lists, and guards that let exactly those be carried out."""

import sqlalchemy as sa
from alembic import op

from models import guards, retention_guards

revision = "0016"
down_revision = "0022"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("retention_choice", "case_file_export", "destruction_list", "destruction_item", "destruction_act")
COMMENT_GUARDS = ("comment_text_stays", "comment_no_delete", "comment_no_replace", "comment_no_truncate")


def upgrade() -> None:
    op.add_column("jurisdiction", sa.Column("fonds", sa.String(length=12), nullable=True))
    _create_retention()
    _create_destruction()
    dialect = op.get_bind().dialect.name
    for statement in (
        *guards.statements(dialect, TABLES),
        # In an empty database the first migration has set the comments' guards already.
        *retention_guards.dropped(dialect, COMMENT_GUARDS, "comment"),
        *guards.statements(dialect, ("comment",)),
        *retention_guards.loosened(dialect),
    ):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _create_retention() -> None:
    op.create_table(
        "retention_choice",
        *_id("retention_choice"),
        *_key("retention_choice", "proposal_id", "proposal"),
        _term(),
        sa.Column("reason", sa.Text(), nullable=False),
        *_key("retention_choice", "chosen_by_id", "person"),
        *_key("retention_choice", "on_behalf_of_id", "person", nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        op.f("ix_retention_choice_proposal_id"), "retention_choice", ["proposal_id"], unique=False
    )
    op.create_table(
        "case_file_export",
        *_id("case_file_export"),
        *_key("case_file_export", "proposal_id", "proposal"),
        sa.Column("proposal_version", BIG, nullable=False),
        sa.Column("file_number", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", BIG, nullable=False),
        *_key("case_file_export", "person_id", "person"),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    )
    columns = ["proposal_id", "proposal_version"]
    op.create_index("ix_case_file_export_proposal", "case_file_export", columns, unique=False)


def _create_destruction() -> None:
    op.create_table(
        "destruction_list",
        *_id("destruction_list"),
        *_key("destruction_list", "jurisdiction_id", "jurisdiction"),
        *_key("destruction_list", "proposed_by_id", "person"),
        *_key("destruction_list", "on_behalf_of_id", "person", nullable=True),
        *_key("destruction_list", "body_id", "body"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index(
        op.f("ix_destruction_list_jurisdiction_id"), "destruction_list", ["jurisdiction_id"], unique=False
    )
    op.create_table(
        "destruction_item",
        *_id("destruction_item"),
        *_key("destruction_item", "list_id", "destruction_list"),
        *_key("destruction_item", "proposal_id", "proposal"),
        sa.Column("file_number", sa.String(length=60), nullable=False),
        _term(),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("package_sha256", sa.String(length=64), nullable=False),
        sa.UniqueConstraint("list_id", "proposal_id", name=op.f("uq_destruction_item_list_id_proposal_id")),
    )
    op.create_index(
        op.f("ix_destruction_item_proposal_id"), "destruction_item", ["proposal_id"], unique=False
    )
    op.create_table(
        "destruction_act",
        *_id("destruction_act"),
        *_key("destruction_act", "list_id", "destruction_list"),
        sa.Column("action", _closed("destructionaction", "approve", "refuse", "execute"), nullable=False),
        *_key("destruction_act", "actor_id", "person"),
        *_key("destruction_act", "on_behalf_of_id", "person", nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("list_id", "action", name=op.f("uq_destruction_act_list_id_action")),
    )


def _id(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _key(table: str, column: str, other: str, *, nullable: bool = False) -> tuple[sa.schema.SchemaItem, ...]:
    name = op.f(f"fk_{table}_{column}")
    return (
        sa.Column(column, BIG, nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name),
    )


def _term() -> sa.Column[str]:
    return sa.Column(
        "term", _closed("retentionterm", "permanent", "thirty_years", "ten_years"), nullable=False
    )


def _closed(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
