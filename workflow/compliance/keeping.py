"""Keep what was found: the newest result of each catalogue, and its legacy defects by `defects`."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from models import Catalogue, ComplianceCount, ComplianceResult
from workflow.compliance.defects import keep_defects
from workflow.compliance.outcome import Checked, outcome
from workflow.compliance.reading import grounds_of_many
from workflow.unit import Unit


def check_catalogues(unit: Unit, ids: Collection[int]) -> int:
    """Check catalogues and keep what is found; once more does no harm. Return how many were checked."""
    catalogues = unit.session.scalars(
        sa.select(Catalogue)
        .where(Catalogue.id.in_(ids), Catalogue.current_release_no.is_not(None))
        .order_by(Catalogue.id)
    ).all()
    read = grounds_of_many(unit.session, catalogues, day=unit.today)
    found = [Checked(one, outcome(grounds), standard) for one, grounds, standard in read]
    keep(unit, found)
    return len(found)


def keep(unit: Unit, found: Sequence[Checked]) -> None:
    """Replace the results of these catalogues, and bring their legacy defects up to date.

    They are written in bulk and not as tracked entities: a chunk has thousands, and nobody looks at them here.
    """
    session, ids = unit.session, [one.catalogue.id for one in found]
    session.execute(sa.delete(ComplianceCount).where(ComplianceCount.catalogue_id.in_(ids)))
    session.execute(sa.delete(ComplianceResult).where(ComplianceResult.catalogue_id.in_(ids)))
    results = [_result(unit, one) for one in found]
    counts = [count for one in found for count in _counts(one)]
    for model, rows in ((ComplianceResult, results), (ComplianceCount, counts)):
        if rows:
            session.connection().execute(sa.insert(model), rows)
    keep_defects(unit, found)


def _result(unit: Unit, one: Checked) -> dict[str, Any]:
    return {
        "catalogue_id": one.catalogue.id,
        "checked_at": unit.now,
        "release_no": one.catalogue.current_release_no or 0,
        "standard_release_no": one.standard_release_no,
        "present": one.outcome.present,
        "left_out": one.outcome.left_out,
        "missing": one.outcome.missing,
        "findings": one.plain,
    }


def _counts(one: Checked) -> list[dict[str, Any]]:
    return [
        {"catalogue_id": one.catalogue.id, "rule": rule, "severity": severity, "number": number}
        for (rule, severity), number in one.outcome.counts.items()
    ]
