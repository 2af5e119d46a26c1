"""What the commands about proposals read, as the shapes that they print: only what the account may see."""

from datetime import datetime

from models import ProposalStep, RouteStep, SignOff, db
from values.vocabulary import State
from web.cli.acting import business_seats
from web.cli.catalogue.reading import field_changes
from web.cli.printing import local_text
from web.cli.proposal.shapes import (
    Acted,
    ChangeLine,
    CommentLine,
    DecisionLine,
    FindingLine,
    ListedProposal,
    MovedLine,
    PauseLine,
    PeriodLine,
    ProposalSheet,
    SignOffLine,
    StepLine,
    SuggestionLine,
)
from web.language import say
from web.proposal.page import shown_changes, today, told
from web.proposal.periods import reckonings_of
from workflow.actor import Actor
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.catalogues import published_catalogue
from workflow.queries.proposal import ProposalFile, proposal_file
from workflow.queries.proposal_list import proposals
from workflow.refusals import record_refused_reading


def listed(actor: Actor, *, state: State | None, catalogue: str | None, limit: int) -> list[ListedProposal]:
    """Return the proposals that an account may see, the newest first."""
    seats = business_seats(actor)
    catalogue_id = published_catalogue(db.session(), catalogue).id if catalogue else None
    found = proposals(db.session(), seats, state=state, offset=0, limit=limit, catalogue_id=catalogue_id)
    return [
        ListedProposal(
            number=one.number,
            title=one.title,
            state=one.state,
            catalogue=one.catalogue_code,
            body=one.body,
            revision=one.revision_no,
            created_at=local_text(one.created_at),
        )
        for one in found[:limit]
    ]


def period_lines(file: ProposalFile) -> list[PeriodLine]:
    """Return the periods that bind a proposal."""
    return [
        PeriodLine(
            kind=one.period.kind,
            state=one.state,
            working_days=one.period.working_days,
            anchored_on=one.period.anchored_on,
            ended_on=one.period.ended_on,
            due_on=one.due.day if one.due else None,
            due_is_guessed=bool(one.due and one.due.guessed),
            days_left=one.days_left,
            paused_days=one.paused_days,
            pauses=tuple(
                PauseLine(since=pause.since, until=pause.until, reason=pause.reason)
                for pause in one.period.pauses
            ),
        )
        for one in reckonings_of(file, today=today())
    ]


def file_of(number: str, actor: Actor) -> ProposalFile:
    """Return a proposal as the account sees it; asking in vain is in the trail, as in the browser."""
    db.session.rollback()
    try:
        return proposal_file(db.session(), number, actor, today=today())
    except (NotFoundError, ForbiddenError) as error:
        db.session.rollback()
        record_refused_reading(actor, number, error)
        raise


def acted(number: str, actor: Actor) -> Acted:
    """Return where a proposal stands after an act, with the sentence of what happened last."""
    file = file_of(number, actor)
    proposal = file.case.proposal
    return Acted(
        number=proposal.number,
        state=proposal.state,
        version=proposal.version,
        draft_version=file.draft_version,
        revision=proposal.revision_no,
        release=file.release.no if file.release else None,
        sentence=told(file.events[0], file.people)[1],
    )


def sheet(file: ProposalFile) -> ProposalSheet:
    """Return everything of a proposal."""
    case, said = file.case, file.said
    proposal = case.proposal
    in_turn = {step.id for step in case.steps_in_turn} if proposal.state is State.IN_REVIEW else set()
    present = {step.id for step in case.steps}
    return ProposalSheet(
        number=proposal.number,
        title=said.title,
        state=proposal.state,
        version=proposal.version,
        draft_version=file.draft_version,
        catalogue=case.catalogue.code,
        catalogue_title=case.catalogue.title,
        body=file.bodies[proposal.drafting_body_id],
        base_release=proposal.base_release_no,
        revision=proposal.revision_no,
        sha256=case.revision.content_sha256 if case.revision else None,
        shows_draft=file.shows_draft,
        trigger=said.trigger,
        trigger_date=said.trigger_date,
        rationale=said.rationale,
        policy_source=said.policy_source,
        effective_from=said.effective_from,
        is_trial=said.is_trial,
        valid_until=said.valid_until,
        interpretation=said.interpretation,
        cause_kind=proposal.cause_kind,
        cause_id=proposal.cause_id,
        consulting_until=_moment(proposal.consulting_until),
        scheduled_for=_moment(proposal.scheduled_for),
        statutory_due_on=file.clock.due_on if file.clock else None,
        release=file.release.no if file.release else None,
        steps=tuple(_step(file, step, is_in_turn=step.id in in_turn) for step in file.way),
        sign_offs=tuple(_sign_off(file, one, is_present=one.step_id in present) for one in case.sign_offs),
        decisions=tuple(
            DecisionLine(
                person=file.people[one.actor_id],
                action=one.action,
                opinion=one.opinion,
                decided_at=local_text(one.decided_at),
            )
            for one in case.decisions
        ),
        changes=tuple(
            ChangeLine(
                operation=one.change.operation,
                entry=one.change.entry,
                name=one.title,
                note=one.change.note,
                sources=one.change.sources,
                fields=field_changes(one.changed),
            )
            for one in shown_changes(file)
        ),
        findings=tuple(
            FindingLine(
                key=one.key,
                rule=one.rule,
                severity=one.severity,
                entry=one.entry,
                field=one.field,
                clause=one.clause,
                message=say(one.message),
                is_reconstructed=one.is_reconstructed,
                justification=file.said.answers.get(one.key, ""),
            )
            for one in file.findings
        ),
        moved=tuple(MovedLine(entry=one.entry, name=one.name, release=one.release_no) for one in file.moved),
        suggestions=tuple(
            SuggestionLine(id=one.id, text=one.text, answer=one.answer or "", is_open=one.settled_at is None)
            for one in file.suggestions
        ),
        comments=tuple(
            CommentLine(
                id=one.id,
                person=file.people[one.author_id],
                body=file.bodies[one.body_id],
                written_at=local_text(one.written_at),
                entry=one.entry_id,
                field=one.field,
                text=one.text,
                is_resolved=one.resolved_at is not None,
            )
            for one in file.comments
        ),
        actions=file.actions,
    )


def _step(file: ProposalFile, step: ProposalStep | RouteStep, *, is_in_turn: bool) -> StepLine:
    signed = file.case.valid_sign_offs.get(step.id) if isinstance(step, ProposalStep) else None
    return StepLine(
        kind=step.kind,
        body=file.bodies[step.body_id],
        post=step.post,
        working_days=step.working_days,
        due_on=step.due_on if isinstance(step, ProposalStep) else None,
        is_in_turn=is_in_turn,
        sign_off=_sign_off(file, signed, is_present=True) if signed else None,
    )


def _sign_off(file: ProposalFile, one: SignOff, *, is_present: bool) -> SignOffLine:
    return SignOffLine(
        person=file.people[one.actor_id],
        on_behalf_of=file.people[one.on_behalf_of_id] if one.on_behalf_of_id else None,
        outcome=one.outcome,
        opinion=one.opinion,
        signed_at=local_text(one.signed_at),
        is_of_present_revision=is_present,
    )


def _moment(value: datetime | None) -> str | None:
    return local_text(value) if value else None
