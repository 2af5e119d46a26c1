"""Whose base moved on waits for its drafters, with the rows that did it: just as the proposal's own page says."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from models import Catalogue, Draft, Revision
from tests.workflow.looking import rows_of
from tests.workflow.merged import merging, today
from tests.workflow.test_base import NEXT, TOUCHING, UNTOUCHING, ours
from tests.world import ROWS, World
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock
from values.proposal_content import DraftContent, draft_content, revision_content
from values.vocabulary import State, WaitingAnswer
from workflow.base import moved_rows
from workflow.case import seats_of_actor
from workflow.commands import body_changing, revising, submission, updating
from workflow.queries.behind import Behind, behind
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def waits(world: World, login: str = "drafter") -> dict[str, Behind]:
    with transaction() as session:
        seats = seats_of_actor(session, world.actor(login), today())
        found = behind(session, seats, [world.people[login]], today=today())
    return {one.number: one for one in found}


def by_the_page(world: World, number: str) -> list[object]:
    (revision,) = rows_of(Revision, number)
    proposal = world.proposal(number)
    with transaction() as session:
        current = session.get_one(Catalogue, proposal.catalogue_id).current_release_no
        return list(moved_rows(session, proposal, revision_content(json.loads(revision.data)), current))


@pytest.mark.parametrize("what", TOUCHING)
@pytest.mark.parametrize("state", [*NEXT, State.CONSULTING])
def test_a_touched_proposal_waits_for_its_drafters_with_what_touched_it(
    world: World, what: str, state: State
) -> None:
    number = world.in_state(state, ours(world))
    assert waits(world) == {}
    world.published(TOUCHING[what](world))
    found = waits(world)[number]
    assert (found.state, found.is_mine) == (state, True)
    assert list(found.rows) == by_the_page(world, number)
    assert found.rows[0].release_no == 2
    assert waits(world, "drafter2")[number].is_mine is False
    for login in ("reviewer", "supervisor", "centre-drafter", "other-drafter", "overseer"):
        assert waits(world, login) == {}


def test_an_untouched_proposal_waits_for_nobody(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, ours(world))
    world.published(UNTOUCHING["another field of a sibling"](world))
    assert by_the_page(world, number) == []
    assert waits(world) == {}


def test_once_it_is_taken_back_and_brought_up_to_date_it_waits_no_more(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, ours(world))
    world.published(world.amendment(ROWS[0], deadline="1个工作日内公开"))
    revising.rebase(number, actor=world.actor("drafter"))
    found = waits(world)[number]
    assert found.state is State.CHANGES_REQUESTED
    assert [(one.name, one.release_no) for one in found.rows] == [(ROWS[0], 2)]
    entry = found.rows[0].entry
    updating.bring_up_to_date(
        number,
        actor=world.actor("drafter"),
        draft_version=world.draft_version(number),
        answers={f"{entry}:deadline": "mine"},
    )
    assert waits(world) == {}


def test_a_version_that_came_into_force_meanwhile_is_named_as_well(world: World, clock: FrozenClock) -> None:
    ahead = today() + timedelta(days=5)
    world.published(world.amendment(ROWS[0], deadline="1个工作日内公开", effective_from=ahead))
    number = world.in_state(State.IN_APPROVAL, ours(world), waiting=WaitingAnswer.UNTIL_THEN)
    assert waits(world) == {}
    clock.advance(timedelta(days=6))
    assert [one.name for one in waits(world)[number].rows] == [ROWS[0]]


def test_a_change_of_a_body_waits_where_another_catalogue_names_it_otherwise(world: World) -> None:
    what = BodyChange(
        kind=BodyChangeKind.TRANSFER,
        body=str(world.bodies["bureau"]),
        successor=str(world.bodies["office"]),
    )
    code = "990101-employment"
    number = body_changing.open_body_change(code, what, day=today(), actor=world.actor("drafter"))
    world.save(number, _complete(world, number))
    submission.submit(number, actor=world.actor("drafter"))
    assert waits(world) == {}
    merging(world, day=today())
    assert number in waits(world)


def _complete(world: World, number: str) -> DraftContent:
    with transaction() as session:
        text = draft_content(session.get_one(Draft, world.proposal(number).id).content)
    return replace(text, rationale="机构改革方案已批复。")
