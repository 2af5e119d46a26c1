"""Published places (公开位置): which rows name which addresses, and what came of asking for each."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SHA256 = sa.String(length=64)
OUTCOMES = (
    *("reachable", "moved", "empty", "gone", "front_page", "round_in_circles", "server_error", "timed_out"),
    *("unreachable", "unknown_name", "bad_certificate", "turned_away", "made_by_scripts", "not_allowed"),
)


def upgrade() -> None:
    op.create_table(
        "place_host",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=260), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("taken", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_host")),
        sa.UniqueConstraint("name", name=op.f("uq_place_host_name")),
    )
    op.create_table(
        "place_address",
        sa.Column("id", BIG, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_sha256", SHA256, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("checked_at", MOMENT, nullable=True),
        sa.Column("outcome", _one_of("placeoutcome", *OUTCOMES), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("status", BIG, nullable=True),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("size", BIG, nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("failed_days", BIG, nullable=False),
        sa.Column("failed_on", sa.Date(), nullable=True),
        sa.Column("failing_since", sa.Date(), nullable=True),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("text_sha256", SHA256, nullable=False),
        sa.Column("first_read_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("modified_on", sa.Date(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(failed_days = 0) = (failed_on IS NULL)", name=op.f("ck_place_address_failed")),
        sa.CheckConstraint("(outcome IS NULL) = (checked_at IS NULL)", name=op.f("ck_place_address_checked")),
        sa.CheckConstraint("failed_days >= 0", name=op.f("ck_place_address_failed_days")),
        sa.ForeignKeyConstraint(["host_id"], ["place_host.id"], name=op.f("fk_place_address_host_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_address")),
        sa.UniqueConstraint("url_sha256", name=op.f("uq_place_address_url_sha256")),
    )
    op.create_index(op.f("ix_place_address_host_id"), "place_address", ["host_id"], unique=False)
    op.create_index(op.f("ix_place_address_next_at"), "place_address", ["next_at"], unique=False)
    op.create_table(
        "place_checking",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by_id", BIG, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_place_checking_one")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_place_checking_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_checking")),
    )
    op.create_table(
        "place_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("address_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", _one_of("placeoutcome", *OUTCOMES), nullable=False),
        sa.Column("status", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["place_address.id"], name=op.f("fk_place_change_address_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_change")),
    )
    op.create_index(op.f("ix_place_change_address_id"), "place_change", ["address_id"], unique=False)
    op.create_table(
        "place_reading",
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("release_no", BIG, nullable=False),
        sa.Column("county_release_no", BIG, nullable=True),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_place_reading_catalogue_id")
        ),
        sa.PrimaryKeyConstraint("catalogue_id", name=op.f("pk_place_reading")),
    )
    op.create_table(
        "published_place",
        sa.Column("id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "level",
            _one_of("level", "nation", "province", "city", "county", "township", "village"),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("address_id", BIG, nullable=True),
        sa.Column(
            "every", _one_of("every", "day", "week", "month", "quarter", "half_year", "year"), nullable=True
        ),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("fresh_until", sa.Date(), nullable=True),
        sa.CheckConstraint("text <> '' OR address_id IS NULL", name=op.f("ck_published_place_text")),
        sa.ForeignKeyConstraint(
            ["address_id"], ["place_address.id"], name=op.f("fk_published_place_address_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_published_place_body_id")),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_published_place_catalogue_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_published_place_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_place")),
    )
    op.create_index(op.f("ix_published_place_address_id"), "published_place", ["address_id"], unique=False)
    op.create_index("ix_published_place_body_id", "published_place", ["body_id"], unique=False)
    op.create_index(
        op.f("ix_published_place_catalogue_id"), "published_place", ["catalogue_id"], unique=False
    )


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
