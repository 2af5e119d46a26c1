"""Accounts: who keeps them and whose, what may be said of a person, and what the trail says."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import Event
from tests.docs.test_events_doc import DESCRIBED
from tests.workflow.accounts import (
    KEEPER,
    PASSWORDS,
    SAID,
    assignments_of,
    change,
    enter,
    person_of,
    registered,
    seats,
    wanted,
)
from tests.workflow.looking import all_events
from tests.world import World
from values.vocabulary import Post, Role
from workflow.accounts import Particulars
from workflow.actor import Actor
from workflow.commands import account_access, granting
from workflow.commands.accounts import correct_account, register_account
from workflow.commands.appointing import appoint
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_somebody_registered_signs_in_with_the_first_password_and_holds_the_role(world: World) -> None:
    made = registered(world)
    person = enter("jiang-an", made.password)
    (seat,) = seats(person, TODAY)
    assert (seat.role, seat.body, seat.post) == (Role.REVIEWER, world.bodies["bureau"], Post.SECTION_CHIEF)
    (row,) = assignments_of("jiang-an")
    assert (row.valid_from, row.granted_by_id) == (TODAY, world.people[KEEPER])


def test_no_event_holds_a_password_a_hash_a_name_or_an_address(world: World) -> None:
    made = registered(world)
    again = account_access.reset_password("jiang-an", actor=world.actor(KEEPER), passwords=PASSWORDS)
    correct_account("jiang-an", replace(SAID, name="江畔"), actor=world.actor(KEEPER))
    stored = person_of("jiang-an").password_hash
    with transaction() as session:
        bytes_of_all = b"\n".join(session.scalars(sa.select(Event.data)))
    for secret in (made.password, again.password, stored, "江岸", "江畔", SAID.email):
        assert secret.encode() not in bytes_of_all
        assert json.dumps(secret).encode() not in bytes_of_all


def test_events_are_as_their_page_says(world: World) -> None:
    keeper = world.actor(KEEPER)
    made = registered(world)
    person = enter("jiang-an", made.password)
    change(Actor(person_id=person), made.password)
    number = granting.grant_role("jiang-an", wanted(world, Role.PUBLISHER, post=Post.STAFF), actor=keeper)
    granting.end_role(number, actor=keeper)
    correct_account("jiang-an", replace(SAID, email="an@qinghe.example"), actor=keeper)
    account_access.reset_password("jiang-an", actor=keeper, passwords=PASSWORDS)
    account_access.close_account("jiang-an", actor=keeper)
    account_access.reopen_account("jiang-an", actor=keeper, passwords=PASSWORDS)
    for action in (
        "person_registered",
        "password_changed",
        "role_granted",
        "role_ended",
        "account_corrected",
        "password_reset",
        "account_closed",
        "account_reopened",
    ):
        event = all_events(action)[-1]
        said = json.loads(event.data)
        assert (event.subject_kind, event.subject_id) == ("person", str(person)), action
        assert set(said["details"]) == DESCRIBED[action].details, action
        role = "person" if action == "password_changed" else Role.SECURITY_ADMINISTRATOR.value
        assert said["actor"]["role"] == role, action


def test_a_click_that_comes_twice_registers_once_and_shows_the_password_once(world: World) -> None:
    said = {"actor": world.actor(KEEPER), "passwords": PASSWORDS, "key": "k"}
    first = register_account("jiang-an", SAID, wanted(world), **said)
    again = register_account("jiang-an", SAID, wanted(world), **said)
    assert (bool(first.password), again.password) == (True, "")
    assert enter("jiang-an", first.password)
    assert len(all_events("person_registered")) == len(world.people) + 1


@pytest.mark.parametrize("login", ["system-admin", "audit-admin", "business-admin", "supervisor"])
def test_only_security_administrators_keep_accounts(world: World, login: str) -> None:
    other = world.actor(login)
    for act in (
        lambda: register_account("jiang-an", SAID, wanted(world), actor=other, passwords=PASSWORDS),
        lambda: granting.grant_role("drafter", wanted(world), actor=other),
        lambda: granting.end_role(assignments_of("drafter")[0].id, actor=other),
        lambda: account_access.reset_password("drafter", actor=other, passwords=PASSWORDS),
        lambda: account_access.unlock_account("drafter", actor=other),
        lambda: account_access.close_account("drafter", actor=other),
        lambda: account_access.reopen_account("drafter", actor=other, passwords=PASSWORDS),
        lambda: correct_account("drafter", SAID, actor=other),
    ):
        with pytest.raises(ForbiddenError, match="Only a security administrator"):
            act()
    assert len(all_events("refused")) == 8


def test_nobody_changes_their_own_account_or_roles(world: World) -> None:
    keeper = world.actor(KEEPER)
    own = assignments_of(KEEPER)[0].id
    for act in (
        lambda: granting.grant_role(KEEPER, wanted(world), actor=keeper),
        lambda: granting.end_role(own, actor=keeper),
        lambda: account_access.reset_password(KEEPER, actor=keeper, passwords=PASSWORDS),
        lambda: account_access.unlock_account(KEEPER, actor=keeper),
        lambda: account_access.close_account(KEEPER, actor=keeper),
        lambda: correct_account(KEEPER, SAID, actor=keeper),
    ):
        with pytest.raises(ForbiddenError, match="Nobody changes their own account"):
            act()
    assert assignments_of(KEEPER)[0].valid_until is None


@pytest.mark.parametrize("login", ["other-drafter", "national-drafter", "overseer", "nobody"])
def test_accounts_of_other_places_do_not_exist(world: World, login: str) -> None:
    with pytest.raises(NotFoundError, match="no such account in your area"):
        account_access.close_account(login, actor=world.actor(KEEPER))
    with pytest.raises(NotFoundError, match="no such role"):
        granting.end_role(999, actor=world.actor(KEEPER))


def city_keeper(world: World) -> Actor:
    """Appoint a security administrator of the city, whose area holds both counties."""
    appoint(
        "city-security", Role.SECURITY_ADMINISTRATOR, world.bodies["city"], passwords=PASSWORDS, said=SAID
    )
    return Actor(person_id=person_of("city-security").id)


def test_whoever_also_works_outside_is_kept_from_above(world: World) -> None:
    above = city_keeper(world)
    granting.grant_role("drafter", wanted(world, Role.OVERSEER, "city"), actor=above)
    with pytest.raises(ForbiddenError, match="also works outside your area"):
        account_access.reset_password("drafter", actor=world.actor(KEEPER), passwords=PASSWORDS)
    assert account_access.reset_password("drafter", actor=above, passwords=PASSWORDS).password
    granting.end_role(assignments_of("drafter")[-1].id, actor=above, last_day=TODAY - DAY)
    assert account_access.reset_password("drafter", actor=world.actor(KEEPER), passwords=PASSWORDS).password


@pytest.mark.parametrize(
    ("login", "changed", "field"),
    [
        ("new", {}, "login"),
        ("a", {}, "login"),
        ("Jiang", {}, "login"),
        ("江岸", {}, "login"),
        ("-jiang", {}, "login"),
        ("erased-1-ab", {}, "login"),
        ("drafter", {}, "login"),
        ("jiang", {"name": ""}, "person"),
        ("jiang", {"name": "江\n岸"}, "person"),
        ("jiang", {"email": "jiang"}, "email"),
        ("jiang", {"email": "江@qinghe.example"}, "email"),
        ("jiang", {"language": "tlh"}, "language"),
    ],
)
def test_particulars_that_no_account_can_have_are_refused(
    world: World, login: str, changed: dict[str, str], field: str
) -> None:
    said = replace(SAID, **changed)
    with pytest.raises(InvalidError) as refused:
        register_account(login, said, wanted(world), actor=world.actor(KEEPER), passwords=PASSWORDS)
    assert [issue.field for issue in refused.value.issues] == [field]


def test_particulars_that_stay_the_same_change_nothing(world: World) -> None:
    registered(world)
    correct_account("jiang-an", SAID, actor=world.actor(KEEPER))
    assert all_events("account_corrected") == []
    said = Particulars(name="江畔", email="pan@qinghe.example", language="en")
    correct_account("jiang-an", said, actor=world.actor(KEEPER))
    row = person_of("jiang-an")
    assert (row.name, row.email, row.language) == ("江畔", "pan@qinghe.example", "en")
    (event,) = all_events("account_corrected")
    assert json.loads(event.data)["details"] == {"members": ["name", "email", "language"]}
