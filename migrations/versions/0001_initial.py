"""The first schema, with all its guards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models import basis_guards, guards, history_guards, ledger_guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

# The two cycles of the schema. SQLite takes a key to a table that comes later; PostgreSQL does not.
DEFERRED = (
    (
        "fk_catalogue_current_release",
        "catalogue",
        "release",
        ["id", "current_release_no"],
        ["catalogue_id", "no"],
    ),
    (
        "fk_proposal_event",
        "proposal",
        "event",
        ["id", "version", "state"],
        ["proposal_id", "proposal_version", "to_state"],
    ),
)


def inline(table: str) -> list[sa.ForeignKeyConstraint]:
    """Return the deferred keys that SQLite gets with the table."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.ForeignKeyConstraint(
            columns,
            [f"{other}.{column}" for column in referred],
            name=name,
            deferrable=True,
            initially="DEFERRED",
        )
        for name, source, other, columns, referred in DEFERRED
        if source == table
    ]


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment")),
    )
    op.create_table(
        "installation",
        sa.Column("log", sa.String(length=80), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_installation")),
    )
    op.create_table(
        "jurisdiction",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "nation",
                "province",
                "city",
                "county",
                "township",
                "village",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("predecessor_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["jurisdiction.id"], name=op.f("fk_jurisdiction_parent_id")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["jurisdiction.id"], name=op.f("fk_jurisdiction_predecessor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jurisdiction")),
        sa.UniqueConstraint("code", name=op.f("uq_jurisdiction_code")),
    )
    op.create_index(op.f("ix_jurisdiction_parent_id"), "jurisdiction", ["parent_id"], unique=False)
    op.create_index(op.f("ix_jurisdiction_path"), "jurisdiction", ["path"], unique=False)
    op.create_table(
        "ledger_checkpoint",
        sa.Column("size", BIG, autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_ledger_checkpoint")),
    )
    op.create_table(
        "ledger_node",
        sa.Column("level", BIG, autoincrement=False, nullable=False),
        sa.Column("index", BIG, autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "index", name=op.f("pk_ledger_node")),
    )
    op.create_table(
        "legal_basis",
        sa.Column("id", BIG, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("issuer", sa.String(length=400), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("repealed_from", sa.Date(), nullable=True),
        sa.Column("successor_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["legal_basis.id"], name=op.f("fk_legal_basis_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
    )
    op.create_table(
        "person",
        sa.Column("id", BIG, nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("failed_sign_ins", BIG, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_epoch", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "transition_table",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_transition_table")),
    )
    op.create_table(
        "working_day_exception",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_working_day_exception")),
    )
    op.create_table(
        "working_day_year",
        sa.Column("year", BIG, autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_working_day_year")),
    )
    op.create_table(
        "body",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "administrative_organ",
                "dispatched_agency",
                "public_institution",
                "authorised_organisation",
                "generic",
                name="bodykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("business_line", sa.String(length=60), nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_body_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_body_credit_code")),
    )
    op.create_index(op.f("ix_body_jurisdiction_id"), "body", ["jurisdiction_id"], unique=False)
    op.create_table(
        "delegation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("deputy_id", BIG, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.CheckConstraint("person_id <> deputy_id", name=op.f("ck_delegation_not_self")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_delegation_deputy_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_deputy_id"), "delegation", ["deputy_id"], unique=False)
    op.create_index(op.f("ix_delegation_person_id"), "delegation", ["person_id"], unique=False)
    op.create_table(
        "idempotency_key",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_idempotency_key_person_id")),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_idempotency_key")),
    )
    op.create_table(
        "proposal_counter",
        sa.Column("id", BIG, nullable=False),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("year", BIG, nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_proposal_counter_jurisdiction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_counter")),
        sa.UniqueConstraint("jurisdiction_id", "year", name=op.f("uq_proposal_counter_jurisdiction_id_year")),
    )
    op.create_table(
        "refusal_count",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object", sa.String(length=80), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", BIG, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_refusal_count_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal_count")),
        sa.UniqueConstraint(
            "person_id",
            "action",
            "object",
            "minute",
            name=op.f("uq_refusal_count_person_id_action_object_minute"),
        ),
    )
    op.create_table(
        "assignment",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
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
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "post",
            sa.Enum(
                "staff",
                "section_chief",
                "openness_officer",
                "legal_officer",
                "deputy_leader",
                "principal_leader",
                name="post",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_assignment_body_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_body_id"), "assignment", ["body_id"], unique=False)
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_table(
        "body_lineage",
        sa.Column("id", BIG, nullable=False),
        sa.Column("predecessor_id", BIG, nullable=False),
        sa.Column("successor_id", BIG, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["predecessor_id"], ["body.id"], name=op.f("fk_body_lineage_predecessor_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["body.id"], name=op.f("fk_body_lineage_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_lineage")),
        sa.UniqueConstraint(
            "predecessor_id", "successor_id", name=op.f("uq_body_lineage_predecessor_id_successor_id")
        ),
    )
    op.create_index(op.f("ix_body_lineage_successor_id"), "body_lineage", ["successor_id"], unique=False)
    op.create_table(
        "body_name",
        sa.Column("id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_name_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_name")),
        sa.UniqueConstraint("body_id", "valid_from", name=op.f("uq_body_name_body_id_valid_from")),
    )
    op.create_table(
        "route",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("allows_two_steps", sa.Boolean(), nullable=False),
        sa.Column("approval_working_days", BIG, nullable=False),
        sa.Column("publication_working_days", BIG, nullable=False),
        sa.Column("publishing_body_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_route_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(
            ["publishing_body_id"], ["body.id"], name=op.f("fk_route_publishing_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_index(op.f("ix_route_jurisdiction_id"), "route", ["jurisdiction_id"], unique=False)
    op.create_table(
        "catalogue",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "standard",
                "local",
                "township",
                name="cataloguekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "field",
            sa.Enum(
                "employment",
                "social-insurance",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("jurisdiction_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("route_id", BIG, nullable=False),
        sa.Column("upstream_catalogue_id", BIG, nullable=True),
        sa.Column("is_normative_document", sa.Boolean(), nullable=False),
        sa.Column("reconstructed", sa.Boolean(), nullable=False),
        sa.Column("current_release_no", BIG, nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_catalogue_body_id")),
        sa.ForeignKeyConstraint(
            ["id", "current_release_no"],
            ["release.catalogue_id", "release.no"],
            name="fk_catalogue_current_release",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_catalogue_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_catalogue_route_id")),
        sa.ForeignKeyConstraint(
            ["upstream_catalogue_id"], ["catalogue.id"], name=op.f("fk_catalogue_upstream_catalogue_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue")),
        sa.UniqueConstraint("code", name=op.f("uq_catalogue_code")),
        *inline("catalogue"),
    )
    op.create_index(op.f("ix_catalogue_body_id"), "catalogue", ["body_id"], unique=False)
    op.create_index(op.f("ix_catalogue_jurisdiction_id"), "catalogue", ["jurisdiction_id"], unique=False)
    op.create_index(
        op.f("ix_catalogue_upstream_catalogue_id"), "catalogue", ["upstream_catalogue_id"], unique=False
    )
    op.create_table(
        "route_step",
        sa.Column("id", BIG, nullable=False),
        sa.Column("route_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "section_review",
                "countersignature",
                "secrecy_review",
                "legality_review",
                "deputy_leader_review",
                "principal_leader_review",
                "government_office_review",
                "government_deliberation",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "staff",
                "section_chief",
                "openness_officer",
                "legal_officer",
                "deputy_leader",
                "principal_leader",
                name="post",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("working_days", BIG, nullable=False),
        sa.Column("operations", JSON, nullable=False),
        sa.Column("normative_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_route_step_body_id")),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_route_step_route_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_step")),
    )
    op.create_index(op.f("ix_route_step_route_id"), "route_step", ["route_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("upstream_entry_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_entry_catalogue_id")),
        sa.ForeignKeyConstraint(["upstream_entry_id"], ["entry.id"], name=op.f("fk_entry_upstream_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index(op.f("ix_entry_catalogue_id"), "entry", ["catalogue_id"], unique=False)
    op.create_index(op.f("ix_entry_upstream_entry_id"), "entry", ["upstream_entry_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("drafting_body_id", BIG, nullable=False),
        sa.Column("base_release_no", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_review",
                "consulting",
                "changes_requested",
                "in_approval",
                "approved",
                "published",
                "withdrawn",
                "rejected",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", BIG, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("revision_no", BIG, nullable=True),
        sa.Column("returned_step_id", BIG, nullable=True),
        sa.Column("returned_by_supervisor", sa.Boolean(), nullable=False),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consulting_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "classification",
            sa.Enum(
                "internal",
                "open",
                name="classification",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cause_kind", sa.String(length=40), nullable=False),
        sa.Column("cause_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_proposal_catalogue_id")),
        sa.ForeignKeyConstraint(["drafting_body_id"], ["body.id"], name=op.f("fk_proposal_drafting_body_id")),
        sa.ForeignKeyConstraint(
            ["id", "version", "state"],
            ["event.proposal_id", "event.proposal_version", "event.to_state"],
            name="fk_proposal_event",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("number", name=op.f("uq_proposal_number")),
        *inline("proposal"),
    )
    op.create_index(op.f("ix_proposal_catalogue_id"), "proposal", ["catalogue_id"], unique=False)
    op.create_index(op.f("ix_proposal_drafting_body_id"), "proposal", ["drafting_body_id"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_subscription_catalogue_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("person_id", "catalogue_id", name=op.f("uq_subscription_person_id_catalogue_id")),
    )
    op.create_index(op.f("ix_subscription_catalogue_id"), "subscription", ["catalogue_id"], unique=False)
    op.create_table(
        "attachment_name",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attachment_name_person_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_attachment_name_proposal_id")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["attachment.sha256"], name=op.f("fk_attachment_name_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_name")),
        sa.UniqueConstraint(
            "proposal_id", "sha256", "name", name=op.f("uq_attachment_name_proposal_id_sha256_name")
        ),
    )
    op.create_table(
        "comment",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("revision_no", BIG, nullable=True),
        sa.Column("entry_id", sa.String(length=32), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_comment_author_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_comment_body_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_comment_proposal_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["person.id"], name=op.f("fk_comment_resolved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_proposal_id"), "comment", ["proposal_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_draft_proposal_id")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_save",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_draft_save_body_id")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["person.id"], name=op.f("fk_draft_save_on_behalf_of_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_save_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_draft_save_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_save")),
        sa.UniqueConstraint(
            "proposal_id", "draft_version", name=op.f("uq_draft_save_proposal_id_draft_version")
        ),
    )
    op.create_table(
        "event",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("body_id", BIG, nullable=True),
        sa.Column("jurisdiction_id", BIG, nullable=True),
        sa.Column("subject_kind", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.String(length=80), nullable=False),
        sa.Column("proposal_id", BIG, nullable=True),
        sa.Column("proposal_version", BIG, nullable=True),
        sa.Column("catalogue_id", BIG, nullable=True),
        sa.Column("revision_no", BIG, nullable=True),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "(proposal_version IS NULL) = (to_state IS NULL)", name=op.f("ck_event_version_with_state")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_event_actor_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_event_body_id")),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_event_catalogue_id")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_event_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["person.id"], name=op.f("fk_event_on_behalf_of_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_event_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("proposal_id", "proposal_version", "to_state", name="uq_event_proposal_state"),
        sa.UniqueConstraint(
            "proposal_id", "proposal_version", name=op.f("uq_event_proposal_id_proposal_version")
        ),
    )
    op.create_index(op.f("ix_event_action"), "event", ["action"], unique=False)
    op.create_index(op.f("ix_event_actor_id"), "event", ["actor_id"], unique=False)
    op.create_index(op.f("ix_event_at"), "event", ["at"], unique=False)
    op.create_index(op.f("ix_event_catalogue_id"), "event", ["catalogue_id"], unique=False)
    op.create_index(op.f("ix_event_jurisdiction_id"), "event", ["jurisdiction_id"], unique=False)
    op.create_index(op.f("ix_event_request_id"), "event", ["request_id"], unique=False)
    op.create_index("ix_event_subject", "event", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "proposal_step",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_no", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "section_review",
                "countersignature",
                "secrecy_review",
                "legality_review",
                "deputy_leader_review",
                "principal_leader_review",
                "government_office_review",
                "government_deliberation",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "staff",
                "section_chief",
                "openness_officer",
                "legal_officer",
                "deputy_leader",
                "principal_leader",
                name="post",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("working_days", BIG, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_is_guessed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_proposal_step_body_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_step_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_step")),
    )
    op.create_index("ix_proposal_step_body", "proposal_step", ["body_id", "proposal_id"], unique=False)
    op.create_index(op.f("ix_proposal_step_proposal_id"), "proposal_step", ["proposal_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("no", BIG, nullable=False),
        sa.Column("base_release_no", BIG, nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_by_id", BIG, nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_revision_proposal_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_revision_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("proposal_id", "no", name=op.f("uq_revision_proposal_id_no")),
    )
    op.create_table(
        "statutory_clock",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("anchored_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_is_guessed", sa.Boolean(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_statutory_clock_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statutory_clock")),
        sa.UniqueConstraint("proposal_id", "kind", name=op.f("uq_statutory_clock_proposal_id_kind")),
    )
    op.create_table(
        "decision",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column(
            "action",
            sa.Enum(
                "submit",
                "sign_off",
                "request_changes",
                "open_consultation",
                "close_consultation",
                "take_back",
                "rebase",
                "approve",
                "reject",
                "revoke_approval",
                "schedule",
                "unschedule",
                "publish",
                "withdraw",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "action IN ('approve', 'reject', 'request_changes', 'revoke_approval')",
            name=op.f("ck_decision_of_supervisor"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_decision_actor_id")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["person.id"], name=op.f("fk_decision_on_behalf_of_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_decision_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_proposal_id"), "decision", ["proposal_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("recipient_id", BIG, nullable=False),
        sa.Column(
            "channel",
            sa.Enum("in_app", "email", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "sent",
                "dead",
                name="deliverystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_delivery_event_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["person.id"], name=op.f("fk_delivery_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "event_id", "recipient_id", "channel", name=op.f("uq_delivery_event_id_recipient_id_channel")
        ),
    )
    op.create_index("ix_delivery_due", "delivery", ["state", "next_attempt_at"], unique=False)
    op.create_index(op.f("ix_delivery_recipient_id"), "delivery", ["recipient_id"], unique=False)
    op.create_table(
        "ledger_leaf",
        sa.Column("index", BIG, autoincrement=False, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_ledger_leaf_event_id")),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_ledger_leaf")),
        sa.UniqueConstraint("event_id", name=op.f("uq_ledger_leaf_event_id")),
    )
    op.create_table(
        "outbox",
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fanned_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_outbox_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_fanned_out_at"), "outbox", ["fanned_out_at"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", BIG, nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("no", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogue.id"], name=op.f("fk_release_catalogue_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_release_proposal_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_release_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("catalogue_id", "no", name=op.f("uq_release_catalogue_id_no")),
    )
    op.create_index(op.f("ix_release_proposal_id"), "release", ["proposal_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", BIG, nullable=False),
        sa.Column("step_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "half_time",
                "day_before",
                "overdue",
                name="reminderkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_reminder_event_id")),
        sa.ForeignKeyConstraint(["step_id"], ["proposal_step.id"], name=op.f("fk_reminder_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("step_id", "kind", "due_on", name=op.f("uq_reminder_step_id_kind_due_on")),
    )
    op.create_table(
        "revision_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column(
            "operation",
            sa.Enum(
                "add",
                "amend",
                "leave_out",
                "restore",
                "cancel",
                "move",
                "split",
                "merge",
                name="operation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("before_sha256", sa.String(length=64), nullable=True),
        sa.Column("after_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_change_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_change")),
        sa.UniqueConstraint("revision_id", "position", name=op.f("uq_revision_change_revision_id_position")),
    )
    op.create_index(op.f("ix_revision_change_entry_id"), "revision_change", ["entry_id"], unique=False)
    op.create_table(
        "revision_contributor",
        sa.Column("id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["person.id"], name=op.f("fk_revision_contributor_on_behalf_of_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_revision_contributor_person_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_revision_contributor_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_contributor_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_contributor")),
        sa.UniqueConstraint(
            "revision_id",
            "person_id",
            "on_behalf_of_id",
            name=op.f("uq_revision_contributor_revision_id_person_id_on_behalf_of_id"),
        ),
    )
    op.create_index(
        op.f("ix_revision_contributor_proposal_id"), "revision_contributor", ["proposal_id"], unique=False
    )
    op.create_table(
        "sign_off",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("step_id", BIG, nullable=False),
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("on_behalf_of_id", BIG, nullable=True),
        sa.Column("recorded_by_id", BIG, nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "agreed_with_changes",
                "returned",
                "objected",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_sign_off_actor_id")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["person.id"], name=op.f("fk_sign_off_on_behalf_of_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_sign_off_proposal_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_sign_off_recorded_by_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_sign_off_revision_id")),
        sa.ForeignKeyConstraint(["step_id"], ["proposal_step.id"], name=op.f("fk_sign_off_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index(op.f("ix_sign_off_proposal_id"), "sign_off", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_sign_off_step_id"), "sign_off", ["step_id"], unique=False)
    op.create_table(
        "warning_answer",
        sa.Column("id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("finding_key", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_warning_answer_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning_answer")),
        sa.UniqueConstraint(
            "revision_id", "finding_key", name=op.f("uq_warning_answer_revision_id_finding_key")
        ),
    )
    op.create_table(
        "entry_lineage",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("release_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_lineage_entry_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_entry_lineage_release_id")),
        sa.ForeignKeyConstraint(["source_id"], ["entry.id"], name=op.f("fk_entry_lineage_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_lineage")),
        sa.UniqueConstraint("entry_id", "source_id", name=op.f("uq_entry_lineage_entry_id_source_id")),
    )
    op.create_index(op.f("ix_entry_lineage_source_id"), "entry_lineage", ["source_id"], unique=False)
    op.create_table(
        "entry_version",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("catalogue_id", BIG, nullable=False),
        sa.Column("release_no", BIG, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column(
            "operation",
            sa.Enum(
                "add",
                "amend",
                "leave_out",
                "restore",
                "cancel",
                "move",
                "split",
                "merge",
                name="operation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("rank", sa.String(length=200), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "present",
                "left_out",
                "cancelled",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "left_out_reason",
            sa.Enum(
                "not_practised",
                "function_transferred",
                "basis_repealed",
                "cancelled_above",
                "merged_into_other",
                name="leaveoutreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("left_out_note", sa.Text(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "own",
                "adapted",
                "supplement",
                "refinement",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("upstream_entry_id", sa.String(length=32), nullable=True),
        sa.Column("upstream_version_id", BIG, nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("content_elements", JSON, nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("disclosing_bodies", JSON, nullable=False),
        sa.Column("channels", JSON, nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("mode", JSON, nullable=False),
        sa.Column("levels", JSON, nullable=False),
        sa.Column("is_service", sa.Boolean(), nullable=False),
        sa.Column("guide", JSON, nullable=False),
        sa.Column("places", JSON, nullable=False),
        sa.Column("telephones", JSON, nullable=False),
        sa.Column("interpretation", sa.Text(), nullable=False),
        sa.Column("online_degree", sa.Text(), nullable=False),
        sa.Column("service_codes", JSON, nullable=False),
        sa.Column("attachments", JSON, nullable=False),
        sa.Column("provenance", JSON, nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id", "release_no"],
            ["release.catalogue_id", "release.no"],
            name=op.f("fk_entry_version_catalogue_id_release_no"),
        ),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogue.id"], name=op.f("fk_entry_version_catalogue_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_version_entry_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["entry.id"], name=op.f("fk_entry_version_parent_id")),
        sa.ForeignKeyConstraint(
            ["upstream_entry_id"], ["entry.id"], name=op.f("fk_entry_version_upstream_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["upstream_version_id"], ["entry_version.id"], name=op.f("fk_entry_version_upstream_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_version")),
        sa.UniqueConstraint("entry_id", "release_no", name=op.f("uq_entry_version_entry_id_release_no")),
    )
    op.create_index("ix_entry_version_as_of", "entry_version", ["catalogue_id", "published_at"], unique=False)
    op.create_table(
        "publication_notice",
        sa.Column("id", BIG, nullable=False),
        sa.Column("release_id", BIG, nullable=False),
        sa.Column("index_number", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("issuing_body_id", BIG, nullable=False),
        sa.Column("drafting_body_id", BIG, nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("signatory", sa.String(length=400), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drafting_body_id"], ["body.id"], name=op.f("fk_publication_notice_drafting_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["issuing_body_id"], ["body.id"], name=op.f("fk_publication_notice_issuing_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_publication_notice_release_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_notice")),
        sa.UniqueConstraint("index_number", name=op.f("uq_publication_notice_index_number")),
        sa.UniqueConstraint("release_id", name=op.f("uq_publication_notice_release_id")),
    )
    op.create_table(
        "revision_change_part",
        sa.Column("id", BIG, nullable=False),
        sa.Column("revision_change_id", BIG, nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("is_source", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_change_id"],
            ["revision_change.id"],
            name=op.f("fk_revision_change_part_revision_change_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_change_part")),
        sa.UniqueConstraint(
            "revision_change_id",
            "is_source",
            "entry_id",
            name=op.f("uq_revision_change_part_revision_change_id_is_source_entry_id"),
        ),
    )
    op.create_index(
        op.f("ix_revision_change_part_entry_id"), "revision_change_part", ["entry_id"], unique=False
    )
    op.create_table(
        "suggestion",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("sign_off_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_suggestion_proposal_id")),
        sa.ForeignKeyConstraint(["sign_off_id"], ["sign_off.id"], name=op.f("fk_suggestion_sign_off_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("sign_off_id", name=op.f("uq_suggestion_sign_off_id")),
    )
    op.create_index(op.f("ix_suggestion_proposal_id"), "suggestion", ["proposal_id"], unique=False)
    op.create_table(
        "entry_citation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_version_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("legal_basis_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_version_id"], ["entry_version.id"], name=op.f("fk_entry_citation_entry_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"], ["legal_basis.id"], name=op.f("fk_entry_citation_legal_basis_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_citation")),
        sa.UniqueConstraint(
            "entry_version_id", "position", name=op.f("uq_entry_citation_entry_version_id_position")
        ),
    )
    op.create_index(
        op.f("ix_entry_citation_legal_basis_id"), "entry_citation", ["legal_basis_id"], unique=False
    )
    if op.get_bind().dialect.name != "sqlite":
        for name, table, other, columns, referred in DEFERRED:
            op.create_foreign_key(
                name, table, other, columns, referred, deferrable=True, initially="DEFERRED"
            )
    # Those of history are installed by 0006, those of the bases by 0007, those of the ledger by 0013:
    # they name columns that come in between.
    later = history_guards.APPEND_ONLY.keys() | set(basis_guards.TABLES) | ledger_guards.APPEND_ONLY.keys()
    tables = set(sa.inspect(op.get_bind()).get_table_names()) - later
    for statement in guards.statements(op.get_bind().dialect.name, tables):
        op.execute(sa.text(statement.replace(":", "\\:")))
