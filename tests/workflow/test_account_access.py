"""Who can sign in: reset, locked, closed, opened again, and appointed at the server."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import Delegation, Event, Subscription
from tests.workflow.accounts import (
    KEEPER,
    PASSWORDS,
    SAID,
    assignments_of,
    enter,
    person_of,
    seats,
    wanted,
)
from tests.workflow.looking import all_events
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import Role, State
from workflow.actor import Actor
from workflow.commands import absence, account_access, granting
from workflow.commands.accounts import correct_account
from workflow.commands.appointing import appoint
from workflow.commands.sign_in import SignInError
from workflow.commands.watching import watch
from workflow.errors import InvalidError, NotAllowedError
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_a_reset_lets_nobody_in_with_the_old_password_and_ends_sessions(world: World) -> None:
    epoch = person_of("drafter").session_epoch
    made = account_access.reset_password("drafter", actor=world.actor(KEEPER), passwords=PASSWORDS)
    with pytest.raises(SignInError):
        enter("drafter", world.password)
    assert enter("drafter", made.password) == world.people["drafter"]
    assert person_of("drafter").session_epoch == epoch + 1


def test_a_locked_account_is_unlocked_and_keeps_its_password(world: World) -> None:
    for _ in range(3):
        with pytest.raises(SignInError):
            enter("drafter", "wrong")
    with pytest.raises(SignInError):
        enter("drafter", world.password)
    account_access.unlock_account("drafter", actor=world.actor(KEEPER))
    assert enter("drafter", world.password)
    account_access.unlock_account("drafter", actor=world.actor(KEEPER))
    assert len(all_events("account_unlocked")) == 1


def test_closing_ends_roles_with_the_day_and_everything_else_at_once(
    world: World, clock: FrozenClock
) -> None:
    absence.delegate(
        actor=world.actor("supervisor"),
        deputy_id=world.people["publisher"],
        valid_from=TODAY,
        valid_until=TODAY + 5 * DAY,
    )
    watch(COUNTY, actor=world.actor("publisher"))
    keeper, person = world.actor(KEEPER), world.people["publisher"]
    granting.grant_role("publisher", wanted(world, since=TODAY + 3 * DAY), actor=keeper)
    account_access.close_account("publisher", actor=keeper)
    assert [row.valid_until for row in assignments_of("publisher")] == [TODAY, TODAY + 2 * DAY]
    assert [len(seats(person, TODAY + n * DAY)) for n in (0, 1, 3)] == [1, 0, 0]
    with pytest.raises(SignInError):
        enter("publisher", world.password)
    with transaction() as session:
        assert session.scalars(sa.select(Delegation.valid_until)).one() == TODAY - DAY
        assert session.scalar(sa.select(Subscription.id)) is None
    account_access.close_account("publisher", actor=keeper)
    assert len(all_events("account_closed")) == 1
    for act in (
        lambda: account_access.unlock_account("publisher", actor=keeper),
        lambda: account_access.reset_password("publisher", actor=keeper, passwords=PASSWORDS),
        lambda: granting.grant_role("publisher", wanted(world), actor=keeper),
        lambda: correct_account("publisher", SAID, actor=keeper),
    ):
        with pytest.raises(NotAllowedError, match="closed"):
            act()
    clock.advance(2 * DAY)
    made = account_access.reopen_account("publisher", actor=keeper, passwords=PASSWORDS)
    assert enter("publisher", made.password) == person
    assert seats(person, TODAY + 2 * DAY) == ()
    with pytest.raises(NotAllowedError, match="This account is open"):
        account_access.reopen_account("publisher", actor=keeper, passwords=PASSWORDS)


def test_whoever_has_left_is_told_nothing_more(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    account_access.close_account("secrecy", actor=world.actor(KEEPER))
    world.sign(number, "reviewer")
    with transaction() as session:
        asked = sa.select(Event).where(Event.action == "sign_off").order_by(Event.id.desc()).limit(1)
        told = recipients(session, session.scalars(asked).one(), today=TODAY)
    assert world.people["secrecy"] not in told


def test_at_the_server_the_three_are_appointed_and_nobody_else(world: World) -> None:
    body = world.bodies["office"]
    made = appoint("next", Role.SECURITY_ADMINISTRATOR, body, passwords=PASSWORDS, said=SAID)
    successor = Actor(person_id=enter("next", made.password))
    assert account_access.reset_password(KEEPER, actor=successor, passwords=PASSWORDS).password
    with pytest.raises(InvalidError, match="only the three"):
        appoint("drafter", Role.DRAFTER, body, passwords=PASSWORDS)
    with pytest.raises(InvalidError, match="no account"):
        appoint("nobody", Role.SYSTEM_ADMINISTRATOR, body, passwords=PASSWORDS)
    with pytest.raises(InvalidError, match="see no business content"):
        appoint("drafter", Role.SYSTEM_ADMINISTRATOR, body, passwords=PASSWORDS)
    with pytest.raises(InvalidError, match="account of this user name"):
        appoint("next", Role.SYSTEM_ADMINISTRATOR, body, passwords=PASSWORDS, said=SAID)
    with pytest.raises(InvalidError, match="body of your area"):
        appoint("further", Role.SYSTEM_ADMINISTRATOR, 0, passwords=PASSWORDS, said=SAID)
    account_access.close_account("drafter", actor=successor)
    with pytest.raises(NotAllowedError, match="closed"):
        appoint("drafter", Role.AUDIT_ADMINISTRATOR, body, passwords=PASSWORDS)


def test_an_account_that_is_there_is_appointed_and_keeps_its_password(world: World) -> None:
    granting.end_role(assignments_of("legal")[0].id, actor=world.actor(KEEPER), last_day=TODAY - DAY)
    made = appoint("legal", Role.SYSTEM_ADMINISTRATOR, world.bodies["office"], passwords=PASSWORDS)
    assert made.password == ""
    person = enter("legal", world.password)
    assert [one.role for one in seats(person, TODAY)] == [Role.SYSTEM_ADMINISTRATOR]
    granted = all_events("role_granted")[-1]
    assert (granted.actor_id, granted.subject_id) == (None, str(person))
