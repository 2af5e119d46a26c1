"""Two drafters in different parts of one draft: both are saved, nobody is stopped, and nothing is taken back."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.web.editing import Draft, opened
from tests.world import ROWS, World

HTMX = {"HX-Request": "true"}


def elsewhere(app: Flask, world: World, draft: Draft) -> None:
    """Have a colleague write a title and a second row."""
    with app.app_context():
        others = replace(
            draft.content,
            title="同事的标题",
            changes=(*draft.content.changes, *world.amendment(ROWS[1], deadline="9日").changes),
        )
        world.save(draft.number, others, by="drafter2")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_row_is_saved_beside_what_a_colleague_saved_elsewhere(
    app: Flask, world: World, headers: dict[str, str]
) -> None:
    client, draft = opened(app, world)
    address = draft.entry_address
    fields = draft.fields(client.get(address))
    elsewhere(app, world, draft)
    answer = client.post(address, data=fields | {"deadline": "5日"}, headers=headers)
    assert answer.status_code == (200 if headers else 302)
    first, second = draft.content.changes
    assert (first.after.content.deadline, second.after.content.deadline) == ("5日", "9日")
    assert draft.content.title == "同事的标题"


def test_it_goes_on_being_saved_while_somebody_types_and_stops_at_the_same_row(
    app: Flask, world: World
) -> None:
    client, draft = opened(app, world)
    address = draft.entry_address
    fields = draft.fields(client.get(address))
    elsewhere(app, world, draft)
    for deadline in ("5日", "6日"):
        answer = client.post(address, data=fields | {"deadline": deadline}, headers=HTMX)
        assert answer.status_code == 200
        remembered = answer.text.split('name="own_part" value="')[1].split('"')[0]
        shown = answer.text.split('name="draft_version" value="')[1].split('"')[0]
        # The page still shows nothing of what the colleague did; what is done elsewhere on it has to meet that.
        assert shown == fields["draft_version"]
        fields |= {"own_part": remembered}
    content = draft.content
    first = content.changes[0]
    with app.app_context():
        after = replace(first.after, content=replace(first.after.content, deadline="8日"))
        rows = (replace(first, after=after), *content.changes[1:])
        world.save(draft.number, replace(content, changes=rows), by="drafter2")
    answer = client.post(address, data=fields | {"deadline": "7日"}, headers=HTMX)
    assert answer.status_code == 409
    assert draft.content.changes[0].after.content.deadline == "8日"


def test_the_header_is_saved_beside_a_row_of_a_colleague(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    fields = draft.fields(client.get(draft.address))
    first = draft.content.changes[0]
    with app.app_context():
        after = replace(first.after, content=replace(first.after.content, deadline="8日"))
        world.save(
            draft.number, replace(draft.content, changes=(replace(first, after=after),)), by="drafter2"
        )
    assert client.post(draft.address, data=fields | {"title": "我的标题"}).status_code == 302
    assert draft.content.title == "我的标题"
    assert draft.content.changes[0].after.content.deadline == "8日"


def test_an_answer_that_a_colleague_gave_to_a_warning_of_the_row_is_not_taken_back(
    app: Flask, world: World
) -> None:
    client, draft = opened(app, world)
    address, entry = draft.entry_address, draft.content.changes[0].entry
    fields = draft.fields(client.get(address))
    key = f"R04:{entry}:name"
    with app.app_context():
        world.save(draft.number, replace(draft.content, answers={key: "同事的说明。"}), by="drafter2")
    answer = client.post(address, data=fields | {"deadline": "5日", f"justification:{key}": ""})
    assert answer.status_code == 409
    assert draft.content.answers == {key: "同事的说明。"}
