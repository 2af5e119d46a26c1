"""What is wrong with a proposal is said once, and leads to where it is put right."""

import re
from dataclasses import replace

from flask import Flask

from tests.web.people import signed_in
from tests.web.test_large_drafts import supplements
from tests.world import World
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
