"""The editor: rows are picked, changed with the redline beside, added and taken out, and nothing typed gets lost."""

from flask import Flask

from tests.web.people import signed_in
from tests.world import COUNTY, HEADING, ROWS, World
from values.vocabulary import State


def test_a_proposal_begins_with_the_ticked_rows(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    with app.app_context():
        row = world.row(ROWS[1])
    page = client.get(f"/catalogues/{COUNTY}/propose")
    for name in (HEADING, *ROWS):
        assert name in page.text
    answer = client.submit(page, "Begin with the ticked rows", entry=[row.state.entry])
    assert answer.status_code == 302
    draft = client.get(answer.location)
    assert ROWS[1] in draft.text
    assert "not changed yet" in draft.text
    again = client.submit(page, "Begin with the ticked rows", entry=[row.state.entry])
    assert again.location == answer.location
    form = client.get(f"{answer.location}/entries/{row.state.entry}")
    assert form.status_code == 200
    assert "Nothing is changed yet." in form.text


def test_untouched_forms_change_nothing(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.DRAFT)
        entry = world.row().state.entry
    client = signed_in(app, world, "drafter")
    for page in (f"/proposals/{number}/edit", f"/proposals/{number}/edit/entries/{entry}"):
        assert client.submit(client.get(page), "Save").status_code == 302
    with app.app_context():
        assert world.draft_version(number) == 1
