"""Publish what is scheduled once its time has come, and say visibly where that failed."""

import json

import sqlalchemy as sa
import structlog

from models import Event
from values.messages import Message
from values.vocabulary import Action, State
from workflow.actor import SYSTEM
from workflow.audit import Happening, record
from workflow.case import open_case
from workflow.commands.publication import publish
from workflow.errors import BusyError, InvalidError, StaleError, WorkflowError
from workflow.move import subject_of
from workflow.unit import unit

log = structlog.get_logger()

FAILED = "schedule_failed"


def publish_scheduled(number: str) -> bool:
    """Publish a proposal whose time has come; return whether it was published.

    Rights, rules and base are checked again. Where they refuse, the proposal stays approved and is no longer
    scheduled, which everyone in charge is told. Anything else that goes wrong is tried again at the next beat.
    Raises: BusyError and StaleError where others were at work: they judge nothing.
    """
    try:
        publish(number, actor=SYSTEM)
    except (BusyError, StaleError):
        raise
    except WorkflowError as error:
        log.warning("scheduled publication refused", proposal=number, reason=error.message.in_english())
        _note_failure(number, error)
        return False
    return True


def _note_failure(number: str, error: WorkflowError) -> None:
    """Take the schedule away with an event that says why, all of it; nothing where somebody was quicker."""
    reason = error.message
    others = [one.message for one in error.issues[1:]] if isinstance(error, InvalidError) else []
    with unit(SYSTEM) as work:
        case = open_case(work, number, FAILED)
        proposal = case.proposal
        moment = proposal.scheduled_for
        if proposal.state is not State.APPROVED or moment is None or moment > work.now:
            return
        scheduled_by = work.session.scalar(
            sa.select(sa.func.max(Event.id)).where(
                Event.proposal_id == proposal.id, Event.action == Action.SCHEDULE.value
            )
        )
        proposal.scheduled_for = None
        proposal.version += 1
        record(
            work,
            Happening(
                action=FAILED,
                subject=subject_of(case),
                proposal=proposal,
                from_state=State.APPROVED,
                content_sha256=case.given_revision.content_sha256,
                details={
                    "for": moment.isoformat(),
                    "scheduled_by": str(scheduled_by),
                    "reason": reason.id,
                    "params": _plain(reason),
                    "others": [{"reason": one.id, "params": _plain(one)} for one in others],
                },
            ),
        )


def failure(event: Event) -> Message:
    """Return why a scheduled publication failed, as its event says."""
    details = json.loads(event.data)["details"]
    return Message(details["reason"], details["params"])


def further_failures(event: Event) -> list[Message]:
    """Return what else stood in the way; events of earlier versions of the product name one reason only."""
    details = json.loads(event.data)["details"]
    return [Message(one["reason"], one["params"]) for one in details.get("others", ())]


def _plain(message: Message) -> dict[str, str | int]:
    return {
        name: value.in_english() if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
