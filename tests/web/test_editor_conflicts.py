"""Two at once, something published meanwhile, something not permitted: what was typed stays, and one decides again."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.web.editing import opened
from tests.world import World
from values.entry import DisclosingBody
from workflow.commands import submission
from workflow.seed.catalogues import amended

HTMX = {"HX-Request": "true"}


def test_the_slower_of_two_sees_what_the_other_saved_and_decides(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    with app.app_context():
        world.save(draft.number, world.amendment(deadline="7个工作日内公开"), by="drafter2")
    fields = {"deadline": "5个工作日内公开", "name": "我起的名字"}
    answer = client.submit(page, "Save", **fields)
    assert answer.status_code == 409
    for words in ("Somebody else was quicker", "周苗 saved the draft on", "Saved meanwhile", "我起的名字"):
        assert words in answer.text
    compared = answer.text.split('aria-labelledby="h-apart"')[1].split("</section>")[0]
    assert ">7</del>" in compared
    assert ">5</ins>" in compared
    assert "hx-trigger" not in answer.text.split('id="entry-form"')[1].split(">")[0]
    assert draft.content.changes[0].after.content.deadline == "7个工作日内公开"
    assert client.submit(answer, "Save").status_code == 302
    content = draft.content.changes[0].after.content
    assert (content.deadline, content.name) == ("5个工作日内公开", "我起的名字")


def test_saving_by_itself_stops_at_a_conflict_and_leaves_the_decision(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    fields = draft.fields(client.get(draft.entry_address)) | {"deadline": "5日"}
    with app.app_context():
        world.save(draft.number, world.amendment(deadline="7日"), by="drafter2")
    for _ in range(2):
        part = client.post(draft.entry_address, data=fields, headers=HTMX)
        assert part.status_code == 409
        assert '<div id="told" hx-swap-oob="true">' in part.text
        assert "Press “Save” to see everything" in part.text
        assert "draft-version" not in part.text
    part = client.post(draft.address, data=fields | {"title": "x"}, headers=HTMX)
    assert part.status_code == 409


def test_a_conflict_about_the_header_shows_both_texts(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    with app.app_context():
        others = replace(draft.content, title="别人的标题", trigger=None)
        world.save(draft.number, others, by="drafter2")
    answer = client.submit(page, "Save", title="我的标题")
    assert answer.status_code == 409
    for words in ("别人", "Yearly check", 'value="我的标题"', "周苗 saved the draft on"):
        assert words in answer.text
    assert client.submit(answer, "Save").status_code == 302
    assert draft.content.title == "我的标题"


def test_the_same_click_sent_twice_is_no_conflict(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    for _ in range(2):
        assert client.submit(page, "Save", deadline="5日").status_code == 302
    with app.app_context():
        assert world.draft_version(draft.number) == 2


def test_a_preview_or_a_mistake_does_not_hide_a_conflict(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    with app.app_context():
        world.save(draft.number, world.amendment(deadline="7日"), by="drafter2")
    page = client.submit(page, "Preview", deadline="5日")
    page = client.submit(page, "Save", name="字" * 201)
    assert page.status_code == 422
    assert client.submit(page, "Save", name="短").status_code == 409


def test_a_row_taken_out_meanwhile_comes_back_only_by_decision(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page, address = client.get(draft.entry_address), draft.entry_address
    with app.app_context():
        world.save(draft.number, replace(draft.content, changes=()), by="drafter2")
    answer = client.submit(page, "Save", deadline="5日")
    assert answer.status_code == 409
    assert client.submit(answer, "Save").location == address
    assert draft.content.changes[0].after.content.deadline == "5日"


def test_what_was_typed_into_a_new_row_that_is_gone_can_be_copied(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    with app.app_context():
        world.save(draft.number, world.addition())
        address = draft.entry_address
        page = client.get(address)
        world.save(draft.number, world.amendment(), by="drafter2")
    answer = client.submit(page, "Save", deadline="打了很久的时限")
    assert answer.status_code == 409
    assert "The row was taken out meanwhile" in answer.text
    assert "打了很久的时限" in answer.text
    fields = draft.fields(client.get(draft.entry_address))
    assert client.post(address, data=fields).status_code == 404


def test_what_was_published_meanwhile_is_shown_and_saving_does_not_replace_it(
    app: Flask, world: World
) -> None:
    client, draft = opened(app, world)
    old = draft.content.changes[0].base_sha256
    with app.app_context():
        row = world.row()
        other = amended(row, replace(row.state.content, deadline="15个工作日内公开"))
        world.published(replace(draft.content, changes=(other,)))
    page = client.get(draft.entry_address)
    moved = page.text.split('aria-labelledby="h-moved"')[1].split("</section>")[0]
    assert "Published anew since you began" in moved
    assert ">15</ins>" in moved
    assert f'href="{draft.address}/conflicts"' in moved
    assert client.submit(page, "Save", deadline="5日").status_code == 302
    assert draft.content.changes[0].base_sha256 == old, "that is brought up to date on a page of its own"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_too_long_is_said_at_the_field_and_kept(
    app: Flask, world: World, headers: dict[str, str]
) -> None:
    client, draft = opened(app, world)
    fields = draft.fields(client.get(draft.entry_address))
    fields |= {"name": "长" * 201, "note": "注" * 4001, "place_url": "javascript:alert(1)", "place_text": "x"}
    for address in (draft.entry_address, f"{draft.entry_address}/preview"):
        answer = client.post(address, data=fields, headers=headers)
        assert answer.status_code == 422
        assert "At most 200 characters fit here; there are 201." in answer.text
        assert "An address begins with http:// or https://" in answer.text
        assert headers or "长" * 201 in answer.text
    with app.app_context():
        assert world.draft_version(draft.number) == 1


def test_a_body_of_another_county_is_not_on_offer(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    foreign = str(world.bodies["other-bureau"])
    page = client.get(draft.entry_address)
    assert "白石县" not in page.text
    answer = client.submit(page, "Save", lead_body=foreign)
    assert answer.status_code == 422
    assert "Choose among the bodies that are listed." in answer.text
    assert "白石县" not in answer.text


def test_a_foreign_body_that_a_row_names_already_may_stay(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    with app.app_context():
        row = world.row()
        bodies = (
            *row.state.content.disclosing_bodies,
            DisclosingBody(body=str(world.bodies["city"]), lead=False),
        )
        change = amended(row, replace(row.state.content, disclosing_bodies=bodies))
        world.save(draft.number, replace(draft.content, changes=(change,)))
    assert client.submit(client.get(draft.entry_address), "Save", deadline="5日").status_code == 302
    assert draft.content.changes[0].after.content.disclosing_bodies == bodies


def test_a_wrong_day_is_said_and_kept(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    answer = client.submit(client.get(draft.address), "Save", trigger_date="3月2日", title="标题还在")
    assert answer.status_code == 422
    assert "Give the day as year-month-day" in answer.text
    assert 'value="3月2日"' in answer.text
    assert 'value="标题还在"' in answer.text


def test_a_draft_that_was_submitted_meanwhile_keeps_what_is_typed(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    pages = {page: client.get(page) for page in (draft.address, draft.entry_address)}
    with app.app_context():
        submission.submit(draft.number, actor=world.actor("drafter2"))
    for fields, page in (
        ({"title": "还在打字"}, draft.address),
        ({"deadline": "还在打字"}, draft.entry_address),
    ):
        answer = client.submit(pages[page], "Save", **fields)
        assert answer.status_code == 409
        assert "The draft cannot be changed while the proposal is" in answer.text
        assert "还在打字" in answer.text
        assert "What you typed is not saved. Copy what you want to keep" in answer.text
        assert f'href="/proposals/{draft.number}">To the proposal</a>' in answer.text
        assert "Press “Save”" not in answer.text
        typing = client.post(
            page, data={**draft.fields(pages[page]), **fields}, headers={"HX-Request": "true"}
        )
        assert typing.status_code == 409
        assert "Not saved: the draft cannot be changed now." in typing.text
        assert "Press “Save”" not in typing.text
    preview = client.submit(pages[draft.entry_address], "Preview", deadline="还在打字")
    assert preview.status_code == 409
    assert "还在打字" in preview.text


def test_rubbish_is_answered_with_a_sentence(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    fields = draft.fields(client.get(draft.entry_address))
    answer = client.post(draft.entry_address, data=fields | {"draft_version": "<b>9</b>"})
    assert answer.status_code == 302, "a save that changes nothing is none"
    answer = client.post(
        draft.entry_address, data=fields | {"draft_version": "-1", "own_part": "<b>", "deadline": "5日"}
    )
    assert answer.status_code == 409
    bare = {name: fields[name] for name in ("csrf_token", "draft_version")}
    assert client.post(f"{draft.address}/entries/<b>/remove", data=bare).status_code == 404
    assert client.post(draft.address, data=bare).status_code == 302
    assert client.post(draft.address, data=bare | {"title": "x" * 3_000_000}).status_code == 413
    broken = b"csrf_token=" + fields["csrf_token"].encode() + b"&draft_version=1&title=%ff%fe"
    answer = client.post(draft.address, data=broken, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
