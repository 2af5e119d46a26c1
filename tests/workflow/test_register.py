"""Setting up: jurisdictions, bodies, accounts, roles; signing in and out."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Jurisdiction, Person, TransitionTable
from tests.workflow.looking import all_events
from tests.world import World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.vocabulary import BodyKind, Operation, Role, StepKind
from values.workdays import WorkingDayTable
from workflow.audit import NotInstalledError
from workflow.commands import register, sign_in
from workflow.commands.sign_in import SignInError, choose_language, sign_out
from workflow.errors import InvalidError
from workflow.lifecycle import table_bytes, table_sha256
from workflow.passwords import Passwords
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

PASSWORDS = Passwords(time_cost=1, memory_kib=8)


def test_a_log_is_installed_once(world: World) -> None:
    nothing = WorkingDayTable(exceptions={}, names={}, first_year=2026, last_year=2026)
    assert register.install("another", working_days=nothing, source="") is False
    assert [event.subject_id for event in all_events("installed")] == ["mulu-tests"]
    assert world.people


def test_nothing_is_recorded_before_there_is_a_log() -> None:
    with pytest.raises(NotInstalledError, match="not set up yet"):
        register.bring_table_into_force()


def test_the_trail_holds_the_transition_table_that_was_in_force(world: World) -> None:
    assert register.bring_table_into_force() is False
    with transaction() as session:
        (kept,) = session.scalars(sa.select(TransitionTable)).all()
    assert (kept.sha256, kept.data) == (table_sha256(), table_bytes())
    assert sha256_hex(kept.data) == kept.sha256
    assert world.people


def test_a_jurisdiction_stands_under_its_parents_path(world: World) -> None:
    with transaction() as session:
        county = session.get_one(Jurisdiction, world.jurisdictions["990101"])
    assert county.path == "/000000/990000/990100/990101/"


def test_a_credit_code_carries_its_check_digit(world: World) -> None:
    with pytest.raises(InvalidError, match="check digit"):
        register.register_body(
            name="假单位",
            kind=BodyKind.PUBLIC_INSTITUTION,
            jurisdiction_id=world.jurisdictions["990101"],
            credit_code="1",
        )


def test_nobody_grants_to_themselves(world: World) -> None:
    key = world.people["security-admin"]
    with pytest.raises(InvalidError, match="to themselves"):
        register.assign(
            person_id=key,
            body_id=world.bodies["office"],
            role=Role.DRAFTER,
            actor=world.actor("security-admin"),
        )


def test_nobody_holds_two_of_the_three_offices(world: World) -> None:
    with pytest.raises(InvalidError, match="two of the three"):
        register.assign(
            person_id=world.people["system-admin"],
            body_id=world.bodies["office"],
            role=Role.AUDIT_ADMINISTRATOR,
        )


def enter(login: str, password: str, *, after: int = 3) -> int:
    return sign_in.sign_in(
        login, password, passwords=PASSWORDS, request_id="r", lockout_after=after, lockout_minutes=15
    )


def test_signing_in_and_out_is_in_the_trail(world: World) -> None:
    assert enter("drafter", world.password) == world.people["drafter"]
    sign_out(actor=world.actor("drafter"))
    (entered,), (left,) = all_events("signed_in"), all_events("signed_out")
    assert entered.actor_id == left.actor_id == world.people["drafter"]


@pytest.mark.parametrize("login", ["drafter", "nobody", "行政", "x" * 500])
def test_a_wrong_name_and_a_wrong_password_sound_alike(world: World, login: str) -> None:
    with pytest.raises(SignInError, match="not right, or the account is locked"):
        enter(login, world.password + "!")
    (event,) = all_events("sign_in_failed")
    assert event.actor_id is None
    assert login == "drafter" or login.encode() not in event.data


def test_an_account_is_locked_for_a_while_after_failures_in_a_row(world: World, clock: FrozenClock) -> None:
    for _ in range(2):
        with pytest.raises(SignInError):
            enter("drafter", "wrong")
    enter("drafter", world.password)
    for _ in range(3):
        with pytest.raises(SignInError):
            enter("drafter", "wrong")
    with pytest.raises(SignInError):
        enter("drafter", world.password)
    enter("drafter2", world.password)
    clock.advance(timedelta(minutes=15))
    assert enter("drafter", world.password)


def test_a_language_is_kept_where_it_is_one(world: World) -> None:
    choose_language("en", actor=world.actor("drafter"))
    choose_language("en", actor=world.actor("drafter"))
    choose_language("tlh", actor=world.actor("drafter"))
    with transaction() as session:
        assert session.get_one(Person, world.people["drafter"]).language == "en"
    assert len(all_events("language_chosen")) == 1


def test_passwords_are_salted_and_nothing_matches_an_empty_one() -> None:
    one, two = PASSWORDS.hash("a"), PASSWORDS.hash("a")
    assert one != two
    assert PASSWORDS.matches("a", one)
    assert not PASSWORDS.matches("nobody", "")
    assert not PASSWORDS.matches("a", "no hash at all")


def test_a_route_needs_a_step_that_every_proposal_takes(world: World) -> None:
    now_and_then = register.PlannedStep(
        position=1,
        kind=StepKind.GOVERNMENT_OFFICE_REVIEW,
        body_id=world.bodies["office"],
        working_days=3,
        operations=(Operation.ADD,),
    )
    for steps in ([], [now_and_then]):
        with pytest.raises(InvalidError, match="at least one step"):
            register.set_up_route(name="空", jurisdiction_id=world.jurisdictions["990101"], steps=steps)
