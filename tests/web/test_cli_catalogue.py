"""`flask catalogue …`: what the public may read, on both clocks, for people and for programs."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.world import COUNTY, OTHER_COUNTY, ROWS, STANDARD, World
from values.clock import FrozenClock
from values.vocabulary import CatalogueKind, Field
from web.cli.catalogue.shapes import (
    ClockName,
    ComparedReleases,
    FieldChange,
    ListedCatalogue,
    ReleaseLine,
    Sheet,
    VersionLine,
)
from web.cli.printing import clean, width

PUBLISHED = "2026-03-02T09:00:00+08:00"
LATER = date(2026, 3, 20)
OLD, NEW = "公开事项信息形成或变更之日起20个工作日内公开", "7个工作日内公开"


@pytest.fixture
def changed(app: Flask, world: World, clock: FrozenClock) -> World:
    """A county whose second release, of the day after, amends a row later on; the third adds one at once."""
    clock.advance(timedelta(days=1))
    with app.app_context():
        world.published(world.amendment(deadline=NEW, effective_from=LATER))
        clock.advance(timedelta(minutes=1))
        world.published(world.addition("就业见习"))
    clock.advance(timedelta(minutes=1))
    return world


def entry_of(app: Flask, world: World, name: str = ROWS[0]) -> str:
    with app.app_context():
        return world.row(name).state.entry


def deadlines(sheet: Sheet) -> dict[str, str]:
    return {row.content.name: row.content.deadline for row in sheet.rows}


def test_the_published_catalogues_are_listed_without_an_account(commands: Commands, world: World) -> None:
    assert world
    found = commands.json(list[ListedCatalogue], "catalogue", "list")
    assert [one.code for one in found] == [COUNTY, OTHER_COUNTY, STANDARD]
    assert found[0] == ListedCatalogue(
        code=COUNTY,
        title=f"{COUNTY}就业领域政务公开目录",
        kind=CatalogueKind.LOCAL,
        field=Field.EMPLOYMENT,
        jurisdiction="青禾县",
        body="青禾县人力资源和社会保障局",
        is_reconstructed=False,
        release=1,
        published_at=PUBLISHED,
        effective_from=date(2019, 9, 30),
        is_trial=False,
        valid_until=None,
    )


def test_columns_stay_aligned_with_wide_characters(commands: Commands, world: World) -> None:
    assert world
    head, *lines = commands.said("catalogue", "list").splitlines()
    start = width(head[: head.index("Published on")])
    assert len(lines) == 3
    for line in lines:
        assert width(line[: line.index("2 March 2026")]) == start


def test_before_anything_is_published_there_is_nothing_to_list(commands: Commands) -> None:
    assert commands.said("catalogue", "list") == "No catalogue is published yet\n"
    assert commands.json(list[ListedCatalogue], "catalogue", "list") == []


def test_a_catalogue_is_shown_as_in_force_today(commands: Commands, changed: World) -> None:
    sheet = commands.json(Sheet, "catalogue", "show", COUNTY)
    assert (sheet.clock, sheet.day, sheet.release) == (ClockName.IN_FORCE, date(2026, 3, 3), 3)
    assert sheet.bodies == {str(changed.bodies["bureau"]): "青禾县人力资源和社会保障局"}
    assert [(row.number, row.depth, row.is_heading, row.release, row.waiting_from) for row in sheet.rows] == [
        ("1", 1, True, 1, None),
        ("1.1", 2, False, 1, LATER),
        ("1.2", 2, False, 1, None),
        ("1.3", 2, False, 3, None),
    ]
    assert sheet.rows[1].parent == sheet.rows[0].entry
    text = commands.said("catalogue", "show", COUNTY)
    assert "In force on 3 March 2026" in text
    assert "(changed from 20 March 2026)" in text
    assert "4 entries" in text


def test_both_clocks_answer_for_any_day(commands: Commands, changed: World) -> None:
    assert changed

    def asked(*args: str) -> str | None:
        return deadlines(commands.json(Sheet, "catalogue", "as-of", COUNTY, *args)).get(ROWS[0])

    assert asked("2019-09-29") is None
    assert asked("2020-01-01") == OLD
    assert asked("2026-03-19") == OLD
    assert asked("2026-03-20") == NEW
    assert asked("2026-03-20", "--known", "2026-03-02 23:59") == OLD
    assert asked("2026-03-20", "--known", "2026-03-03T02:00+00:00") == NEW
    assert asked("2026-03-01", "--clock", "shown") is None
    assert asked("2026-03-02", "--clock", "shown") == OLD
    shown = commands.json(Sheet, "catalogue", "as-of", COUNTY, "2026-03-02", "--clock", "shown")
    assert (shown.known, len(shown.rows)) == ("2026-03-02T23:59:59.999999+08:00", 3)
    assert "You see what was shown on 2 March 2026." in commands.said(
        "catalogue", "as-of", COUNTY, "2026-03-02", "--clock", "shown"
    )
    assert "No release was published" in commands.said("catalogue", "as-of", COUNTY, "2019-01-01")


def test_the_timeline_lists_releases_the_newest_first(commands: Commands, changed: World) -> None:
    assert changed
    found = commands.json(list[ReleaseLine], "catalogue", "timeline", COUNTY)
    assert [(one.release, one.index_number, one.effective_from) for one in found] == [
        (3, f"{COUNTY}-2026-0003", date(2026, 3, 3)),
        (2, f"{COUNTY}-2026-0002", LATER),
        (1, f"{COUNTY}-2026-0001", date(2019, 9, 30)),
    ]
    text = commands.said("catalogue", "timeline", COUNTY)
    assert text.index("20 March 2026") < text.index("30 September 2019")


def test_the_timeline_of_an_entry_tells_its_versions(commands: Commands, app: Flask, changed: World) -> None:
    entry = entry_of(app, changed)
    found = commands.json(list[VersionLine], "catalogue", "timeline", COUNTY, "--entry", entry)
    assert [(one.release, one.differences) for one in found] == [(2, ("amended",)), (1, ("added",))]
    assert found[0].changes == (FieldChange(field="deadline", label="Deadline", before=OLD, after=NEW),)
    assert found[1].changes == ()
    text = commands.said("catalogue", "timeline", COUNTY, "--entry", entry)
    assert "Deadline: 「-公开事项信息形成或变更之日起20-」「+7+」个工作日内公开" in text


def test_any_two_releases_are_compared(commands: Commands, app: Flask, changed: World) -> None:
    found = commands.json(ComparedReleases, "catalogue", "compare", COUNTY, "1", "3")
    assert [(one.name, one.differences, one.number_before, one.number_after) for one in found.rows] == [
        (ROWS[0], ("amended",), "1.1", "1.1"),
        ("就业见习", ("added",), "", "1.3"),
    ]
    assert found.rows[0].entry == entry_of(app, changed)
    assert found.rows[1].sha256_before is None
    text = commands.said("catalogue", "compare", COUNTY, "1", "3")
    assert "2 rows differ" in text
    assert "[Added] 就业见习 (— → 1.3)" in text
    back = commands.json(ComparedReleases, "catalogue", "compare", COUNTY, "3", "2")
    assert [one.differences for one in back.rows] == [("absent",)]
    assert "0 rows differ" in commands.said("catalogue", "compare", COUNTY, "2", "2")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("show", "990199-employment"), "There is no published catalogue with this code."),
        (("show", "99\x00"), "There is no published catalogue with this code."),
        (("as-of", COUNTY, "2026-03-03", "--clock", "shown"), "That day is still to come"),
        (("timeline", COUNTY, "--entry", "f" * 32), "This catalogue has no entry with this identity."),
        (("compare", COUNTY, "1", "2"), "This catalogue has no such release"),
        (("compare", COUNTY, "0", "1"), "This catalogue has no such release"),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(
    commands: Commands, world: World, args: tuple[str, ...], sentence: str
) -> None:
    assert world
    assert commands.refused("catalogue", *args).startswith(sentence)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("as-of", COUNTY, "yesterday"), "Give the day as year-month-day"),
        (("as-of", COUNTY, "2026-03-02", "--known", "noon"), "Give the time as year-month-day"),
        (("as-of", COUNTY, "2026-03-02", "--known", "0001-01-01"), "Give the time as year-month-day"),
        (("as-of", COUNTY, "2026-03-02", "--clock", "shown", "--known", "2026-03-02"), "leave out --known"),
        (("compare", COUNTY, "first", "last"), "not a valid integer"),
        (("as-of", COUNTY), "Missing argument"),
    ],
)
def test_an_error_of_usage_has_its_own_status(
    commands: Commands, world: World, args: tuple[str, ...], words: str
) -> None:
    assert world
    assert words in commands("catalogue", *args, status=2).stderr


def test_nothing_that_is_printed_steers_the_terminal() -> None:
    assert clean("就业\x1b[31m\r见习\u202e") == "就业 [31m 见习 "
    assert width("就业e\u0301") == 5
