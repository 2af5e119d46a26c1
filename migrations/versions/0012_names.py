"""Names of published rows as they are searched, and the state of drafts under the rules."""

import sqlalchemy as sa
from alembic import op

from values.names import compared

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String(length=400)


def upgrade() -> None:
    wordings = op.create_table(
        "name_wording",
        sa.Column("wording", NAME, nullable=False),
        sa.Column("bare", NAME, nullable=False),
        sa.Column("length", BIG, nullable=False),
        sa.PrimaryKeyConstraint("wording", name=op.f("pk_name_wording")),
    )
    op.create_index("ix_name_wording_length_bare", "name_wording", ["length", "bare"], unique=False)
    op.create_index("ix_entry_version_name", "entry_version", ["name", "catalogue_id"], unique=False)
    op.create_table(
        "draft_check",
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.Column("release_no", BIG, nullable=True),
        sa.Column("standard_release_no", BIG, nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("errors", BIG, nullable=False),
        sa.Column("warnings", BIG, nullable=False),
        sa.Column("unanswered", BIG, nullable=False),
        sa.CheckConstraint("unanswered <= warnings", name=op.f("ck_draft_check_answered")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_draft_check_proposal_id")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_draft_check")),
    )
    connection = op.get_bind()
    published = connection.execute(sa.text("SELECT DISTINCT name FROM entry_version")).scalars().all()
    bare = {one: compared(one) for one in published}
    if bare:
        connection.execute(
            wordings.insert(),
            [{"wording": one, "bare": name, "length": len(name)} for one, name in bare.items()],
        )
