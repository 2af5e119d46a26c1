"""The page on which a draft is brought up to date, as its drafter sees it."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.web.editing import Draft
from tests.web.people import signed_in
from tests.world import ROWS, World, draft
from values.proposal_content import DraftContent
from values.vocabulary import LeaveOutReason, Operation, WaitingAnswer
from workflow import operations
from workflow.operations import amended

BRING = "Save the answers and bring the draft up to date"
THEIRS, OURS = "15个工作日内公开", "5个工作日内公开"


def saying(world: World, of: str = ROWS[0], /, **fields: object) -> DraftContent:
    """Return a draft that amends a published row."""
    row = world.row(of)
    return draft([amended(row, replace(row.state.content, **fields))])  # type: ignore[arg-type]


def beside(
    app: Flask, world: World, ours: dict[str, object], theirs: dict[str, object], *, language: str = "en"
) -> tuple[CheckedClient, Draft, str]:
    """Open a draft, publish something beside it, and return its drafter, it and its page of conflicts."""
    with app.app_context():
        number = world.opened(saying(world, **ours))
        world.published(saying(world, **theirs))
    found = Draft(app, world, f"/proposals/{number}/edit")
    return signed_in(app, world, "drafter", language=language), found, f"{found.address}/conflicts"


def answer_of(draft: Draft, field: str) -> str:
    """Return the name of the field that answers a question about the first row."""
    return f"answer:{draft.content.changes[0].entry}:{field}"


def test_both_sides_are_shown_and_the_answer_settles(app: Flask, world: World) -> None:
    client, found, address = beside(
        app,
        world,
        {"deadline": OURS},
        {"deadline": THEIRS, "channels": ("政府网站", "政务新媒体", "政府公报")},
    )
    page = client.get(address)
    for words in (
        ">15</ins>",
        ">5</ins>",
        "When you began",
        "Published now",
        "Your draft",
        "Merges by itself",
    ):
        assert words in page.text
    assert "公报</ins>" in page.text.split("Merges by itself")[1]
    answered = client.submit(page, BRING, **{answer_of(found, "deadline"): "mine"})
    assert answered.headers["Location"] == found.address
    content = found.content.changes[0].after.content
    assert (content.deadline, content.channels) == (OURS, ("政府网站", "政务新媒体", "政府公报"))
    assert "The draft is up to date." in client.get(found.address).text


def test_what_is_not_answered_stays_open_and_what_merges_is_taken_over(app: Flask, world: World) -> None:
    client, found, address = beside(
        app,
        world,
        {"deadline": OURS},
        {"deadline": THEIRS, "channels": ("政府网站", "政务新媒体", "政府公报")},
    )
    answered = client.submit(client.get(address), BRING)
    assert answered.headers["Location"] == address
    assert "Saved. 1 question is still open." in client.get(address).text
    assert found.content.changes[0].after.content.channels == ("政府网站", "政务新媒体", "政府公报")
    assert found.content.changes[0].unsettled.keys() == {"deadline"}


def test_the_way_there_is_shown_wherever_the_draft_is(app: Flask, world: World) -> None:
    client, found, address = beside(app, world, {"deadline": OURS}, {"deadline": THEIRS})
    for page in (found.address, f"/proposals/{found.number}", found.entry_address):
        assert f'href="{address}"' in client.get(page).text
    refused = client.submit(client.get(f"/proposals/{found.number}"), "Submit")
    assert refused.status_code == 422
    assert "“Deadline” was published anew while you changed it" in refused.text
    client.submit(client.get(address), BRING, **{answer_of(found, "deadline"): "published"})
    assert f'href="{address}"' not in client.get(found.address).text


def test_something_else_can_be_written_into_the_row(app: Flask, world: World) -> None:
    client, found, address = beside(app, world, {"deadline": OURS, "name": "政策咨询"}, {"deadline": THEIRS})
    client.submit(client.get(address), BRING)
    page = client.get(found.entry_address)
    assert "What stands in the form below is decided for" in page.text
    client.submit(page, "Save", deadline="8个工作日内公开")
    assert found.content.changes[0].unsettled, "only a tick says that it is decided"
    client.submit(client.get(found.entry_address), "Save", settles="deadline")
    change = found.content.changes[0]
    assert (change.unsettled, change.after.content.deadline) == ({}, "8个工作日内公开")
    assert "The draft is up to date" in client.get(address).text


def test_both_is_offered_where_both_can_stay_and_says_what_comes_out(app: Flask, world: World) -> None:
    client, found, address = beside(
        app,
        world,
        {"content_elements": ("文件名称", "我们的全文")},
        {"content_elements": ("文件名称", "他们的全文")},
    )
    page = client.get(address)
    assert "文件名称、他们的全文、我们的全文" in page.text
    client.submit(page, BRING, **{answer_of(found, "content_elements"): "both"})
    elements = found.content.changes[0].after.content.content_elements
    assert elements == ("文件名称", "他们的全文", "我们的全文")


def test_someone_quicker_gets_their_way_and_the_answers_stay_chosen(app: Flask, world: World) -> None:
    client, found, address = beside(app, world, {"deadline": OURS}, {"deadline": THEIRS})
    page = client.get(address)
    with app.app_context():
        world.published(saying(world, channels=("政府网站", "政务新媒体", "广播电视")))
    answered = client.submit(page, BRING, **{answer_of(found, "deadline"): "mine"})
    assert answered.status_code == 409
    assert "广播电视" in answered.text
    assert 'value="mine" checked' in answered.text
    assert client.submit(answered, BRING).status_code == 302
    assert found.content.changes[0].after.content.deadline == OURS


def test_a_change_that_was_published_alike_drops_out_and_nothing_remains(app: Flask, world: World) -> None:
    client, found, address = beside(app, world, {"deadline": OURS}, {"deadline": OURS})
    page = client.get(address)
    assert "The same change has been published. The row leaves the draft." in page.text
    assert "Nothing is to be decided" in page.text
    client.submit(page, "Bring the draft up to date")
    assert found.content.changes == ()
    for place in (found.address, f"/proposals/{found.number}"):
        assert "Nothing remains of this proposal." in client.get(place).text
    shown = client.get(f"/proposals/{found.number}")
    assert "Nothing remains of this proposal" in client.submit(shown, "Submit").text
    assert client.submit(client.get(f"/proposals/{found.number}"), "Withdraw").status_code == 302


def test_a_row_that_was_left_out_meanwhile_comes_back_or_is_let_go(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened(saying(world, deadline=OURS))
        world.published(
            draft([operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本地未开展此项业务。")])
        )
    found = Draft(app, world, f"/proposals/{number}/edit")
    client = signed_in(app, world, "drafter")
    page = client.get(f"{found.address}/conflicts")
    assert "One side moved the row or took it away, the other changed it." in page.text
    assert "本地未开展此项业务。" in page.text
    client.submit(page, BRING, **{answer_of(found, "structure"): "mine"})
    assert found.content.changes[0].operation is Operation.RESTORE


@pytest.mark.parametrize(
    ("ours", "theirs", "field", "words"),
    [
        ("就业见习", "技能培训", "rank", "A release put “技能培训” at the same place. Which comes first?"),
        (
            "就业见习",
            "就业 见习",
            "equal_name",
            "Meanwhile a row of the same name was published: “就业 见习”.",
        ),
    ],
)
def test_rows_that_come_together_are_asked_about(
    app: Flask, world: World, ours: str, theirs: str, field: str, words: str
) -> None:
    with app.app_context():
        number = world.opened(world.addition(ours))
        world.published(world.addition(theirs))
    found = Draft(app, world, f"/proposals/{number}/edit")
    client = signed_in(app, world, "drafter")
    address = f"{found.address}/conflicts"
    page = client.get(address)
    assert words in page.text
    assert ("The published row; mine leaves the draft" in page.text) is (field == "equal_name")
    given = {
        name: "mine" for form in forms_of(page.text) for name in form.names if name.startswith("answer:")
    }
    assert answer_of(found, field) in given
    with app.app_context():
        other = world.row(theirs).state.entry
    assert client.get(f"/catalogues/990101-employment/entries/{other}").status_code == 200
    assert f'href="/catalogues/990101-employment/entries/{other}"' in page.text
    assert client.submit(page, BRING, **given).headers["Location"] == found.address


def test_a_waiting_version_is_asked_about_on_the_page_and_on_the_row(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(replace(saying(world, deadline=THEIRS), effective_from=date(2099, 6, 1)))
        number = world.opened(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    found = Draft(app, world, f"/proposals/{number}/edit")
    client = signed_in(app, world, "drafter")
    asked = "comes into force on 1 June 2099. How far does your change reach?"
    page = client.get(f"{found.address}/conflicts")
    assert asked in page.text
    assert ">15</ins>" in page.text
    client.submit(page, BRING, **{answer_of(found, "waiting_version"): "as_well"})
    assert found.content.changes[0].waiting is WaitingAnswer.AS_WELL
    page = client.get(found.entry_address)
    assert asked in page.text
    assert 'value="as_well" checked' in page.text
    client.submit(page, "Save", waiting="until_then")
    assert found.content.changes[0].waiting is WaitingAnswer.UNTIL_THEN


def test_two_moves_that_make_a_cycle_can_only_give_way(app: Flask, world: World) -> None:
    with app.app_context():
        row, other = world.row(ROWS[0]), world.row(ROWS[1])
        number = world.opened(draft([operations.moved(row, parent=other.state.entry, rank="5")]))
        world.published(draft([operations.moved(other, parent=row.state.entry, rank="5")]))
    found = Draft(app, world, f"/proposals/{number}/edit")
    client = signed_in(app, world, "drafter")
    page = client.get(f"{found.address}/conflicts")
    assert "it would stand under itself" in page.text
    assert "The place where it is published" in page.text
    client.submit(page, BRING, **{answer_of(found, "cycle"): "published"})
    assert found.content.changes == ()


def test_how_far_a_change_reaches_is_no_question_where_nothing_waits(app: Flask, world: World) -> None:
    client, found, _ = beside(app, world, {"deadline": OURS}, {"deadline": THEIRS})
    fields = found.fields(client.get(found.entry_address)) | {"waiting": "as_well"}
    assert client.post(found.entry_address, data=fields).status_code == 302
    assert found.content.changes[0].waiting is None


def test_the_page_speaks_chinese(app: Flask, world: World) -> None:
    client, _, address = beside(
        app,
        world,
        {"deadline": OURS},
        {"deadline": THEIRS, "channels": ("政府网站", "政务新媒体", "政府公报")},
        language="zh_Hans",
    )
    page = client.get(address)
    for words in ("按最新版更新草稿", "现已公布", "自动合并"):
        assert words in page.text


@pytest.mark.parametrize("login", ["reviewer", "other-drafter", "system-admin"])
def test_nobody_else_sees_it(app: Flask, world: World, login: str) -> None:
    _, _, address = beside(app, world, {"deadline": OURS}, {"deadline": THEIRS})
    client = signed_in(app, world, login)
    assert client.get(address).status_code in {403, 404}


def test_rubbish_decides_nothing(app: Flask, world: World) -> None:
    client, found, address = beside(app, world, {"deadline": OURS}, {"deadline": THEIRS})
    form = next(one for one in forms_of(client.get(address).text) if "release" in one.values)
    rubbish = {"answer:": "mine", "answer:x:deadline": "mine", answer_of(found, "name"): "mine"}
    rubbish[answer_of(found, "deadline")] = "theirs"
    assert client.post(address, data=form.values | rubbish).status_code == 302
    assert found.content.changes[0].unsettled.keys() == {"deadline"}
    assert client.post(address, data=form.values | {"draft_version": "<b>"}).status_code == 409
