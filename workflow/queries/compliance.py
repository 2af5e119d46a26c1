"""The compliance report: from stored results, in a fixed number of statements, of what a person may see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Catalogue,
    ComplianceCount,
    ComplianceResult,
    ComplianceRun,
    Jurisdiction,
    LegacyDefect,
    Person,
)
from values.serial import from_plain
from values.vocabulary import Role
from workflow.compliance.outcome import Found
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.reach import WORKING_ROLES

OF_SUBTREE = frozenset({Role.OVERSEER, Role.AUDITOR, Role.BUSINESS_ADMINISTRATOR})
"""Roles that see all below their jurisdiction; others see their own jurisdiction's catalogues."""

READERS = OF_SUBTREE | WORKING_ROLES


@dataclass(frozen=True, kw_only=True)
class Line:
    """A catalogue in the report."""

    code: str
    title: str
    place: str
    result: ComplianceResult
    severities: dict[str, int]
    rules: dict[str, dict[str, int]]
    """By rule, how often it found something of each severity."""
    open: int
    """Legacy defects that are open."""
    overdue: int


def visible_catalogues(seats: Iterable[Seat]) -> sa.ColumnElement[bool]:
    """Return the condition that limits catalogues, joined to their jurisdictions, to what the seats may see inside."""
    return sa.or_(
        sa.false(),
        *(
            Jurisdiction.path.startswith(seat.path, autoescape=True)
            if seat.role in OF_SUBTREE
            else Jurisdiction.id == seat.jurisdiction
            for seat in seats
            if seat.role in READERS
        ),
    )


def report(
    session: Session,
    where: sa.ColumnElement[bool],
    *,
    today: date,
    most: int | None = None,
    offset: int = 0,
) -> list[Line]:
    """Return what was last found on the catalogues of a subtree, by place."""
    rows = session.execute(
        sa.select(Catalogue.id, Catalogue.code, Catalogue.title, Jurisdiction.name, ComplianceResult)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(ComplianceResult, ComplianceResult.catalogue_id == Catalogue.id)
        .options(sa.orm.defer(ComplianceResult.findings))
        .where(where)
        .order_by(Jurisdiction.path, Catalogue.code)
        .limit(most)
        .offset(offset)
    ).all()
    chosen = (
        sa.select(Catalogue.id).join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id).where(where)
        if most is None
        else [row[0] for row in rows]
    )
    counts = _counts(session, chosen)
    defects = {
        row[0]: (row[1], row[2] or 0)
        for row in session.execute(
            sa.select(
                LegacyDefect.catalogue_id,
                sa.func.count(),
                sa.func.sum(sa.case((LegacyDefect.due_on < today, 1), else_=0)),
            )
            .where(LegacyDefect.catalogue_id.in_(chosen), LegacyDefect.cleared.is_(None))
            .group_by(LegacyDefect.catalogue_id)
        )
    }
    return [
        Line(
            code=code,
            title=title,
            place=place,
            result=result,
            severities={
                severity: sum(by.get(severity, 0) for by in counts[key].values())
                for severity in ("error", "warning", "hint")
            },
            rules=counts[key],
            open=defects.get(key, (0, 0))[0],
            overdue=defects.get(key, (0, 0))[1],
        )
        for key, code, title, place, result in rows
    ]


def _counts(session: Session, chosen: sa.Select[int] | list[int]) -> dict[int, dict[str, dict[str, int]]]:
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(dict)
    rows = session.scalars(
        sa.select(ComplianceCount)
        .where(ComplianceCount.catalogue_id.in_(chosen))
        .order_by(ComplianceCount.rule, ComplianceCount.severity)
    )
    for row in rows:
        found[row.catalogue_id].setdefault(row.rule, {})[row.severity] = row.number
    return found


@dataclass(frozen=True, kw_only=True)
class ComplianceFile:
    """A catalogue with all that was last found on it."""

    catalogue: Catalogue
    place: str
    result: ComplianceResult
    findings: list[Found]
    defects: dict[str, LegacyDefect]
    """The open legacy defects, by the key of their finding."""


def compliance_file(session: Session, code: str, where: sa.ColumnElement[bool]) -> ComplianceFile:
    """Return what was last found on a catalogue that someone may see.

    Raises: NotFoundError.
    """
    row = session.execute(
        sa.select(Catalogue, Jurisdiction.name, ComplianceResult)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(ComplianceResult, ComplianceResult.catalogue_id == Catalogue.id)
        .where(Catalogue.code == code, where)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    catalogue, place, result = row
    asked = sa.select(LegacyDefect).where(
        LegacyDefect.catalogue_id == catalogue.id, LegacyDefect.cleared.is_(None)
    )
    return ComplianceFile(
        catalogue=catalogue,
        place=place,
        result=result,
        findings=[from_plain(one, Found) for one in result.findings],
        defects={one.finding_key: one for one in session.scalars(asked)},
    )


@dataclass(frozen=True, kw_only=True)
class Defect:
    """A legacy defect with where it is and who owns it."""

    code: str
    title: str
    owner: str
    owner_id: int | None
    row: LegacyDefect
    found: Found


def open_defects(session: Session, *where: sa.ColumnElement[bool], most: int | None = None) -> list[Defect]:
    """Return the open legacy defects, or so many of them, by due date."""
    rows = session.execute(
        sa.select(LegacyDefect, Catalogue.code, Catalogue.title, Person.name)
        .join(Catalogue, Catalogue.id == LegacyDefect.catalogue_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .outerjoin(Person, Person.id == LegacyDefect.owner_id)
        .where(LegacyDefect.cleared.is_(None), *where)
        .order_by(LegacyDefect.due_on, Catalogue.code, LegacyDefect.id)
        .limit(most)
    )
    return [
        Defect(
            code=code,
            title=title,
            owner=owner or "",
            owner_id=row.owner_id,
            row=row,
            found=from_plain(row.finding, Found),
        )
        for row, code, title, owner in rows
    ]


def defects_owned(session: Session, person_id: int, *, most: int | None = None) -> list[Defect]:
    """Return the open legacy defects that a person is to mend."""
    return open_defects(session, LegacyDefect.owner_id == person_id, most=most)


def defects_of(session: Session, catalogue_id: int, seats: Iterable[Seat]) -> list[Defect]:
    """Return the open legacy defects of a catalogue, to those who may see them."""
    return open_defects(session, Catalogue.id == catalogue_id, visible_catalogues(seats))


def latest_run(session: Session) -> ComplianceRun | None:
    """Return the newest run, which may be under way."""
    return session.scalar(sa.select(ComplianceRun).order_by(ComplianceRun.id.desc()).limit(1))


def rules_in(lines: Sequence[Line]) -> dict[str, dict[str, int]]:
    """Return how often each rule found something over catalogues, by severity."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        for rule, by in line.rules.items():
            for severity, number in by.items():
                found[rule][severity] += number
    return dict(sorted(found.items()))
