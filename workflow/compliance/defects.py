"""Legacy defects (存量问题): findings on published rows that no open proposal touches, from first to last seen."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from models import (
    Draft,
    LegacyDefect,
    Proposal,
    Release,
    RevisionChange,
    RevisionChangePart,
    WarningAnswer,
)
from models.revision import Revision
from rules.findings import Severity
from values.vocabulary import State
from workflow.compliance.outcome import Checked, Found
from workflow.dues import working_days
from workflow.holders import drafters_in_charge
from workflow.unit import Unit

ENDED = frozenset({State.PUBLISHED, State.WITHDRAWN, State.REJECTED})
WORKING_DAYS = 20
"""How long a legacy defect may take (decision 32)."""

AT_ONCE = "R16"
"""Personal data wait for nobody."""

_SAID = ("finding", "owner_id", "cleared")

Known = Mapping[int, Mapping[str, sa.RowMapping]]
"""Defects by catalogue and key of the finding."""


@dataclass
class _Changes:
    """What is to be written, in bulk: a chunk of catalogues has thousands of defects."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)


def keep_defects(unit: Unit, found: Sequence[Checked]) -> None:
    """Add the defects that are new, clear those that are gone, and note that the others are still seen."""
    ids = [one.catalogue.id for one in found]
    changes = _changes(unit, found, _known(unit, ids))
    write = unit.session.connection().execute
    if changes.new:
        # What comes back makes it few statements of many rows each; without, PostgreSQL is sent every row alone.
        write(sa.insert(LegacyDefect).returning(LegacyDefect.id), changes.new)
    if changes.changed:
        told: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in _SAID}
        write(
            sa.update(LegacyDefect).where(LegacyDefect.id == sa.bindparam("defect")).values(told),
            changes.changed,
        )
    if changes.cleared:
        write(sa.update(LegacyDefect).where(LegacyDefect.id.in_(changes.cleared)).values(cleared=unit.today))
    # What is open now was seen just now.
    is_open = (LegacyDefect.catalogue_id.in_(ids), LegacyDefect.cleared.is_(None))
    write(
        sa.update(LegacyDefect)
        .where(*is_open, LegacyDefect.last_seen != unit.today)
        .values(last_seen=unit.today)
    )


def _changes(unit: Unit, found: Sequence[Checked], known: Known) -> _Changes:
    ids = [one.catalogue.id for one in found]
    touched, answered = _touched(unit, ids), _answered(unit, ids)
    owners = drafters_in_charge(unit.session, unit.today, {one.catalogue.body_id for one in found})
    dues = _dues(unit)
    changes = _Changes()
    for one in found:
        catalogue, owner = one.catalogue.id, owners.get(one.catalogue.body_id)
        answers = answered.get(catalogue, ())
        now = {
            finding.key: plain
            for finding, plain in zip(one.outcome.findings, one.plain, strict=True)
            if finding.entry not in touched and _is_open(finding, answers)
        }
        kept = known.get(catalogue, {})
        changes.cleared += [
            row["id"] for key, row in kept.items() if key not in now and row["cleared"] is None
        ]
        for key, plain in now.items():
            said: dict[str, Any] = {"finding": plain, "owner_id": owner, "cleared": None}
            if key not in kept:
                due = dues[plain["rule"] == AT_ONCE]
                changes.new.append({"catalogue_id": catalogue, "finding_key": key, **said, **due})
            elif any(kept[key][name] != value for name, value in said.items()):
                told = {f"new_{name}": value for name, value in said.items()}
                changes.changed.append({"defect": kept[key]["id"], **told})
    return changes


def _known(unit: Unit, ids: Collection[int]) -> Known:
    """Return the defects that are open, and those of today; of equal ones the one found last."""
    asked = sa.select(
        LegacyDefect.id,
        LegacyDefect.catalogue_id,
        LegacyDefect.finding_key,
        LegacyDefect.finding,
        LegacyDefect.owner_id,
        LegacyDefect.cleared,
    ).where(
        LegacyDefect.catalogue_id.in_(ids),
        sa.or_(LegacyDefect.cleared.is_(None), LegacyDefect.first_found == unit.today),
    )
    known: dict[int, dict[str, sa.RowMapping]] = defaultdict(dict)
    for row in unit.session.execute(asked.order_by(LegacyDefect.first_found)).mappings():
        known[row["catalogue_id"]][row["finding_key"]] = row
    return known


def _dues(unit: Unit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a defect that is found today is given, and what one that cannot wait is."""
    due = working_days(unit.session).due_after(unit.today, WORKING_DAYS)
    found = {"first_found": unit.today, "last_seen": unit.today}
    return (
        {**found, "due_on": due.day, "due_is_guessed": due.guessed},
        {**found, "due_on": unit.today, "due_is_guessed": False},
    )


def _is_open(finding: Found, answered: Collection[str]) -> bool:
    if finding.severity is Severity.ERROR:
        return True
    return finding.severity is Severity.WARNING and finding.key not in answered


def _touched(unit: Unit, ids: Collection[int]) -> set[str]:
    """Return the rows that open proposals to these catalogues touch."""
    is_open = (Proposal.catalogue_id.in_(ids), Proposal.state.not_in(ENDED))
    newest = sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
    changed = (
        sa.select(RevisionChange.entry_id)
        .join(Revision, Revision.id == RevisionChange.revision_id)
        .join(Proposal, newest)
        .where(*is_open)
    )
    parts = (
        sa.select(RevisionChangePart.entry_id)
        .join(RevisionChange, RevisionChange.id == RevisionChangePart.revision_change_id)
        .join(Revision, Revision.id == RevisionChange.revision_id)
        .join(Proposal, newest)
        .where(*is_open)
    )
    drafts = sa.select(Draft.content).join(Proposal, Proposal.id == Draft.proposal_id).where(*is_open)
    found = {*unit.session.scalars(changed), *unit.session.scalars(parts)}
    for content in unit.session.scalars(drafts):
        changes = content.get("changes")
        found |= {one["after"]["entry"] for one in changes} if isinstance(changes, list) else set()
    return found


def _answered(unit: Unit, ids: Collection[int]) -> Mapping[int, Collection[str]]:
    """Return the warnings that were justified in published revisions, by catalogue."""
    rows = unit.session.execute(
        sa.select(Release.catalogue_id, WarningAnswer.finding_key)
        .join(WarningAnswer, WarningAnswer.revision_id == Release.revision_id)
        .where(Release.catalogue_id.in_(ids))
    )
    found: dict[int, set[str]] = {}
    for catalogue, key in rows:
        found.setdefault(catalogue, set()).add(key)
    return found
