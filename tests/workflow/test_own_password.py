"""One's own password: the present one is asked for, and another has to be good."""

from datetime import date, timedelta

import pytest

from tests.workflow.accounts import (
    GOOD,
    change,
    enter,
    person_of,
)
from tests.workflow.looking import all_events
from tests.world import World
from values.clock import FrozenClock
from values.password_quality import first_password, shortcomings
from workflow.commands.sign_in import SignInError
from workflow.errors import InvalidError

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_an_own_password_is_changed_with_the_present_one(world: World) -> None:
    me, epoch = world.actor("drafter"), person_of("drafter").session_epoch
    change(me, world.password, lasts_days=90)
    assert enter("drafter", GOOD)
    row = person_of("drafter")
    assert (row.session_epoch, row.password_until) == (epoch + 1, TODAY + 90 * DAY)
    change(me, GOOD, GOOD + "!")
    assert person_of("drafter").password_until is None


def test_a_wrong_present_password_counts_as_a_failed_sign_in(world: World, clock: FrozenClock) -> None:
    me = world.actor("drafter")
    for _ in range(3):
        with pytest.raises(InvalidError, match="present password is not right"):
            change(me, "wrong")
    with pytest.raises(InvalidError, match="present password is not right"):
        change(me, world.password)
    with pytest.raises(SignInError):
        enter("drafter", world.password)
    clock.advance(timedelta(minutes=15))
    change(me, world.password)
    assert len(all_events("password_changed")) == 1


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Short-1", "at least 12 characters"),
        ("Long-1" * 40, "at least 12 characters"),
        ("onlysmallletters", "at least three kinds"),
        ("aA1aA1aA1aA1", "The same few characters"),
        ("My-Drafter-2026", "the name that you sign in with"),
        ("Shu-Ye-2026\tQiu", "one line"),
    ],
)
def test_a_password_that_is_no_good_is_refused_with_the_reason(world: World, new: str, said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        change(world.actor("drafter"), world.password, new)
    assert enter("drafter", world.password)


def test_the_new_password_is_typed_twice_and_is_another_one(world: World) -> None:
    me = world.actor("drafter")
    with pytest.raises(InvalidError, match="differ"):
        change(me, world.password, GOOD, again=GOOD + "?")
    change(me, world.password)
    with pytest.raises(InvalidError, match="is the old one"):
        change(me, GOOD)


def test_first_passwords_are_good_and_all_different() -> None:
    made = {first_password() for _ in range(200)}
    assert len(made) == 200
    assert not [one for password in made for one in shortcomings(password)]
