"""What states and actions are called; a test holds that each has its label."""

from values.hiding import HidingState
from values.legal_basis import BasisStatus
from values.likeness import Kind
from values.messages import N_
from values.papers import PaperKind
from values.search_text import SearchKind
from values.vocabulary import Action, State

STATE_LABELS: dict[State, str] = {
    State.DRAFT: N_("Draft"),
    State.IN_REVIEW: N_("In review"),
    State.CONSULTING: N_("Consulting the public"),
    State.CHANGES_REQUESTED: N_("Returned for changes"),
    State.IN_APPROVAL: N_("Awaiting approval"),
    State.APPROVED: N_("Awaiting publication"),
    State.PUBLISHED: N_("Published"),
    State.WITHDRAWN: N_("Withdrawn"),
    State.REJECTED: N_("Not approved"),
}

ACTION_LABELS: dict[Action, str] = {
    Action.SUBMIT: N_("Submit"),
    Action.SIGN_OFF: N_("Sign off"),
    Action.REQUEST_CHANGES: N_("Return for changes"),
    Action.OPEN_CONSULTATION: N_("Open consultation"),
    Action.CLOSE_CONSULTATION: N_("Close consultation"),
    Action.TAKE_BACK: N_("Take back to revise"),
    Action.REBASE: N_("Revise on the new base"),
    Action.APPROVE: N_("Approve"),
    Action.REJECT: N_("Do not approve"),
    Action.REVOKE_APPROVAL: N_("Revoke approval"),
    Action.SCHEDULE: N_("Schedule publication"),
    Action.UNSCHEDULE: N_("Cancel the schedule"),
    Action.PUBLISH: N_("Publish"),
    Action.WITHDRAW: N_("Withdraw"),
}

ENTRY_FIELD_LABELS: dict[str, str] = {
    "name": N_("Name of the entry"),
    "parent": N_("Stands under"),
    "rank": N_("Place"),
    "content_elements": N_("Content elements"),
    "legal_bases": N_("Legal bases"),
    "deadline": N_("Deadline"),
    "disclosing_bodies": N_("Disclosing bodies"),
    "channels": N_("Channels"),
    "audience": N_("Audience"),
    "mode": N_("Mode"),
    "levels": N_("Levels"),
    "guide": N_("Service guide"),
    "places": N_("Where it is disclosed"),
    "telephones": N_("Telephones"),
    "interpretation": N_("Plain-language interpretation"),
    "online_degree": N_("Degree of online handling"),
    "is_service": N_("Service entry"),
    "service_codes": N_("Service items"),
    "attachments": N_("Attachments"),
    "presence": N_("Presence"),
    "structure": N_("Place or presence"),
    "below": N_("Rows below it"),
    "cycle": N_("Stands under itself"),
    "equal_name": N_("Same name"),
    "waiting_version": N_("Waiting version"),
    "left_out": N_("Reason for leaving out"),
    "publication": N_("Publication"),
    "telephone": N_("Telephone"),
}
"""Names of an entry's fields, as the official table calls them, and of what is asked about a row beside them."""

SEARCH_LABELS: dict[SearchKind, str] = {
    SearchKind.ENTRY: N_("Entry"),
    SearchKind.PROPOSAL: N_("Proposal"),
    SearchKind.BASIS: N_("Legal basis"),
    SearchKind.COMMENT: N_("Comment on a proposal"),
    SearchKind.ATTACHMENT: N_("Attachment"),
    SearchKind.PERSON: N_("Person"),
}

FACET_LABELS: dict[str, str] = {
    "kind": N_("Kind"),
    "jurisdiction": N_("Jurisdiction"),
    "body": N_("Body"),
    "field": N_("Field of work"),
    "catalogue": N_("Catalogue"),
    "state": N_("State"),
    "year": N_("Year"),
}
"""By what the results of a search can be narrowed."""

LIKENESS_LABELS: dict[Kind, str] = {
    Kind.SAME: N_("Same name"),
    Kind.CONTAINING: N_("One contains the other"),
    Kind.REORDERED: N_("Same characters in another order"),
    Kind.SIMILAR: N_("Similar name"),
}
"""How names are like each other."""

BASIS_LABELS: dict[BasisStatus, str] = {
    BasisStatus.NOT_YET_IN_FORCE: N_("not yet in force"),
    BasisStatus.IN_FORCE: N_("in force"),
    BasisStatus.AMENDED: N_("amended"),
    BasisStatus.REPEALED: N_("repealed"),
}
"""How a basis stands on a day."""

PAPER_LABELS: dict[PaperKind, str] = {
    PaperKind.APPLICATION: N_("Application form"),
    PaperKind.APPROVAL: N_("Approval sheet"),
    PaperKind.NOTICE: N_("Publication notice"),
    PaperKind.REDLINE: N_("Redline with tracked changes"),
}
"""What the official papers are called."""

HIDING_LABELS: dict[HidingState, str] = {
    HidingState.WAITING: N_("waits for approval"),
    HidingState.OVERDUE: N_("not approved in time"),
    HidingState.APPROVED: N_("approved"),
    HidingState.OVER: N_("over"),
}
"""How a hiding stands."""
