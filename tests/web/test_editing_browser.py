"""Download for editing, edit, upload, tick, answer, submit: in a real browser, and without a script by the client."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import assert_fits, enter
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.workflow.editing import DEADLINE, ELEMENTS, downloaded, edited, says, tables, taken
from tests.workflow.importing import LATER, text_of
from tests.world import COUNTY, ROWS, World, draft
from values.vocabulary import State
from web.cli.catalogue.importing_shapes import ImportedRows
from web.cli.catalogue.shapes import ExportedFile
from workflow.commands import submission

SOON = "5个工作日内公开"
WORKBOOK = f"/catalogues/{COUNTY}/for-editing.xlsx"


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_workbook_is_downloaded_edited_and_becomes_a_draft_that_is_submitted(
    page: Page, app: Flask, world: World, language: str
) -> None:
    enter(page, "drafter", world.password, language=language)
    page.goto(f"/catalogues/{COUNTY}")
    with page.expect_download() as download:
        page.locator(f'a[href="{WORKBOOK}"]').click()
    data = edited(Path(download.value.path()).read_bytes(), says(ROWS[0], DEADLINE, LATER))
    page.goto(f"/catalogues/{COUNTY}/import")
    page.locator("[name=file]").first.set_input_files(
        {"name": "表.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#h-changed")).to_be_visible()
    assert_fits(page)
    page.locator(".bar .btn-primary").click()
    expect(page.locator(".notice.ok")).to_be_visible()
    number = page.url.split("/")[-2]
    with app.app_context():
        text = text_of(number)
        assert text.changes[0].after.content.deadline == LATER
        world.save(number, replace(draft(list(text.changes)), attachments=text.attachments))
        world.justify(number)
        submission.submit(number, actor=world.actor("drafter"))
        assert world.state(number) is State.IN_REVIEW


def test_what_the_draft_says_otherwise_is_asked_on_the_page(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    data = client.get(WORKBOOK).data
    with app.app_context():
        number = taken(world, edited(data, says(ROWS[0], DEADLINE, LATER)))
    page = client.get(f"/catalogues/{COUNTY}/import")
    mine = edited(data, says(ROWS[0], DEADLINE, SOON), says(ROWS[0], ELEMENTS, "文件名称"))
    page = client.get(client.submit(page, "Look at it", file=(BytesIO(mine), "表.xlsx")).location)
    assert "Downloaded for editing" in page.text
    into = f"{number}@1"
    page = client.submit(page, "Make a draft", into=into)
    assert page.status_code == 422
    assert "The draft and the file both say something new" in page.text
    with app.app_context():
        key = f"settle:{world.row(ROWS[0]).state.entry}:deadline"
    answer = client.submit(page, "Make a draft", **{key: "mine"})
    assert answer.status_code == 302, answer.text
    with app.app_context():
        content = text_of(number).changes[0].after.content
    assert (content.deadline, content.content_elements) == (SOON, ("文件名称",))


def test_only_drafters_take_a_workbook_and_the_draft_says_which(app: Flask, world: World) -> None:
    drafter = signed_in(app, world, "drafter")
    with app.app_context():
        number = taken(world, edited(downloaded(), says(ROWS[0], DEADLINE, LATER)))
        in_review = world.in_state(State.IN_REVIEW)
    assert LATER in str(tables(drafter.get(f"/proposals/{number}/edit/for-editing.xlsx").data)[0])
    assert drafter.get(f"/proposals/{in_review}/edit/for-editing.xlsx").status_code == 409
    assert signed_in(app, world, "reviewer").get(WORKBOOK).status_code == 403
    assert app.test_client().get(WORKBOOK).status_code == 302


def test_the_command_line_does_the_same(commands: Commands, world: World, tmp_path: Path) -> None:
    path, like = tmp_path / "表.xlsx", ("--as", "drafter")
    written = commands.json(
        ExportedFile, "catalogue", "export", COUNTY, "--for-editing", "--to", str(path), *like
    )
    assert (written.format, written.entries) == ("xlsx", 3)
    without = commands("catalogue", "export", COUNTY, "--for-editing", "--to", str(path), status=2)
    assert "name the account" in without.output
    data = path.read_bytes()
    path.write_bytes(edited(data, says(ROWS[0], DEADLINE, LATER)))
    taking = ("catalogue", "import", str(path), "--into", COUNTY, *like)
    number = commands.json(ImportedRows, *taking).proposal
    assert number
    path.write_bytes(edited(data, says(ROWS[0], DEADLINE, SOON)))
    assert "decide which holds" in commands.refused(*taking, "--proposal", number)
    assert world
    again = tmp_path / "draft.xlsx"
    commands.said(
        "catalogue", "export", COUNTY, "--for-editing", "--draft", number, "--to", str(again), *like
    )
    again.write_bytes(edited(again.read_bytes(), says(ROWS[0], ELEMENTS, "文件名称")))
    refused = commands.refused("catalogue", "import", str(again), "--into", COUNTY, *like)
    assert number in refused
    done = commands.json(
        ImportedRows, "catalogue", "import", str(again), "--into", COUNTY, "--proposal", number, *like
    )
    assert done.proposal == number
