"""Kinds of events in groups, as auditors look for them; every kind belongs to exactly one."""

from enum import StrEnum

from values.vocabulary import Action


class ActionGroup(StrEnum):
    """What events of a group are about."""

    PROPOSALS = "proposals"
    DISCUSSION = "discussion"
    HIDING = "hiding"
    ARCHIVE = "archive"
    SETTINGS = "settings"
    PEOPLE = "people"
    REFUSALS = "refusals"
    READING = "reading"
    LEDGER = "ledger"
    MESSAGES = "messages"


EVERYTHING = "everything"
"""Asks for every kind, those about messages and openings of the trail included."""

BUSINESS_SETTINGS = (
    "body_changed",
    "catalogue_set_up",
    "catalogue_handed_over",
    "route_set_up",
    "route_changed",
    "route_acknowledged",
    "route_assigned",
    "synonym_added",
    "synonym_withdrawn",
    "provincial_rule_written",
    "basis_registered",
    "basis_corrected",
    "basis_amended",
    "basis_repealed",
    "basis_mark_taken_back",
    "sweep_begun",
)
"""Settings of the business, which its auditors read; the others are settings of the installation."""

ACTIONS: dict[ActionGroup, tuple[str, ...]] = {
    ActionGroup.PROPOSALS: (
        "opened",
        *(action.value for action in Action),
        "basis_draft_opened",
        "taken_on",
        "passed_on",
        "drafting_handed_over",
        "schedule_failed",
        "consultation_over",
        "validity_ending",
        "reminded",
        "escalated",
        "delivery_repeated",
    ),
    ActionGroup.DISCUSSION: (
        "comment_added",
        "comment_resolved",
        "suggestion_answered",
        "attached",
        "detached",
        "imported",
        "opinion_requested",
        "opinion_given",
        "opinion_reminded",
    ),
    ActionGroup.HIDING: (
        "hiding_begun",
        "hiding_approved",
        "hiding_lifted",
        "hiding_escalated",
        "hiding_ended",
    ),
    ActionGroup.ARCHIVE: (
        "term_chosen",
        "destruction_proposed",
        "destruction_approved",
        "destruction_refused",
        "destruction_carried_out",
        "case_destroyed",
        "comment_erased",
        "personal_data_erased",
    ),
    ActionGroup.SETTINGS: (
        "installed",
        "backed_up",
        "restored",
        "table_in_force",
        "jurisdiction_registered",
        "fonds_numbered",
        "body_registered",
        "body_corrected",
        *BUSINESS_SETTINGS,
        "calendar_imported",
        "service_set",
        "service_switched",
        "place_checking_on",
        "place_checking_off",
        "place_check_asked",
    ),
    ActionGroup.PEOPLE: (
        "signed_in",
        "signed_out",
        "sign_in_failed",
        "person_registered",
        "account_corrected",
        "role_granted",
        "role_ended",
        "password_reset",
        "password_changed",
        "account_unlocked",
        "account_closed",
        "account_reopened",
        "delegated",
        "delegation_ended",
        "language_chosen",
        "telling_chosen",
        "address_changed",
        "catalogue_watched",
        "catalogue_unwatched",
    ),
    ActionGroup.REFUSALS: ("refused", "refusals_counted"),
    ActionGroup.READING: (
        "audit_opened",
        "audit_exported",
        "compliance_exported",
        "statistics_exported",
        "catalogue_exported",
        "paper_exported",
        "case_file_exported",
        "evidence_downloaded",
    ),
    ActionGroup.LEDGER: (
        "ledger_key_in_force",
        "log_opened",
        "rollback_found",
        "ledger_verified",
        "copies_thinned",
        "bundle_exported",
        "checkpoint_cosigned",
    ),
    ActionGroup.MESSAGES: (
        "notified",
        "delivered",
        "delivery_failed",
        "delivery_retried",
        "service_tried",
    ),
}

MESSAGES = ACTIONS[ActionGroup.MESSAGES]
"""Events about messages: many, and seldom what an auditor looks for."""

UNASKED = (*MESSAGES, "audit_opened")
"""What the timeline leaves out until it is asked for."""

SUBJECT_KINDS = (
    "proposal",
    "catalogue",
    "hiding",
    "destruction_list",
    "person",
    "body",
    "jurisdiction",
    "route",
    "basis",
    "channel_synonym",
    "provincial_rule",
    "calendar",
    "sweep",
    "places",
    "compliance",
    "object",
    "event",
    "delivery",
    "message_service",
    "trail_filter",
    "ledger",
    "installation",
    "transition_table",
)
"""What events are about."""


def actions_of(asked: str) -> tuple[str, ...]:
    """Return the kinds that a group's name stands for, or the one kind that it is."""
    return ACTIONS[ActionGroup(asked)] if asked in set(ActionGroup) else (asked,)
