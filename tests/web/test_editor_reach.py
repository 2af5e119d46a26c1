"""To whom the editor opens, and that nobody else learns anything of a draft."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.web.editing import opened
from tests.web.people import signed_in
from tests.world import COUNTY, ROWS, World
from values.vocabulary import State


@pytest.mark.parametrize("login", ["reviewer", "publisher", "overseer", "auditor", "other-drafter"])
def test_only_drafters_of_the_county_propose(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    assert client.get(f"/catalogues/{COUNTY}/propose").status_code == 403
    page = client.get("/catalogues")
    token = {"csrf_token": page.text.split('name="csrf_token" value="')[1].split('"')[0]}
    assert client.post(f"/catalogues/{COUNTY}/propose", data=token | {"new": "1"}).status_code == 403
    assert client.get("/catalogues/990199-employment/propose").status_code == 404


@pytest.mark.parametrize(
    ("login", "state", "status"),
    [
        ("drafter2", State.DRAFT, 200),
        ("reviewer", State.DRAFT, 403),
        ("other-drafter", State.DRAFT, 404),
        ("centre-drafter", State.DRAFT, 404),
        ("system-admin", State.DRAFT, 403),
        ("drafter", State.IN_REVIEW, 409),
        ("drafter", State.CHANGES_REQUESTED, 200),
        ("reviewer", State.CHANGES_REQUESTED, 403),
        ("auditor", State.CHANGES_REQUESTED, 403),
        ("drafter", State.PUBLISHED, 409),
    ],
)
def test_the_editor_opens_for_those_who_may_write_now(
    app: Flask, world: World, login: str, state: State, status: int
) -> None:
    _, draft = opened(app, world, state=state)
    client = signed_in(app, world, login)
    for page in (draft.address, f"{draft.address}/rows", draft.entry_address):
        shown = client.get(page)
        assert shown.status_code == status
        assert (draft.content.rationale in shown.text) is (status == 200 and page == draft.address)
    if status == 200:
        assert client.get(f"{draft.address}/entries/{'f' * 32}").status_code == 404


def test_others_learn_nothing_of_a_draft_by_posting_to_it(app: Flask, world: World) -> None:
    client, draft = opened(app, world, state=State.CHANGES_REQUESTED)
    with app.app_context():
        secret = replace(draft.content, title="内部讨论中的标题")
        world.save(draft.number, secret)
    fields = draft.fields(client.get(draft.entry_address))
    for login, status in (("reviewer", 403), ("auditor", 403), ("other-drafter", 404), ("system-admin", 403)):
        other = signed_in(app, world, login)
        token = other.get("/mail" if login == "system-admin" else "/catalogues").text.split(
            'csrf_token" value="'
        )[1]
        data = fields | {"csrf_token": token.split('"')[0]}
        for address, more in (
            (draft.address, {"title": "改"}),
            (draft.address, {"title": "长" * 201}),
            (draft.entry_address, {"deadline": "5日"}),
            (draft.entry_address, {"name": "长" * 201}),
            (f"{draft.entry_address}/preview", {}),
            (f"{draft.address}/rows", {"entry": draft.content.changes[0].entry}),
            (f"{draft.address}/entries", {"kind": "supplement"}),
            (f"{draft.entry_address}/remove", {}),
        ):
            answer = other.post(address, data=data | more)
            assert answer.status_code in {status, 422 if status == 403 else status}, address
            for hidden in ("内部讨论中的标题", ROWS[0], "10个工作日"):
                assert hidden not in answer.text
    assert draft.content.title == "内部讨论中的标题"
    assert draft.content.changes[0].after.content.deadline == "10个工作日内公开"
