"""Times in the browser: a publication is scheduled, a consultation is opened, and what ends is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import publication
from workflow.commands.scheduled import publish_scheduled


def approved(app: Flask, world: World) -> str:
    with app.app_context():
        return world.in_state(State.APPROVED)


def test_a_publisher_sets_a_time_replaces_it_and_takes_it_away(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    assert clock
    number = approved(app, world)
    client = signed_in(app, world, "publisher")
    address = f"/proposals/{number}"
    page = client.get(address)
    assert ">Cancel the schedule</button>" not in page.text
    for day in ("2026-03-05", "2026-03-06"):
        client.submit(page, "Schedule publication", moment=f"{day}T09:00")
        page = client.get(address)
    assert "The system publishes it on 6 March 2026, 09:00." in page.text
    client.submit(page, "Cancel the schedule")
    assert "The system publishes it" not in client.get(address).text


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-02-01T09:00", "Choose a time that lies ahead."),
        ("tomorrow", "Give day and time"),
        ("", "Give day and time"),
    ],
)
def test_a_time_that_cannot_be_is_said_and_kept(
    app: Flask, world: World, clock: FrozenClock, moment: str, said: str
) -> None:
    assert clock
    number = approved(app, world)
    client = signed_in(app, world, "publisher")
    answer = client.submit(client.get(f"/proposals/{number}"), "Schedule publication", moment=moment)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{moment}"' in answer.text


def test_a_failed_schedule_stands_on_the_page_until_another_is_set(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    number = approved(app, world)
    with app.app_context():
        moment = clock.now() + timedelta(hours=1)
        publication.schedule(number, actor=world.actor("publisher"), moment=moment)
        world.published(world.amendment(deadline="5个工作日内公开"))
        clock.advance(timedelta(hours=2))
        assert not publish_scheduled(number)
    client = signed_in(app, world, "publisher")
    page = client.get(f"/proposals/{number}")
    assert "The system could not publish at the set time: The base has moved on" in page.text
    client.submit(page, "Schedule publication", moment="2026-03-06T09:00")
    assert (
        "could not publish at the set time" not in client.get(f"/proposals/{number}").text.split("h-trail")[0]
    )


def test_a_consultation_is_opened_and_closed_when_its_window_is_over(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client, address = signed_in(app, world, "drafter"), f"/proposals/{number}"
    answer = client.submit(client.get(address), "Open consultation", window="soon")
    assert (answer.status_code, "last day of the consultation" in answer.text) == (422, True)
    client.submit(client.get(address), "Open consultation", window="2026-03-09")
    page = client.get(address)
    assert "The public is consulted until" in page.text
    assert ">Close consultation</button>" not in page.text
    clock.advance(timedelta(days=8))
    client = signed_in(app, world, "drafter")
    client.submit(client.get(address), "Close consultation")
    with app.app_context():
        assert world.state(number) is State.IN_REVIEW


def test_trial_and_validity_are_written_and_shown(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        number = world.opened()
    client = signed_in(app, world, "drafter")
    page = client.get(f"/proposals/{number}/edit")
    client.submit(page, "Save", is_trial="1", valid_until="2026-12-31")
    page = client.get(f"/proposals/{number}")
    assert "on trial until 31 December 2026" in " ".join(page.text.split())
    with app.app_context():
        text = replace(world.amendment(), is_trial=True, valid_until=date(2026, 3, 31))
        world.published(text)
    clock.advance(timedelta(minutes=5))
    assert "valid until 31 March 2026" in visitor(app).get(f"/catalogues/{COUNTY}").text
    clock.advance(timedelta(days=31))
    page = visitor(app).get(f"/catalogues/{COUNTY}")
    assert "validity over" in page.text
    assert "validity over" in visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text
