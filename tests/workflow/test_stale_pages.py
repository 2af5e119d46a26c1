"""A page that is older than the proposal, a database that is held, and what events say to people."""

import pytest
import sqlalchemy as sa

from models import Event
from models.db import db
from tests.workflow.truth import COMMANDS
from tests.world import World
from values.vocabulary import Action, Outcome, State
from workflow.commands import approval, review, submission
from workflow.errors import BusyError, ForbiddenError, StaleError
from workflow.sentences import before_and_after, sentence
from workflow.unit import transaction, unit

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_an_action_from_an_old_page_is_stale_and_changes_nothing(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    version = world.proposal(number).version
    with pytest.raises(StaleError) as refused:
        approval.approve(number, actor=world.actor("supervisor"), version=version - 1)
    assert (refused.value.seen, refused.value.present) == (version - 1, version)
    approval.approve(number, actor=world.actor("supervisor"), version=version)


def test_a_page_from_before_the_last_action_is_stale_even_where_the_state_has_changed(world: World) -> None:
    number = world.in_state(State.APPROVED)
    with pytest.raises(StaleError):
        approval.approve(number, actor=world.actor("supervisor"), version=world.proposal(number).version - 1)


def test_whoever_may_not_is_refused_before_the_page_is_called_old(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    with pytest.raises(ForbiddenError):
        approval.approve(number, actor=world.actor("drafter"), version=1)


def test_a_draft_saved_meanwhile_is_not_submitted_unseen(world: World) -> None:
    number = world.opened()
    world.save(number, world.amendment(deadline="1个工作日内公开"), by="drafter2")
    with pytest.raises(StaleError):
        submission.submit(number, actor=world.actor("drafter"), draft_version=1)
    submission.submit(number, actor=world.actor("drafter"), draft_version=2)


@pytest.mark.parametrize("words", ["database is locked", "deadlock detected"])
def test_a_database_that_is_held_is_busy(world: World, words: str) -> None:
    with pytest.raises(BusyError), unit(world.actor("drafter")):
        raise sa.exc.OperationalError("BEGIN", {}, Exception(words))


def test_another_failure_of_the_database_is_no_refusal(world: World) -> None:
    with pytest.raises(sa.exc.OperationalError), unit(world.actor("drafter")):
        raise sa.exc.OperationalError("BEGIN", {}, Exception("disk I/O error"))
    assert db.engine is not None


def test_every_event_says_a_sentence(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer", outcome=Outcome.OBJECTED, opinion="不同意。")
    review.request_changes(number, actor=world.actor("secrecy"), comment="请改。")
    submission.submit(number, actor=world.actor("drafter"), comment="不改。")
    world.published(world.addition())
    with pytest.raises(ForbiddenError):
        COMMANDS[Action.PUBLISH](number, world.actor("drafter"))
    with transaction() as session:
        events = session.scalars(sa.select(Event).order_by(Event.id)).all()
    said = [sentence(event, "王岚").in_english() for event in events]
    assert "王岚 objected to revision 1." in said
    assert "王岚 submitted revision 1 again, unchanged." in said
    assert "王岚 published release 2." in said
    assert any("王岚 was refused" in one and number in one for one in said)
    published = [event for event in events if event.action == "publish"][-1]
    assert before_and_after(published)[1] is not None
