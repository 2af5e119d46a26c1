"""What stands today, whatever the period: what is overdue by body, and how far catalogues cover the standard."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os.path import commonpath
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Body,
    Catalogue,
    ComplianceCount,
    ComplianceResult,
    Jurisdiction,
    LegacyDefect,
    Proposal,
    ProposalStep,
    StatutoryClock,
)
from values.vocabulary import State
from workflow.queries.bodies import current_day, name_on
from workflow.queries.waiting import is_done
from workflow.statistics.figures import Figure, FigureKey, Rows, Scope

FINAL = [one for one in State if one.is_final]

COVERED = ("catalogues", "present", "left_out", "missing", "errors", "warnings", "overdue_defects")
FOUND_AS = {"error": COVERED.index("errors"), "warning": COVERED.index("warnings")}
OVERDUE = COVERED.index("overdue_defects")


class Late(NamedTuple):
    """How many legacy defects of a catalogue are overdue."""

    body: int
    path: str
    number: int


def standing(session: Session, scope: Scope) -> tuple[Figure, Figure]:
    """Tell what is overdue by body, and how far catalogues cover the standard."""
    today = current_day()
    late = _late_defects(session, scope, today)
    return _overdue(session, scope, today, late), _coverage(session, scope, late)


def _overdue(session: Session, scope: Scope, today: date, late: Sequence[Late]) -> Figure:
    """Count, by body, steps past their last day, disclosure past the statutory one, and overdue legacy defects."""
    defects: Counter[int] = Counter()
    for one in late:
        defects[one.body] += one.number
    columns = (_steps(session, scope, today), _disclosure(session, scope, today), defects)
    bodies = {body for column in columns for body in column}
    names = session.execute(sa.select(Body.id, name_on(today)).where(Body.id.in_(bodies))).all()
    found = [(name, tuple(column[body] for column in columns)) for body, name in names]
    found.sort(key=_urgency)
    return Figure(
        key=FigureKey.OVERDUE,
        rows_are=Rows.BODY,
        columns=("overdue_steps", "overdue_disclosure", "overdue_defects"),
        rows=tuple(found),
    )


def _coverage(session: Session, scope: Scope, late: Iterable[Late]) -> Figure:
    """Sum up, by the jurisdictions below the topmost one, what was last found on the catalogues.

    A reader of one county sees that county, an overseer of a province its cities.
    """
    found = _found(session, scope)
    for one in late:
        found[one.path][OVERDUE] += one.number
    top = commonpath(found) if found else ""
    below: dict[str, list[int]] = {}
    for path, numbers in found.items():
        summed = below.setdefault(_child(top, path), [0] * len(COVERED))
        for column, number in enumerate(numbers):
            summed[column] += number
    asked = sa.select(Jurisdiction.path, Jurisdiction.name).where(Jurisdiction.path.in_(below))
    names = {path: name for path, name in session.execute(asked)}  # noqa: C416 - as below
    return Figure(
        key=FigureKey.COVERAGE,
        rows_are=Rows.JURISDICTION,
        columns=COVERED,
        rows=tuple((names.get(path, path), tuple(numbers)) for path, numbers in sorted(below.items())),
    )


def _urgency(row: tuple[str, tuple[int, ...]]) -> tuple[int, str]:
    name, numbers = row
    return -sum(numbers), name


def _steps(session: Session, scope: Scope, today: date) -> Counter[int]:
    return _by_body(
        session.execute(
            sa.select(ProposalStep.body_id, sa.func.count())
            .join(Proposal, Proposal.id == ProposalStep.proposal_id)
            .where(
                Proposal.state == State.IN_REVIEW,
                ProposalStep.revision_no == Proposal.revision_no,
                ProposalStep.due_on < today,
                sa.not_(is_done(ProposalStep.id)),
                scope.proposals,
            )
            .group_by(ProposalStep.body_id)
        )
    )


def _disclosure(session: Session, scope: Scope, today: date) -> Counter[int]:
    return _by_body(
        session.execute(
            sa.select(Proposal.drafting_body_id, sa.func.count())
            .join(StatutoryClock, StatutoryClock.proposal_id == Proposal.id)
            .where(
                Proposal.state.not_in(FINAL),
                StatutoryClock.due_on < today,
                StatutoryClock.met_on.is_(None),
                scope.proposals,
            )
            .group_by(Proposal.drafting_body_id)
        )
    )


def _late_defects(session: Session, scope: Scope, today: date) -> list[Late]:
    """Return the overdue legacy defects by catalogue; one statement, for the index has them by catalogue."""
    number = (
        sa.select(sa.func.count())
        .where(
            LegacyDefect.catalogue_id == Catalogue.id,
            LegacyDefect.cleared.is_(None),
            LegacyDefect.due_on < today,
        )
        .correlate(Catalogue)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(Catalogue.body_id, Jurisdiction.path, number)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(scope.catalogues)
    )
    return [Late(*one) for one in found if one[2]]


def _by_body(rows: Iterable[tuple[int, int]]) -> Counter[int]:
    return Counter({body: number for body, number in rows})  # noqa: C416 - `dict` would ask a result for keys


def _found(session: Session, scope: Scope) -> Mapping[str, list[int]]:
    """Return what was last found by path of jurisdiction, in the order of the columns; two statements."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(COVERED))
    results = session.execute(
        sa.select(
            Jurisdiction.path,
            sa.func.count(),
            sa.func.sum(ComplianceResult.present),
            sa.func.sum(ComplianceResult.left_out),
            sa.func.sum(ComplianceResult.missing),
        )
        .join(Catalogue, Catalogue.jurisdiction_id == Jurisdiction.id)
        .join(ComplianceResult, ComplianceResult.catalogue_id == Catalogue.id)
        .where(scope.catalogues)
        .group_by(Jurisdiction.path)
    )
    for path, *numbers in results:
        found[path][: len(numbers)] = map(int, numbers)
    counts = session.execute(
        sa.select(Jurisdiction.path, ComplianceCount.severity, sa.func.sum(ComplianceCount.number))
        .join(Catalogue, Catalogue.jurisdiction_id == Jurisdiction.id)
        .join(ComplianceCount, ComplianceCount.catalogue_id == Catalogue.id)
        .where(scope.catalogues, ComplianceCount.severity.in_(FOUND_AS))
        .group_by(Jurisdiction.path, ComplianceCount.severity)
    )
    for path, severity, number in counts:
        found[path][FOUND_AS[severity]] = int(number)
    return found


def _child(top: str, path: str) -> str:
    """Return the jurisdiction directly below the topmost one in which a path lies; the path itself at the top."""
    below = path.removeprefix(top).strip("/").partition("/")[0]
    return f"{top.rstrip('/')}/{below}/" if below else path
