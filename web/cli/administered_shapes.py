"""What `flask rules channels|provincial … --json` print; `docs/command-line.md` describes each member."""

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


@dataclass(frozen=True, kw_only=True)
class PreviewedFinding:
    """A finding that would disappear or appear."""

    rule: str
    severity: str
    message: str


@dataclass(frozen=True, kw_only=True)
class PreviewedRow:
    """A row of which the rules would say something else."""

    catalogue: str
    entry: str
    number: str
    name: str
    gone: tuple[PreviewedFinding, ...]
    new: tuple[PreviewedFinding, ...]


@dataclass(frozen=True, kw_only=True)
class PreviewedChange:
    """What a change of words or rules would do to the catalogues below."""

    day: str
    looked_at: int
    total: int
    changed: int
    disappearing: int
    appearing: int
    rows: tuple[PreviewedRow, ...]
