"""Import in the browser, without a script: upload, look, tick, and go on in the draft; no row is touched before."""

import re
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from formats.writing import FileKind, write
from models import Attachment, Proposal
from tests.formats.official import CLEAN, MERGED, row
from tests.formats.table_files import xlsx
from tests.townships import TOWNSHIP, found_township
from tests.web.people import signed_in
from tests.workflow.importing import LATER, added, document, text_of, with_row, without_row
from tests.world import COUNTY, ROWS, World
from values.catalogue_document import CatalogueDocument
from values.proposal_content import DraftChange
from values.vocabulary import Operation
from workflow.unit import transaction

ADDRESS = f"/catalogues/{COUNTY}/import"
MAKE = "Make a draft"


@pytest.fixture
def file(app: Flask, world: World) -> CatalogueDocument:
    """The county's catalogue with a changed, an added, a doubtful and two gone rows."""
    with app.app_context():
        world.published(world.addition("失业登记", "职业介绍"))
        changed = added(with_row(document(world), ROWS[0], deadline=LATER))
        renamed = with_row(changed, "失业登记", name="失业登记办理")
        return without_row(without_row(renamed, ROWS[1]), "职业介绍")


def uploaded(client: Any, data: bytes, name: str = "目录.xlsx") -> TestResponse:
    """Bring a file and return its page; of one that is refused, the page that says why."""
    answer = client.submit(client.get(ADDRESS), "Look at it", file=(BytesIO(data), name))
    return client.get(answer.location) if answer.status_code == 303 else answer  # type: ignore[no-any-return]


def changes(app: Flask, answer: TestResponse) -> dict[str, DraftChange]:
    """Return by name what the draft that an answer leads to does."""
    assert answer.status_code == 302, answer.text
    with app.app_context():
        text = text_of(answer.location.split("/")[-2])
    return {one.after.content.name: one for one in text.changes}


def numbers(page: TestResponse) -> dict[str, str]:
    """Return the names of the fields that ask, by the names of the rows."""
    found = {}
    for part in re.split("<fieldset(?: data-doubt)?>", page.text)[1:]:
        name = part.split('<legend class="legend">')[1].split("</legend>")[0]
        found[name.split(" ")[-1]] = part.split('name="')[1].split('"')[0]
    return found


def test_a_file_is_looked_at_ticked_and_becomes_a_draft(
    app: Flask, world: World, file: CatalogueDocument
) -> None:
    client = signed_in(app, world, "drafter")
    assert f'href="{ADDRESS}"' in client.get(f"/catalogues/{COUNTY}").text
    page = uploaded(client, write(file, FileKind.XLSX))
    assert page.status_code == 200
    for text in (
        "The catalogue is not changed by this.",
        LATER,
        "Is it a row of the catalogue, or a new one?",
        "Not in the file",
    ):
        assert text in page.text
    with app.app_context(), transaction() as session:
        assert session.scalars(sa.select(Attachment)).all() == []
        assert len(session.scalars(sa.select(Proposal)).all()) == 4
    taken = changes(app, client.submit(page, MAKE))
    assert {name: one.operation for name, one in taken.items()} == {
        ROWS[0]: Operation.AMEND,
        "就业见习": Operation.ADD,
    }
    assert taken[ROWS[0]].after.content.deadline == LATER


def test_doubtful_and_gone_rows_are_what_is_answered(
    app: Flask, world: World, file: CatalogueDocument
) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(client, write(file, FileKind.DOCX), "目录.docx")
    with app.app_context():
        entry = world.row("失业登记").state.entry
    asked = numbers(page)
    answers = {asked["失业登记办理"]: entry, asked["职业介绍"]: "end", "row": None}
    taken = changes(app, client.submit(page, MAKE, **answers))
    assert {name: (one.operation, one.entry == entry) for name, one in taken.items()} == {
        "失业登记办理": (Operation.AMEND, True),
        "职业介绍": (Operation.CANCEL, False),
    }


def test_the_bar_says_how_many_doubtful_rows_wait_for_an_answer(
    app: Flask, world: World, file: CatalogueDocument
) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(client, write(file, FileKind.XLSX))
    assert ">1 doubtful row still waits for an answer.</span>" in page.text
    asked = numbers(page)
    answered = client.submit(page, MAKE, **{asked["失业登记办理"]: "no", "row": None})
    assert answered.status_code == 422
    assert "doubtful row still waits for an answer.</span>" not in answered.text
    assert re.search(r'value="no" checked><label[^>]*>Do not take it', answered.text)


def test_a_refusal_keeps_what_was_ticked(app: Flask, world: World, file: CatalogueDocument) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(client, write(file, FileKind.XLSX))
    asked = numbers(page)
    with app.app_context():
        entry = world.row("失业登记").state.entry
    contradictory = {asked["失业登记办理"]: entry, asked["职业介绍"]: "end", asked["失业登记"]: "end"}
    refused = client.submit(page, MAKE, **contradictory)
    assert refused.status_code == 422
    assert "cannot end" in refused.text
    nothing = client.submit(page, MAKE, row=None)
    assert nothing.status_code == 422
    assert "Tick at least one row" in nothing.text
    mended = client.submit(refused, MAKE, **{asked["失业登记"]: ""})
    assert set(changes(app, mended)) == {ROWS[0], "就业见习", "失业登记办理", "职业介绍"}
    again = client.submit(refused, MAKE, **{asked["失业登记"]: "", "key": "another"})
    assert again.status_code == 409
    assert "A draft was made of this file already" in again.text


def test_a_release_in_between_is_shown_and_gone_rows_are_asked_again(
    app: Flask, world: World, file: CatalogueDocument
) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(client, write(file, FileKind.XLSX))
    asked = numbers(page)
    with app.app_context():
        world.published(world.addition("创业培训"))
    refused = client.submit(page, MAKE, **{asked["职业介绍"]: "end"})
    assert refused.status_code == 409
    assert "Somebody else was quicker" in refused.text
    assert set(changes(app, client.submit(refused, MAKE))) == {ROWS[0], "就业见习"}


def test_what_was_not_understood_is_listed(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(
        client, xlsx([*CLEAN, row("4", "", "求 职 登记", county="待定", body="无此单位")], MERGED)
    )
    assert page.status_code == 200
    for text in ("Sheet1!M7", "待定", "Sheet1!C7", "求职登记", "Not known here, so not taken"):
        assert text in page.text


def test_what_cannot_be_imported_is_said(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = uploaded(client, b"%PDF-1.7")
    assert page.status_code == 422
    assert "Only Excel, Word" in page.text
    page = client.submit(client.get(ADDRESS), "Look at it", file=(BytesIO(b""), ""))
    assert "Choose a file first" in page.text
    with app.app_context():
        same = write(document(world), FileKind.CSV)
    assert "There is nothing to propose." in uploaded(client, same).text


@pytest.mark.parametrize("login", ["reviewer", "other-drafter"])
def test_only_a_drafter_of_the_county_imports(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get(f"/catalogues/{COUNTY}").text


def test_a_township_claims_instead(app: Flask, world: World) -> None:
    with app.app_context():
        found_township(world)
    page = signed_in(app, world, "drafter").get(f"/catalogues/{TOWNSHIP}/import")
    assert page.status_code in {403, 409}
