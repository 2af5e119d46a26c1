"""The last part of every action: the machine says where it leads, the row moves, the event is recorded."""

from collections.abc import Mapping

from values.vocabulary import Action, State
from workflow.audit import Happening, Subject, proposal_subject, record
from workflow.case import Case
from workflow.draft_history import forget_edits
from workflow.dues import PAUSING, open_steps_in_turn, resume_steps
from workflow.lifecycle import next_state
from workflow.permissions import Seat
from workflow.unit import Unit


def move(
    unit: Unit,
    case: Case,
    action: Action,
    *,
    seat: Seat,
    comment: str | None = None,
    previous_sha256: str | None = None,
    details: Mapping[str, object] | None = None,
    recorded_for: int | None = None,
) -> None:
    """Take the proposal where the action leads, as one new version with its event."""
    proposal = case.proposal
    source = proposal.state
    proposal.state = next_state(action, source, case.standing)
    proposal.version += 1
    if source in {State.DRAFT, State.CHANGES_REQUESTED}:
        forget_edits(unit.session, proposal.id)
    if proposal.state is State.IN_REVIEW and source in PAUSING:
        resume_steps(unit, case)
    if proposal.state is State.IN_REVIEW:
        open_steps_in_turn(unit, case)
    record(
        unit,
        Happening(
            action=action.value,
            subject=subject_of(case),
            seat=seat,
            proposal=proposal,
            from_state=source,
            # As the rows keep it, so that its hash can be met.
            comment=(comment or "").strip() or None,
            content_sha256=case.revision.content_sha256 if case.revision else None,
            previous_sha256=previous_sha256,
            details=details or {},
            recorded_for=recorded_for,
        ),
    )


def subject_of(case: Case) -> Subject:
    """Return a proposal as the subject of an event."""
    return proposal_subject(case.proposal, case.catalogue)
