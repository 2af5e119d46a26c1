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
from workflow.inserting import insert_missing
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
    session, ids = unit.session, sorted(one.catalogue.id for one in found)
    _hold(unit, ids)
    session.execute(sa.delete(ComplianceCount).where(ComplianceCount.catalogue_id.in_(ids)))
    write = session.connection().execute
    if found:
        told: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in _RESULT}
        changed = sa.update(ComplianceResult).where(
            ComplianceResult.catalogue_id == sa.bindparam("catalogue")
        )
        write(changed.values(told), [_result(one) for one in found])
    if counts := [count for one in found for count in _counts(one)]:
        write(sa.insert(ComplianceCount), counts)
    keep_defects(unit, found)


_RESULT = (
    *("checked_at", "release_no", "standard_release_no", "present", "left_out", "missing", "findings"),
)


def _hold(unit: Unit, ids: Sequence[int]) -> None:
    """Make results of these catalogues where there are none; whoever keeps the same at this moment waits."""
    nothing = {"release_no": 0, "present": 0, "left_out": 0, "missing": 0, "findings": []}
    insert_missing(
        unit.session,
        ComplianceResult,
        ({"catalogue_id": one, "checked_at": unit.now, **nothing} for one in ids),
    )
    unit.session.execute(
        sa.select(ComplianceResult.catalogue_id)
        .where(ComplianceResult.catalogue_id.in_(ids))
        .order_by(ComplianceResult.catalogue_id)
        .with_for_update()
    )


def _result(one: Checked) -> dict[str, Any]:
    values = (
        one.at,
        one.catalogue.current_release_no or 0,
        one.standard_release_no,
        one.outcome.present,
        one.outcome.left_out,
        one.outcome.missing,
        one.plain,
    )
    told = {f"new_{name}": value for name, value in zip(_RESULT, values, strict=True)}
    return {"catalogue": one.catalogue.id, **told}


def _counts(one: Checked) -> list[dict[str, Any]]:
    return [
        {"catalogue_id": one.catalogue.id, "rule": rule, "severity": severity, "number": number}
        for (rule, severity), number in one.outcome.counts.items()
    ]
