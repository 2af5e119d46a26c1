"""The working draft of a proposal as its editor has it before them, and the way every change of it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from flask import request

from models import Draft, db
from rules.findings import Finding
from values.entry import EntryState
from values.proposal_content import DraftChange, DraftContent, draft_content
from values.vocabulary import Operation
from web.numbers import whole_number
from web.proposal.page import today
from web.session import actor
from workflow.base import findings_of
from workflow.case import Case, read_case
from workflow.commands import drafting
from workflow.errors import ForbiddenError, NotFoundError, StaleError, WorkflowError
from workflow.grounds import paper_of
from workflow.permissions import is_drafter
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.queries.proposal import states_after
from workflow.refusals import record_refused_reading


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A proposal with its working draft and the catalogue that it changes."""

    case: Case
    draft: DraftContent
    draft_version: int
    saved_at: datetime
    current: dict[str, PublishedRow]

    @property
    def states(self) -> dict[str, EntryState]:
        """The catalogue's rows as they would be with the draft."""
        return states_after(self.current, self.draft)

    def with_draft(self, draft: DraftContent) -> "Desk":
        """Return the same desk with another draft on it."""
        return replace(self, draft=draft)

    def change_of(self, entry: str) -> DraftChange | None:
        """Return what the draft does to a row; for a published one that it does not touch: what picking it does."""
        change = self.draft.change_of(entry)
        return change or (picked(self.current[entry]) if entry in self.current else None)

    def findings(
        self, changes: tuple[DraftChange, ...], *, only: frozenset[str] | None = None
    ) -> tuple[Finding, ...]:
        """Return what the rules find on rows as they are to become, or `only` on some of them."""
        return findings_of(
            db.session(),
            self.case.catalogue,
            [change.after for change in changes],
            day=self.draft.effective_from or today(),
            paper=paper_of(self.draft),
            only=only,
        )


def open_desk(number: str) -> Desk:
    """Return a proposal for its editor.

    Raises: NotFoundError where it does not exist or is hidden; ForbiddenError for the 三员.
    """
    try:
        case = read_case(db.session(), number, actor(), today=today())
    except (NotFoundError, ForbiddenError) as error:
        record_refused_reading(actor(), number, error)
        raise
    row = db.session.get_one(Draft, case.proposal.id)
    return Desk(
        case=case,
        draft=draft_content(row.content),
        draft_version=row.draft_version,
        saved_at=row.saved_at,
        current=catalogue_at_release(db.session(), case.catalogue.id, case.catalogue.current_release_no),
    )


def writable_desk(number: str) -> Desk:
    """Return a proposal for one who may write its draft now.

    Raises: ForbiddenError for those who may not; NotAllowedError while the draft is frozen.
    """
    desk = open_desk(number)
    try:
        drafting.permit_writing(desk.case)
    except ForbiddenError as error:
        record_refused_reading(actor(), number, error)
        raise
    return desk


def desk_again(number: str, error: WorkflowError) -> Desk:
    """Return the proposal as it stands after a refusal, for the form that keeps what was typed.

    Raises: the refusal itself for those to whom the draft is not shown.
    """
    db.session.rollback()
    if isinstance(error, NotFoundError):
        raise error
    desk = open_desk(number)
    if is_drafter(desk.case.standing) is None:
        raise error
    return desk


def seen_version() -> int:
    """Return the version of the draft from which the form was filled; 0 where it does not say."""
    return whole_number(request.form.get("draft_version", "")) or 0


def form_version(desk: Desk, error: WorkflowError | None) -> int:
    """Return the version that goes into a form: only a page that shows what others saved gets their version."""
    shows_present = request.method == "GET" or isinstance(error, StaleError)
    return desk.draft_version if shows_present else seen_version()


def save(number: str, change: Callable[[Desk], DraftContent]) -> int:
    """Save the draft with a change and return its version.

    A click that comes twice finds that the draft already says what it asks for, and is content with that.
    Raises: StaleError where someone saved something else since; what `drafting.save_draft` raises.
    """
    desk = open_desk(number)
    try:
        return drafting.save_draft(
            number,
            actor=actor(),
            draft_version=seen_version(),
            content=change(desk),
            is_typed=is_typing(),
        )
    except StaleError:
        db.session.rollback()
        present = open_desk(number)
        if change(present) != present.draft:
            raise
        return present.draft_version


def is_typing() -> bool:
    """Whether a script asks, for parts of a page in which somebody is typing."""
    return request.headers.get("HX-Request") == "true"


def picked(row: PublishedRow) -> DraftChange:
    """Return the operation with which a published row comes into a draft: still as it is."""
    return DraftChange(operation=Operation.AMEND, after=row.state, base_sha256=row.content_sha256)
