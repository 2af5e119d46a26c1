"""Any two versions of an entry as a redline, and a catalogue by what was known at a moment."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.hiding import HidingTarget


@pytest.fixture
def entry(app: Flask, world: World, clock: FrozenClock) -> str:
    """A row with three versions, each published a day after the one before."""
    with app.app_context():
        for deadline in ("15个工作日内公开", "10个工作日内公开"):
            clock.advance(timedelta(days=1))
            world.published(world.amendment(deadline=deadline))
        clock.advance(timedelta(days=1))
        return world.row(ROWS[0]).state.entry


def test_any_two_versions_are_compared(app: Flask, entry: str) -> None:
    client = visitor(app)
    address = f"/catalogues/{COUNTY}/entries/{entry}/compare"
    newest = client.get(address).text
    assert "version 2 against version 3" in newest
    assert "15</del>" in newest
    assert "10</ins>" in newest
    whole = client.submit(client.get(address), "Compare", **{"from": "1", "to": "3"}).text
    assert "version 1 against version 3" in whole
    assert "1 field differs" in whole
    back = client.get(f"{address}?from=3&to=1").text
    assert "You look back" in back
    assert "Turn round" in back
    same = client.get(f"{address}?from=2&to=2").text
    assert "No field differs" in same


def test_the_history_of_an_entry_leads_there_and_auditors_to_its_trail(
    app: Flask, world: World, entry: str
) -> None:
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}").text
    assert f"/catalogues/{COUNTY}/entries/{entry}/compare" in page
    assert f"/audit?entry={entry}" not in page
    client = signed_in(app, world, "auditor")
    assert f"/audit?entry={entry}" in client.get(f"/catalogues/{COUNTY}/entries/{entry}").text
    trail = client.get(f"/audit?entry={entry}&action=publish").text
    assert "published release 2" in trail
    assert "published release 3" in trail


@pytest.mark.parametrize("asked", ["from=0", "to=4", "from=first", "from=-1"])
def test_versions_that_do_not_exist_get_a_sentence(app: Flask, entry: str, asked: str) -> None:
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}/compare?{asked}")
    assert page.status_code == 404
    assert "no such version" in page.text
    assert visitor(app).get(f"/catalogues/{COUNTY}/entries/{'0' * 32}/compare").status_code == 404


def test_what_is_hidden_is_hidden_in_a_comparison_too(app: Flask, world: World, entry: str) -> None:
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=entry, field="deadline"))
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}/compare").text
    assert "not displayed for the time being" in page
    assert "10个工作日" not in page
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=entry))
    assert visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}/compare").status_code == 404


@pytest.mark.parametrize(
    ("asked", "deadline"),
    [
        ("as-of=2026-03-05", "10个工作日"),
        ("known=2026-03-04T08:59", "15个工作日"),
        ("as-of=2026-03-05&known=2026-03-04T08:59", "15个工作日"),
        ("as-of=2026-03-05&known=2026-03-03", "15个工作日"),
        ("as-of=2026-03-05&known=2026-03-03T08:00", "20个工作日"),
        ("as-of=2026-03-02&known=2026-03-05T09:00", "20个工作日"),
    ],
)
def test_what_was_in_force_is_answered_by_what_was_known(
    app: Flask, entry: str, asked: str, deadline: str
) -> None:
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{entry}?{asked}").text
    content = page.split('id="h-content"')[1].split("</section>")[0]
    assert deadline in content
    table = visitor(app).get(f"/catalogues/{COUNTY}?{asked}").text
    assert deadline in table
    assert ("as known on" in table) is ("known" in asked)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ("tomorrow", "Give the time"),
        ("2030-01-01", "Nobody knows yet"),
        ("0001-01-01T00:00", "Give the time"),
    ],
)
def test_a_moment_that_is_none_or_to_come_is_refused(
    app: Flask, entry: str, known: str, sentence: str
) -> None:
    assert entry
    page = visitor(app).get(f"/catalogues/{COUNTY}?known={known}&as-of=2026-03-01")
    assert page.status_code == 422
    assert sentence in page.text
