"""The trail: what stands is always the replay of the events' bytes, whoever does whatever."""

import ast
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Event, RefusalCount
from tests.sources import modules, tree_of
from tests.workflow.looking import all_events, last_told, rows_of
from tests.workflow.replay import assert_the_trail_holds
from tests.world import COUNTY, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.messages import Message
from values.vocabulary import State
from workflow.action_groups import ACTIONS
from workflow.commands import discussion, publication, review
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, WorkflowError
from workflow.refusals import close_minutes, record_refused_page, record_refused_reading
from workflow.sentences import ATTEMPTS, SENTENCES
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_every_state_is_the_replay_of_its_events(world: World) -> None:
    for state in State:
        world.in_state(state, world.addition(f"事项{state.name}"))
    world.returned_by_supervisor()
    with transaction() as session:
        assert_the_trail_holds(session)


def test_what_is_in_the_trail_of_setting_up_has_no_state_and_the_systems_name(world: World) -> None:
    (installed,) = all_events("installed")
    assert json.loads(installed.data)["actor"] == {
        "id": "system",
        "role": "system",
        "body": None,
        "jurisdiction": None,
    }
    with transaction() as session:
        silent = session.scalar(
            sa.select(sa.func.count())
            .select_from(Event)
            .where(Event.proposal_id.is_(None), Event.to_state.is_not(None))
        )
    assert silent == 0
    assert world.people


def test_an_event_holds_the_hash_of_what_people_said_not_the_words(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    review.request_changes(number, actor=world.actor("reviewer"), comment="请写明“遇节假日顺延”。")
    said = last_told(number)
    assert said["comment_sha256"] == sha256_hex("请写明“遇节假日顺延”。".encode())
    assert "顺延" not in rows_of(Event, number)[-1].data.decode()


def test_a_comment_is_in_the_trail_without_its_words(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    discussion.add_comment(number, actor=world.actor("reviewer"), text="来电13800000000核对。")
    event = rows_of(Event, number)[-1]
    assert (event.action, event.proposal_version, event.to_state) == ("comment_added", None, None)
    assert b"13800000000" not in event.data


def refuse(world: World, number: str, *, times: int = 1, login: str = "drafter") -> None:
    for _ in range(times):
        with pytest.raises(ForbiddenError):
            publication.publish(number, actor=world.actor(login))


def counts() -> list[tuple[int, bool]]:
    with transaction() as session:
        rows = session.scalars(sa.select(RefusalCount).order_by(RefusalCount.id)).all()
        return [(row.count, row.closed_at is not None) for row in rows]


def test_the_first_refusal_of_a_minute_is_an_event_and_the_others_are_counted(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.APPROVED)
    refuse(world, number, times=4)
    (event,) = all_events("refused")
    said = json.loads(event.data)
    assert said["details"] == {"action": "publish", "why": "ForbiddenError"}
    assert said["subject"] == f"object:proposal:{number}"
    assert event.jurisdiction_id == world.jurisdictions["990101"]
    assert counts() == [(4, False)]
    refuse(world, number, login="drafter2")
    clock.advance(timedelta(minutes=1))
    refuse(world, number)
    assert len(all_events("refused")) == 3


def test_minutes_with_more_than_one_refusal_are_closed_with_one_event(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.APPROVED)
    refuse(world, number, times=3)
    refuse(world, number, login="drafter2")
    assert close_minutes() == 0
    clock.advance(timedelta(minutes=2))
    assert close_minutes() == 1
    assert close_minutes() == 0
    (event,) = all_events("refusals_counted")
    details = {"action": "publish", "person": str(world.people["drafter"]), "count": 3}
    assert json.loads(event.data)["details"] == details
    assert counts() == [(3, True), (1, False)]


def test_a_refusal_changes_nothing_else(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    before = world.proposal(number).version
    refuse(world, number)
    assert (world.proposal(number).version, world.state(number)) == (before, State.IN_APPROVAL)


@pytest.mark.parametrize("number", ["990101-2026-9999", "x" * 300, "a\x00b", "\ud800", "'; --"])
def test_what_does_not_exist_is_refused_like_what_is_hidden(world: World, number: str) -> None:
    with pytest.raises(NotFoundError) as unknown:
        publication.publish(number, actor=world.actor("publisher"))
    hidden = world.in_state(State.APPROVED)
    with pytest.raises(NotFoundError) as not_theirs:
        publication.publish(hidden, actor=world.actor("other-publisher"))
    assert str(unknown.value) == str(not_theirs.value)
    assert len(all_events("refused")) == 2


@pytest.mark.parametrize("login", ["system-admin", "security-admin", "audit-admin"])
def test_administrators_do_not_even_learn_what_exists(world: World, login: str) -> None:
    for number in ("990101-2026-9999", world.in_state(State.APPROVED)):
        with pytest.raises(ForbiddenError):
            publication.publish(number, actor=world.actor(login))


def test_a_refused_reading_is_in_the_trail(world: World) -> None:
    number = world.opened()
    record_refused_reading(world.actor("other-drafter"), number, NotFoundError())
    assert json.loads(all_events("refused")[0].data)["details"] == {"action": "read", "why": "NotFoundError"}


def test_errors_of_form_and_time_are_no_refusals(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(WorkflowError):
        review.request_changes(number, actor=world.actor("reviewer"), comment="")
    with pytest.raises(WorkflowError):
        review.request_changes(number, actor=world.actor("reviewer"), comment="请改。", version=1)
    assert all_events("refused") == []


def test_a_wrong_state_is_a_refusal(world: World) -> None:
    number = world.opened(code=COUNTY)
    with pytest.raises(NotAllowedError):
        publication.publish(number, actor=world.actor("publisher"))
    assert len(all_events("refused")) == 1


def test_counted_refusals_belong_to_the_trail_of_the_first(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.APPROVED)
    refuse(world, number, times=2)
    for _ in range(2):
        record_refused_page(
            world.actor("other-drafter"), "page:audit.timeline", ForbiddenError(Message("No."))
        )
    clock.advance(timedelta(minutes=2))
    assert close_minutes() == 2
    places = [event.jurisdiction_id for event in all_events("refusals_counted")]
    assert places == [world.jurisdictions["990101"], world.jurisdictions["990102"]]


def test_every_kind_of_event_is_in_one_group() -> None:
    grouped = [action for actions in ACTIONS.values() for action in actions]
    assert sorted(grouped) == sorted({key.partition(":")[0] for key in SENTENCES})


def test_everything_that_can_be_refused_is_said_in_words() -> None:
    named = {
        node.value.elts[0].value
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Tuple)
        and isinstance(node.value.elts[0], ast.Constant)
        and ast.unparse(node.targets[0]).endswith("about.object)")
    }
    assert len(named) > 10, "the test no longer sees what is attempted"
    assert named <= ATTEMPTS.keys()
