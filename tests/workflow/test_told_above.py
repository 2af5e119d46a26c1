"""The overseer above is told of what a county leaves out by decision, or withholds against the standard."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models import Event
from tests.world import World, draft
from values.entry import Mode
from values.proposal_content import DraftChange
from values.vocabulary import Audience, LeaveOutReason
from workflow import operations
from workflow.recipients import recipients
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def left_out(world: World, reason: LeaveOutReason, note: str) -> DraftChange:
    return operations.left_out(world.row(), reason, note)


def withheld(world: World) -> DraftChange:
    row = world.row()
    mode = Mode(proactive=False, withheld=True, withheld_basis="《政府信息公开条例》第十四条")
    return operations.amended(row, replace(row.state.content, mode=mode))


def amended(world: World) -> DraftChange:
    row = world.row()
    return operations.amended(row, replace(row.state.content, interpretation="通俗解读。"))


CASES = {
    "not practised here": (
        lambda w: left_out(w, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。"),
        False,
    ),
    "repealed": (lambda w: left_out(w, LeaveOutReason.BASIS_REPEALED, "《就业规定》已废止。"), True),
    "cancelled above": (lambda w: left_out(w, LeaveOutReason.CANCELLED_ABOVE, "国发〔2019〕6号"), True),
    "withheld": (withheld, True),
    "only amended": (amended, False),
}


@pytest.mark.parametrize("what", CASES)
def test_the_overseer_above_is_told_of_what_is_not_disclosed(world: World, what: str) -> None:
    make, is_told = CASES[what]
    number = world.published(draft([make(world)]))
    with transaction() as session:
        event = session.scalars(
            sa.select(Event).where(Event.action == "publish", Event.proposal_id == world.proposal(number).id)
        ).one()
        told = recipients(session, event, today=current_clock.get().now().date())
    overseer = world.people["overseer"]
    assert (told.get(overseer) is Audience.OVERSEERS) is is_told
