"""The page of a proposal: what it shows to whom, and what happens when something is in the way."""

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import Outcome, State
from workflow.commands import review


def in_review(app: Flask, world: World) -> str:
    with app.app_context():
        return world.in_state(State.IN_REVIEW)


def test_who_signed_off_is_told_that_they_may_still_sign_anew(app: Flask, world: World) -> None:
    number, told = in_review(app, world), "You have signed off."
    reviewer = signed_in(app, world, "reviewer")
    assert told not in reviewer.get(f"/proposals/{number}").text
    with app.app_context():
        world.sign(number, "reviewer")
    assert told in reviewer.get(f"/proposals/{number}").text
    assert told not in signed_in(app, world, "secrecy").get(f"/proposals/{number}").text


def test_the_page_shows_flow_redline_and_what_comes_next(app: Flask, world: World) -> None:
    number = in_review(app, world)
    page = signed_in(app, world, "reviewer").get(f"/proposals/{number}")
    for words in (
        "<del>",
        "<ins>",
        "Section review",
        "Secrecy review",
        "Next: Secrecy review",
        "working days left",
    ):
        assert words in page.text
    for button in ("Agree", "Agree with changes", "Object", "Return for changes"):
        assert f">{button}</button>" in page.text


@pytest.mark.parametrize("is_structural", [False, True])
def test_a_draft_shows_the_steps_that_it_will_take_and_no_others(
    app: Flask, world: World, is_structural: bool
) -> None:
    with app.app_context():
        number = world.opened(world.addition("失业登记") if is_structural else world.amendment())
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    assert "Secrecy review" in page
    assert "Legality review" not in page
    assert ("Government office&#39;s review" in page) is is_structural


def test_what_is_unchanged_is_listed_as_the_language_lists(app: Flask, world: World) -> None:
    number = in_review(app, world)
    for language, listed in (
        ("en", "Channels, Audience, Mode"),
        ("zh_Hans", "公开渠道和载体、公开对象、公开方式"),
    ):
        page = signed_in(app, world, "reviewer", language=language).get(f"/proposals/{number}").text
        assert listed in page


@pytest.mark.parametrize(
    ("login", "buttons"),
    [
        ("drafter", {"Withdraw"}),
        ("drafter2", set()),
        ("secrecy", set()),
        ("supervisor", set()),
        ("publisher", set()),
        ("overseer", set()),
        ("auditor", set()),
    ],
)
def test_only_what_one_may_do_is_offered(app: Flask, world: World, login: str, buttons: set[str]) -> None:
    number = in_review(app, world)
    page = signed_in(app, world, login).get(f"/proposals/{number}")
    assert page.status_code == 200
    offered = {
        one
        for one in ("Withdraw", "Agree", "Approve", "Publish", "Submit")
        if f">{one}</button>" in page.text
    }
    assert offered == buttons


@pytest.mark.parametrize("login", ["other-drafter", "other-supervisor", "centre-drafter"])
def test_what_is_not_for_someone_does_not_exist(app: Flask, world: World, login: str) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, login)
    hidden, unknown = client.get(f"/proposals/{number}"), client.get("/proposals/990101-2026-9999")
    assert hidden.status_code == unknown.status_code == 404
    assert number not in client.get("/proposals").text


@pytest.mark.parametrize("login", ["system-admin", "security-admin", "audit-admin"])
def test_the_three_administrators_see_no_business(app: Flask, world: World, login: str) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, login)
    for address in (f"/proposals/{number}", "/proposals", "/inbox", "/audit"):
        page = client.get(address)
        assert page.status_code == 403
        assert "压缩公开时限" not in page.text


def test_someone_quicker_gets_their_way_and_the_other_keeps_what_they_typed(app: Flask, world: World) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    with app.app_context():
        review.sign_off(
            number, actor=world.actor("signing-supervisor"), outcome=Outcome.AGREED, opinion="同意。"
        )
    answer = client.submit(page, "Agree", comment="我写了很久的意见")
    assert answer.status_code == 409
    assert "Somebody else was quicker" in answer.text
    assert "What happened meanwhile" in answer.text
    assert "双四" in answer.text
    assert "我写了很久的意见" in answer.text


def test_a_return_needs_a_reason(app: Flask, world: World) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, "reviewer")
    answer = client.submit(client.get(f"/proposals/{number}"), "Return for changes", comment="  ")
    assert answer.status_code == 422
    assert "Please give the reason" in answer.text


def test_a_comment_on_a_field_is_told_and_can_be_dealt_with(app: Flask, world: World) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    anchor = page.text.split('<option value="')[2].split('"')[0]
    assert anchor.endswith(":deadline")
    client.submit(page, "Comment", text="<b>10日</b>能做到吗？", anchor=anchor)
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}")
    assert "&lt;b&gt;10日&lt;/b&gt;" in page.text
    assert "Deadline" in page.text.split('class="anchor"')[1][:200]


def test_the_same_click_sent_twice_comments_once(app: Flask, world: World) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    for _ in range(2):
        client.submit(page, "Comment", text="只说一次")
    assert client.get(f"/proposals/{number}").text.count("只说一次</p>") == 1


def test_rubbish_gets_a_sentence_and_changes_nothing(app: Flask, world: World) -> None:
    number = in_review(app, world)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    address = f"/proposals/{number}/actions/sign_off"
    broken = client.post(
        address,
        data=b"csrf_token=" + token.encode() + b"&comment=%ff%fe",
        content_type="application/x-www-form-urlencoded",
    )
    assert broken.status_code == 422
    large = client.post(address, data={"csrf_token": token, "comment": "长" * 4_000_000})
    assert large.status_code == 413
    assert client.post(f"/proposals/{number}/actions/destroy", data={"csrf_token": token}).status_code == 404
    assert client.get(address).location == f"/proposals/{number}"
    with app.app_context():
        assert world.state(number) is State.IN_REVIEW


@pytest.mark.parametrize("view", ["side", "merged", "new", "nonsense"])
def test_the_redline_can_be_read_in_three_ways(app: Flask, world: World, view: str) -> None:
    number = in_review(app, world)
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}?view={view}")
    assert page.status_code == 200
    assert ("<del>" in page.text) == (view != "new")


def test_revisions_are_kept_with_their_hashes(app: Flask, world: World) -> None:
    number = in_review(app, world)
    page = signed_in(app, world, "auditor").get(f"/proposals/{number}/revisions")
    assert "Revision 1" in page.text
    assert "SHA-256" in page.text


@pytest.mark.parametrize("address", ["/proposals/%00", "/proposals/a%00b", "/catalogues/%00"])
def test_an_address_with_a_null_character_is_refused(app: Flask, world: World, address: str) -> None:
    answer = signed_in(app, world, "drafter").get(address)
    assert answer.status_code == 400
    assert "\x00" not in answer.text


def test_a_comment_that_is_refused_keeps_what_it_is_about(app: Flask, world: World) -> None:
    number = in_review(app, world)
    with app.app_context():
        about = f"{world.row().state.entry}:deadline"
    client = signed_in(app, world, "reviewer")
    refused = client.submit(client.get(f"/proposals/{number}"), "Comment", anchor=about, text="")
    assert refused.status_code == 422
    assert f'<option value="{about}" selected>' in refused.text
