"""Rules that provinces add as data: a closed set of conditions, each with its message in both languages."""

from dataclasses import dataclass
from enum import StrEnum

from values.severity import Severity
from values.vocabulary import Field, Level, Origin


class Condition(StrEnum):
    """What a provincial rule can ask of a row."""

    FILLED = "filled"
    """The field is not empty."""
    CONTAINS_ONE_OF = "contains_one_of"
    """The field contains one of the words."""
    CONTAINS_NONE_OF = "contains_none_of"
    """The field contains none of the words."""
    WITHIN_WORKING_DAYS = "within_working_days"
    """No number of working days in the field is beyond the limit."""
    NAMES_CHANNEL = "names_channel"
    """One of the words is among the channels, by their synonyms."""
    AT_LEAST = "at_least"
    """The field lists at least as many things as the number."""
    LEVEL_MARKED = "level_marked"
    """One of the levels is marked."""


WITH_WORDS = frozenset({Condition.CONTAINS_ONE_OF, Condition.CONTAINS_NONE_OF, Condition.NAMES_CHANNEL})
WITH_NUMBER = frozenset({Condition.WITHIN_WORKING_DAYS, Condition.AT_LEAST})


class LookedAt(StrEnum):
    """What of a row a provincial rule can look at."""

    NAME = "name"
    CONTENT_ELEMENTS = "content_elements"
    LEGAL_BASES = "legal_bases"
    DEADLINE = "deadline"
    CHANNELS = "channels"
    LEVELS = "levels"
    PLACES = "places"
    TELEPHONE = "telephone"
    SUPERVISION_TELEPHONE = "supervision_telephone"
    COMPLAINTS_TELEPHONE = "complaints_telephone"
    INTERPRETATION = "interpretation"
    ONLINE_DEGREE = "online_degree"


@dataclass(frozen=True, kw_only=True)
class ProvincialRule:
    """A province's own rule; it adds to those of the Notice and never softens one."""

    id: str
    """As the province numbers it: P-33-01."""
    clause: str
    document_title: str
    document_number: str
    looks_at: LookedAt
    condition: Condition
    message_zh: str
    """What is wrong, and what would be right."""
    message_en: str = ""
    """Empty: the Chinese is shown to all."""
    severity: Severity = Severity.WARNING
    words: tuple[str, ...] = ()
    number: int = 0
    asked_levels: tuple[Level, ...] = ()
    """One of which is to be marked."""
    in_force_from: str
    """A day, 2026-01-01."""
    in_force_until: str = ""
    """The last day on which it holds; empty: until it is ended."""
    of_field: Field | None = None
    """Only for catalogues of this field."""
    of_levels: tuple[Level, ...] = ()
    """Only for rows that one of these levels discloses."""
    of_origins: tuple[Origin, ...] = ()
    """Only for rows that came about so."""

    def holds_on(self, day: str) -> bool:
        """Whether it is in force on a day, both ends included."""
        return self.in_force_from <= day and (not self.in_force_until or day <= self.in_force_until)
