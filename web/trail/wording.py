"""What the auditor's pages call groups of events, what events are about, and what changes in them."""

from flask_babel import gettext

from values.messages import N_
from workflow.action_groups import ActionGroup

GROUP_LABELS: dict[ActionGroup, str] = {
    ActionGroup.PROPOSALS: N_("Proposals on their way"),
    ActionGroup.DISCUSSION: N_("Comments, files, opinions"),
    ActionGroup.HIDING: N_("Hiding in emergencies"),
    ActionGroup.ARCHIVE: N_("Case files and erasure"),
    ActionGroup.SETTINGS: N_("Settings and registers"),
    ActionGroup.PEOPLE: N_("Sign-ins, accounts, roles"),
    ActionGroup.REFUSALS: N_("Refusals"),
    ActionGroup.READING: N_("Openings and exports"),
    ActionGroup.LEDGER: N_("Proof of the trail"),
    ActionGroup.MESSAGES: N_("Messages to people"),
}

KIND_LABELS: dict[str, str] = {
    "proposal": N_("Proposal"),
    "catalogue": N_("Catalogue"),
    "hiding": N_("Hiding"),
    "destruction_list": N_("List for destruction"),
    "person": N_("Account"),
    "body": N_("Body"),
    "jurisdiction": N_("Jurisdiction"),
    "route": N_("Route"),
    "basis": N_("Basis"),
    "channel_synonym": N_("Channel synonym"),
    "provincial_rule": N_("Provincial rule"),
    "calendar": N_("Calendar of working days"),
    "sweep": N_("Check of every catalogue"),
    "places": N_("Published places"),
    "compliance": N_("Compliance report"),
    "object": N_("What was refused"),
    "event": N_("Event"),
    "delivery": N_("Message"),
    "message_service": N_("Message service"),
    "trail_filter": N_("Filter of the audit trail"),
    "ledger": N_("Ledger"),
    "installation": N_("Installation"),
    "transition_table": N_("Transition table"),
}

MEMBER_LABELS: dict[str, str] = {
    "state": N_("State"),
    "release": N_("Release"),
    "role": N_("Role"),
    "scheduled": N_("Scheduled for"),
    "language": N_("Language"),
    "filter": N_("What was asked"),
    "route": N_("Route"),
    "name": N_("Name"),
    "allows_two_steps": N_("One person may take two steps"),
    "apply_working_days": N_("Working days to apply"),
    "approval_working_days": N_("Working days for the approval"),
    "publication_working_days": N_("Working days for the publication"),
    "publishing_body_id": N_("Publishing body"),
    "steps": N_("Steps"),
    "title": N_("Title"),
    "number": N_("Number"),
    "other_titles": N_("Other titles"),
    "issuer": N_("Issuer"),
    "issued_on": N_("Issued on"),
    "in_force_from": N_("In force from"),
    "body": N_("Body"),
    "bodies": N_("Bodies"),
    "due": N_("Due on"),
    "new_name": N_("Name"),
    "file": N_("File"),
    "deputy": N_("Deputy"),
    "members": N_("What was corrected"),
    "email": N_("E-mail"),
    "body_kind": N_("Kind of body"),
    "credit_code": N_("Unified social credit code"),
    "business_line": N_("Business line"),
    "above": N_("Body above"),
}


FILTER_LABELS: dict[str, str] = {
    "action": N_("Kind of event"),
    "kind": N_("Kind of subject"),
    "subject": N_("Number or code"),
    "since": N_("From"),
    "until": N_("Until"),
    "person": N_("Who acted"),
    "people": N_("Who acted"),
    "body": N_("Body"),
    "bodies": N_("Body"),
    "catalogue": N_("Catalogue"),
    "proposal": N_("Proposal"),
    "entry": N_("Row"),
    "request": N_("Request"),
}


def filter_label(field: str) -> str:
    """Say by what the trail is filtered."""
    text: str = gettext(FILTER_LABELS[field])
    return text


def group_label(group: ActionGroup) -> str:
    """Say what events of a group are about."""
    text: str = gettext(GROUP_LABELS[group])
    return text


def kind_label(kind: str) -> str:
    """Say what an event is about; the word of the trail itself where it has no other."""
    text: str = gettext(KIND_LABELS.get(kind, kind))
    return text


def member_label(member: str) -> str:
    """Say what changes in an event; the word of the trail itself where it has no other."""
    text: str = gettext(MEMBER_LABELS.get(member, member))
    return text
