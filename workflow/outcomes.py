"""What the rules find on a revision when it is submitted, approved or published, and how that is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Release, Revision, RuleOutcome
from models.db import ask
from rules.findings import Finding, Severity
from values.canonical import canonical_bytes, sha256_hex
from values.clock import shanghai_day
from values.proposal_content import DraftContent, RevisionContent
from values.serial import from_plain, to_plain
from values.vocabulary import Action
from workflow.base import findings_of_text
from workflow.case import Case
from workflow.errors import InvalidError, Issue
from workflow.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """All findings of one check, with what was answered, in the form that is stored."""

    findings: tuple[Finding, ...]
    answers: dict[str, str]
    """Key of a warning → justification."""
    newer: tuple[str, ...] = ()
    """Keys of findings that exist only since the standard changed after the submit; they stop nothing (decision 24)."""
    upstream_release: int | None = None
    v: int = 1

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """Errors, and warnings that nobody answered."""
        return tuple(
            one
            for one in self.findings
            if one.key not in self.newer
            and (
                one.severity is Severity.ERROR
                or (one.severity is Severity.WARNING and not self.answers.get(one.key, "").strip())
            )
        )

    def count(self, severity: Severity) -> int:
        """Return how many findings are as severe as this."""
        return sum(one.severity is severity for one in self.findings)

    @property
    def unanswered(self) -> int:
        """How many warnings nobody answered."""
        return sum(one.severity is Severity.WARNING for one in self.stopping)


class _Latest(NamedTuple):
    """The newest release of a standard."""

    no: int
    published_at: datetime


def judge(unit: Unit, case: Case, text: DraftContent | RevisionContent) -> Outcome:
    """Check what a draft or revision would make of its catalogue, and refuse what must not go on.

    A revision is held to the standard that was known at its submit; what is found only against a newer one is
    kept and shown, and is an ordinary finding at the next submit (decision 24).
    Raises: InvalidError for errors, and for warnings that nobody answered.
    """
    latest = _latest_upstream(unit.session, case.catalogue)
    if isinstance(text, RevisionContent):
        found, newer = _of_revision(unit, case, text, latest)
    else:
        found, newer = findings_of_text(unit, case.catalogue, text), ()
    outcome = Outcome(
        findings=found,
        answers={one.key: text.answers[one.key] for one in found if one.key in text.answers},
        newer=newer,
        upstream_release=latest.no if latest else None,
    )
    if outcome.stopping:
        raise InvalidError([Issue(one.field, one.message, one.entry) for one in outcome.stopping])
    return outcome


def _of_revision(
    unit: Unit, case: Case, text: RevisionContent, latest: _Latest | None
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what is found by what was known at the submit, then what is found only by now, and its keys."""
    agreed, submitted = case.has_secrecy_opinion, case.given_revision.submitted_at
    found = findings_of_text(unit, case.catalogue, text, known=submitted, has_secrecy_opinion=agreed)
    is_same_day = unit.today == shanghai_day(submitted)
    if is_same_day and (latest is None or latest.published_at <= submitted):
        return found, ()
    known = {one.key for one in found}
    by_now = findings_of_text(unit, case.catalogue, text, has_secrecy_opinion=agreed)
    added = tuple(one for one in by_now if one.key not in known)
    return (*found, *added), tuple(sorted({one.key for one in added}))


def keep(unit: Unit, case: Case, action: Action, outcome: Outcome) -> dict[str, object]:
    """Store an outcome with its revision, and return what the event of the action says of it.

    It is called before the action moves the proposal on.
    """
    data = canonical_bytes(to_plain(outcome))
    sha256 = sha256_hex(data)
    unit.session.add(
        RuleOutcome(
            revision_id=case.given_revision.id,
            proposal_version=case.proposal.version + 1,
            action=action,
            checked_at=unit.now,
            upstream_release_no=outcome.upstream_release,
            data=data,
            content_sha256=sha256,
        )
    )
    return {
        **{severity.value: outcome.count(severity) for severity in Severity},
        "newer": len(outcome.newer),
        "sha256": sha256,
    }


def outcomes_of(session: Session, proposal_id: int) -> list[tuple[RuleOutcome, Outcome]]:
    """Return every outcome that is kept with a proposal's revisions, the oldest first."""
    rows = session.scalars(
        sa.select(RuleOutcome)
        .join(Revision, Revision.id == RuleOutcome.revision_id)
        .where(Revision.proposal_id == proposal_id)
        .order_by(RuleOutcome.id)
    ).all()
    return [(row, outcome_of(row.data)) for row in rows]


def outcome_at_submit(session: Session, revision: Revision) -> Outcome | None:
    """Return what was found when a revision was submitted; None for one from before outcomes were kept."""
    data = session.scalar(
        sa.select(RuleOutcome.data)
        .where(RuleOutcome.revision_id == revision.id, RuleOutcome.action == Action.SUBMIT)
        .order_by(RuleOutcome.id)
        .limit(1)
    )
    return outcome_of(data) if data else None


def outcome_of(data: bytes) -> Outcome:
    """Read an outcome from its stored bytes."""
    return from_plain(json.loads(data), Outcome)


def answered(findings: Sequence[Finding], answers: Mapping[str, str]) -> Outcome:
    """Return findings of a draft as an outcome, to be counted and shown."""
    return Outcome(findings=tuple(findings), answers=dict(answers))


def _latest_upstream(session: Session, catalogue: Catalogue) -> _Latest | None:
    if catalogue.upstream_catalogue_id is None:
        return None
    found = ask(session, _LATEST, {"catalogue": catalogue.upstream_catalogue_id}).one_or_none()
    return None if found is None else _Latest(*found)


_LATEST = (
    sa.select(Release.no, Release.published_at)
    .where(Release.catalogue_id == sa.bindparam("catalogue"))
    .order_by(Release.no.desc())
    .limit(1)
)
