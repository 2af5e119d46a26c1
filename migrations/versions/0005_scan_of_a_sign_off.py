"""The scan and the date of a sign-off on paper; sign_off is guarded, so columns are only added."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: on SQLite Alembic adds no column together with its key, and a rebuild would drop the guards.
    op.execute(
        "ALTER TABLE sign_off ADD COLUMN scan_sha256 VARCHAR(64)"
        " CONSTRAINT fk_sign_off_scan_sha256 REFERENCES attachment (sha256)"
    )
    op.execute("ALTER TABLE sign_off ADD COLUMN signed_on DATE")
