"""What `flask rules check|defects|report|sweep --json` print."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class WholeFinding:
    """Something that a rule finds on a catalogue."""

    rule: str
    severity: str
    entry: str
    field: str
    message: str
    clause: str
    name: str
    is_reconstructed: bool


@dataclass(frozen=True, kw_only=True)
class WholeCheck:
    """What the rules find on a whole catalogue."""

    findings: tuple[WholeFinding, ...]


@dataclass(frozen=True, kw_only=True)
class DefectLine:
    """A legacy defect."""

    catalogue: str
    owner: str
    first_found: str
    last_seen: str
    due: str
    finding: WholeFinding


@dataclass(frozen=True, kw_only=True)
class DefectList:
    """The open legacy defects."""

    defects: tuple[DefectLine, ...]


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """What was last found on a catalogue."""

    catalogue: str
    title: str
    jurisdiction: str
    release: int
    standard_release: int | None
    checked_at: str
    present: int
    left_out: int
    missing: int
    rules: dict[str, dict[str, int]]
    open: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class ComplianceReport:
    """What was last found on the catalogues of a subtree."""

    catalogues: tuple[ReportLine, ...]


@dataclass(frozen=True, kw_only=True)
class SweepDone:
    """A run over every local catalogue."""

    run: int
    total: int
    done: int
