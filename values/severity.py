"""How severe a finding is."""

from enum import StrEnum


class Severity(StrEnum):
    """An error stops, a warning asks for a justification, a hint only tells."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
