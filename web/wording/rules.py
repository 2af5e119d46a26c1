"""How provincial rules are said: what they ask, of which rows, whether they hold, and the labels of their form."""

from datetime import date

from flask_babel import gettext

from rules.provincial import SAYS
from values.messages import N_, Message
from values.provincial_rule import Condition, LookedAt, ProvincialRule
from values.severity import Severity
from values.vocabulary import Field
from web.language import said, say
from web.wording.common import day, field_label, label, listed

LOOKED_AT: dict[LookedAt, str] = {
    LookedAt.NAME: N_("Name of the entry"),
    LookedAt.CONTENT_ELEMENTS: N_("Content elements"),
    LookedAt.LEGAL_BASES: N_("Legal bases"),
    LookedAt.DEADLINE: N_("Deadline"),
    LookedAt.CHANNELS: N_("Channels"),
    LookedAt.LEVELS: N_("Levels"),
    LookedAt.PLACES: N_("Where it is disclosed"),
    LookedAt.TELEPHONE: N_("Telephone for questions"),
    LookedAt.SUPERVISION_TELEPHONE: N_("Supervision telephone"),
    LookedAt.COMPLAINTS_TELEPHONE: N_("Complaints telephone"),
    LookedAt.INTERPRETATION: N_("Plain-language interpretation"),
    LookedAt.ONLINE_DEGREE: N_("Degree of online handling"),
}

CONDITIONS: dict[Condition, str] = {
    Condition.FILLED: N_("is filled in"),
    Condition.CONTAINS_ONE_OF: N_("contains one of the words"),
    Condition.CONTAINS_NONE_OF: N_("contains none of the words"),
    Condition.WITHIN_WORKING_DAYS: N_("gives no more working days than the number"),
    Condition.NAMES_CHANNEL: N_("name one of the words as a channel, or a synonym of it"),
    Condition.AT_LEAST: N_("lists at least as many things as the number"),
    Condition.LEVEL_MARKED: N_("have one of the levels marked"),
}

SENTENCES: dict[Condition, str] = {
    Condition.FILLED: N_("%(what)s: filled in"),
    Condition.CONTAINS_ONE_OF: N_("%(what)s: contains one of %(words)s"),
    Condition.CONTAINS_NONE_OF: N_("%(what)s: contains none of %(words)s"),
    Condition.WITHIN_WORKING_DAYS: N_("%(what)s: at most %(number)s working days"),
    Condition.NAMES_CHANNEL: N_("%(what)s: name one of %(words)s, or a synonym of it"),
    Condition.AT_LEAST: N_("%(what)s: lists at least %(number)s things"),
    Condition.LEVEL_MARKED: N_("%(what)s: one of %(levels)s is marked"),
}

FIELDS: dict[Field, str] = {
    Field.EMPLOYMENT: N_("Employment"),
    Field.SOCIAL_INSURANCE: N_("Social insurance"),
}

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.HINT: N_("Hint"),
}

FORM_LABELS: dict[str, str] = {
    "word": N_("Word"),
    "channel": N_("Channel of the standard"),
    "id": N_("Number of the rule"),
    "clause": N_("Clause"),
    "document_title": N_("Title of the document"),
    "document_number": N_("Number of the document"),
    "looks_at": N_("Looks at"),
    "condition": N_("Holds where it"),
    "words": N_("Words"),
    "number": N_("Number of days or things"),
    "asked_levels": N_("Levels, one of which is to be marked (only where the condition asks for one)"),
    "severity": N_("Severity"),
    "message_zh": N_("What is wrong and what would be right, in Chinese"),
    "message_en": N_("The same in English"),
    "in_force_from": N_("In force from"),
    "in_force_until": N_("In force until, that day included"),
    "of_field": N_("Only for catalogues of the field"),
    "of_levels": N_("Only for rows of these levels (none ticked: all)"),
    "of_origins": N_("Only for rows that came about so (none ticked: all)"),
    "last_day": N_("Last day on which it holds"),
}


def form_label(field: str) -> str:
    """Say the name of a field of the forms of words and provincial rules."""
    return said(FORM_LABELS[field]) if field in FORM_LABELS else field_label(field)


def condition_text(rule: ProvincialRule) -> str:
    """Say what a rule asks of a row."""
    text: str = gettext(
        SENTENCES[rule.condition],
        what=gettext(LOOKED_AT[rule.looks_at]),
        words=listed(rule.words),
        number=rule.number,
        levels=_labels(rule.asked_levels),
    )
    return text


def scope_text(rule: ProvincialRule) -> str:
    """Say which rows a rule is about."""
    parts = [
        gettext(FIELDS[rule.of_field]) if rule.of_field else "",
        _labels(rule.of_levels),
        _labels(rule.of_origins),
    ]
    return " · ".join(part for part in parts if part) or gettext("every row that is no heading")


def message_text(rule: ProvincialRule) -> str:
    """Say what a rule says where it does not hold, in the reader's language."""
    return say(Message(SAYS, {"said_zh": rule.message_zh, "said_en": rule.message_en or rule.message_zh}))


def period_text(rule: ProvincialRule) -> str:
    """Say from when to when a rule holds."""
    since = day(date.fromisoformat(rule.in_force_from))
    if not rule.in_force_until:
        return gettext("from %(since)s until it is ended", since=since)
    return gettext(
        "from %(since)s to %(until)s", since=since, until=day(date.fromisoformat(rule.in_force_until))
    )


def state_of(rule: ProvincialRule, today: date) -> tuple[str, str]:
    """Return whether a rule holds today, in a word, and the tone of its pill."""
    if rule.holds_on(today.isoformat()):
        return gettext("in force"), "g"
    if today.isoformat() < rule.in_force_from and rule.holds_on(rule.in_force_from):
        return gettext("not yet in force"), "y"
    return gettext("ended"), "n"


def _labels(members: tuple[object, ...]) -> str:
    return gettext(", ").join(label(one) for one in members)
