"""Times in the browser: scheduling, replacing and taking a schedule away, consulting, validity and what failed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.world import COUNTY, ROWS, World
from values.clock import SHANGHAI, FrozenClock
from values.vocabulary import State
from workflow.commands import publication
from workflow.commands.scheduled import publish_scheduled

pytestmark = pytest.mark.usefixtures("clock")

SCHEDULE, UNSCHEDULE = "Schedule publication", "Cancel the schedule"
OPEN, CLOSE = "Open consultation", "Close consultation"


MOMENTS = (("2026-03-03T09:30", "3 March 2026, 09:30"), ("2026-03-04T10:15", "4 March 2026, 10:15"))


def reached(app: Flask, world: World, state: State) -> str:
    with app.app_context():
        return world.in_state(state)


def test_a_publisher_schedules_replaces_and_takes_away(app: Flask, world: World) -> None:
    number = reached(app, world, State.APPROVED)
    client = signed_in(app, world, "publisher")
    address = f"/proposals/{number}"
    page = client.get(address)
    assert f">{UNSCHEDULE}</button>" not in page.text
    for moment, said in MOMENTS:
        answer = client.submit(client.get(address), SCHEDULE, moment=moment)
        assert answer.status_code == 302
        with app.app_context():
            planned = world.proposal(number).scheduled_for
        assert planned is not None
        assert planned.astimezone(SHANGHAI).isoformat().startswith(moment)
        assert f"The system publishes it on {said}" in client.get(address).text
    assert client.submit(client.get(address), UNSCHEDULE).status_code == 302
    page = client.get(address)
    assert "The system publishes it on" not in page.text
    with app.app_context():
        assert world.proposal(number).scheduled_for is None


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-03-02T08:59", "Choose a time that lies ahead."),
        ("0001-01-01T00:00", "Choose a time that lies ahead."),
        ("tomorrow at nine", "Give day and time"),
        ("", "Give day and time"),
        ("9999-12-31T23:59-08:00", "Give day and time"),
        ("9999-12-31T23:59", "more than a year ahead"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    app: Flask, world: World, moment: str, sentence: str
) -> None:
    number = reached(app, world, State.APPROVED)
    client = signed_in(app, world, "publisher")
    answer = client.submit(
        client.get(f"/proposals/{number}"),
        SCHEDULE,
        moment=moment,
        comment="随新闻发布会公布。",
        document_number="示政发〔2026〕3号",
    )
    assert answer.status_code == 422
    for words in (sentence, moment, "随新闻发布会公布。", "示政发〔2026〕3号"):
        assert words in answer.text
    with app.app_context():
        assert world.proposal(number).scheduled_for is None


@pytest.mark.parametrize("login", ["drafter", "supervisor", "reviewer"])
def test_only_publishers_are_offered_a_schedule(app: Flask, world: World, login: str) -> None:
    number = reached(app, world, State.APPROVED)
    page = signed_in(app, world, login).get(f"/proposals/{number}")
    assert f">{SCHEDULE}</button>" not in page.text
    assert 'name="moment"' not in page.text


def test_a_failure_stays_on_the_page_until_another_time_is_set(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    number = reached(app, world, State.APPROVED)
    with app.app_context():
        publication.schedule(number, actor=world.actor("publisher"), moment=clock.now() + timedelta(hours=20))
        overtaking = world.in_state(State.APPROVED, world.amendment(ROWS[0], deadline="5个工作日内公开"))
        publication.publish(overtaking, actor=world.actor("publisher"))
        clock.advance(timedelta(hours=20))
        assert not publish_scheduled(number)
    banner = "The system could not publish at the set time: The base has moved on"
    for login in ("publisher", "supervisor", "drafter"):
        above, _, _ = signed_in(app, world, login).get(f"/proposals/{number}").text.partition("<aside")
        assert banner in above
        assert "3 March 2026, 05:00" in above
    chinese = signed_in(app, world, "drafter", language="zh_Hans").get(f"/proposals/{number}")
    assert "系统未能定时发布" in chinese.text
    client = signed_in(app, world, "publisher")
    client.submit(client.get(f"/proposals/{number}"), SCHEDULE, moment="2026-03-04T09:00")
    above, _, _ = client.get(f"/proposals/{number}").text.partition("<aside")
    assert banner not in above


def test_a_scheduled_time_stands_in_the_list_and_the_inbox(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    number = reached(app, world, State.APPROVED)
    with app.app_context():
        publication.schedule(number, actor=world.actor("publisher"), moment=clock.now() + timedelta(hours=20))
    client = signed_in(app, world, "publisher")
    for address in ("/proposals", "/inbox"):
        assert "to be published on 3 March 2026, 05:00" in client.get(address).text


def test_a_drafter_opens_a_consultation_and_closes_it_when_its_window_is_over(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    number = reached(app, world, State.IN_REVIEW)
    client, address = signed_in(app, world, "drafter"), f"/proposals/{number}"
    page = client.get(address)
    assert 'value="2026-03-11"' in page.text, "the seventh working day is suggested"
    assert client.submit(page, OPEN).status_code == 302
    page = client.get(address)
    assert "consulted until 11 March 2026, 23:59" in page.text
    assert "This page is not public" in page.text
    assert f">{CLOSE}</button>" not in page.text
    assert ">Withdraw</button>" in page.text
    assert ">Agree</button>" not in signed_in(app, world, "reviewer").get(address).text
    clock.advance(timedelta(days=10))
    client = signed_in(app, world, "drafter")
    page = client.get(address)
    assert "ended on 11 March 2026, 23:59" in page.text
    assert client.submit(page, CLOSE).status_code == 302
    assert ">Agree</button>" in signed_in(app, world, "reviewer").get(address).text


@pytest.mark.parametrize("window", ["2026-03-01", "soon", "", "2206-03-11"])
def test_a_window_that_cannot_be_is_refused_and_kept(app: Flask, world: World, window: str) -> None:
    number = reached(app, world, State.IN_REVIEW)
    client = signed_in(app, world, "drafter")
    answer = client.submit(client.get(f"/proposals/{number}"), OPEN, window=window)
    assert answer.status_code == 422
    assert f'value="{window}"' in answer.text
    with app.app_context():
        assert world.state(number) is State.IN_REVIEW


def test_what_is_on_trial_and_past_its_validity_says_so(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        number = world.published(replace(world.amendment(), is_trial=True, valid_until=date(2026, 3, 31)))
    clock.advance(timedelta(minutes=1))
    client = signed_in(app, world, "drafter")
    pages = (f"/proposals/{number}", f"/catalogues/{COUNTY}", f"/catalogues/{COUNTY}/releases/2")
    for address in pages:
        text = client.get(address).text
        assert "On trial" in text, address
        assert "until 31 March 2026" in text
    clock.advance(date(2026, 3, 31) - date(2026, 3, 2))
    client = signed_in(app, world, "drafter")
    assert not any("Validity over" in client.get(address).text for address in pages), (
        "the day itself included"
    )
    clock.advance(timedelta(days=1))
    client = signed_in(app, world, "drafter")
    assert all("Validity over" in client.get(address).text for address in pages[1:])
