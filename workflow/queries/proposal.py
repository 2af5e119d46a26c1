"""A proposal with everything that its page shows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Comment,
    Draft,
    Event,
    Person,
    ProposalStep,
    Release,
    Revision,
    RouteStep,
    StatutoryClock,
    Suggestion,
)
from rules.findings import Finding
from values.entry import EntryState
from values.proposal_content import (
    DraftContent,
    EntryChange,
    RevisionContent,
    draft_content,
    revision_content,
)
from values.vocabulary import Action, State
from workflow.action_groups import MESSAGES
from workflow.actor import Actor
from workflow.base import findings_of, moved_rows
from workflow.case import Case, read_case
from workflow.conflicts.overtaken import overtaken_rows
from workflow.grounds import paper_of
from workflow.outcomes import Outcome, outcome_at_submit
from workflow.queries.bodies import names_on
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.queries.opinions import has_remarks
from workflow.touching import Moved
from workflow.verdict import allowed_actions

SHOWS_DRAFT = frozenset({State.DRAFT, State.CHANGES_REQUESTED})


@dataclass(frozen=True, kw_only=True)
class ProposalFile:
    """A proposal as its page needs it; names of people and bodies by id."""

    case: Case
    draft: DraftContent
    draft_version: int
    changes: tuple[EntryChange, ...]
    """What is shown: of the draft while it is being written by the reader's body, else of the revision."""
    shows_draft: bool
    current: dict[str, PublishedRow]
    comments: Sequence[Comment]
    suggestions: Sequence[Suggestion]
    has_remarks: bool
    """Whether a department remarked on the present revision."""
    events: Sequence[Event]
    clock: StatutoryClock | None
    release: Release | None
    moved: list[Moved]
    findings: tuple[Finding, ...]
    outcome: Outcome | None
    """What the rules found when the present revision was submitted."""
    actions: tuple[Action, ...]
    people: dict[int, str]
    bodies: dict[int, str]
    planned: Sequence[RouteStep]
    """The steps of the route that the shown changes need, for a proposal that has none of its own yet."""

    @property
    def way(self) -> Sequence[ProposalStep | RouteStep]:
        """The steps it takes, or would take by its route."""
        return self.case.steps or self.planned

    @property
    def said(self) -> DraftContent | RevisionContent:
        """The text beside the rows: title, trigger, rationale and so on."""
        return self.draft if self.shows_draft or self.case.revision is None else self.case.content


def proposal_file(session: Session, number: str, actor: Actor, *, today: date) -> ProposalFile:
    """Return a proposal for its page.

    Raises: NotFoundError where it does not exist or is hidden; ForbiddenError for the 三员.
    """
    case = read_case(session, number, actor, today=today)
    proposal, catalogue = case.proposal, case.catalogue
    row = session.get_one(Draft, proposal.id)
    draft = draft_content(row.content)
    is_own = any(seat.body == proposal.drafting_body_id for seat in case.standing.seats)
    shows_draft = case.revision is None or (is_own and proposal.state in SHOWS_DRAFT)
    current = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    changes = _draft_changes(draft, current) if shows_draft else case.content.changes
    said = draft if shows_draft else case.content
    moves = (
        [
            *moved_rows(session, proposal, case.content, catalogue.current_release_no),
            *overtaken_rows(session, case.content, case.revision, today=today),
        ]
        if case.revision and not proposal.state.is_final
        else []
    )
    comments = session.scalars(
        sa.select(Comment).where(Comment.proposal_id == proposal.id).order_by(Comment.id)
    ).all()
    events = session.scalars(
        sa.select(Event)
        .where(Event.proposal_id == proposal.id, Event.action.not_in(MESSAGES))
        .order_by(Event.id.desc())
    ).all()
    operations = {change.operation for change in changes}
    planned = [
        step
        for step in session.scalars(
            sa.select(RouteStep)
            .where(RouteStep.route_id == case.route.id)
            .order_by(RouteStep.position, RouteStep.id)
        )
        if step.is_needed(operations, is_normative=catalogue.is_normative_document)
    ]
    return ProposalFile(
        case=case,
        draft=draft,
        draft_version=row.draft_version,
        changes=changes,
        shows_draft=shows_draft,
        current=current,
        comments=comments,
        suggestions=session.scalars(
            sa.select(Suggestion).where(Suggestion.proposal_id == proposal.id).order_by(Suggestion.id)
        ).all(),
        has_remarks=has_remarks(session, case.revision),
        events=events,
        clock=session.scalar(sa.select(StatutoryClock).where(StatutoryClock.proposal_id == proposal.id)),
        release=session.scalar(
            sa.select(Release).where(Release.proposal_id == proposal.id, Release.catalogue_id == catalogue.id)
        ),
        moved=moves,
        findings=()
        if proposal.state.is_final
        else findings_of(
            session,
            catalogue,
            [change.after for change in changes],
            day=said.effective_from or today,
            paper=paper_of(said, has_secrecy_opinion=case.has_secrecy_opinion and not shows_draft),
        ),
        outcome=outcome_at_submit(session, case.revision) if case.revision else None,
        actions=allowed_actions(proposal.state, case.standing),
        people=names_of_people(
            session,
            [
                *(event.actor_id for event in events),
                *(event.on_behalf_of_id for event in events),
                *(comment.author_id for comment in comments),
                *(one.actor_id for one in case.sign_offs),
                *(one.on_behalf_of_id for one in case.sign_offs),
                *(one.recorded_by_id for one in case.sign_offs),
                *(one.actor_id for one in case.decisions),
                *(one.on_behalf_of_id for one in case.decisions),
            ],
        ),
        bodies=names_of_bodies(
            session,
            [
                proposal.drafting_body_id,
                catalogue.body_id,
                *(event.body_id for event in events),
                *(comment.body_id for comment in comments),
                *(step.body_id for step in case.steps),
                *(step.body_id for step in planned),
                *bodies_named_in(state for change in changes for state in (change.before, change.after)),
            ],
        ),
        planned=planned,
    )


def events_since(session: Session, proposal_id: int, version: int) -> Sequence[Event]:
    """Return what happened to a proposal after a version that someone saw."""
    return session.scalars(
        sa.select(Event)
        .where(Event.proposal_id == proposal_id, Event.proposal_version > version)
        .order_by(Event.id)
    ).all()


def revision_contents(session: Session, proposal_id: int) -> list[tuple[Revision, RevisionContent]]:
    """Return every revision with what it says, the newest first."""
    rows = session.scalars(
        sa.select(Revision).where(Revision.proposal_id == proposal_id).order_by(Revision.no.desc())
    ).all()
    return [(row, revision_content(json.loads(row.data))) for row in rows]


def names_of_people(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Return people's names by id."""
    wanted = {one for one in ids if one is not None}
    return {
        row[0]: row[1]
        for row in session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(wanted)))
    }


def names_of_bodies(
    session: Session, ids: Iterable[int | None], *, day: date | None = None
) -> dict[int, str]:
    """Return bodies' names on a day by id; without a day, their present names."""
    return names_on(session, ids, day=day)


def bodies_named_in(states: Iterable[EntryState | None]) -> set[int]:
    """Return the ids of the bodies that rows name."""
    return {int(one.body) for state in states if state is not None for one in state.content.disclosing_bodies}


def states_after(current: dict[str, PublishedRow], draft: DraftContent) -> dict[str, EntryState]:
    """Return the catalogue's rows as they would be with the draft."""
    return {key: row.state for key, row in current.items()} | {
        change.entry: change.after for change in draft.changes
    }


def _draft_changes(draft: DraftContent, current: dict[str, PublishedRow]) -> tuple[EntryChange, ...]:
    return tuple(
        EntryChange(
            operation=change.operation,
            entry=change.entry,
            before=current[change.entry].state if change.entry in current else None,
            after=change.after,
            note=change.note,
            sources=change.sources,
        )
        for change in draft.changes
    )
