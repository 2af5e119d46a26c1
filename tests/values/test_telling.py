"""When a mail goes: by what it is about, what its reader chose, the hours, and the working days."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.clock import SHANGHAI
from values.telling import (
    DEFAULTS,
    DIGEST_TIME,
    DUTIES,
    URGENT,
    OfficeHours,
    Timing,
    Topic,
    goes_at,
    next_digest,
    office_hours,
    topic_of,
)
from values.vocabulary import Action, Audience
from values.workdays import load_table
from workflow.lifecycle import TABLE as TRANSITIONS
from workflow.recipients import OTHER_EVENTS

TABLE = load_table(Path(__file__).parents[2] / "data" / "working_days.json")
HOURS = OfficeHours(opens=time(8, 30), closes=time(18))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))


def here(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


@st.composite
def hours(draw: st.DrawFn) -> OfficeHours:
    opens, closes = sorted((draw(TIMES), draw(TIMES)))
    return OfficeHours(opens=opens, closes=closes if closes > opens else time(23, 59, 59))


@given(MOMENTS, hours())
def test_the_next_moment_is_the_first_at_which_it_is_open(now: datetime, given_hours: OfficeHours) -> None:
    at = given_hours.next_moment(now, TABLE)
    assert at >= now
    assert TABLE.is_working_day(here(at).date())
    assert given_hours.opens <= here(at).time() < given_hours.closes
    assert given_hours.next_moment(at, TABLE) == at
    if at != now:
        assert here(at).time() == given_hours.opens
        between = here(now).date()
        while between < here(at).date():
            is_before_opening = between == here(now).date() and here(now).time() < given_hours.opens
            assert not TABLE.is_working_day(between) or not is_before_opening
            between += timedelta(days=1)
            assert between == here(at).date() or not TABLE.is_working_day(between)


@given(MOMENTS)
def test_the_next_digest_is_at_nine_on_the_first_working_day_that_is_ahead(now: datetime) -> None:
    at = next_digest(now, TABLE)
    assert at > now
    assert here(at).time() == DIGEST_TIME
    assert TABLE.is_working_day(here(at).date())
    passed = here(now).date()
    while passed < here(at).date():
        assert not TABLE.is_working_day(passed) or (
            passed == here(now).date() and here(now).time() >= DIGEST_TIME
        )
        passed += timedelta(days=1)


@given(MOMENTS, st.sampled_from(Topic), st.sampled_from([Timing.AT_ONCE, Timing.DIGEST]), hours() | st.none())
def test_nothing_goes_before_it_is_owed_and_what_is_urgent_goes_at_once(
    now: datetime, topic: Topic, timing: Timing, given_hours: OfficeHours | None
) -> None:
    at = goes_at(now, topic, timing, hours=given_hours, table=lambda: TABLE)
    assert at >= now
    if topic in URGENT or (timing is Timing.AT_ONCE and given_hours is None):
        assert at == now
    elif timing is Timing.DIGEST:
        assert at == next_digest(now, TABLE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T08:00", "2026-03-02T08:30"),
        ("2026-03-02T08:30", "2026-03-02T08:30"),
        ("2026-03-02T17:59", "2026-03-02T17:59"),
        ("2026-03-02T18:00", "2026-03-03T08:30"),
        ("2026-03-06T19:00", "2026-03-09T08:30"),
        ("2026-02-14T10:00", "2026-02-14T10:00"),
        ("2026-10-01T10:00", "2026-10-08T08:30"),
    ],
    ids=["early", "opening", "late", "closed", "weekend", "a Saturday that is worked", "holidays"],
)
def test_mails_wait_for_the_next_opening(now: str, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    at = goes_at(moment, Topic.MY_TURN, Timing.AT_ONCE, hours=HOURS, table=lambda: TABLE)
    assert here(at).strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize(
    "text", ["", "8:30-18:00", "18:00-08:30", "08:30", "25:00-26:00", "08:30-08:30", "never"]
)
def test_hours_that_do_not_fit_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        office_hours(text)


def test_hours_are_read() -> None:
    assert office_hours("08:30-18:00") == HOURS
    assert office_hours("always") is None


def test_every_telling_of_the_tables_has_a_topic_that_fits() -> None:
    tellings = {(row.action.value, audience) for row in TRANSITIONS for audience in row.told}
    tellings |= {(action, audience) for action, audiences in OTHER_EVENTS.items() for audience in audiences}
    topics = {one: topic_of(*one) for one in tellings}
    assert set(topics.values()) | {Topic.OVERSEEN} == set(Topic)
    waiting = {one for one, topic in topics.items() if topic in DUTIES}
    assert (Action.SUBMIT.value, Audience.STEP_HOLDERS) in waiting
    assert (Action.APPROVE.value, Audience.PUBLISHERS) in waiting
    assert (Action.REQUEST_CHANGES.value, Audience.CONTRIBUTORS) in waiting
    assert (Action.PUBLISH.value, Audience.SUBSCRIBERS) not in waiting
    assert topic_of(Action.PUBLISH, Audience.OVERSEERS) is Topic.OVERSEEN


def test_duties_are_told_at_once_and_nothing_is_silent_unless_chosen() -> None:
    assert all(DEFAULTS[topic] is Timing.AT_ONCE for topic in DUTIES)
    assert Timing.NEVER not in DEFAULTS.values()
    assert URGENT < DUTIES
