"""A draft of hundreds of rows: one cell of it is saved for what that cell costs, and says what the whole table says."""

import pstats
import re
from cProfile import Profile
from dataclasses import replace

from flask import Flask

from tests.page_checks import forms_of
from tests.web.people import signed_in
from tests.web.test_draft_table import part
from tests.workflow.routes import rows_added
from tests.world import World
from values.proposal_content import DraftContent
from values.vocabulary import Origin

CELL = re.compile(r"<td headers=.*?</td>", re.DOTALL)

CALLS_A_ROW = 120
"""Calls of functions that each further row of the draft may cost when a cell is saved."""


def supplements(world: World, many: int) -> DraftContent:
    """Return a draft that adds rows of the county's own, some of which are alike."""
    added = rows_added(
        world, *(f"{'甲乙丙丁戊己庚辛壬癸'[one % 10]}类补贴申领事项{one}" for one in range(many))
    )
    return replace(
        added,
        changes=tuple(
            replace(one, after=replace(one.after, origin=Origin.SUPPLEMENT)) for one in added.changes
        ),
    )


def saving(app: Flask, world: World, many: int) -> int:
    """Return how many functions are called to save a cell of a draft of many rows."""
    with app.app_context():
        text = supplements(world, many)
        number = world.opened(text)
    client = signed_in(app, world, "drafter")
    cell = f"/proposals/{number}/edit/table/{text.changes[-1].entry}/deadline"
    calls = 0
    for days in (3, 4):
        (values,) = [one.values for one in forms_of(part(client, "GET", cell).text)]
        with Profile() as profile:
            saved = part(client, "POST", cell, **{**values, "deadline": f"{days}个工作日内公开"})
        assert f"{days}个工作日内公开" in saved.text
        calls = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


def test_a_cell_is_saved_without_asking_every_row_about_every_other(app: Flask, world: World) -> None:
    few, many = saving(app, world, 20), saving(app, world, 120)
    assert (many - few) / 100 < CALLS_A_ROW


def test_a_saved_row_says_what_the_whole_table_says_of_it(app: Flask, world: World) -> None:
    with app.app_context():
        text = supplements(world, 20)
        number = world.opened(text)
    client = signed_in(app, world, "drafter")
    table = cells(client.get(f"/proposals/{number}/edit/table").text)
    for change in text.changes[::5]:
        cell = f"/proposals/{number}/edit/table/{change.entry}/deadline"
        (values,) = [one.values for one in forms_of(part(client, "GET", cell).text)]
        row = cells(part(client, "POST", cell, **values).text)
        assert any("R02" in one for one in row)
        assert [one for one in row if "c-l3" not in one and one not in table] == []


def cells(page: str) -> list[str]:
    """Return the cells of a page, blanks aside."""
    return [one.replace(" ", "") for one in CELL.findall(page)]
