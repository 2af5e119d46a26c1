"""The table to work on: rows found by their words, what insiders are told of each, and proposals from ticked rows."""

import re
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import enter
from tests.web.people import signed_in, visitor
from tests.web.test_compliance_pages import checked
from tests.workflow.test_compliance import revised_standard
from tests.world import COUNTY, HEADING, ROWS, World, draft
from values.clock import FrozenClock
from values.vocabulary import LeaveOutReason
from workflow import operations
from workflow.actor import SYSTEM
from workflow.commands import sweep

ADDRESS = f"/catalogues/{COUNTY}"
ROW = re.compile(r'<tr id="r-(\w+)"[^>]*?( hidden)?>(.*?)</tr>', re.DOTALL)


def shown(page: str) -> dict[str, str]:
    """Return the rows that a page shows, by identity."""
    return {entry: cells for entry, hidden, cells in ROW.findall(page) if not hidden}


def test_words_find_rows_and_the_heading_stands_beside_what_is_left(app: Flask, world: World) -> None:
    client = visitor(app)
    everything = shown(client.get(ADDRESS).text)
    assert len(everything) == len(ROWS)
    page = client.get(f"{ADDRESS}?q={ROWS[1]} {HEADING}").text
    assert f"1 of {len(ROWS)} rows hold these words." in page
    ((entry, cells),) = shown(page).items()
    assert entry == world_entry(app, world, ROWS[1])
    # The merged cell of the heading moves to the first row that is shown.
    assert 'rowspan="1"' in cells
    assert HEADING in cells
    for sound in ("gwxxfb", "gangweixinxi", "GWXX 岗位"):
        assert list(shown(client.get(f"{ADDRESS}?q={sound}").text)) == [entry], sound
    nothing = client.get(f"{ADDRESS}?q=没有这样的事项").text
    assert shown(nothing) == {}
    assert f"0 of {len(ROWS)} rows hold these words." in nothing


def test_people_inside_are_told_of_findings_and_of_a_newer_standard(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=1))
    with app.app_context():
        revised_standard(world)
        sweep.start_sweep(actor=SYSTEM)
    checked(app)
    row = world_entry(app, world, ROWS[0])
    inside = shown(signed_in(app, world, "drafter").get(ADDRESS).text)
    assert "Standard newer" in inside[row]
    assert re.search(r"\d (error|warning)s?<", inside[row])
    assert not any("Standard newer" in cells for entry, cells in inside.items() if entry != row)
    outside = shown(visitor(app).get(ADDRESS).text)
    assert not any(
        "Standard newer" in cells or re.search(r"\d (error|warning)", cells) for cells in outside.values()
    )


def test_what_is_left_out_is_listed_with_its_reason_for_people_inside(app: Flask, world: World) -> None:
    with app.app_context():
        change = operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
        world.published(draft([change]))
    page = signed_in(app, world, "reviewer").get(ADDRESS).text
    assert "Left out of the standard" in page
    assert "本县未开展此项业务。" in page
    assert "Left out of the standard" not in visitor(app).get(ADDRESS).text


def test_a_proposal_begins_with_the_ticked_rows(app: Flask, world: World) -> None:
    drafter = signed_in(app, world, "drafter")
    page = drafter.get(ADDRESS)
    ticked = [world_entry(app, world, name) for name in ROWS]
    answer = drafter.submit(page, "Propose changes to the ticked rows", entry=ticked)
    opened = drafter.get(answer.location).text
    assert all(name in opened for name in ROWS)
    assert "Propose changes" not in signed_in(app, world, "reviewer").get(ADDRESS).text
    assert "Propose changes" not in drafter.get(f"{ADDRESS}?as-of=2025-01-01").text


def test_the_table_is_filtered_as_one_types_and_begins_a_proposal(
    page: Page, app: Flask, world: World
) -> None:
    assert app
    enter(page, "drafter", world.password)
    page.goto(ADDRESS)
    page.keyboard.press("/")
    page.keyboard.type("gwxx")
    rows = page.locator(".cat tbody tr:visible")
    expect(rows).to_have_count(1)
    expect(rows.locator(".lv1")).to_have_text(HEADING)
    page.locator("#f-q").fill("")
    expect(rows).to_have_count(len(ROWS))
    expect(page.locator(".lv1")).to_have_attribute("rowspan", str(len(ROWS)))
    page.locator(".tools > details").last.locator("summary").click()
    page.locator("#show-bases").uncheck()
    expect(page.locator("#c-bases")).to_be_hidden()
    page.reload()
    expect(page.locator("#c-bases")).to_be_hidden()
    page.locator("input[form=propose]").nth(1).check()
    page.locator("#propose-bar .btn-primary").click()
    expect(page.locator(".list .what")).to_have_text(ROWS[1])


def test_the_same_key_leads_to_the_words_wherever_rows_are_filtered(
    page: Page, app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.opened(world.amendment())
    enter(page, "drafter", world.password)
    page.goto(f"{ADDRESS}/propose")
    page.locator("#rows input[type=checkbox]").first.check()
    page.keyboard.press("/")
    page.keyboard.type(f"{ROWS[1]}/")
    expect(page.locator("#f-q")).to_have_value(f"{ROWS[1]}/")
    page.goto(f"/proposals/{number}/edit/table")
    page.locator("#grid tbody td").first.click()
    page.keyboard.press("/")
    expect(page.locator("#f-filter")).to_be_focused()


def world_entry(app: Flask, world: World, name: str) -> str:
    """Return the identity of a row of the county's catalogue."""
    with app.app_context():
        return world.row(name).state.entry
