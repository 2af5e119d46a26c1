"""Check catalogues, and keep what is found: the newest result of each, and its legacy defects by `defects`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, ComplianceCount, ComplianceResult
from values.clock import shanghai_day
from workflow.compliance.defects import keep_defects
from workflow.compliance.outcome import Checked, outcome
from workflow.compliance.reading import grounds_of_many
from workflow.unit import Unit


def checked(session: Session, ids: Collection[int], *, now: datetime) -> list[Checked]:
    """Return what is found on catalogues; nothing is written, so that nobody waits meanwhile."""
    catalogues = session.scalars(
        sa.select(Catalogue)
        .where(Catalogue.id.in_(ids), Catalogue.current_release_no.is_not(None))
        .order_by(Catalogue.id)
    ).all()
    read = grounds_of_many(session, catalogues, day=shanghai_day(now))
    return [Checked(one, outcome(grounds), standard, now) for one, grounds, standard in read]


def keep(unit: Unit, found: Sequence[Checked]) -> None:
    """Replace the results of these catalogues, and bring their legacy defects up to date; once more does no harm.

    They are written in bulk and not as tracked entities: a chunk has thousands, and nobody looks at them here.
    """
    session, ids = unit.session, [one.catalogue.id for one in found]
    session.execute(sa.delete(ComplianceCount).where(ComplianceCount.catalogue_id.in_(ids)))
    session.execute(sa.delete(ComplianceResult).where(ComplianceResult.catalogue_id.in_(ids)))
    results = [_result(one) for one in found]
    counts = [count for one in found for count in _counts(one)]
    for model, rows in ((ComplianceResult, results), (ComplianceCount, counts)):
        if rows:
            session.connection().execute(sa.insert(model), rows)
    keep_defects(unit, found)


def _result(one: Checked) -> dict[str, Any]:
    return {
        "catalogue_id": one.catalogue.id,
        "checked_at": one.at,
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
