"""Keep what was found: the newest result of each catalogue, and its legacy defects (存量问题) from first to last."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from models import (
    Catalogue,
    ComplianceCount,
    ComplianceResult,
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
from values.serial import to_plain
from values.vocabulary import State
from workflow.compliance.outcome import Found, Outcome, outcome
from workflow.compliance.reading import grounds_of_many
from workflow.dues import working_days
from workflow.holders import drafters_in_charge
from workflow.inserting import insert_missing
from workflow.unit import Unit

ENDED = frozenset({State.PUBLISHED, State.WITHDRAWN, State.REJECTED})
WORKING_DAYS = 20
"""How long a legacy defect may take (decision 32)."""

AT_ONCE = "R16"
"""Personal data wait for nobody."""


def check_catalogues(unit: Unit, ids: Collection[int]) -> int:
    """Check catalogues and keep what is found; once more does no harm. Return how many were checked."""
    unit.take_turn("compliance", ids)
    catalogues = unit.session.scalars(
        sa.select(Catalogue)
        .where(Catalogue.id.in_(ids), Catalogue.current_release_no.is_not(None))
        .order_by(Catalogue.id)
    ).all()
    read = grounds_of_many(unit.session, catalogues, day=unit.today)
    found = [(one, outcome(grounds), standard) for one, grounds, standard in read]
    keep(unit, found)
    return len(found)


def keep(unit: Unit, found: Sequence[tuple[Catalogue, Outcome, int | None]]) -> None:
    """Replace the results of these catalogues, and bring their legacy defects up to date."""
    session, ids = unit.session, [one.id for one, _, _ in found]
    results = _held(unit, ids)
    session.execute(sa.delete(ComplianceCount).where(ComplianceCount.catalogue_id.in_(ids)))
    for catalogue, one, standard in found:
        result = results[catalogue.id]
        result.checked_at = unit.now
        result.release_no = catalogue.current_release_no or 0
        result.standard_release_no = standard
        result.present, result.left_out, result.missing = one.present, one.left_out, one.missing
        result.findings = [to_plain(finding) for finding in one.findings]
        for (rule, severity), number in one.counts.items():
            session.add(
                ComplianceCount(catalogue_id=catalogue.id, rule=rule, severity=severity, number=number)
            )
    _keep_defects(unit, found)
    session.flush()


def _held(unit: Unit, ids: Sequence[int]) -> dict[int, ComplianceResult]:
    """Return the results of catalogues, made where there are none; whoever keeps the same at this moment waits."""
    nothing = {"release_no": 0, "present": 0, "left_out": 0, "missing": 0, "findings": []}
    insert_missing(
        unit.session,
        ComplianceResult,
        ({"catalogue_id": one, "checked_at": unit.now, **nothing} for one in sorted(ids)),
    )
    rows = unit.session.scalars(
        sa.select(ComplianceResult)
        .where(ComplianceResult.catalogue_id.in_(ids))
        .order_by(ComplianceResult.catalogue_id)
        .with_for_update()
    )
    return {one.catalogue_id: one for one in rows}


def _keep_defects(unit: Unit, found: Sequence[tuple[Catalogue, Outcome, int | None]]) -> None:
    ids = [one.id for one, _, _ in found]
    touched, answered = _touched(unit, ids), _answered(unit, ids)
    owners = drafters_in_charge(unit.session, unit.today, {one.body_id for one, _, _ in found})
    kept: dict[int, dict[str, LegacyDefect]] = {one: {} for one in ids}
    asked = sa.select(LegacyDefect).where(
        LegacyDefect.catalogue_id.in_(ids),
        sa.or_(LegacyDefect.cleared.is_(None), LegacyDefect.first_found == unit.today),
    )
    for row in unit.session.scalars(asked.order_by(LegacyDefect.first_found)):
        kept[row.catalogue_id][row.finding_key] = row
    for catalogue, one, _ in found:
        now = {
            finding.key: finding
            for finding in one.findings
            if finding.entry not in touched and _is_open(finding, answered.get(catalogue.id, frozenset()))
        }
        for key, row in kept[catalogue.id].items():
            if key not in now and row.cleared is None:
                row.cleared = unit.today
        for key, finding in now.items():
            defect = kept[catalogue.id].get(key)
            if defect is None:
                defect = _new(unit, catalogue.id, finding)
                unit.session.add(defect)
            defect.finding, defect.last_seen = to_plain(finding), unit.today
            defect.cleared, defect.owner_id = None, owners.get(catalogue.body_id)


def _is_open(finding: Found, answered: Collection[str]) -> bool:
    if finding.severity is Severity.ERROR:
        return True
    return finding.severity is Severity.WARNING and finding.key not in answered


def _new(unit: Unit, catalogue_id: int, finding: Found) -> LegacyDefect:
    due = working_days(unit.session).due_after(unit.today, 0 if finding.rule == AT_ONCE else WORKING_DAYS)
    return LegacyDefect(
        catalogue_id=catalogue_id,
        finding_key=finding.key,
        finding={},
        first_found=unit.today,
        last_seen=unit.today,
        due_on=unit.today if finding.rule == AT_ONCE else due.day,
        due_is_guessed=due.guessed,
    )


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


def _answered(unit: Unit, ids: Collection[int]) -> dict[int, set[str]]:
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
