"""The closed sets of the domain; a member's value is what database, URL and audit trail show."""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands (办理状态)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CONSULTING = "consulting"
    CHANGES_REQUESTED = "changes_requested"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return self in {State.PUBLISHED, State.WITHDRAWN, State.REJECTED}


class Action(StrEnum):
    """What someone does to a proposal so that its state may change."""

    SUBMIT = "submit"
    SIGN_OFF = "sign_off"
    REQUEST_CHANGES = "request_changes"
    OPEN_CONSULTATION = "open_consultation"
    CLOSE_CONSULTATION = "close_consultation"
    TAKE_BACK = "take_back"
    REBASE = "rebase"
    APPROVE = "approve"
    REJECT = "reject"
    REVOKE_APPROVAL = "revoke_approval"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class Role(StrEnum):
    """What a person may be in a body (角色)."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    PUBLISHER = "publisher"
    OVERSEER = "overseer"
    AUDITOR = "auditor"
    BUSINESS_ADMINISTRATOR = "business_administrator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"

    @property
    def is_administrator(self) -> bool:
        """Whether it is one of the three offices of the 三员."""
        return self in ADMINISTRATORS


ADMINISTRATORS = frozenset(
    {
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    }
)
"""三员: technology, accounts and the security log; never business content."""


class Post(StrEnum):
    """The office a person holds, which a route's step may name (职务)."""

    STAFF = "staff"
    SECTION_CHIEF = "section_chief"
    OPENNESS_OFFICER = "openness_officer"
    LEGAL_OFFICER = "legal_officer"
    DEPUTY_LEADER = "deputy_leader"
    PRINCIPAL_LEADER = "principal_leader"


class BodyKind(StrEnum):
    """What sort of organisation a body is (单位性质)."""

    ADMINISTRATIVE_ORGAN = "administrative_organ"
    DISPATCHED_AGENCY = "dispatched_agency"
    PUBLIC_INSTITUTION = "public_institution"
    AUTHORISED_ORGANISATION = "authorised_organisation"
    GENERIC = "generic"


class Level(StrEnum):
    """A level of the state (行政层级)."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Field(StrEnum):
    """The field of work that a catalogue covers (领域)."""

    EMPLOYMENT = "employment"
    SOCIAL_INSURANCE = "social-insurance"


class CatalogueKind(StrEnum):
    """Whether a catalogue is a floor for others or a county's own."""

    STANDARD = "standard"
    LOCAL = "local"
    TOWNSHIP = "township"


class Origin(StrEnum):
    """How an entry came into its catalogue."""

    OWN = "own"
    ADAPTED = "adapted"
    SUPPLEMENT = "supplement"
    REFINEMENT = "refinement"


class Presence(StrEnum):
    """Whether a version shows its entry."""

    PRESENT = "present"
    LEFT_OUT = "left_out"
    CANCELLED = "cancelled"


class LeaveOutReason(StrEnum):
    """Why an upstream entry is left out (不列入原因, R03)."""

    NOT_PRACTISED = "not_practised"
    FUNCTION_TRANSFERRED = "function_transferred"
    BASIS_REPEALED = "basis_repealed"
    CANCELLED_ABOVE = "cancelled_above"
    MERGED_INTO_OTHER = "merged_into_other"


class Operation(StrEnum):
    """What a proposal does to an entry (调整类型)."""

    ADD = "add"
    AMEND = "amend"
    LEAVE_OUT = "leave_out"
    RESTORE = "restore"
    CANCEL = "cancel"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"


class Trigger(StrEnum):
    """What makes the change necessary (触发情形)."""

    NEW_LAW = "new_law"
    NEW_POLICY = "new_policy"
    FUNCTION_TAKEN_OVER = "function_taken_over"
    BASIS_VOID = "basis_void"
    CANCELLED_ABOVE = "cancelled_above"
    FUNCTION_GONE = "function_gone"
    BODY_CHANGED = "body_changed"
    STANDARD_REVISED = "standard_revised"
    ANNUAL_CHECK = "annual_check"
    CORRECTION = "correction"
    OTHER = "other"


class StepKind(StrEnum):
    """A kind of step on the route (办理环节)."""

    SECTION_REVIEW = "section_review"
    COUNTERSIGNATURE = "countersignature"
    SECRECY_REVIEW = "secrecy_review"
    LEGALITY_REVIEW = "legality_review"
    DEPUTY_LEADER_REVIEW = "deputy_leader_review"
    PRINCIPAL_LEADER_REVIEW = "principal_leader_review"
    GOVERNMENT_OFFICE_REVIEW = "government_office_review"
    GOVERNMENT_DELIBERATION = "government_deliberation"


class Outcome(StrEnum):
    """What a sign-off says (审签意见)."""

    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed_with_changes"
    RETURNED = "returned"
    OBJECTED = "objected"

    @property
    def completes_step(self) -> bool:
        """Whether the step is done with it; a return ends the round instead."""
        return self is not Outcome.RETURNED


class OpinionAnswer(StrEnum):
    """What a body that was asked answers (部门意见)."""

    AGREED = "agreed"
    HAS_REMARKS = "has_remarks"
    NO_REMARKS = "no_remarks"


class Classification(StrEnum):
    """How far a proposal may be read before it is published (公开属性)."""

    INTERNAL = "internal"
    OPEN = "open"


class Channel(StrEnum):
    """How a message reaches a person."""

    IN_APP = "in_app"
    EMAIL = "email"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SMS = "sms"


USUAL_CHANNELS = (Channel.IN_APP, Channel.EMAIL)
"""Channels that reach everybody; the others are message services that a jurisdiction has to set up."""

SERVICE_CHANNELS = (Channel.WECOM, Channel.DINGTALK, Channel.FEISHU, Channel.SMS)
"""Channels through message services (消息通道), which reach whoever has an address there."""


class DeliveryState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class Audience(StrEnum):
    """Who is told of an action; resolved to people by `workflow.recipients`."""

    CONTRIBUTORS = "contributors"
    SIGNERS = "signers"
    STEP_HOLDERS = "step_holders"
    SUPERVISORS = "supervisors"
    PUBLISHERS = "publishers"
    WATCHERS = "watchers"
    SUBSCRIBERS = "subscribers"
    BODIES_BELOW = "bodies_below"
    DISCUSSION = "discussion"
    OVERSEERS = "overseers"
    ASKED_BODIES = "asked_bodies"
    DRAFTERS = "drafters"
    IN_CHARGE = "in_charge"
    DEPUTY = "deputy"
    SUPERIORS = "superiors"
    ATTENDING = "attending"


class ReminderKind(StrEnum):
    """When a holder of a step is reminded of its due date."""

    HALF_TIME = "half_time"
    DAY_BEFORE = "day_before"
    OVERDUE = "overdue"


class ConflictKind(StrEnum):
    """Why two changes do not merge by themselves (decision 20)."""

    SAME_FIELD = "same_field"
    STRUCTURE = "structure"
    CYCLE = "cycle"
    ORDER = "order"
    EQUAL_NAME = "equal_name"
    WAITING_VERSION = "waiting_version"


class Choice(StrEnum):
    """How a drafter answers a conflict."""

    PUBLISHED = "published"
    MINE = "mine"
    BOTH = "both"


class WaitingAnswer(StrEnum):
    """How far a change of an entry with a waiting version reaches (decision 14)."""

    UNTIL_THEN = "until_then"
    AS_WELL = "as_well"
