"""What ends by itself: a consultation's window, and the validity of what was published."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workflow.looking import all_events
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Audience, State
from workflow.commands import revising, submission
from workflow.commands.remind_windows import remind_of_windows
from workflow.errors import InvalidError
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def stages() -> list[str]:
    return [json.loads(one.data)["details"]["stage"] for one in all_events("validity_ending")]


def test_a_validity_is_reminded_of_twenty_working_days_ahead_and_on_its_last_day(
    world: World, clock: FrozenClock
) -> None:
    until = date(2026, 6, 30)
    world.published(replace(world.amendment(), valid_until=until, is_trial=True))
    assert remind_of_windows() == []
    clock.advance(timedelta(days=(date(2026, 6, 3) - date(2026, 3, 2)).days, hours=8))
    remind_of_windows()
    remind_of_windows()
    assert stages() == ["soon"]
    clock.advance(until - date(2026, 6, 3))
    remind_of_windows()
    remind_of_windows()
    assert stages() == ["soon", "last_day"]
    clock.advance(timedelta(days=1))
    assert remind_of_windows() == []


def test_a_consultation_that_is_over_is_told_once(world: World, clock: FrozenClock) -> None:
    number = world.in_state(State.CONSULTING)
    assert remind_of_windows() == []
    clock.advance(timedelta(days=8))
    assert len(remind_of_windows()) == 1
    assert remind_of_windows() == []
    revising.close_consultation(number, actor=world.actor("drafter"))
    revising.open_consultation(number, actor=world.actor("drafter"), until=clock.now() + timedelta(days=1))
    clock.advance(timedelta(days=2))
    assert len(remind_of_windows()) == 1


@pytest.mark.parametrize("effective", [None, date(2026, 5, 1)])
def test_a_validity_that_is_over_before_it_begins_is_refused(world: World, effective: date | None) -> None:
    until = date(2026, 3, 1) if effective is None else date(2026, 4, 30)
    text = replace(world.amendment(effective_from=effective), valid_until=until)
    number = world.opened(text)
    with pytest.raises(InvalidError, match="lose its validity"):
        submission.submit(number, actor=world.actor("drafter"))


def test_the_drafter_in_charge_of_the_catalogue_is_reminded_beside_contributors_and_publishers(
    world: World, clock: FrozenClock
) -> None:
    until = shanghai_day(clock.now()) + timedelta(days=3)
    text = replace(world.amendment(), valid_until=until)
    world.in_state(State.PUBLISHED, text, by="centre-drafter")
    clock.advance(timedelta(hours=8))
    assert len(remind_of_windows()) == 1
    (event,) = all_events("validity_ending")
    with transaction() as session:
        found = recipients(session, event, today=shanghai_day(clock.now()))
    assert found[world.people["centre-drafter"]] is Audience.CONTRIBUTORS
    assert found[world.people["publisher"]] is Audience.PUBLISHERS
    in_charge = [person for person, audience in found.items() if audience is Audience.IN_CHARGE]
    assert in_charge == [world.people["drafter"]]
