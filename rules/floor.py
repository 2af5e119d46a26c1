"""The standard as a floor: how far a row may be held to it, given how surely its words are known."""

from dataclasses import replace

from rules.findings import Finding, Severity
from rules.grounds import Grounds
from values.entry import EntryState

UNCERTAIN = frozenset({"inferred", "recalled", "seen on an unofficial copy"})
"""Provenances that say that nobody saw the official page."""

KEPT_UNDER = {"left_out": "name", "parent": "name"}
"""Fields whose provenance is another's: for R03 that of the name decides (decision 27)."""


def softened(finding: Finding, grounds: Grounds) -> Finding:
    """Return a finding as it may stand: at most a warning where upstream's words are a reconstruction (重建稿，待核)."""
    other = grounds.upstream.states.get(finding.against) or grounds.elsewhere.states.get(finding.against)
    if other is None or not is_uncertain(other, finding.field):
        return finding
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return replace(finding, severity=severity, is_reconstructed=True)


def is_uncertain(upstream: EntryState, field: str) -> bool:
    """Whether a field of the standard was inferred, recalled or seen on an unofficial copy only."""
    return upstream.content.provenance.get(KEPT_UNDER.get(field, field), "") in UNCERTAIN
