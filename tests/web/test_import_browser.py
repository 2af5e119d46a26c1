"""The row diff of a file in a real browser: it fits, is accessible, and leads to a draft."""

from base64 import b64encode

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from formats.writing import FileKind, write
from tests import papers
from tests.browsing import assert_fits, enter, follow, is_save
from tests.uploading import ODD, large
from tests.workflow.importing import LATER, added, document, with_row, without_row
from tests.world import COUNTY, ROWS, World
from values.vocabulary import State
from workflow.commands import jobs


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_row_diff_fits_and_leads_to_a_draft(page: Page, app: Flask, world: World, language: str) -> None:
    with app.app_context():
        world.published(world.addition("失业登记"))
        file = with_row(
            added(with_row(document(world), ROWS[0], deadline=LATER)), "失业登记", name="失业登记办理"
        )
        data = write(without_row(file, ROWS[1]), FileKind.XLSX)
    enter(page, "drafter", world.password, language=language)
    page.goto(f"/catalogues/{COUNTY}/import")
    page.locator("[name=file]").first.set_input_files(
        {"name": "目录.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#h-doubtful")).to_be_visible()
    assert_fits(page)
    waits = page.locator("#unanswered")
    expect(waits).to_contain_text("1")
    page.locator("[data-doubt] input[value=new]").check()
    expect(waits).to_be_empty()
    page.locator(".bar .btn-primary").click()
    expect(page.locator(".notice.ok")).to_be_visible()


def dropped(page: Page, name: str, data: bytes, *others: str) -> None:
    """Drop a file onto the field, as from a folder; more of the same under other names with it."""
    handle = page.evaluate_handle(
        """([names, text]) => {
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
            for (const name of names) {
                files.items.add(new File([bytes], name));
            }
            return files;
        }""",
        [[name, *others], b64encode(data).decode()],
    )
    for kind in ("dragenter", "dragover", "drop"):
        page.locator("[data-drop] .hint").first.dispatch_event(kind, {"dataTransfer": handle})


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_file_is_dropped_decided_about_and_survives_a_reload(
    page: Page, world: World, language: str
) -> None:
    enter(page, "drafter", world.password, language=language)
    page.goto(f"/catalogues/{COUNTY}/import")
    dropped(page, "目录.xlsx", ODD)
    expect(page.locator("[data-chosen]")).to_contain_text("目录.xlsx")
    page.locator("form[data-upload] button").press("Enter")
    expect(page.locator("#h-report")).to_be_visible()
    assert page.url.endswith("/import/1")
    expect(page.locator(".notice.bad")).to_have_count(0)
    page.reload()
    page.locator("select[name=cell-0]").select_option("put:deadline")
    page.locator("select[name=cell-1]").select_option("aside:signature")
    page.locator("select[name=column-0]").select_option("telephone_questions")
    assert_fits(page)
    follow(page, page.locator("#report form > button"))
    page.reload()
    for name, value in (
        ("cell-0", "put:deadline"),
        ("cell-1", "aside:signature"),
        ("column-0", "telephone_questions"),
    ):
        expect(page.locator(f"select[name={name}]")).to_have_value(value)
    page.locator(".bar .btn-primary").click()
    expect(page.locator(".notice.ok")).to_be_visible()


def test_of_several_dropped_files_it_is_said_that_one_is_taken(page: Page, world: World) -> None:
    enter(page, "drafter", world.password, language="en")
    page.goto(f"/catalogues/{COUNTY}/import")
    dropped(page, "一.xlsx", ODD, "二.xlsx")
    expect(page.locator("[data-chosen]")).to_contain_text("一.xlsx")
    expect(page.locator("[data-alone]")).to_be_visible()
    dropped(page, "三.xlsx", ODD)
    expect(page.locator("[data-chosen]")).to_contain_text("三.xlsx")
    expect(page.locator("[data-alone]")).to_be_hidden()


def test_going_back_from_what_a_file_would_change_leads_to_the_choice(page: Page, world: World) -> None:
    enter(page, "drafter", world.password, language="en")
    page.goto(f"/catalogues/{COUNTY}/import")
    dropped(page, "目录.xlsx", ODD)
    page.locator("form[data-upload] button").press("Enter")
    expect(page.locator("#h-report")).to_be_visible()
    page.go_back()
    expect(page.locator("#h-report")).to_have_count(0)
    assert page.url.endswith("/import")
    # Its script, which fetches what one goes forward to, has run by then.
    page.wait_for_load_state()
    page.go_forward()
    expect(page.locator("#h-report")).to_be_visible()


def test_a_large_file_shows_how_far_it_is_until_it_is_read(page: Page, app: Flask, world: World) -> None:
    enter(page, "drafter", world.password, language="en")
    page.goto(f"/catalogues/{COUNTY}/import")
    field = page.locator("main [name=file]")
    field.set_input_files({"name": "大.xlsx", "mimeType": "application/octet-stream", "buffer": large()})
    page.locator("form[data-upload] button").click()
    expect(page.locator("#work-progress")).to_be_visible()
    with app.app_context():
        for job in jobs.jobs_to_queue():
            jobs.carry_out(job)
    expect(page.locator("#h-report")).to_be_visible()


def test_an_attachment_is_sent_with_a_bar_and_its_notice_is_shown(
    page: Page, app: Flask, world: World
) -> None:
    with app.app_context():
        number = world.in_state(State.DRAFT)
    enter(page, "drafter", world.password, language="en")
    page.goto(f"/proposals/{number}/edit")
    page.locator("main [name=file]").set_input_files(
        {"name": "依据.pdf", "mimeType": "application/pdf", "buffer": papers.PDF}
    )
    page.locator("#attachments > .bd > button").click()
    expect(page.locator(".notice.ok")).to_be_visible()
    expect(page.locator("#attachments li")).to_contain_text("依据.pdf")
    # The page goes on as any other: what is typed is saved by itself, and further files are sent in the same way.
    with page.expect_response(is_save):
        page.locator("[name=rationale]").fill("写到一半")
        page.locator("[name=rationale]").blur()
    dropped(page, "再一个.txt", "依据".encode())
    expect(page.locator("[data-chosen]")).to_contain_text("再一个.txt")
    page.locator("#attachments > .bd > button").click()
    expect(page.locator("#attachments li")).to_have_count(2)
    expect(page.locator("[name=rationale]")).to_have_value("写到一半")
