"""What a draft's changes are frozen into: each with what was before, and waiting versions where they change as well."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models import Catalogue
from values.entry import EntryState
from values.merging.waiting import resulting_states
from values.messages import N_, Message
from values.proposal_content import DraftChange, DraftContent, EntryChange
from values.vocabulary import WaitingAnswer
from workflow.base import EVER
from workflow.errors import InvalidError, Issue
from workflow.queries.catalogue import PublishedRow, catalogue_as_of, waiting_versions


def frozen_changes(
    session: Session,
    catalogue: Catalogue,
    draft: DraftContent,
    current: dict[str, PublishedRow],
    *,
    today: date,
) -> tuple[EntryChange, ...]:
    """Return the changes of a draft as a revision fixes them.

    A change of an entry with a waiting version becomes what holds until that begins, and, where the drafter says
    so, what the waiting version becomes (decision 14).
    """
    day = draft.effective_from or today
    answered = {change.entry for change in draft.changes if change.waiting is not None}
    waiting = waiting_versions(session, catalogue.id, day=day, known=EVER) if answered else {}
    in_force = (
        catalogue_as_of(session, catalogue.id, day=day, known=EVER) if answered & waiting.keys() else {}
    )
    return tuple(
        frozen
        for change in draft.changes
        for frozen in (
            _beside(change, current[change.entry], in_force.get(change.entry), waiting[change.entry])
            if change.waiting is not None and change.entry in waiting
            else [_frozen(change, current.get(change.entry))]
        )
    )


def require_frozen(draft: DraftContent, changes: tuple[EntryChange, ...]) -> None:
    """Raise InvalidError for a change that was to hold only until its entry comes into force at all."""
    frozen = {change.entry for change in changes}
    issues = [
        Issue("changes", Message(NOT_BEFORE, {"name": change.after.content.name}), change.entry)
        for change in draft.changes
        if change.entry not in frozen
    ]
    if issues:
        raise InvalidError(issues)


def _frozen(change: DraftChange, published: PublishedRow | None) -> EntryChange:
    return EntryChange(
        operation=change.operation,
        entry=change.entry,
        before=published.state if published else None,
        after=change.after,
        note=change.note,
        sources=change.sources,
    )


def _beside(
    change: DraftChange, had: PublishedRow, in_force: PublishedRow | None, waiting: PublishedRow
) -> Iterator[EntryChange]:
    answer = change.waiting or WaitingAnswer.UNTIL_THEN
    if in_force is None:
        # There is no row until then, so nothing can hold until then.
        if answer is WaitingAnswer.AS_WELL:
            yield _on(change, waiting, change.after, from_day=waiting.effective_from)
        return
    states = resulting_states(in_force.state, waiting.state, change.after, answer, base=had.state)
    yield _on(change, in_force, states.until_then)
    if states.from_then is not None:
        yield _on(change, waiting, states.from_then, from_day=waiting.effective_from)


def _on(
    change: DraftChange, row: PublishedRow, after: EntryState, *, from_day: date | None = None
) -> EntryChange:
    return replace(_frozen(change, row), after=after, effective_from=from_day)


NOT_BEFORE = N_("“%(name)s” is not in force before its waiting version; change that one as well.")
