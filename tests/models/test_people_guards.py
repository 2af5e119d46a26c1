"""Roles: the database itself keeps the three offices apart, and grants from coming from oneself."""

from datetime import date, timedelta

import pytest

from models import Assignment
from tests.models.raw import done, into, refused
from tests.world import World
from values.vocabulary import Post, Role

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
OFFICES = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


def role(world: World, login: str, wanted: Role, **more: object) -> object:
    values: dict[str, object] = {
        "person_id": world.people[login],
        "body_id": world.bodies["office"],
        "role": wanted,
        "post": Post.STAFF,
    }
    return into(Assignment, **(values | more))


@pytest.mark.parametrize("office", OFFICES)
def test_two_of_the_three_and_an_office_beside_another_role_are_refused(world: World, office: Role) -> None:
    holder = {
        one: login
        for login, one in zip(("system-admin", "security-admin", "audit-admin"), OFFICES, strict=True)
    }
    other = next(one for one in OFFICES if one is not office)
    refused(role(world, holder[office], other), "holds no other role at the same time")
    refused(role(world, holder[office], Role.DRAFTER), "holds no other role at the same time")
    refused(role(world, "drafter", office), "holds no other role at the same time")
    done(role(world, holder[office], office))
    done(role(world, "drafter", Role.PUBLISHER))


def test_days_that_do_not_meet_are_allowed_and_cannot_be_moved_together(world: World) -> None:
    done(
        "UPDATE assignment SET valid_until = :day WHERE person_id = :one",
        day=TODAY,
        one=world.people["drafter"],
    )
    refused(role(world, "drafter", Role.SYSTEM_ADMINISTRATOR, valid_from=TODAY), "no other role")
    done(role(world, "drafter", Role.SYSTEM_ADMINISTRATOR, valid_from=TODAY + DAY))
    refused(
        "UPDATE assignment SET valid_until = NULL WHERE person_id = :one AND role = 'drafter'",
        "no other role",
        one=world.people["drafter"],
    )


def test_a_role_that_never_counts_meets_none(world: World) -> None:
    done(role(world, "drafter", Role.SYSTEM_ADMINISTRATOR, valid_from=TODAY, valid_until=TODAY - DAY))


def test_nobody_grants_to_themselves_and_a_role_stays_what_it_is(world: World) -> None:
    me = world.people["drafter"]
    refused(role(world, "drafter", Role.PUBLISHER, granted_by_id=me), "nobody grants a role to themselves")
    done(role(world, "drafter", Role.PUBLISHER, granted_by_id=world.people["security-admin"]))
    for change in (
        "role = 'supervisor'",
        "person_id = person_id + 1",
        "body_id = body_id + 1",
        "granted_by_id = person_id",
    ):
        refused(
            f"UPDATE assignment SET {change} WHERE person_id = :me AND role = 'publisher'",  # noqa: S608 - ours
            "a role that was granted stays what it is",
            me=me,
        )
