"""Approvals and publications can be taken on and passed on as well: a handling says for which role it waits."""

import sqlalchemy as sa
from alembic import op

from models import guards

revision = "0033"
down_revision = "0029"
branch_labels = None
depends_on = None

ROLES = (
    "drafter",
    "reviewer",
    "supervisor",
    "publisher",
    "overseer",
    "auditor",
    "business_administrator",
    "system_administrator",
    "security_administrator",
    "audit_administrator",
)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLE = sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40)
KNOWN = "CASE WHEN step_id IS NULL THEN 'drafter' ELSE 'reviewer' END"
NAMES_ITS_STEP = "(role = 'reviewer') = (step_id IS NOT NULL)"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _lay_down_anew()
        return
    op.add_column("handling", sa.Column("role", sa.String(length=40), nullable=True))
    op.execute(sa.text(f"UPDATE handling SET role = {KNOWN}"))  # noqa: S608 - a constant
    op.alter_column("handling", "role", nullable=False)
    listed = ", ".join(f"'{one}'" for one in ROLES)
    op.create_check_constraint(op.f("ck_handling_role"), "handling", f"role IN ({listed})")
    op.create_check_constraint(op.f("ck_handling_names_its_step"), "handling", NAMES_ITS_STEP)


def _lay_down_anew() -> None:
    """SQLite holds rows against a new constraint before they can be filled in; the guards are installed again."""
    op.create_table(
        "handling_new",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("step_id", BIG, nullable=True),
        sa.Column("role", ROLE, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("passed_by_id", BIG, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "passed_by_id IS NULL OR passed_by_id <> person_id", name=op.f("ck_handling_to_another")
        ),
        sa.CheckConstraint("passed_by_id IS NOT NULL OR reason = ''", name=op.f("ck_handling_says_why")),
        sa.CheckConstraint(NAMES_ITS_STEP, name=op.f("ck_handling_names_its_step")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_handling_proposal_id")),
        sa.ForeignKeyConstraint(["step_id"], ["proposal_step.id"], name=op.f("fk_handling_step_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handling_person_id")),
        sa.ForeignKeyConstraint(["passed_by_id"], ["person.id"], name=op.f("fk_handling_passed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling")),
    )
    kept = "id, proposal_id, step_id, person_id, passed_by_id, reason, began_at"
    op.execute(
        sa.text(f"INSERT INTO handling_new ({kept}, role) SELECT {kept}, {KNOWN} FROM handling")  # noqa: S608
    )
    op.drop_table("handling")
    op.rename_table("handling_new", "handling")
    op.create_index("ix_handling_proposal_id_id", "handling", ["proposal_id", "id"])
    for statement in guards.statements("sqlite", ("handling",)):
        op.execute(sa.text(statement.replace(":", "\\:")))
