"""How tests ask the verifier, and what they ask of its answer."""

from collections.abc import Sequence
from pathlib import Path

from ledger.verify import FAILED, Report, Where, verify


def report_of(bundle: Path, vkeys: Sequence[Path] = (), checkpoints: Sequence[Path] = ()) -> Report:
    return verify(str(bundle), [str(one) for one in vkeys], [str(one) for one in checkpoints]).report


def failures(report: Report) -> dict[str, str]:
    """Check → what it says, in English."""
    return {one.check: one.en for one in report.findings if one.state == FAILED}


def said(report: Report) -> str:
    return "\n".join(map(str, report.findings))


def first_wrong(report: Report) -> Where | None:
    """The leaf or interval that is named, of a bundle that must be refused."""
    assert not report.is_right, said(report)
    return report.first_wrong.where if report.first_wrong else None


def leaf_named(report: Report) -> int | None:
    """The one leaf that is named."""
    where = first_wrong(report)
    assert where is None or where.last is None, where
    return where.first if where else None
