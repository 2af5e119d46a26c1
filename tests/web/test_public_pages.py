"""What the public reads: catalogues as of a day, entries, releases."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.workflow.conflicting import saying
from tests.world import COUNTY, ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.entry import Place
from values.vocabulary import Level, State
from workflow import operations


def test_catalogues_are_listed_and_shown_in_the_official_form(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    assert f"/catalogues/{COUNTY}" in client.get("/").text
    page = client.get(f"/catalogues/{COUNTY}")
    assert page.status_code == 200
    assert page.text.count("<tbody>") == 1
    for words in ("就业政策法规咨询", "岗位信息发布", "Content (elements)", "Legal bases"):
        assert words in page.text


def test_a_publication_shows_and_yesterday_stays_as_it_was(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=1))
    with app.app_context():
        world.published(world.amendment(deadline="7个工作日内公开"))
    client = visitor(app)
    today = shanghai_day(clock.now())
    yesterday = today - timedelta(days=1)
    assert "7个工作日内公开" in client.get(f"/catalogues/{COUNTY}").text
    for kind in ("force", "shown"):
        page = client.get(f"/catalogues/{COUNTY}?as-of={yesterday}&clock={kind}")
        assert "7个工作日内公开" not in page.text
        assert "1 row differs from today" in page.text


def test_a_change_that_waits_is_shown_beside_its_row(app: Flask, world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(minutes=1))
    later = shanghai_day(clock.now()) + timedelta(days=30)
    with app.app_context():
        world.published(world.amendment(deadline="5个工作日内公开", effective_from=later))
    client = visitor(app)
    page = client.get(f"/catalogues/{COUNTY}")
    assert "Changed version in force from" in page.text
    assert "5个工作日内公开" not in page.text
    assert "5个工作日内公开" in client.get(f"/catalogues/{COUNTY}?as-of={later}").text


def test_an_entry_tells_its_versions(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.amendment(deadline="7个工作日内公开"))
        entry = world.row().state.entry
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}")
    assert page.status_code == 200
    assert "First version of the entry." in page.text
    assert "<ins>" in page.text


def test_a_place_of_disclosure_can_be_followed_and_other_words_stay_words(app: Flask, world: World) -> None:
    place = Place(level=Level.COUNTY, text="政务公开专栏", url="https://www.qinghe.example/zwgk?a=1&b=2")
    with app.app_context():
        world.published(saying(world, places=(place,), deadline="见https://www.qinghe.example/<b>公告"))
        entry = world.row().state.entry
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}").text
    (link,) = re.findall(r'<a href="(https://[^"]+)" rel="[^"]*nofollow[^"]*">', page)
    assert link == "https://www.qinghe.example/zwgk?a=1&amp;b=2"
    assert "见https://www.qinghe.example/&lt;b&gt;公告" in page


def test_a_release_carries_its_notice_and_what_it_changed(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.amendment(deadline="7个工作日内公开"))
    page = visitor(app).get(f"/catalogues/{COUNTY}/releases/2")
    assert f"{COUNTY}-2026-0002" in page.text
    assert "郑岩" in page.text
    assert "1 changed row" in page.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/catalogues/990199-employment", 404),
        (f"/catalogues/{COUNTY}/entries/{'0' * 32}", 404),
        (f"/catalogues/{COUNTY}/releases/99", 404),
        (f"/catalogues/{COUNTY}?as-of=yesterday", 422),
        (f"/catalogues/{COUNTY}?as-of=2999-01-01&clock=shown", 422),
        (f"/catalogues/{COUNTY}?as-of=2999-01-01", 200),
        (f"/catalogues/{COUNTY}?as-of=1999-01-01", 200),
        (f"/catalogues/{COUNTY}?as-of=%ff%fe", 400),
        ("/nowhere", 404),
    ],
)
def test_what_does_not_exist_or_makes_no_sense_gets_a_sentence(
    app: Flask, world: World, address: str, status: int
) -> None:
    assert world
    assert visitor(app).get(address).status_code == status


def test_a_day_that_cannot_be_asked_for_is_said_above_todays_catalogue(app: Flask, world: World) -> None:
    with app.app_context():
        entry = world.row().state.entry
    page = visitor(app).get(f"/catalogues/{COUNTY}?as-of=yesterday").text
    assert "Give the day as year-month-day" in page
    assert "Below is what is in force today." in page
    assert 'value="yesterday"' in page
    assert f"/catalogues/{COUNTY}/entries/{entry}" in page


def test_the_public_sees_no_trace_of_what_is_under_way(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.APPROVED, world.amendment(deadline="尚未发布的时限"))
        entry = world.row().state.entry
    assert "尚未发布的时限" in signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    for address in ("/", f"/catalogues/{COUNTY}", f"/catalogues/{COUNTY}/entries/{entry}", "/search?q=时限"):
        page = visitor(app).get(address)
        assert (page.status_code, "尚未发布的时限" in page.text, number in page.text) == (200, False, False)


def test_a_drafter_is_offered_to_propose_and_sees_what_is_pending(app: Flask, world: World) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW)
    page = signed_in(app, world, "drafter").get(f"/catalogues/{COUNTY}")
    assert "Propose a change" in page.text
    assert "Change pending" in page.text
    assert "Change pending" not in visitor(app).get(f"/catalogues/{COUNTY}").text


def test_an_entry_tells_where_it_came_from_and_what_became_of_it(app: Flask, world: World) -> None:
    with app.app_context():
        first, second = (world.row(name) for name in ROWS)
        world.published(draft(operations.merged([first, second], "就业信息", seed="1")))
        joined = world.row("就业信息")
    client = visitor(app)
    page = client.get(f"/catalogues/{COUNTY}/entries/{first.state.entry}")
    assert "The table does not list this entry: Cancelled." in page.text
    assert f'href="/catalogues/{COUNTY}/entries/{joined.state.entry}">就业信息</a>' in page.text
    page = client.get(f"/catalogues/{COUNTY}/entries/{joined.state.entry}")
    for row in (first, second):
        link = f'href="/catalogues/{COUNTY}/entries/{row.state.entry}">{row.state.content.name}</a>'
        assert link in page.text
    assert "does not list this entry" not in page.text


def test_a_number_beyond_what_a_row_can_have_is_no_page(app: Flask, world: World) -> None:
    auditor = signed_in(app, world, "auditor")
    for address in ("/audit/events/{}", f"/catalogues/{COUNTY}/releases/{{}}"):
        for number in (2**63 - 1, 2**63, 10**30):
            assert auditor.get(address.format(number)).status_code == 404, (address, number)
