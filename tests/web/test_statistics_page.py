"""Statistics as they are read: the page, the workbook and the command line say the same numbers."""

import io

import html5lib
import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from tests.web.commands import Commands, commands
from tests.web.people import signed_in, visitor
from tests.web.test_audit_exports import recorded
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from web.cli.stats import Figures
from web.views import statistics

__all__ = ["commands"]


def test_page_workbook_and_command_line_say_the_same(
    app: Flask, world: World, commands: Commands, clock: FrozenClock
) -> None:
    with app.app_context():
        world.published()
        world.in_state(State.CHANGES_REQUESTED, world.amendment(deadline="12个工作日内公开"))
    overseer = signed_in(app, world, "overseer")
    page = overseer.get("/statistics").text
    assert "Rows proposed to change, by operation" in page
    assert "请补充理由。" in page
    file = overseer.get("/statistics.xlsx")
    assert file.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    printed = commands.json(Figures, "stats", "--under", "990100")
    assert len(book.sheet_names) == len(printed.figures)
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2][0] in page
    assert str(rows[2][0]).startswith(f"From 1 January {clock.now().year} to ")
    assert book.get_sheet_by_name(book.sheet_names[5]).to_python()[2][0].startswith("As it stood on")
    assert [row[1] for row in rows[4:]] == [line["proposals"] for line in printed.figures["by_state"]]
    assert "Sent back" in commands.said("stats")
    ((event, said),) = recorded(app, "statistics_exported")
    assert event.actor_id == world.people["overseer"]
    day = clock.now().date()
    assert said == {"since": f"{day.year}-01-01", "until": day.isoformat()}
    assert overseer.get("/statistics.xlsx").data == file.data


def test_a_period_that_is_none_is_said_and_this_year_is_shown(
    app: Flask, world: World, commands: Commands
) -> None:
    overseer = signed_in(app, world, "overseer")
    for query in ("since=soon", "since=2026-03-01&until=2026-02-01"):
        answer = overseer.get(f"/statistics?{query}")
        assert answer.status_code == 422
        assert "Below is this year so far." in answer.text
        assert f'value="{query.removeprefix("since=").partition("&")[0]}"' in answer.text
        assert overseer.get(f"/statistics.xlsx?{query}").status_code == 422
    assert "ends before it begins" in commands.refused(
        "stats", "--since", "2026-03-01", "--until", "2026-02-01"
    )
    assert "no jurisdiction" in commands.refused("stats", "--under", "nowhere")


def test_a_period_of_which_only_the_end_is_given_begins_with_its_year(
    app: Flask, world: World, commands: Commands, clock: FrozenClock
) -> None:
    before = clock.now().year - 1
    overseer = signed_in(app, world, "overseer")
    answer = overseer.get(f"/statistics?until={before}-06-30")
    assert answer.status_code == 200
    assert f"From 1 January {before} to 30 June {before}" in answer.text
    assert overseer.get(f"/statistics.xlsx?until={before}-06-30").status_code == 200
    printed = commands.json(Figures, "stats", "--until", f"{before}-06-30")
    assert (printed.since, printed.until) == (f"{before}-01-01", f"{before}-06-30")


def test_administrators_and_the_public_see_no_statistics(app: Flask, world: World) -> None:
    assert signed_in(app, world, "system-admin").get("/statistics").status_code == 403
    assert visitor(app).get("/statistics").status_code == 302


def test_of_very_many_rows_the_page_shows_the_first_and_the_workbook_all(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        world.published()
        world.in_state(State.CHANGES_REQUESTED, world.amendment(deadline="12个工作日内公开"))
    monkeypatch.setattr(statistics, "MOST_ROWS", 1)
    overseer = signed_in(app, world, "overseer")
    page = html5lib.parse(overseer.get("/statistics").text, namespaceHTMLElements=False)
    (table,) = (one for one in page.iter("table") if one.get("id") == "t-by_state")
    assert len(table.findall("tbody/tr")) == 1
    assert "The first 1 of 2; the Excel file has them all." in "".join(page.itertext())
    book = CalamineWorkbook.from_filelike(io.BytesIO(overseer.get("/statistics.xlsx").data))
    assert len(book.get_sheet_by_index(0).to_python()[4:]) == 2
