"""What is searched, what attached files say, and how both databases find it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = ("entry", "proposal", "basis", "comment", "attachment", "person")
OUTCOMES = ("read", "empty", "unreadable")

TAKE_OUT = "INSERT INTO search_pair(search_pair, rowid, pairs) VALUES ('delete', old.id, old.pairs);"
PUT_IN = "INSERT INTO search_pair(rowid, pairs) VALUES (new.id, new.pairs);"
OPTIONS = "content='search_document', content_rowid='id', tokenize='ascii', detail=none, columnsize=0"
ON_SQLITE = (
    f"CREATE VIRTUAL TABLE search_pair USING fts5(pairs, {OPTIONS})",
    f"CREATE TRIGGER search_pair_added AFTER INSERT ON search_document BEGIN {PUT_IN} END",
    f"CREATE TRIGGER search_pair_taken AFTER DELETE ON search_document BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER search_pair_changed AFTER UPDATE OF pairs ON search_document BEGIN {TAKE_OUT} {PUT_IN} END",
)
ON_POSTGRESQL = ("CREATE INDEX search_pair ON search_document USING gin (pairs)",)


def _enum(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "attachment_text",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("outcome", _enum(OUTCOMES, "readingoutcome"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["attachment.sha256"], name=op.f("fk_attachment_text_sha256")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment_text")),
    )
    op.create_table(
        "search_document",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", _enum(KINDS, "searchkind"), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("catalogue_id", BIG, nullable=True),
        sa.Column("proposal_id", BIG, nullable=True),
        sa.Column("entry_id", sa.String(length=32), nullable=True),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("body_id", BIG, nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("replaced_from", sa.Date(), nullable=True),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_search_document_catalogue_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_search_document_proposal_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_search_document_entry_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["entry.id"], name=op.f("fk_search_document_parent_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_search_document_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_document_kind_subject_id")),
    )
    op.create_index("ix_search_document_entry_id", "search_document", ["entry_id"], unique=False)
    op.create_index(
        "ix_search_document_parent_id", "search_document", ["parent_id", "entry_id"], unique=False
    )
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(sa.text(statement))
