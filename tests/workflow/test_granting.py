"""Roles: which days count, in which bodies they are granted, and which offices stand alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import Event
from tests.workflow.accounts import (
    KEEPER,
    assignments_of,
    person_of,
    registered,
    seats,
    wanted,
)
from tests.world import World
from values.vocabulary import Post, Role
from workflow.commands import absence, granting
from workflow.errors import InvalidError, NotAllowedError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_a_role_is_granted_in_bodies_of_the_area_only(world: World) -> None:
    for body in ("other-bureau", "city", "ministry"):
        with pytest.raises(InvalidError, match="body of your area"):
            registered(world, role=wanted(world, body=body))
    with pytest.raises(InvalidError, match="body of your area"):
        registered(world, role=replace(wanted(world), body_id=0))
    with transaction() as session:
        assert (
            session.scalar(
                sa.select(Event.id).where(Event.action == "person_registered", Event.actor_id.is_not(None))
            )
            is None
        )


def test_nobody_gets_two_of_the_three_nor_an_office_beside_another_role(world: World) -> None:
    keeper = world.actor(KEEPER)
    with pytest.raises(InvalidError, match="two of the three"):
        granting.grant_role("system-admin", wanted(world, Role.AUDIT_ADMINISTRATOR), actor=keeper)
    with pytest.raises(InvalidError, match="see no business content"):
        granting.grant_role("system-admin", wanted(world, Role.DRAFTER), actor=keeper)
    with pytest.raises(InvalidError, match="see no business content"):
        granting.grant_role("drafter", wanted(world, Role.SYSTEM_ADMINISTRATOR), actor=keeper)
    granting.grant_role("system-admin", wanted(world, Role.SYSTEM_ADMINISTRATOR, "bureau"), actor=keeper)


def test_an_office_follows_another_role_from_the_day_after_its_last(world: World) -> None:
    keeper = world.actor(KEEPER)
    granting.end_role(assignments_of("drafter")[0].id, actor=keeper, last_day=TODAY + DAY)
    office = wanted(world, Role.SYSTEM_ADMINISTRATOR, since=TODAY + DAY)
    with pytest.raises(InvalidError, match="see no business content"):
        granting.grant_role("drafter", office, actor=keeper)
    granting.grant_role("drafter", replace(office, valid_from=TODAY + 2 * DAY), actor=keeper)
    person = world.people["drafter"]
    assert [{one.role for one in seats(person, TODAY + n * DAY)} for n in range(3)] == [
        {Role.DRAFTER},
        {Role.DRAFTER},
        {Role.SYSTEM_ADMINISTRATOR},
    ]


def test_a_deputy_gets_no_office_while_they_stand_in(world: World) -> None:
    absence.delegate(
        actor=world.actor("supervisor"),
        deputy_id=world.people["publisher"],
        valid_from=TODAY + 9 * DAY,
        valid_until=TODAY + 9 * DAY,
    )
    keeper = world.actor(KEEPER)
    granting.end_role(assignments_of("publisher")[0].id, actor=keeper)
    office = wanted(world, Role.SYSTEM_ADMINISTRATOR, since=TODAY + DAY)
    with pytest.raises(InvalidError, match="has a deputy or stands in"):
        granting.grant_role("publisher", office, actor=keeper)
    granting.grant_role("publisher", replace(office, valid_until=TODAY + 8 * DAY), actor=keeper)


def test_the_first_and_the_last_day_count(world: World) -> None:
    made = registered(world, role=wanted(world, since=TODAY + DAY, until=TODAY + 3 * DAY))
    person = person_of(made.login).id
    assert [len(seats(person, TODAY + n * DAY)) for n in range(5)] == [0, 1, 1, 1, 0]
    number = assignments_of(made.login)[0].id
    granting.end_role(number, actor=world.actor(KEEPER), last_day=TODAY + 2 * DAY)
    assert [len(seats(person, TODAY + n * DAY)) for n in range(5)] == [0, 1, 1, 0, 0]
    with pytest.raises(InvalidError, match="ends before that day"):
        granting.end_role(number, actor=world.actor(KEEPER), last_day=TODAY + 3 * DAY)


def test_a_role_ends_today_or_at_once_or_never_begins(world: World) -> None:
    keeper, person = world.actor(KEEPER), world.people["reviewer"]
    number = assignments_of("reviewer")[0].id
    with pytest.raises(InvalidError, match="yesterday at the earliest"):
        granting.end_role(number, actor=keeper, last_day=TODAY - 2 * DAY)
    granting.end_role(number, actor=keeper)
    assert [len(seats(person, TODAY + n * DAY)) for n in (0, 1)] == [1, 0]
    granting.end_role(number, actor=keeper, last_day=TODAY - DAY)
    assert seats(person, TODAY) == ()
    with pytest.raises(NotAllowedError, match="over already"):
        granting.end_role(number, actor=keeper)
    later = granting.grant_role("reviewer", wanted(world, since=TODAY + 9 * DAY), actor=keeper)
    granting.end_role(later, actor=keeper)
    assert seats(person, TODAY + 9 * DAY) == ()


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (TODAY - DAY, None, "cannot lie before today"),
        (TODAY, TODAY - DAY, "cannot lie before the first"),
        (TODAY + 2 * DAY, TODAY + DAY, "cannot lie before the first"),
    ],
)
def test_days_that_do_not_fit_are_refused(world: World, since: date, until: date | None, said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        registered(world, role=wanted(world, since=since, until=until))


def test_the_same_role_is_not_granted_twice_for_a_day(world: World) -> None:
    registered(world, role=wanted(world, until=TODAY + DAY))
    keeper = world.actor(KEEPER)
    with pytest.raises(InvalidError, match="holds this role there"):
        granting.grant_role("jiang-an", wanted(world, since=TODAY + DAY), actor=keeper)
    granting.grant_role("jiang-an", wanted(world, since=TODAY + 2 * DAY), actor=keeper)
    granting.grant_role("jiang-an", wanted(world, post=Post.DEPUTY_LEADER), actor=keeper)
