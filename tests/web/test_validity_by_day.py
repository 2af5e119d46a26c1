"""试行 and 有效期至 on pages of past days: those of the release that was shown then."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from tests.web.commands import Commands
from tests.web.people import visitor
from tests.world import COUNTY, World
from values.clock import FrozenClock
from web.cli.catalogue.shapes import ListedCatalogue, Sheet

UNTIL = date(2026, 3, 31)


def released(app: Flask, world: World, clock: FrozenClock) -> None:
    """Publish a trial on 2 March that holds until the end of the month, and on 15 April what follows it for good."""
    with app.app_context():
        world.published(replace(world.amendment(), is_trial=True, valid_until=UNTIL))
        clock.advance(date(2026, 4, 15) - date(2026, 3, 2))
        world.published(world.amendment(deadline="9个工作日内公开"))
        clock.advance(timedelta(days=1))


def test_a_past_day_says_what_the_release_of_that_day_said(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    released(app, world, clock)
    client = visitor(app)
    for clock_asked in ("", "&clock=shown"):
        page = f"/catalogues/{COUNTY}?as-of={{}}{clock_asked}"
        during, last, after = (
            client.get(page.format(day)).text for day in ("2026-03-20", "2026-03-31", "2026-04-05")
        )
        for text in (during, last, after):
            assert "On trial" in text
            assert "valid until 31 March 2026" in text
        assert ["Validity over" in text for text in (during, last, after)] == [False, False, True]
    today = client.get(f"/catalogues/{COUNTY}").text
    assert not any(words in today for words in ("On trial", "valid until", "Validity over"))


def test_the_page_of_a_release_marks_its_validity_by_the_day_asked(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    released(app, world, clock)
    client = visitor(app)
    address = f"/catalogues/{COUNTY}/releases/2"
    days = {"": True, "?as-of=2026-03-31": False, "?as-of=2026-04-01": True}
    for asked, is_over in days.items():
        text = client.get(address + asked).text
        assert "until 31 March 2026" in text
        assert ("Validity over" in text) is is_over, asked


def test_the_public_files_say_trial_and_validity_as_the_page_does(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    released(app, world, clock)
    client = visitor(app)
    trial, later = (
        json.loads(client.get(f"/catalogues/{COUNTY}/releases/{number}.json").data) for number in (2, 3)
    )
    assert (trial["is_trial"], trial["valid_until"]) == (True, "2026-03-31")
    assert (later["is_trial"], later["valid_until"]) == (False, None)
    table = client.get(f"/catalogues/{COUNTY}/releases/2.csv").data.decode()
    assert "试行" in table
    assert "有效期至2026年3月31日" in table
    assert "试行" not in client.get(f"/catalogues/{COUNTY}/releases/3.csv").data.decode()


def test_the_command_says_trial_and_validity_of_the_release_of_the_day(
    app: Flask, world: World, clock: FrozenClock, commands: Commands, tmp_path: Path
) -> None:
    released(app, world, clock)
    during = commands.json(Sheet, "catalogue", "as-of", COUNTY, "2026-03-20")
    today = commands.json(Sheet, "catalogue", "show", COUNTY)
    assert (during.is_trial, during.valid_until) == (True, UNTIL)
    assert (today.is_trial, today.valid_until) == (False, None)
    (line,) = (one for one in commands.json(list[ListedCatalogue], "catalogue", "list") if one.code == COUNTY)
    assert (line.is_trial, line.valid_until) == (False, None)
    target = tmp_path / "a.json"
    commands.said("catalogue", "export", COUNTY, "--as-of", "2026-03-20", "--to", str(target))
    assert json.loads(target.read_text(encoding="utf-8"))["valid_until"] == "2026-03-31"
