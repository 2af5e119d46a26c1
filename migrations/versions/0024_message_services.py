"""Message services of jurisdictions, people's addresses there, and deliveries through them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
CHANNELS = ("in_app", "email", "wecom", "dingtalk", "feishu", "sms")
KINDS = (
    "wecom_app",
    "wecom_robot",
    "dingtalk_app",
    "dingtalk_robot",
    "feishu_app",
    "feishu_robot",
    "sms_gateway",
)
OLD = "channel IN ('in_app', 'email')"
NEW = f"channel IN ({', '.join(repr(one) for one in CHANNELS)})"
NAME = "ck_delivery_channel"


def upgrade() -> None:
    _let_deliveries_have_more_channels()
    op.create_table(
        "message_service",
        sa.Column("id", BIG, nullable=False),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("channel", _closed("channel", CHANNELS), nullable=False),
        sa.Column("kind", _closed("servicekind", KINDS), nullable=False),
        sa.Column("base", sa.String(length=200), nullable=False),
        sa.Column("settings", JSON, nullable=False),
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", BIG, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind LIKE channel || '%'", name=op.f("ck_message_service_kind_of_channel")),
        sa.CheckConstraint("locked <> ''", name=op.f("ck_message_service_locked")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_message_service_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_message_service_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_service")),
        sa.UniqueConstraint(
            "jurisdiction_id", "channel", name=op.f("uq_message_service_jurisdiction_id_channel")
        ),
    )
    op.create_table(
        "person_address",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("channel", _closed("channel", CHANNELS), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("address <> ''", name=op.f("ck_person_address_address")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_address_person_id")),
        sa.PrimaryKeyConstraint("person_id", "channel", name=op.f("pk_person_address")),
    )


def _closed(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def _let_deliveries_have_more_channels() -> None:
    """Change the closed set of channels; SQLite cannot change a constraint, so its table is laid down anew."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        op.drop_constraint(op.f(NAME), "delivery", type_="check")
        op.create_check_constraint(op.f(NAME), "delivery", NEW)
        return
    kept = bind.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'delivery' AND sql IS NOT NULL")
    ).all()
    definition = next(sql for kind, sql in kept if kind == "table")
    if definition.count(OLD) != 1 or any(kind == "trigger" for kind, _ in kept):
        raise RuntimeError("delivery is not as the migrations before made it.")
    fresh = definition.replace(OLD, NEW).replace("CREATE TABLE delivery", "CREATE TABLE delivery_new", 1)
    op.execute(sa.text(fresh))
    op.execute(sa.text("INSERT INTO delivery_new SELECT * FROM delivery"))
    op.execute(sa.text("DROP TABLE delivery"))
    op.execute(sa.text("ALTER TABLE delivery_new RENAME TO delivery"))
    for kind, sql in kept:
        if kind == "index":
            op.execute(sa.text(sql))
