"""What a rule says when it does not hold."""

from dataclasses import dataclass
from hashlib import sha256

from values.messages import Message
from values.severity import Severity

__all__ = ["Finding", "Severity", "digest"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule that does not hold for a row, with the clause it comes from and what would be right."""

    rule: str
    severity: Severity
    entry: str
    field: str
    clause: str
    message: Message
    about: str = ""
    """What of the field it is about, where a rule may find several things on it: at most 60 characters."""
    against: str = ""
    """The row of the standard that it is compared with, by identity; how surely that is known limits the severity."""
    is_reconstructed: bool = False
    """Whether what it is compared with is a reconstruction (重建稿，待核)."""

    @property
    def key(self) -> str:
        """Names the finding, so that an answer to it is found again."""
        return ":".join(part for part in (self.rule, self.entry, self.field, self.about) if part)


def digest(*words: str) -> str:
    """Return a short name for what a finding is about, so that its answer ends when the words change."""
    return sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:12]
