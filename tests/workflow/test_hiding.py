"""Hiding in an emergency: who may, what follows, and what happens when nobody approves it in time."""

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import Delegation
from tests.docs.test_events_doc import DESCRIBED
from tests.models.raw import done, into
from tests.workflow.hidings import EXPLANATION, Hidings
from tests.workflow.looking import all_events
from tests.world import COUNTY, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.hiding import HidingReason, HidingTarget
from values.vocabulary import Audience
from workflow.commands import hiding as commands
from workflow.commands.hiding_dues import attend_to_hidings
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.queries.hidings import hidings_to_judge
from workflow.reach import seats_of
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SEVERE = (HidingReason.PERSONAL_DATA, HidingReason.LEAK_OF_SECRETS)
OTHERS = (HidingReason.WRONG_OR_HARMFUL, HidingReason.OTHER)


@pytest.fixture
def hidings(world: World) -> Hidings:
    return Hidings(world)


def told(world: World, action: str, clock: FrozenClock) -> dict[str, Audience]:
    names = {number: login for login, number in world.people.items()}
    with transaction() as session:
        found = recipients(session, all_events(action)[-1], today=clock.now().date())
    return {names[person]: audience for person, audience in found.items()}


@pytest.mark.parametrize("login", ["publisher", "supervisor"])
def test_publishers_and_supervisors_hide_at_once(hidings: Hidings, login: str) -> None:
    hiding = hidings.hide(by=login)
    file = hidings.file(hiding)
    assert not file.is_judged
    assert file.due_on == date(2026, 3, 4)
    (event,) = all_events("hiding_begun")
    said = json.loads(event.data)
    assert said["comment_sha256"] == sha256_hex(EXPLANATION.encode())
    assert set(said["details"]) == DESCRIBED["hiding_begun"].details
    assert said["actor"]["role"] == login


@pytest.mark.parametrize(
    ("login", "error"),
    [
        ("drafter", ForbiddenError),
        ("reviewer", ForbiddenError),
        ("secrecy", ForbiddenError),
        ("overseer", ForbiddenError),
        ("auditor", ForbiddenError),
        ("system-admin", ForbiddenError),
        ("business-admin", NotFoundError),
        ("other-supervisor", NotFoundError),
        ("other-publisher", NotFoundError),
    ],
)
def test_nobody_else_hides_or_judges(hidings: Hidings, login: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        hidings.hide(by=login)
    hiding = hidings.hide()
    with pytest.raises(error):
        hidings.approve(hiding, by=login)
    with pytest.raises(error):
        hidings.lift(hiding, by=login)
    hidings.approve(hiding)


def test_a_publisher_does_not_judge(hidings: Hidings) -> None:
    hiding = hidings.hide()
    for act in (hidings.approve, hidings.lift):
        with pytest.raises(ForbiddenError):
            act(hiding, by="publisher2")
    hidings.approve(hiding)
    hidings.lift(hiding)


def test_whoever_hid_neither_approves_nor_lifts_until_a_colleague_approved(hidings: Hidings) -> None:
    hiding = hidings.hide(by="supervisor")
    for act in (hidings.approve, hidings.lift):
        with pytest.raises(ForbiddenError, match="Whoever hid"):
            act(hiding, by="supervisor")
    hidings.approve(hiding, by="supervisor2")
    hidings.lift(hiding, by="supervisor")
    assert hidings.acts(hiding) == [("approve", 0), ("lift", 0)]


def test_a_deputy_binds_both(hidings: Hidings, world: World) -> None:
    deputed = into(
        Delegation,
        person_id=world.people["supervisor"],
        deputy_id=world.people["publisher"],
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 3, 31),
    )
    done(deputed)
    hiding = hidings.hide(by="publisher", on_behalf_of="supervisor")
    with pytest.raises(ForbiddenError, match="Whoever hid"):
        hidings.approve(hiding, by="supervisor")
    hidings.approve(hiding, by="supervisor2")
    again = hidings.hide(
        by="supervisor", target=HidingTarget(entry=world.row().state.entry, field="deadline")
    )
    with pytest.raises(ForbiddenError, match="Whoever hid"):
        hidings.approve(again, by="publisher", on_behalf_of="supervisor")
    hidings.lift(again, by="supervisor2")


def test_a_part_is_hidden_once_at_a_time_and_again_after_it_was_lifted(
    hidings: Hidings, world: World
) -> None:
    hiding = hidings.hide()
    with pytest.raises(NotAllowedError, match="hidden already"):
        hidings.hide(by="supervisor2")
    hidings.hide(target=HidingTarget(entry=world.row().state.entry, field="deadline"))
    hidings.lift(hiding)
    for act in (hidings.approve, hidings.lift):
        with pytest.raises(NotAllowedError, match="over"):
            act(hiding, by="supervisor2")
    assert hidings.hide() != hiding


def test_it_is_approved_once(hidings: Hidings) -> None:
    hiding = hidings.hide()
    hidings.approve(hiding)
    with pytest.raises(NotAllowedError, match="approved already"):
        hidings.approve(hiding, by="supervisor2")


@pytest.mark.parametrize(
    ("target", "reason", "explanation", "fields"),
    [
        ({}, None, EXPLANATION, ["reason"]),
        ({}, None, "", ["reason", "explanation"]),
        ({}, HidingReason.OTHER, "  ", ["explanation"]),
        ({}, HidingReason.OTHER, "长" * 1001, ["explanation"]),
        ({"field": "rank"}, HidingReason.OTHER, EXPLANATION, ["part"]),
        ({"attachment": "0" * 64}, HidingReason.OTHER, EXPLANATION, ["part"]),
    ],
)
def test_what_is_missing_or_unknown_is_said(
    world: World, target: dict[str, str], reason: HidingReason | None, explanation: str, fields: list[str]
) -> None:
    with pytest.raises(InvalidError) as refused:
        commands.hide(
            COUNTY,
            HidingTarget(entry=world.row().state.entry, **target),
            actor=world.actor("publisher"),
            reason=reason,
            explanation=explanation,
        )
    assert [issue.field for issue in refused.value.issues] == fields


def test_an_entry_of_another_catalogue_is_not_there(hidings: Hidings, world: World) -> None:
    foreign = world.row(code="990102-employment").state.entry
    for entry in (foreign, "0" * 32, "\x00"):
        with pytest.raises(NotFoundError):
            hidings.hide(target=HidingTarget(entry=entry))


def test_the_same_click_twice_hides_once(world: World) -> None:
    target = HidingTarget(entry=world.row().state.entry)
    given = [
        commands.hide(
            COUNTY,
            target,
            actor=world.actor("publisher"),
            reason=HidingReason.OTHER,
            explanation=EXPLANATION,
            key="one click",
        )
        for _ in range(2)
    ]
    assert given[0] == given[1]
    assert len(all_events("hiding_begun")) == 1


def test_an_unknown_hiding_is_not_there(hidings: Hidings) -> None:
    with pytest.raises(NotFoundError):
        hidings.approve(99)


@pytest.mark.parametrize("reason", SEVERE)
def test_personal_data_and_secrets_go_up_a_level_every_two_working_days(
    hidings: Hidings, clock: FrozenClock, reason: HidingReason
) -> None:
    hiding = hidings.hide(reason=reason)
    seen = {}
    # Monday, 2 March 2026; the last day is Wednesday, until 24:00.
    for day in range(1, 11):
        clock.advance(timedelta(days=1))
        attend_to_hidings()
        attend_to_hidings()
        seen[2 + day] = hidings.file(hiding).level
    assert seen == {3: 0, 4: 0, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 2, 11: 3, 12: 3}
    assert hidings.file(hiding).end is None
    assert len(all_events("hiding_escalated")) == 3


@pytest.mark.parametrize("reason", OTHERS)
def test_other_reasons_are_escalated_and_end(
    hidings: Hidings, clock: FrozenClock, world: World, reason: HidingReason
) -> None:
    hiding = hidings.hide(reason=reason)
    clock.advance(timedelta(days=2, hours=14, minutes=59))
    assert attend_to_hidings() == 0
    clock.advance(timedelta(minutes=1))
    assert attend_to_hidings() == 2
    assert hidings.acts(hiding) == [("escalate", 1), ("end", 0)]
    assert attend_to_hidings() == 0
    for action in ("hiding_escalated", "hiding_ended"):
        (event,) = all_events(action)
        assert set(json.loads(event.data)["details"]) == DESCRIBED[action].details
        assert told(world, action, clock)["overseer"] is Audience.OVERSEERS


@pytest.mark.parametrize("reason", HidingReason)
def test_what_was_approved_in_time_is_left_alone(
    hidings: Hidings, clock: FrozenClock, reason: HidingReason
) -> None:
    hiding = hidings.hide(reason=reason)
    hidings.approve(hiding)
    clock.advance(timedelta(days=30))
    assert attend_to_hidings() == 0
    assert hidings.acts(hiding) == [("approve", 0)]
    hidings.lift(hiding)
    (event,) = all_events("hiding_lifted")
    assert set(json.loads(event.data)["details"]) == DESCRIBED["hiding_lifted"].details


def test_a_slept_through_time_goes_up_one_level_only(hidings: Hidings, clock: FrozenClock) -> None:
    hiding = hidings.hide()
    clock.advance(timedelta(days=30))
    assert [attend_to_hidings(), attend_to_hidings()] == [1, 0]
    assert hidings.acts(hiding) == [("escalate", 1)]
    hidings.approve(hiding)
    clock.advance(timedelta(days=30))
    assert attend_to_hidings() == 0


def test_those_in_charge_are_told_and_overseers_once_it_is_late(
    hidings: Hidings, world: World, clock: FrozenClock
) -> None:
    hiding = hidings.hide()
    at_once = told(world, "hiding_begun", clock)
    assert at_once["supervisor"] is Audience.SUPERVISORS
    assert at_once["publisher2"] is Audience.PUBLISHERS
    assert not {"publisher", "overseer", "drafter", "other-supervisor"} & at_once.keys()
    clock.advance(timedelta(days=3))
    attend_to_hidings()
    assert {"supervisor", "publisher", "overseer"} <= told(world, "hiding_escalated", clock).keys()
    hidings.approve(hiding)
    assert {"supervisor2", "publisher"} <= told(world, "hiding_approved", clock).keys()


def test_supervisors_find_in_their_inbox_what_waits(
    hidings: Hidings, world: World, clock: FrozenClock
) -> None:
    def waiting(login: str) -> list[bool]:
        with transaction() as session:
            person = world.people[login]
            seats = seats_of(session, person, clock.now().date())
            return [one.is_mine for one in hidings_to_judge(session, seats, person)]

    hiding = hidings.hide(by="supervisor")
    assert (waiting("supervisor"), waiting("supervisor2")) == ([False], [True])
    assert waiting("publisher") == waiting("other-supervisor") == []
    hidings.approve(hiding, by="supervisor2")
    assert waiting("supervisor2") == []


def test_refusals_are_in_the_trail(hidings: Hidings) -> None:
    with pytest.raises(ForbiddenError):
        hidings.hide(by="drafter")
    (event,) = all_events("refused")
    assert json.loads(event.data)["details"]["action"] == "hide"
    assert sa.inspect(event).attrs.subject_id.value == f"catalogue:{COUNTY}"
