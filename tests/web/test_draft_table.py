"""The draft's table by its addresses: what is refused keeps what was typed, and undoing leads back."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.townships import PREFIX, TOWNSHIP, claiming, found_township
from tests.web.commands import Commands
from tests.web.editing import Draft, opened
from tests.web.people import signed_in
from tests.world import ROWS, World
from values.vocabulary import State

PART = {"HX-Request": "true"}


def part(client: CheckedClient, method: str, address: str, **fields: Any) -> TestResponse:
    """Ask as the script does: for a part of a page, which is no page to be checked."""
    return FlaskClient.open(client, address, method=method, headers=PART, data=fields or None)


def cell(draft: Draft, field: str, name: str = ROWS[0]) -> str:
    with draft.app.app_context():
        entry = draft.world.row(name).state.entry
    return f"{draft.address}/table/{entry}/{field}"


def test_every_field_of_the_table_has_its_form_and_saves_nothing_unasked(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    client.get(f"{draft.address}/table")
    before = draft.content
    for field in FIELDS:
        form = part(client, "GET", cell(draft, field))
        assert form.status_code == 200
        (values,) = [one.values for one in forms_of(form.text)]
        assert part(client, "POST", cell(draft, field), **values).status_code == 200
    assert draft.content == before


FIELDS = [
    "name",
    "content_elements",
    "legal_bases",
    "deadline",
    "disclosing_bodies",
    "channels",
    "audience",
    "mode",
    "levels",
]


def test_a_cell_that_fits_not_is_refused_with_what_was_typed(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    (values,) = [one.values for one in forms_of(part(client, "GET", cell(draft, "deadline")).text)]
    refused = part(client, "POST", cell(draft, "deadline"), **{**values, "deadline": "长" * 501})
    assert refused.status_code == 422
    assert "长" * 501 in refused.text
    assert "500" in refused.text


@pytest.mark.parametrize("address", ["{cell}x", "/proposals/{number}/edit/table/" + "0" * 32 + "/deadline"])
def test_a_cell_that_is_not_there_is_not_found(app: Flask, world: World, address: str) -> None:
    client, draft = opened(app, world)
    asked = address.format(cell=cell(draft, "deadline"), number=draft.number)
    assert part(client, "GET", asked).status_code == 404
    (values,) = [one.values for one in forms_of(part(client, "GET", cell(draft, "deadline")).text)]
    assert part(client, "POST", asked, **values).status_code == 404


def test_without_a_script_a_cell_is_the_form_of_its_row(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(cell(draft, "deadline", ROWS[1]), follow_redirects=True)
    assert ROWS[1] in page.text
    client.submit(page, "Save", deadline="5个工作日内公开")
    assert [one.after.content.deadline for one in draft.content.changes][1] == "5个工作日内公开"


def test_undo_and_redo_are_buttons_and_lead_back(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    before = draft.content
    page = client.get(draft.address)
    client.submit(page, "Save", title="新题")
    undone = client.get(client.submit(client.get(draft.address), "Undo Title").headers["Location"])
    assert "Undone: “Title” was changed." in undone.text
    assert draft.content == before
    client.submit(undone, "Do again Title")
    assert draft.content.title == "新题"
    client.submit(client.get(draft.entry_address), "Save", deadline="9个工作日内公开")
    table = client.get(f"{draft.address}/table")
    assert client.submit(table, "Undo Deadline").headers["Location"].endswith("/edit/table")
    client.submit(client.get(draft.entry_address), "Save", deadline="8个工作日内公开")
    back = client.submit(client.get(draft.entry_address), "Undo Deadline")
    assert back.headers["Location"].endswith(draft.entry_address)


def test_undoing_the_row_whose_form_is_open_leads_to_the_draft(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    client.submit(client.get(draft.address), "Add the row")
    added = f"{draft.address}/entries/{draft.content.changes[-1].entry}"
    back = client.submit(client.get(added), "Undo the new row")
    assert back.headers["Location"].endswith("/edit")
    assert "Undone: the new row came into the draft." in client.get(back.headers["Location"]).text


def test_undoing_says_what_was_written_and_which_row_went(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    client.submit(client.get(draft.entry_address), "Save", deadline="9个工作日内公开")
    undone = client.submit(client.get(draft.address), "Undo Deadline").headers["Location"]
    assert f"Undone: “Deadline” of “{ROWS[0]}” was changed." in client.get(undone).text
    client.submit(client.get(draft.address), f"Take out {ROWS[0]}")
    undone = client.submit(client.get(draft.address), f"Undo “{ROWS[0]}”").headers["Location"]
    page = client.get(undone)
    assert f"Undone: “{ROWS[0]}” was taken out of the draft." in page.text
    again = client.submit(page, f"Do again “{ROWS[0]}”").headers["Location"]
    assert f"Done again: “{ROWS[0]}” was taken out of the draft." in client.get(again).text


def test_what_a_colleague_changed_since_is_said(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    client.submit(client.get(draft.address), "Save", title="一")
    page = client.get(draft.address)
    colleague = signed_in(app, world, "drafter2")
    colleague.submit(colleague.get(draft.address), "Save", title="二")
    said = client.get(client.submit(page, "Undo Title").headers["Location"])
    assert "changed “Title” since" in said.text
    assert draft.content.title == "二"


def test_a_township_has_no_table(app: Flask, world: World) -> None:
    with app.app_context():
        township = found_township(world)
        number = township.opened(claiming(township, ROWS[0]), code=TOWNSHIP, by=f"{PREFIX}drafter")
    client = signed_in(app, township, f"{PREFIX}drafter")
    assert client.get(f"/proposals/{number}/edit/table").headers["Location"].endswith("/edit")


def test_commands_undo_and_do_again(app: Flask, world: World, commands: Commands) -> None:
    _, draft = opened(app, world)
    commands.said("proposal", "save", draft.number, "--title", "新题", "--as", "drafter")
    commands.said("proposal", "undo-edit", draft.number, "--as", "drafter")
    assert draft.content.title != "新题"
    commands.said("proposal", "redo-edit", draft.number, "--as", "drafter")
    assert draft.content.title == "新题"


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED])
def test_the_table_of_a_frozen_draft_is_refused(app: Flask, world: World, state: State) -> None:
    client, draft = opened(app, world, state=state)
    assert client.get(f"{draft.address}/table").status_code == 409
