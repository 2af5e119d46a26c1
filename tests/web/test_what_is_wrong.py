"""What is wrong with a proposal is said once, and leads to where it is put right."""

import re
from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus

from flask import Flask

from tests.web.editing import opened
from tests.web.people import signed_in
from tests.web.test_large_drafts import supplements
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State

LINK = re.compile(r'<a href="([^"#]+)#([^"]+)">Mend or answer it')


def test_several_issues_have_a_heading_of_their_own_and_a_way_back(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened(replace(world.amendment(), title="", rationale=""))
    client = signed_in(app, world, "drafter")
    refused = client.submit(client.get(f"/proposals/{number}"), "Submit")
    assert refused.status_code == 422
    page = refused.text
    assert "things have to be put right:" in page
    assert page.count("Give the proposal a title.") == 1
    assert "Back to the draft to put it right" in page


def test_what_is_wrong_in_several_rows_names_each_of_them(app: Flask, world: World) -> None:
    with app.app_context():
        text = supplements(world, 3)
        number = world.opened(text)
        world.save(number, replace(text, answers={}))
    client = signed_in(app, world, "drafter")
    refused = client.submit(client.get(f"/proposals/{number}"), "Submit")
    assert refused.status_code == 422
    summary = refused.text.partition('role="alert"')[2].partition("</ul>")[0]
    for change in text.changes:
        assert f"<li>{change.after.content.name} · " in summary
    assert "：" not in summary


def test_a_finding_leads_its_drafter_to_the_field_and_others_nowhere(app: Flask, world: World) -> None:
    with app.app_context():
        text = supplements(world, 3)
        number = world.opened(text)
        world.save(number, replace(text, answers={}))
    client = signed_in(app, world, "drafter")
    found = LINK.findall(client.get(f"/proposals/{number}").text)
    assert found
    for address, anchor in found:
        assert f'id="{anchor}"' in client.get(address).text
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    assert "Mend or answer it" not in signed_in(app, world, "reviewer").get(f"/proposals/{number}").text


def test_a_validity_that_is_over_is_refused_where_it_is_typed_and_nothing_typed_is_lost(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    answer = client.submit(page, "Save", title="试行办法目录", valid_until="2026-03-01")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This day is over" in answer.text
    assert 'value="试行办法目录"' in answer.text
    assert 'value="2026-03-01"' in answer.text
    assert draft.content.valid_until is None
    client.submit(client.get(draft.address), "Save", title="试行办法目录", valid_until="2026-03-02")
    assert draft.content.valid_until == date(2026, 3, 2)
    clock.advance(timedelta(days=1))
    client.submit(client.get(draft.address), "Save", title="仍可修改")
    assert draft.content.title == "仍可修改"
