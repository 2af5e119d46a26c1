"""What `flask proposal … --json` prints; `docs/command-line.md` describes each member."""

from dataclasses import dataclass
from datetime import date

from rules.findings import Severity
from values.papers import PaperKind
from values.periods import PauseReason, PeriodKind, PeriodState
from values.vocabulary import Action, Operation, Outcome, Post, State, StepKind, Trigger
from web.cli.catalogue.shapes import FieldChange


@dataclass(frozen=True, kw_only=True)
class ListedProposal:
    """A proposal in a list."""

    number: str
    title: str
    state: State
    catalogue: str
    body: str
    revision: int | None
    created_at: str


@dataclass(frozen=True, kw_only=True)
class ClaimableRow:
    """A row of the county that a township can claim."""

    number: str
    entry: str
    name: str
    is_claimed: bool


@dataclass(frozen=True, kw_only=True)
class PauseLine:
    """A time in which a period stood still."""

    since: date
    until: date | None
    reason: PauseReason


@dataclass(frozen=True, kw_only=True)
class PeriodLine:
    """A period that binds a proposal."""

    kind: PeriodKind
    state: PeriodState
    working_days: int
    anchored_on: date | None
    ended_on: date | None
    due_on: date | None
    due_is_guessed: bool
    days_left: int
    paused_days: int
    pauses: tuple[PauseLine, ...]


@dataclass(frozen=True, kw_only=True)
class SignOffLine:
    """What the holder of a step said."""

    person: str
    on_behalf_of: str | None
    outcome: Outcome
    opinion: str
    signed_at: str
    is_of_present_revision: bool


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """A step of the route; before the first submission as planned."""

    kind: StepKind
    body: str
    post: Post | None
    working_days: int
    due_on: date | None
    is_in_turn: bool
    sign_off: SignOffLine | None


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """What the supervisor decided."""

    person: str
    action: Action
    opinion: str
    decided_at: str


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """An operation on a row."""

    operation: Operation
    entry: str
    name: str
    note: str
    sources: tuple[str, ...]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """A rule that does not hold for a row."""

    key: str
    rule: str
    severity: Severity
    entry: str
    field: str
    clause: str
    message: str
    is_reconstructed: bool
    justification: str


@dataclass(frozen=True, kw_only=True)
class MovedLine:
    """A row that a later release changed."""

    entry: str
    name: str
    release: int


@dataclass(frozen=True, kw_only=True)
class SuggestionLine:
    """What a sign-off wants changed."""

    id: int
    text: str
    answer: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class CommentLine:
    """A comment."""

    id: int
    person: str
    body: str
    written_at: str
    entry: str | None
    field: str
    text: str
    is_resolved: bool


@dataclass(frozen=True, kw_only=True)
class ProposalSheet:
    """A proposal with all that its page shows."""

    number: str
    title: str
    state: State
    version: int
    draft_version: int
    catalogue: str
    catalogue_title: str
    body: str
    base_release: int | None
    revision: int | None
    sha256: str | None
    shows_draft: bool
    trigger: Trigger | None
    trigger_date: date | None
    rationale: str
    policy_source: str
    effective_from: date | None
    is_trial: bool
    valid_until: date | None
    interpretation: str
    cause_kind: str
    cause_id: str
    consulting_until: str | None
    scheduled_for: str | None
    statutory_due_on: date | None
    release: int | None
    steps: tuple[StepLine, ...]
    sign_offs: tuple[SignOffLine, ...]
    decisions: tuple[DecisionLine, ...]
    changes: tuple[ChangeLine, ...]
    findings: tuple[FindingLine, ...]
    moved: tuple[MovedLine, ...]
    suggestions: tuple[SuggestionLine, ...]
    comments: tuple[CommentLine, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class Acted:
    """What an acting command did."""

    number: str
    state: State
    version: int
    draft_version: int
    revision: int | None
    release: int | None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ExportedPaper:
    """An official paper that was written."""

    file: str
    kind: PaperKind
    size: int
    sha256: str
