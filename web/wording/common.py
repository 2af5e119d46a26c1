"""How days, moments and the members of closed sets are said in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask_babel import format_date, format_datetime, get_locale, gettext

from values.clock import SHANGHAI
from values.hiding import HidingReason
from values.messages import N_
from values.retention import DestructionState
from values.row_matching import Fate
from values.vocabulary import (
    BodyKind,
    CatalogueKind,
    Channel,
    ConflictKind,
    DeliveryState,
    LeaveOutReason,
    Level,
    Operation,
    OpinionAnswer,
    Origin,
    Outcome,
    Post,
    Presence,
    Role,
    StepKind,
    Trigger,
)
from web.language import all_said, said
from web.wording.accounts import ACCOUNT_FIELDS, CONCERN_LABELS, STATE_LABELS
from web.wording.events import EVENT_LABELS
from web.wording.services import SERVICE_KIND_LABELS
from workflow import archive_sentences, labels
from workflow.queries.compare import Difference
from workflow.service_sentences import CHANNEL_LABELS

LABELS: dict[str, str] = {
    **{f"State.{one}": label for one, label in labels.STATE_LABELS.items()},
    **{f"Action.{one}": label for one, label in labels.ACTION_LABELS.items()},
    **{f"RetentionTerm.{one}": label for one, label in archive_sentences.TERM_LABELS.items()},
    **{f"ErasureGround.{one}": label for one, label in archive_sentences.GROUND_LABELS.items()},
    **{f"PersonalPart.{one}": label for one, label in archive_sentences.PART_LABELS.items()},
    f"DestructionState.{DestructionState.PROPOSED}": N_("awaits a supervisor's approval"),
    f"DestructionState.{DestructionState.APPROVED}": N_("approved"),
    f"DestructionState.{DestructionState.REFUSED}": N_("refused"),
    f"DestructionState.{DestructionState.EXECUTED}": N_("carried out"),
    **{f"SearchKind.{one}": label for one, label in labels.SEARCH_LABELS.items()},
    **{f"Kind.{one}": label for one, label in labels.LIKENESS_LABELS.items()},
    **{f"BasisStatus.{one}": label for one, label in labels.BASIS_LABELS.items()},
    f"Role.{Role.DRAFTER}": N_("Drafter"),
    f"Role.{Role.REVIEWER}": N_("Reviewer"),
    f"Role.{Role.SUPERVISOR}": N_("Supervisor"),
    f"Role.{Role.PUBLISHER}": N_("Publisher"),
    f"Role.{Role.OVERSEER}": N_("Overseer"),
    f"Role.{Role.AUDITOR}": N_("Auditor"),
    f"Role.{Role.BUSINESS_ADMINISTRATOR}": N_("Business administrator"),
    f"Role.{Role.SYSTEM_ADMINISTRATOR}": N_("System administrator"),
    f"Role.{Role.SECURITY_ADMINISTRATOR}": N_("Security administrator"),
    f"Role.{Role.AUDIT_ADMINISTRATOR}": N_("Audit administrator"),
    f"Post.{Post.STAFF}": N_("Staff"),
    f"Post.{Post.SECTION_CHIEF}": N_("Section chief"),
    f"Post.{Post.OPENNESS_OFFICER}": N_("Openness officer"),
    f"Post.{Post.LEGAL_OFFICER}": N_("Legal officer"),
    f"Post.{Post.DEPUTY_LEADER}": N_("Deputy leader"),
    f"Post.{Post.PRINCIPAL_LEADER}": N_("Principal leader"),
    f"BodyKind.{BodyKind.ADMINISTRATIVE_ORGAN}": N_("Administrative organ"),
    f"BodyKind.{BodyKind.DISPATCHED_AGENCY}": N_("Dispatched agency"),
    f"BodyKind.{BodyKind.PUBLIC_INSTITUTION}": N_("Public institution"),
    f"BodyKind.{BodyKind.AUTHORISED_ORGANISATION}": N_("Authorised organisation"),
    f"BodyKind.{BodyKind.GENERIC}": N_("Generic body"),
    f"Level.{Level.NATION}": N_("Nation"),
    f"Level.{Level.PROVINCE}": N_("Province"),
    f"Level.{Level.CITY}": N_("City"),
    f"Level.{Level.COUNTY}": N_("County"),
    f"Level.{Level.TOWNSHIP}": N_("Township"),
    f"Level.{Level.VILLAGE}": N_("Village"),
    f"CatalogueKind.{CatalogueKind.STANDARD}": N_("Standard catalogue"),
    f"CatalogueKind.{CatalogueKind.LOCAL}": N_("Local catalogue"),
    f"CatalogueKind.{CatalogueKind.TOWNSHIP}": N_("Township catalogue"),
    f"Origin.{Origin.OWN}": N_("Own entry"),
    f"Origin.{Origin.ADAPTED}": N_("Adapted from the standard"),
    f"Origin.{Origin.SUPPLEMENT}": N_("Local supplement"),
    f"Origin.{Origin.REFINEMENT}": N_("Local refinement"),
    f"Presence.{Presence.PRESENT}": N_("Listed"),
    f"Presence.{Presence.LEFT_OUT}": N_("Left out"),
    f"Presence.{Presence.CANCELLED}": N_("Cancelled"),
    f"LeaveOutReason.{LeaveOutReason.NOT_PRACTISED}": N_("Not practised here"),
    f"LeaveOutReason.{LeaveOutReason.FUNCTION_TRANSFERRED}": N_("Function transferred"),
    f"LeaveOutReason.{LeaveOutReason.BASIS_REPEALED}": N_("Basis repealed"),
    f"LeaveOutReason.{LeaveOutReason.CANCELLED_ABOVE}": N_("Cancelled above"),
    f"LeaveOutReason.{LeaveOutReason.MERGED_INTO_OTHER}": N_("Merged into another entry"),
    f"Fate.{Fate.SAME}": N_("The same"),
    f"Fate.{Fate.CHANGED}": N_("Different in the file"),
    f"Fate.{Fate.ADDED}": N_("Only in the file"),
    f"Fate.{Fate.DOUBTFUL}": N_("In doubt"),
    f"Fate.{Fate.GONE}": N_("Not in the file"),
    f"Operation.{Operation.ADD}": N_("Add"),
    f"Operation.{Operation.AMEND}": N_("Amend"),
    f"Operation.{Operation.LEAVE_OUT}": N_("Leave out"),
    f"Operation.{Operation.RESTORE}": N_("Restore"),
    f"Operation.{Operation.CANCEL}": N_("Cancel entry"),
    f"Operation.{Operation.MOVE}": N_("Move"),
    f"Operation.{Operation.SPLIT}": N_("Split"),
    f"Operation.{Operation.MERGE}": N_("Merge"),
    f"Trigger.{Trigger.NEW_LAW}": N_("New law or regulation"),
    f"Trigger.{Trigger.NEW_POLICY}": N_("New policy document"),
    f"Trigger.{Trigger.FUNCTION_TAKEN_OVER}": N_("Function taken over"),
    f"Trigger.{Trigger.BASIS_VOID}": N_("Legal basis void"),
    f"Trigger.{Trigger.CANCELLED_ABOVE}": N_("Cancelled by a superior body"),
    f"Trigger.{Trigger.FUNCTION_GONE}": N_("Function gone"),
    f"Trigger.{Trigger.BODY_CHANGED}": N_("Body abolished, merged or renamed"),
    f"Trigger.{Trigger.STANDARD_REVISED}": N_("Standard catalogue revised"),
    f"Trigger.{Trigger.ANNUAL_CHECK}": N_("Yearly check"),
    f"Trigger.{Trigger.CORRECTION}": N_("Correction"),
    f"Trigger.{Trigger.OTHER}": N_("Other trigger"),
    f"StepKind.{StepKind.SECTION_REVIEW}": N_("Section review"),
    f"StepKind.{StepKind.COUNTERSIGNATURE}": N_("Countersignature"),
    f"StepKind.{StepKind.SECRECY_REVIEW}": N_("Secrecy review"),
    f"StepKind.{StepKind.LEGALITY_REVIEW}": N_("Legality review"),
    f"StepKind.{StepKind.DEPUTY_LEADER_REVIEW}": N_("Deputy leader's review"),
    f"StepKind.{StepKind.PRINCIPAL_LEADER_REVIEW}": N_("Principal leader's review"),
    f"StepKind.{StepKind.GOVERNMENT_OFFICE_REVIEW}": N_("Government office's review"),
    f"StepKind.{StepKind.GOVERNMENT_DELIBERATION}": N_("Government's deliberation"),
    f"Outcome.{Outcome.AGREED}": N_("Agreed"),
    f"Outcome.{Outcome.AGREED_WITH_CHANGES}": N_("Agreed with changes"),
    f"Outcome.{Outcome.RETURNED}": N_("Returned"),
    f"Outcome.{Outcome.OBJECTED}": N_("Objected"),
    f"OpinionAnswer.{OpinionAnswer.AGREED}": N_("Agree with it"),
    f"OpinionAnswer.{OpinionAnswer.HAS_REMARKS}": N_("Remarks"),
    f"OpinionAnswer.{OpinionAnswer.NO_REMARKS}": N_("No remarks"),
    f"Channel.{Channel.IN_APP}": N_("In the system"),
    f"Channel.{Channel.EMAIL}": N_("E-mail"),
    **{f"Channel.{channel}": text for channel, text in CHANNEL_LABELS.items()},
    **SERVICE_KIND_LABELS,
    **STATE_LABELS,
    **CONCERN_LABELS,
    f"DeliveryState.{DeliveryState.PENDING}": N_("On its way"),
    f"DeliveryState.{DeliveryState.SENT}": N_("Delivered"),
    f"DeliveryState.{DeliveryState.DEAD}": N_("Given up"),
    f"HidingReason.{HidingReason.PERSONAL_DATA}": N_("Personal data"),
    f"HidingReason.{HidingReason.LEAK_OF_SECRETS}": N_("Leak of secrets"),
    f"HidingReason.{HidingReason.WRONG_OR_HARMFUL}": N_("Wrong or harmful content"),
    f"HidingReason.{HidingReason.OTHER}": N_("Other reason"),
    **{f"HidingState.{one}": label for one, label in labels.HIDING_LABELS.items()},
    **{f"PaperKind.{one}": label for one, label in labels.PAPER_LABELS.items()},
    f"ConflictKind.{ConflictKind.SAME_FIELD}": N_("Same field"),
    f"ConflictKind.{ConflictKind.STRUCTURE}": N_("Place or presence"),
    f"ConflictKind.{ConflictKind.CYCLE}": N_("Cycle"),
    f"ConflictKind.{ConflictKind.ORDER}": N_("Order"),
    f"ConflictKind.{ConflictKind.EQUAL_NAME}": N_("Same name"),
    f"ConflictKind.{ConflictKind.WAITING_VERSION}": N_("Waiting version"),
    f"Difference.{Difference.ADDED}": N_("Added"),
    f"Difference.{Difference.AMENDED}": N_("Amended"),
    f"Difference.{Difference.MOVED}": N_("Moved"),
    f"Difference.{Difference.LEFT_OUT}": N_("Left out"),
    f"Difference.{Difference.CANCELLED}": N_("Cancelled"),
    f"Difference.{Difference.RESTORED}": N_("Restored"),
    f"Difference.{Difference.ABSENT}": N_("Not in the catalogue yet"),
}
"""A label for every member of the closed sets that pages show."""

FIELD_LABELS: dict[str, str] = {
    **ACCOUNT_FIELDS,
    **labels.ENTRY_FIELD_LABELS,
    "part": N_("What is hidden"),
    "explanation": N_("Explanation"),
    "title": N_("Title"),
    "trigger": N_("Trigger"),
    "trigger_date": N_("Day of the trigger"),
    "rationale": N_("Rationale"),
    "policy_source": N_("Policy source"),
    "effective_from": N_("In force from"),
    "changes": N_("Rows to be changed"),
    "comment": N_("Reason"),
    "opinion": N_("Opinion"),
    "outcome": N_("Sign-off"),
    "text": N_("Text"),
    "draft": N_("Draft"),
    "bodies": N_("Bodies"),
    "steps": N_("Steps"),
    "reason": N_("Why it is kept"),
    "apply_days": N_("Working days to apply"),
    "approval_days": N_("Working days for the approval"),
    "publication_days": N_("Working days for the publication"),
    "publishing_body": N_("Publishing body"),
    "working_days": N_("Working days"),
    "question": N_("What it is about"),
    "answer": N_("Answer"),
    "answers": N_("Answer"),
    "presence": N_("Presence"),
    "left_out": N_("Presence"),
    "is_trial": N_("Kind of validity"),
    "moment": N_("Time"),
    "field": N_("Field of work"),
    "route": N_("Route"),
    "share": N_("What is handed over"),
    "taker": N_("The body that takes over"),
    "why": N_("Reason"),
    "attachments": N_("Attachments"),
    "signatory": N_("Signatory"),
    "signed_on": N_("Date on the paper"),
    "scan": N_("Scan of the paper"),
    "deputy": N_("Deputy"),
    "valid_from": N_("From"),
    "valid_until": N_("Until"),
}
"""Names of fields, as the official table calls them."""


def event_label(action: str) -> str:
    """Say a kind of event."""
    return said(EVENT_LABELS[action])


def label(member: object) -> str:
    """Say a member of a closed set."""
    return said(LABELS[f"{type(member).__name__}.{member}"])


def field_label(field: str) -> str:
    """Say the name of a field."""
    return said(FIELD_LABELS.get(field, field))


def field_labels(fields: Sequence[str]) -> dict[str, str]:
    """Say the names of fields."""
    return dict(zip(fields, all_said(FIELD_LABELS.get(field, field) for field in fields), strict=True))


def say_facet(name: str) -> str:
    """Say by what results can be narrowed."""
    return said(labels.FACET_LABELS[name])


def listed(words: Iterable[str]) -> str:
    """Join words as the reader's language joins a list."""
    return (", " if _is_english() else "、").join(words)


def gap() -> str:
    """Return what stands between two sentences: a space in English, nothing after a Chinese full stop."""
    return " " if _is_english() else ""


def _is_english() -> bool:
    return str(get_locale()) == "en"


def day(value: date | None) -> str:
    """Say a day: 2026年7月1日, 1 July 2026; nothing for None."""
    if value is None:
        return ""
    text: str = format_date(value, "d MMMM y" if _is_english() else "y年M月d日", rebase=False)
    return text


def span(first: date | None, last: date | None) -> str:
    """Say from which day until which, both included; nothing where neither is set."""
    if first and last:
        return gettext("%(first)s to %(last)s", first=day(first), last=day(last))
    if first:
        return gettext("from %(day)s on", day=day(first))
    return gettext("until %(day)s", day=day(last)) if last else ""


def short_day(value: date) -> str:
    """Say a day without its year: 7月1日, 1 Jul."""
    text: str = format_date(value, "d MMM" if _is_english() else "M月d日", rebase=False)
    return text


def local(value: datetime) -> datetime:
    """Return a moment as Shanghai's clocks show it."""
    return value.astimezone(SHANGHAI)


def moment(value: datetime | None) -> str:
    """Say a moment in Shanghai's time, to the minute."""
    if value is None:
        return ""
    pattern = "d MMMM y, HH:mm" if _is_english() else "y年M月d日 HH:mm"
    text: str = format_datetime(local(value), pattern, rebase=False)
    return text


def clock_time(value: datetime) -> str:
    """Say the time of day."""
    return local(value).strftime("%H:%M")
