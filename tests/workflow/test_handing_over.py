"""What an ended body has of a catalogue is handed over: who may, what goes along, who goes on, and what stays as it was."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from models import Body, Catalogue, CatalogueHandOver, Event, Revision, RevisionContributor, SearchDocument
from tests.townships import found_township
from tests.workflow.looking import all_events, rows_of, whole_inbox
from tests.workflow.merged import REASON, hand_over, merged, merging, staffed, today
from tests.workflow.replay import assert_the_trail_holds
from tests.world import COUNTY, OTHER_COUNTY, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.search_text import SearchKind
from values.vocabulary import Audience, State
from workflow.case import seats_of_actor
from workflow.commands import approval, drafting, handing_on, publication, submission
from workflow.commands.handing_over import LONGEST_REASON, hand_over_catalogue
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
from workflow.handing_over import OPEN
from workflow.queries.ended_bodies import left_by, left_in_places
from workflow.queries.handing_over import hand_over_file
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def holder(code: str = COUNTY) -> int:
    with transaction() as session:
        return session.scalars(sa.select(Catalogue.body_id).where(Catalogue.code == code)).one()


def inbox_of(world: World, login: str) -> dict[str, tuple[bool, str]]:
    with transaction() as session:
        seats = seats_of_actor(session, world.actor(login), today())
        found = whole_inbox(session, seats, world.people[login])
    return {one.number: (one.is_mine, one.handler) for one in found}


def told(world: World, event: Event) -> dict[str, Audience]:
    with transaction() as session:
        found = recipients(session, event, today=today())
    names = {person: login for login, person in world.people.items()}
    return {names[person]: audience for person, audience in found.items()}


def test_a_merged_bodys_catalogue_goes_to_its_successor_with_a_reason_that_stays(
    world: World, clock: FrozenClock
) -> None:
    merged(world, clock)
    bureau, centre = world.bodies["bureau"], world.bodies["centre"]
    assert holder() == bureau
    number = hand_over(world)
    assert holder() == centre
    with transaction() as session:
        row = session.get_one(CatalogueHandOver, number)
    assert (row.from_body_id, row.to_body_id, row.with_catalogue) == (bureau, centre, True)
    assert (row.reason, row.person_id, row.on_behalf_of_id) == (REASON, world.people["business-admin"], None)
    (event,) = all_events("catalogue_handed_over")
    said = json.loads(event.data)
    assert said["comment_sha256"] == sha256_hex(REASON.encode())
    assert said["details"] == {
        "hand_over": str(number),
        "body_before": str(bureau),
        "body_after": str(centre),
        "outcome": "catalogue",
        "proposals": [],
    }
    assert told(world, event)["centre-drafter"] is Audience.DRAFTERS
    assert told(world, event)["drafter"] is Audience.DRAFTERS
    assert "supervisor" not in told(world, event)


def test_the_reason_of_a_hand_over_can_neither_be_changed_nor_deleted(
    world: World, clock: FrozenClock
) -> None:
    merged(world, clock)
    hand_over(world)
    for statement in ("UPDATE catalogue_hand_over SET reason = '另一个'", "DELETE FROM catalogue_hand_over"):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(sa.text(statement))


@pytest.mark.parametrize("state", OPEN)
def test_open_proposals_go_along_in_every_state_and_nothing_frozen_changes(
    world: World, clock: FrozenClock, state: State
) -> None:
    merging(world, day=today())
    number = world.in_state(state)
    frozen = [(one.no, one.content_sha256, bytes(one.data)) for one in rows_of(Revision, number)]
    people = {(one.person_id, one.on_behalf_of_id) for one in rows_of(RevisionContributor, number)}
    version = world.proposal(number).version
    merged_away(world, clock)
    hand_over(world)
    after = world.proposal(number)
    assert (after.drafting_body_id, after.state) == (world.bodies["centre"], state)
    assert after.version == version + 1
    assert [(one.no, one.content_sha256, bytes(one.data)) for one in rows_of(Revision, number)] == frozen
    assert {(one.person_id, one.on_behalf_of_id) for one in rows_of(RevisionContributor, number)} == people
    (event,) = all_events("drafting_handed_over")
    assert (event.from_state, event.to_state, event.proposal_version) == (state, state, version + 1)
    with transaction() as session:
        assert_the_trail_holds(session)
        found = session.scalars(
            sa.select(SearchDocument.body_id).where(
                SearchDocument.kind == SearchKind.PROPOSAL, SearchDocument.proposal_id == after.id
            )
        ).one()
    assert found == world.bodies["centre"]


def merged_away(world: World, clock: FrozenClock) -> None:
    """Let the last day of the bureau pass."""
    with transaction() as session:
        until = session.get_one(Body, world.bodies["bureau"]).valid_until
    assert until is not None
    while today() <= until:
        clock.advance(timedelta(days=1))


def test_a_draft_waits_for_the_successor_who_goes_on_with_it_and_four_eyes_stay(world: World) -> None:
    merging(world, day=today())
    number = world.in_state(State.DRAFT)
    handing_on.take_on(number, actor=world.actor("drafter2"))
    hand_over(world)
    assert inbox_of(world, "centre-drafter")[number] == (False, "")
    assert number not in inbox_of(world, "drafter")
    assert told(world, all_events("drafting_handed_over")[0])["centre-drafter"] is Audience.DRAFTERS
    assert told(world, all_events("drafting_handed_over")[0])["drafter"] is Audience.CONTRIBUTORS
    with pytest.raises(NotFoundError):
        submission.submit(number, actor=world.actor("drafter"))
    handing_on.take_on(number, actor=world.actor("centre-drafter"))
    assert inbox_of(world, "centre-drafter")[number] == (True, "吴穗")
    world.justify(number, by="centre-drafter")
    submission.submit(number, actor=world.actor("centre-drafter"))
    staffed(world)
    world.sign(number, "reviewer", "secrecy")
    contributors = {one.person_id for one in rows_of(RevisionContributor, number)}
    assert world.people["drafter"] in contributors
    approval.approve(number, actor=world.actor("supervisor"), comment="同意。")
    publication.publish(number, actor=world.actor("publisher"))
    assert world.state(number) is State.PUBLISHED


def test_supervisors_of_the_ended_body_do_not_decide_any_more(world: World) -> None:
    merging(world, day=today())
    number = world.in_state(State.IN_APPROVAL)
    hand_over(world)
    with pytest.raises(ForbiddenError):
        approval.approve(number, actor=world.actor("supervisor2"), comment="同意。")
    staffed(world)
    approval.approve(number, actor=world.actor("supervisor"), comment="同意。")


def test_a_body_that_goes_on_gives_the_catalogue_and_finishes_its_own_proposals(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    row = hand_over(world)
    assert holder() == world.bodies["centre"]
    assert world.proposal(number).drafting_body_id == world.bodies["bureau"]
    with transaction() as session:
        assert session.get_one(CatalogueHandOver, row).proposals == 0


def test_proposals_of_an_ended_body_that_does_not_hold_the_catalogue_are_handed_over_alone(
    world: World,
) -> None:
    merging(world, day=today())
    hand_over(world)
    late = world.in_state(State.DRAFT)
    bureau = world.bodies["bureau"]
    row = hand_over(world, "centre", of=bureau)
    assert holder() == world.bodies["centre"]
    assert world.proposal(late).drafting_body_id == world.bodies["centre"]
    event = all_events("catalogue_handed_over")[-1]
    assert json.loads(event.data)["details"]["outcome"] == "proposals"
    with transaction() as session:
        done = session.get_one(CatalogueHandOver, row)
    assert (done.with_catalogue, done.proposals) == (False, 1)
    with pytest.raises(InvalidError, match="nothing of the catalogue to hand over"):
        hand_over(world, "office", of=bureau)


def test_the_same_click_twice_hands_over_once(world: World, clock: FrozenClock) -> None:
    merged(world, clock)
    assert hand_over(world, key="k") == hand_over(world, key="k")
    assert len(all_events("catalogue_handed_over")) == 1


def test_only_a_business_administrator_of_the_place_hands_over(world: World) -> None:
    for login in ("drafter", "supervisor", "auditor", "system-admin", "overseer"):
        with pytest.raises(ForbiddenError, match="Only a business administrator"):
            hand_over(world, by=login)
    for code in (OTHER_COUNTY, "990109-employment"):
        with pytest.raises(NotFoundError):
            hand_over(world, code=code)
    assert holder() == world.bodies["bureau"]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (lambda world: world.bodies["other-bureau"], "own jurisdiction"),
        (lambda world: world.bodies["ministry"], "own jurisdiction"),
        (lambda _: 999_999, "own jurisdiction"),
        (lambda world: world.bodies["bureau"], "another body than the one"),
    ],
)
def test_a_body_that_cannot_take_over_is_refused(world: World, to: Callable[[World], int], said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        hand_over_catalogue(COUNTY, to(world), reason=REASON, actor=world.actor("business-admin"))
    assert holder() == world.bodies["bureau"]


def test_an_ended_body_takes_nothing_over(world: World, clock: FrozenClock) -> None:
    merged(world, clock)
    hand_over(world)
    with pytest.raises(InvalidError, match="has ended; choose the body that follows it"):
        hand_over(world, "bureau")


@pytest.mark.parametrize("reason", ["", "  \n", "长" * (LONGEST_REASON + 1)])
def test_a_hand_over_needs_a_reason_of_some_length(world: World, reason: str) -> None:
    with pytest.raises(InvalidError) as refused:
        hand_over(world, reason=reason)
    assert [one.field for one in refused.value.issues] == ["why"]
    assert holder() == world.bodies["bureau"]


def test_a_township_s_catalogue_is_handed_over_by_its_county(world: World) -> None:
    township = found_township(world)
    code = next(one for one in township.catalogues if one.startswith("990101") and one != COUNTY)
    with transaction() as session:
        seats = seats_of_actor(session, world.actor("business-admin"), today())
        file = hand_over_file(session, code, seats, today=today())
    assert file.takers
    with pytest.raises(InvalidError, match="own jurisdiction"):
        hand_over(world, code=code)


def test_what_stays_is_told_until_everything_is_settled(world: World, clock: FrozenClock) -> None:
    bureau, centre = world.bodies["bureau"], world.bodies["centre"]
    place = world.jurisdictions["990101"]
    with transaction() as session:
        assert left_by(session, bureau, today=today()) is None
        assert left_in_places(session, {place}, today=today()) == []
        assert left_in_places(session, (), today=today()) == []
    merging(world, day=today())
    world.in_state(State.DRAFT)
    with transaction() as session:
        found = left_by(session, bureau, today=today())
        (listed,) = left_in_places(session, {place}, today=today())
    assert found is not None
    assert listed == found
    assert found.has_ended
    assert [(one.code, one.holds, one.proposals) for one in found.catalogues] == [(COUNTY, True, 1)]
    assert [one.kind for one in found.steps] == ["section_review"]
    assert (found.roles > 0, found.below, found.successors) == (True, (), ("青禾县就业服务中心",))
    hand_over(world)
    with transaction() as session:
        left = left_by(session, bureau, today=today())
        assert left_by(session, centre, today=today()) is None
    assert left is not None
    assert left.catalogues == ()
    assert not left.is_settled
    assert left.waits_for_business
    assert clock


def test_what_was_handed_over_is_told_by_the_names_of_then(world: World, clock: FrozenClock) -> None:
    merged(world, clock)
    hand_over(world)
    with transaction() as session:
        seats = seats_of_actor(session, world.actor("business-admin"), today())
        file = hand_over_file(session, COUNTY, seats, today=today())
    (past,) = file.past
    assert (past.by, past.reason, past.with_catalogue, past.proposals) == ("钱程", REASON, True, 0)
    assert [(one.body.id, one.holds) for one in file.shares] == [(world.bodies["centre"], True)]
    assert drafting.open_proposal(COUNTY, actor=world.actor("centre-drafter"))
