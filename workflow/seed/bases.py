"""The register of legal bases that an installation begins with: what the two national catalogues cite."""

from pathlib import Path

from formats.bases_json import PlannedBasis, read_bases
from workflow.commands.bases import BasisFacts, bring_in


def bring_in_bases(data: Path) -> int:
    """Register the bases of the file that are not known yet, and return how many these were; safe to run twice."""
    return bring_in((_facts(one), one.amendments) for one in read_bases(data / "legal_bases.json"))


def _facts(one: PlannedBasis) -> BasisFacts:
    return BasisFacts(
        title=one.title,
        number=one.number,
        other_titles=one.other_titles,
        issuer=one.issuer,
        issued_on=one.issued_on,
        in_force_from=one.in_force_from,
        note=one.note,
    )
