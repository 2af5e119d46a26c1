"""What `flask rules channels|provincial list --json` print; `docs/command-line.md` describes each member."""

from dataclasses import dataclass

from values.provincial_rule import ProvincialRule


@dataclass(frozen=True, kw_only=True)
class WordLine:
    """A word that means a channel of the standard."""

    number: int
    word: str
    channel: str
    jurisdiction: str
    added_by: str
    added_at: str
    withdrawn_at: str | None


@dataclass(frozen=True, kw_only=True)
class WordList:
    """The words that mean a channel of the standard."""

    synonyms: tuple[WordLine, ...]


@dataclass(frozen=True, kw_only=True)
class OwnRuleLine:
    """A jurisdiction's own rule, as its newest version says."""

    jurisdiction: str
    version: int
    rule: ProvincialRule


@dataclass(frozen=True, kw_only=True)
class OwnRuleList:
    """The rules of provinces."""

    rules: tuple[OwnRuleLine, ...]
