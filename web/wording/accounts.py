"""What the forms of accounts, roles and bodies call their fields."""

from values.messages import N_

ACCOUNT_FIELDS: dict[str, str] = {
    "login": N_("User name"),
    "person": N_("Full name"),
    "email": N_("E-mail"),
    "language": N_("Language"),
    "body": N_("Body"),
    "role": N_("Role"),
    "post": N_("Post"),
    "last_day": N_("Last day"),
    "old_password": N_("Present password"),
    "new_password": N_("New password"),
    "password_again": N_("New password again"),
    "body_name": N_("Name of the body"),
    "body_kind": N_("Kind of body"),
    "place": N_("Jurisdiction"),
    "credit_code": N_("Unified social credit code"),
    "business_line": N_("Business line"),
    "above": N_("Body above"),
    "code": N_("Code"),
    "place_name": N_("Name of the jurisdiction"),
}
"""By the name of the field."""

STATE_LABELS: dict[str, str] = {
    "AccountState.open": N_("In use"),
    "AccountState.locked": N_("Locked"),
    "AccountState.closed": N_("Closed"),
}
"""As `LABELS` names them."""

CONCERN_LABELS: dict[str, str] = {
    "Concern.entering": N_("Coming in"),
    "Concern.rights": N_("Accounts and roles"),
    "Concern.refusals": N_("Refusals"),
    "Concern.exports": N_("Taken away, opened or erased"),
    "Concern.settings": N_("Settings"),
    "Concern.proof": N_("Proof of the trail"),
}
"""What entries of the security log are about, as `LABELS` names them."""
