"""Publication at a set time: on time, late, twice at once, and refused where everybody sees it."""

import json
from datetime import timedelta

import pytest

from models import Delivery, Event, Release
from tests.workflow.looking import all_events, rows_of, told
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.messages import Message
from values.vocabulary import Action, Audience, State
from workflow.actor import SYSTEM
from workflow.commands import approval, notify, publication
from workflow.commands.scheduled import FAILED, failure, publish_scheduled
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError
from workflow.queries.scheduled import due_publications
from workflow.sentences import sentence
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

AHEAD = timedelta(hours=20)


@pytest.fixture
def number(world: World, clock: FrozenClock) -> str:
    """An approved proposal that is to be published tomorrow morning."""
    number = world.in_state(State.APPROVED, world.amendment(ROWS[0]))
    publication.schedule(number, actor=world.actor("publisher"), moment=clock.now() + AHEAD)
    return number


def due(clock: FrozenClock) -> list[str]:
    with transaction() as session:
        return due_publications(session, now=clock.now())


def test_it_is_published_once_its_time_has_come(world: World, number: str, clock: FrozenClock) -> None:
    assert due(clock) == []
    with pytest.raises(NotAllowedError):
        publication.unschedule(
            world.in_state(State.APPROVED, world.amendment(ROWS[1])), actor=world.actor("publisher")
        )
    clock.advance(AHEAD)
    assert due(clock) == [number]
    assert publish_scheduled(number)
    assert world.state(number) is State.PUBLISHED
    last = told(number)[-1]
    scheduled = next(one for one in all_events(Action.SCHEDULE.value))
    assert last["actor"]["id"] == "system"
    assert last["details"]["scheduled_by"] == str(scheduled.id)
    assert due(clock) == []


def test_what_fell_due_while_everything_was_off_is_published_at_the_time_it_is(
    world: World, number: str, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=3))
    assert publish_scheduled(number)
    (release,) = rows_of(Release, number)
    assert release.published_at == clock.now()
    assert world.row(ROWS[0]).published_at == clock.now()


def test_two_at_once_publish_once(world: World, number: str, clock: FrozenClock) -> None:
    clock.advance(AHEAD)
    assert publish_scheduled(number)
    before = len(told(number))
    assert not publish_scheduled(number)
    assert [one["action"] for one in told(number)[before:]] == []
    assert world.proposal(number).state is State.PUBLISHED


def test_a_refusal_is_seen_and_the_proposal_stays_approved(
    world: World, number: str, clock: FrozenClock
) -> None:
    other = world.in_state(State.APPROVED, world.amendment(ROWS[0], deadline="5个工作日内公开"))
    publication.publish(other, actor=world.actor("publisher"))
    clock.advance(AHEAD)
    assert not publish_scheduled(number)
    proposal = world.proposal(number)
    assert (proposal.state, proposal.scheduled_for) == (State.APPROVED, None)
    (event,) = all_events(FAILED)
    assert (event.from_state, event.to_state, event.proposal_version) == (
        "approved",
        "approved",
        proposal.version,
    )
    assert "The base has moved on" in failure(event).in_english()
    assert ROWS[0] in sentence(event, Message("The system")).in_english()
    assert json.loads(event.data)["details"]["for"]
    assert due(clock) == []
    assert not publish_scheduled(number), "it is not tried again before somebody sets another time"


def test_those_in_charge_are_told_of_a_refusal(world: World, number: str, clock: FrozenClock) -> None:
    world.published(world.amendment(ROWS[0], deadline="5个工作日内公开"))
    clock.advance(AHEAD)
    publish_scheduled(number)
    (event,) = all_events(FAILED)
    notify.fan_out(event.id)
    with transaction() as session:
        reasons = {
            (one.recipient_id, one.reason) for one in session.query(Delivery).filter_by(event_id=event.id)
        }
    assert (world.people["publisher"], Audience.PUBLISHERS) in reasons
    assert (world.people["supervisor"], Audience.SUPERVISORS) in reasons
    assert (world.people["drafter"], Audience.CONTRIBUTORS) in reasons


def test_publishing_at_once_and_revoking_end_the_schedule(
    world: World, number: str, clock: FrozenClock
) -> None:
    other = world.in_state(State.APPROVED, world.amendment(ROWS[1]))
    publication.schedule(other, actor=world.actor("publisher"), moment=clock.now() + AHEAD)
    publication.publish(number, actor=world.actor("publisher"))
    approval.revoke_approval(other, actor=world.actor("supervisor"), comment="再核。")
    assert world.proposal(number).scheduled_for is None
    assert world.proposal(other).scheduled_for is None
    clock.advance(AHEAD)
    assert due(clock) == []


def test_a_time_that_is_over_is_refused(world: World, number: str, clock: FrozenClock) -> None:
    with pytest.raises(InvalidError, match="lies ahead"):
        publication.schedule(number, actor=world.actor("publisher"), moment=clock.now())
    with pytest.raises(ForbiddenError):
        publication.publish(world.in_state(State.IN_APPROVAL, world.amendment(ROWS[1])), actor=SYSTEM)
    assert rows_of(Event, number)[-1].action != FAILED
