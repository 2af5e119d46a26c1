"""What the official papers of a proposal say, of its present revision: the same on any day, by the names of its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Decision, Proposal, ProposalStep, Release, Revision, SignOff
from values.clock import shanghai_day
from values.entry import EntryState
from values.proposal_content import EntryChange, RevisionContent
from workflow.errors import NotFoundError
from workflow.outcomes import Outcome
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.opinions import AskedOpinion, asked_opinions
from workflow.queries.proposal import ProposalFile, bodies_named_in, names_of_bodies


@dataclass(frozen=True, kw_only=True)
class ChangesIn:
    """What a revision changes in one catalogue, against the release that it stands on."""

    catalogue: str
    """Its title; empty for the proposal's own."""
    changes: tuple[EntryChange, ...]
    before: dict[str, EntryState]

    @property
    def after(self) -> dict[str, EntryState]:
        """The rows as they are to be."""
        return self.before | {one.entry: one.after for one in self.changes}

    @property
    def states(self) -> list[EntryState]:
        """Every state of a changed row, before and after."""
        return [state for one in self.changes for state in (one.before, one.after) if state is not None]


@dataclass(frozen=True, kw_only=True)
class SubmittedProposal:
    """A revision with what was said of it so far."""

    proposal: Proposal
    catalogue: str
    revision: Revision
    content: RevisionContent
    changes: tuple[ChangesIn, ...]
    bodies: dict[int, str]
    """By the names of the day of the submit."""
    former: dict[int, str]
    """The body that is changed, and its successor, by the names of the day on which the proposal was opened."""
    steps: Sequence[ProposalStep]
    sign_offs: dict[int, SignOff]
    """The newest of each step."""
    decision: Decision | None
    """The newest about this revision."""
    asked: Sequence[AskedOpinion]
    outcome: Outcome | None
    people: dict[int, str]

    @property
    def submitted_on(self) -> date:
        """The day of the submit, in Shanghai."""
        return shanghai_day(self.revision.submitted_at)


def submitted_proposal(session: Session, file: ProposalFile) -> SubmittedProposal:
    """Return the present revision of a proposal for its papers.

    Raises: NotAllowedError where nothing has been submitted yet.
    """
    case = file.case
    revision, content = case.given_revision, case.content
    changes = _changes(session, case.catalogue, content)
    change = content.body_change
    reached = [int(change.body), int(change.successor or 0)] if change else []
    day = shanghai_day(revision.submitted_at)
    decided = [one for one in case.decisions if one.revision_id == revision.id]
    return SubmittedProposal(
        proposal=case.proposal,
        catalogue=case.catalogue.title,
        revision=revision,
        content=content,
        changes=changes,
        bodies=names_of_bodies(
            session,
            {
                case.proposal.drafting_body_id,
                *(step.body_id for step in case.steps),
                *bodies_named_in(state for one in changes for state in one.states),
            },
            day=day,
        ),
        former=names_of_bodies(session, reached, day=shanghai_day(case.proposal.created_at)),
        steps=case.steps,
        sign_offs=case.valid_sign_offs,
        decision=decided[-1] if decided else None,
        asked=asked_opinions(session, case.proposal.id),
        outcome=file.outcome,
        people=file.people,
    )


def release_of(session: Session, number: str) -> tuple[Catalogue, int]:
    """Return the catalogue of a published proposal and the number of the release that it became there.

    Raises: NotFoundError where nothing was published under this number.
    """
    found = session.execute(
        sa.select(Catalogue, Release.no)
        .join(Proposal, Proposal.catalogue_id == Catalogue.id)
        .join(Release, sa.and_(Release.proposal_id == Proposal.id, Release.catalogue_id == Catalogue.id))
        .where(Proposal.number == number)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found[0], found[1]


def _changes(session: Session, own: Catalogue, content: RevisionContent) -> tuple[ChangesIn, ...]:
    others = {
        one.code: one
        for one in session.scalars(
            sa.select(Catalogue).where(Catalogue.code.in_([each.catalogue for each in content.elsewhere]))
        )
    }
    return (
        ChangesIn(catalogue="", changes=content.changes, before=_rows(session, own.id, content.base_release)),
        *(
            ChangesIn(
                catalogue=others[one.catalogue].title,
                changes=one.changes,
                before=_rows(session, others[one.catalogue].id, one.base_release),
            )
            for one in content.elsewhere
        ),
    )


def _rows(session: Session, catalogue: int, release: int) -> dict[str, EntryState]:
    return {key: row.state for key, row in catalogue_at_release(session, catalogue, release).items()}
