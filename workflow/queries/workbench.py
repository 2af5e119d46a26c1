"""What people inside are told of each row of a table that they work on: findings, and a standard that went on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, ComplianceResult, EntryVersion, Jurisdiction
from values.serial import from_plain
from workflow.compliance.outcome import Found
from workflow.queries.catalogue import PublishedRow


def findings_by_entry(
    session: Session, catalogue_id: int, where: sa.ColumnElement[bool]
) -> dict[str, Counter[str]]:
    """Return how often each severity was last found on each row, where the catalogue may be seen; one statement."""
    kept = session.scalar(
        sa.select(ComplianceResult.findings)
        .join(Catalogue, Catalogue.id == ComplianceResult.catalogue_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(ComplianceResult.catalogue_id == catalogue_id, where)
    )
    found: dict[str, Counter[str]] = {}
    for one in kept or ():
        finding = from_plain(one, Found)
        found.setdefault(finding.entry, Counter())[finding.severity.value] += 1
    return found


def behind_the_standard(session: Session, rows: Mapping[str, PublishedRow]) -> set[str]:
    """Return the rows whose standard's entry was published anew after they were; one statement."""
    followed = {row.state.upstream_entry for row in rows.values() if row.state.upstream_entry}
    newest = _newest(session, followed) if followed else {}
    return {
        entry
        for entry, row in rows.items()
        if row.state.upstream_entry in newest and newest[row.state.upstream_entry] > row.published_at
    }


def _newest(session: Session, entries: Iterable[str]) -> dict[str, datetime]:
    rows = session.execute(
        sa.select(EntryVersion.entry_id, sa.func.max(EntryVersion.published_at))
        .where(EntryVersion.entry_id.in_(entries))
        .group_by(EntryVersion.entry_id)
    )
    return {entry: at for entry, at in rows}  # noqa: C416 - `dict` would ask the result for keys
