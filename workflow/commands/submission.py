"""Submit a draft as a revision, and withdraw a proposal."""

from dataclasses import replace
from typing import cast

import sqlalchemy as sa

from models import (
    Draft,
    DraftSave,
    ProposalStep,
    Revision,
    RevisionChange,
    RevisionChangePart,
    RevisionContributor,
    Route,
    Suggestion,
    WarningAnswer,
)
from models.db import ask
from values.canonical import sha256_hex
from values.messages import N_
from values.proposal_content import Contributor, DraftContent, EntryChange, RevisionContent, draft_content
from values.vocabulary import Action, Operation
from workflow.actor import Actor
from workflow.attachments import require_attached
from workflow.base import moved_rows
from workflow.body_change import elsewhere_of, require_holder, require_possible
from workflow.case import Case, open_case, route_steps
from workflow.checks import Given, check_all
from workflow.conflicts.around import around
from workflow.conflicts.comparing import compare
from workflow.conflicts.freezing import frozen_changes
from workflow.conflicts.refusing import require_up_to_date
from workflow.contributions import standing_saves
from workflow.drafts import require_complete, require_future
from workflow.dues import start_statutory_clock
from workflow.errors import StaleError, invalid
from workflow.move import move
from workflow.outcomes import judge, keep
from workflow.permit import permit
from workflow.queries.catalogue import catalogue_at_release
from workflow.unit import Unit, unit

_SAVES = (
    sa.select(DraftSave.content_sha256, DraftSave.person_id, DraftSave.body_id, DraftSave.on_behalf_of_id)
    .where(DraftSave.proposal_id == sa.bindparam("proposal"))
    .order_by(DraftSave.draft_version)
)
_SUGGESTION = cast("sa.Table", Suggestion.__table__)
_SETTLE = (
    sa.update(_SUGGESTION)
    .where(_SUGGESTION.c.proposal_id == sa.bindparam("proposal"), _SUGGESTION.c.settled_at.is_(None))
    .values(settled_at=sa.bindparam("now"))
)
"""A new revision settles what was suggested for those before."""


def submit(
    number: str,
    *,
    actor: Actor,
    version: int | None = None,
    draft_version: int | None = None,
    comment: str = "",
) -> int:
    """Freeze the draft into the next revision and send it on its route; return the revision's number.

    An unchanged draft makes no revision: it needs a written answer, goes back to the step that sent it back,
    and keeps the other sign-offs (decision 7).
    Raises: InvalidError for what is missing, and for errors and unanswered warnings of the rules.
    """
    with unit(actor) as work:
        case = open_case(work, number, Action.SUBMIT)
        draft_row = work.session.get_one(Draft, case.proposal.id)
        draft = draft_content(draft_row.content)
        current = catalogue_at_release(work.session, case.catalogue.id, case.catalogue.current_release_no)
        beside = around(work.session, case, draft, current, today=work.today)
        changes = frozen_changes(draft, beside)
        unchanged = case.revision is not None and _is_unchanged(work, case, draft, changes)
        seat = permit(
            case,
            Action.SUBMIT,
            version=version,
            is_unchanged=unchanged,
            completes_route=unchanged and not case.open_steps,
        )
        if draft_version is not None and draft_row.draft_version != draft_version:
            raise StaleError(seen=draft_version, present=draft_row.draft_version)
        previous = case.revision.content_sha256 if case.revision else None
        case.reopened_step_id = case.proposal.returned_step_id
        rules: dict[str, object] | None = None
        if unchanged:
            if not comment.strip():
                raise invalid(
                    "comment", N_("Nothing was changed; answer in a sentence why it should pass as it is.")
                )
        else:
            require_up_to_date(compare(draft, beside))
            require_complete(work.session, draft, current)
            require_future(draft, work.today)
            require_holder(draft, case.standing.seats, case.catalogue.body_id)
            require_possible(work.session, draft, case.catalogue.code)
            require_attached(work.session, case.proposal.id, draft, current)
            found = judge(work, case, draft)
            _freeze(work, case, draft, changes)
            rules = keep(work, case, Action.SUBMIT, found)
        case.proposal.returned_step_id = None
        case.proposal.returned_by_supervisor = False
        move(
            work,
            case,
            Action.SUBMIT,
            seat=seat,
            comment=comment,
            previous_sha256=previous,
            details={
                "unchanged": unchanged,
                "steps": len(case.steps),
                "base": case.proposal.base_release_no,
                "rules": rules,
            },
        )
        return case.proposal.revision_no or 0


def withdraw(number: str, *, actor: Actor, version: int | None = None, comment: str = "") -> None:
    """End a proposal before it is approved; a draft never submitted keeps its number."""
    with unit(actor) as work:
        case = open_case(work, number, Action.WITHDRAW)
        seat = permit(case, Action.WITHDRAW, version=version)
        check_all(work, case, Action.WITHDRAW, Given(comment=comment))
        move(work, case, Action.WITHDRAW, seat=seat, comment=comment)


def _is_unchanged(work: Unit, case: Case, draft: DraftContent, changes: tuple[EntryChange, ...]) -> bool:
    """Whether the draft says what the last revision says, on a base that nothing touched since."""
    last = case.content
    now = _said(replace(draft, title=draft.title.strip()), changes)
    return _said(last, last.changes) == now and not moved_rows(
        work.session, case.proposal, last, case.catalogue.current_release_no
    )


def _said(text: DraftContent | RevisionContent, changes: tuple[EntryChange, ...]) -> tuple[object, ...]:
    """Return what a draft and a revision can be compared by."""
    return (
        text.title,
        text.trigger,
        text.trigger_date,
        text.rationale,
        text.policy_source,
        text.effective_from,
        text.is_trial,
        text.valid_until,
        text.interpretation,
        text.attachments,
        text.body_change,
        tuple((one.operation, one.after, one.note, one.sources, one.effective_from) for one in changes),
        text.answers,
    )


def _freeze(work: Unit, case: Case, draft: DraftContent, changes: tuple[EntryChange, ...]) -> None:
    """Write the next revision with its contributors, operations, answers and steps."""
    proposal = case.proposal
    contributors = _contributors(work, case)
    content = RevisionContent(
        proposal=proposal.number,
        catalogue=case.catalogue.code,
        base_release=case.catalogue.current_release_no or 0,
        title=draft.title.strip(),
        trigger=draft.trigger,  # type: ignore[arg-type]
        trigger_date=draft.trigger_date,  # type: ignore[arg-type]
        rationale=draft.rationale,
        policy_source=draft.policy_source,
        effective_from=draft.effective_from,
        is_trial=draft.is_trial,
        valid_until=draft.valid_until,
        interpretation=draft.interpretation,
        attachments=draft.attachments,
        changes=changes,
        answers=draft.answers,
        contributors=contributors,
        body_change=draft.body_change,
        elsewhere=elsewhere_of(work.session, draft, case.catalogue.code),
    )
    data = content.data
    number = (proposal.revision_no or 0) + 1
    revision = Revision(
        proposal_id=proposal.id,
        no=number,
        base_release_no=case.catalogue.current_release_no,
        data=data,
        content_sha256=sha256_hex(data),
        submitted_by_id=work.actor.person_id,
        submitted_at=work.now,
        trigger_kind=content.trigger,
    )
    # The row of the proposal is still untouched here: it is written once, together with its event.
    work.session.add(revision)
    work.session.flush()
    work.session.add_all(
        RevisionContributor(
            revision_id=revision.id,
            proposal_id=proposal.id,
            person_id=int(one.person),
            on_behalf_of_id=int(one.on_behalf_of) if one.on_behalf_of else None,
        )
        for one in contributors
    )
    _index(work, revision, content)
    work.session.add_all(
        WarningAnswer(revision_id=revision.id, finding_key=key, answer=answer)
        for key, answer in draft.answers.items()
    )
    if case.revision is not None:
        ask(work.session, _SETTLE, {"proposal": proposal.id, "now": work.now})
    proposal.revision_no = number
    proposal.base_release_no = case.catalogue.current_release_no
    proposal.title = content.title
    case.revision = revision
    case.route = work.session.get_one(Route, case.catalogue.route_id)
    proposal.route_id = case.route.id
    case.steps = _steps(work, case, {change.operation for change in content.changes})
    case.standing = replace(case.standing, is_unchanged=False, completes_route=False)
    start_statutory_clock(work, case, content)


def _index(work: Unit, revision: Revision, content: RevisionContent) -> None:
    """Keep the operations of a revision as rows, with what a split or merge comes from and leads to."""
    operations = [
        RevisionChange(
            revision_id=revision.id,
            position=position,
            operation=change.operation,
            entry_id=change.entry,
            before_sha256=change.before.sha256 if change.before else None,
            after_sha256=change.after.sha256,
        )
        for position, change in enumerate(content.changes)
    ]
    work.session.add_all(operations)
    rows = {one.entry_id: one for one in operations}
    pairs = dict.fromkeys((source, change.entry) for change in content.changes for source in change.sources)
    if not pairs:
        return
    work.session.flush()
    for source, outcome in pairs:
        for row, other, is_source in ((rows[outcome], source, True), (rows[source], outcome, False)):
            work.session.add(
                RevisionChangePart(revision_change_id=row.id, entry_id=other, is_source=is_source)
            )


def _contributors(work: Unit, case: Case) -> tuple[Contributor, ...]:
    """Everyone so far, in a fixed order: of the last revision, and of the saves that stand since."""
    found = dict.fromkeys(case.content.contributors) if case.revision else {}
    saves = ask(work.session, _SAVES, {"proposal": case.proposal.id}).all()
    for save in standing_saves(saves):
        found[
            Contributor(
                person=str(save.person_id),
                body=str(save.body_id),
                on_behalf_of=str(save.on_behalf_of_id) if save.on_behalf_of_id else None,
            )
        ] = None
    if not found:
        # A draft that the system opened and nobody has saved has nobody to answer for it.
        raise invalid("draft", N_("Save the draft first: whoever saves it takes it on."))
    return tuple(found)


def _steps(work: Unit, case: Case, operations: set[Operation]) -> list[ProposalStep]:
    """Copy the steps of the route that these operations need."""
    steps = [
        ProposalStep(
            proposal_id=case.proposal.id,
            revision_no=case.proposal.revision_no or 0,
            position=step.position,
            kind=step.kind,
            body_id=step.body_id,
            post=step.post,
            working_days=step.working_days,
        )
        for step in route_steps(work.session, case.route)
        if step.is_needed(operations, is_normative=case.catalogue.is_normative_document)
    ]
    work.session.add_all(steps)
    return steps
