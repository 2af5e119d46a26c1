"""What events of accounts, roles and bodies say."""

from values.messages import N_

ACCOUNT_SENTENCES: dict[str, str] = {
    "jurisdiction_registered": N_("%(who)s registered the jurisdiction %(subject)s."),
    "body_registered": N_("%(who)s registered the body %(subject)s."),
    "body_corrected": N_("%(who)s corrected what is known of the body %(subject)s."),
    "person_registered": N_("%(who)s registered the account %(subject)s."),
    "account_corrected": N_("%(who)s corrected what the account %(subject)s says of its person."),
    "role_granted": N_("%(who)s granted the role %(role)s to the account %(subject)s."),
    "role_ended": N_(
        "%(who)s ended the role %(role)s of the account %(subject)s; its last day is %(until)s."
    ),
    "password_reset": N_("%(who)s had a new first password made for the account %(subject)s."),
    "password_changed": N_("%(who)s changed their own password."),
    "account_unlocked": N_("%(who)s unlocked the account %(subject)s."),
    "account_closed": N_("%(who)s closed the account %(subject)s."),
    "account_reopened": N_("%(who)s opened the account %(subject)s again."),
}
"""By action."""

ACCOUNT_ATTEMPTS: dict[str, str] = {
    "register_account": N_("Register an account"),
    "correct_account": N_("Correct an account"),
    "grant_role": N_("Grant a role"),
    "end_role": N_("End a role"),
    "reset_password": N_("Reset a password"),
    "unlock_account": N_("Unlock an account"),
    "close_account": N_("Close an account"),
    "reopen_account": N_("Open an account again"),
    "register_body": N_("Register a body"),
    "correct_body": N_("Correct a body"),
    "register_jurisdiction": N_("Register a jurisdiction"),
}
"""What somebody tried who was refused."""
