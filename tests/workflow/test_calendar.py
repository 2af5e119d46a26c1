"""The next year's notice is imported: guessed due dates are computed anew, and the trail says which moved."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from formats.working_day_notice import NoticeDay, WorkingDayNotice
from models import StatutoryClock
from tests.workflow.looking import all_events, rows_of, steps_of
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands.calendar import import_notice
from workflow.dues import working_days
from workflow.errors import ForbiddenError, InvalidError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

HOLIDAY = {date(2027, 1, day): NoticeDay(is_working=False, name="元旦") for day in (1, 4)}


def notice(year: int = 2027) -> WorkingDayNotice:
    return WorkingDayNotice(year, "示范发电〔2026〕1号", HOLIDAY if year == 2027 else {})


@pytest.fixture
def number(world: World, clock: FrozenClock) -> str:
    """A proposal submitted on the last days of the year that the table knows."""
    clock.at = datetime(2026, 12, 30, 1, tzinfo=UTC)
    return world.in_state(State.IN_REVIEW)


def test_guessed_days_are_computed_anew_and_the_event_says_which(world: World, number: str) -> None:
    (first, *_) = steps_of(number)
    assert (first.due_on, first.due_is_guessed) == (date(2027, 1, 4), True)
    assert import_notice(notice(), actor=world.actor("business-admin")) == 1
    (first, *_) = steps_of(number)
    assert (first.due_on, first.due_is_guessed) == (date(2027, 1, 6), False)
    (event,) = all_events("calendar_imported")
    details = json.loads(event.data)["details"]
    assert details["moved"] == [
        {"proposal": number, "kind": "section_review", "was": "2027-01-04", "becomes": "2027-01-06"}
    ]
    with transaction() as session:
        assert working_days(session).last_year == 2027
        assert not working_days(session).is_working_day(date(2027, 1, 4))


def test_the_statutory_clock_is_computed_anew_as_well(world: World, clock: FrozenClock) -> None:
    clock.at = datetime(2026, 12, 28, 1, tzinfo=UTC)
    text = replace(world.amendment(), trigger_date=date(2026, 12, 28))
    number = world.in_state(State.IN_REVIEW, text)
    before = rows_of(StatutoryClock, number)[0].due_on
    import_notice(notice(), actor=world.actor("system-admin"))
    after = rows_of(StatutoryClock, number)[0]
    assert (after.due_on > before, after.due_is_guessed) == (True, False)


def test_the_same_twice_changes_nothing(world: World) -> None:
    assert import_notice(notice(), actor=world.actor("business-admin")) == 0
    assert import_notice(notice(), actor=world.actor("business-admin")) is None
    assert len(all_events("calendar_imported")) == 1


def test_years_are_not_left_out_and_only_administrators_import(world: World) -> None:
    with pytest.raises(InvalidError, match="ends with 2026"):
        import_notice(notice(2029), actor=world.actor("business-admin"))
    for login in ("drafter", "supervisor", "security-admin", "auditor"):
        with pytest.raises(ForbiddenError):
            import_notice(notice(), actor=world.actor(login))
