"""The panel of department opinions: asking, answering, silence, and what is kept when something is in the way."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.workflow.opinions import ask, with_reviewer
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import review, submission

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A proposal in review, in a county whose employment centre can answer."""
    with app.app_context():
        with_reviewer(world)
        return world.in_state(State.IN_REVIEW)


def test_a_drafter_asks_and_the_body_answers(app: Flask, world: World, number: str) -> None:
    drafter = signed_in(app, world, "drafter")
    page = drafter.get(f"/proposals/{number}")
    asked = drafter.submit(
        page,
        "Ask for opinions",
        bodies=str(world.bodies["centre"]),
        working_days="3",
        question="请看<b>第二行</b>。",
    )
    assert asked.status_code == 302
    centre = signed_in(app, world, "centre-drafter")
    assert number in centre.get("/inbox").text
    page = centre.get(f"/proposals/{number}")
    assert "请看&lt;b&gt;第二行&lt;/b&gt;。" in page.text
    assert "3 working days left" in page.text
    assert centre.submit(page, "Remarks", opinion="建议明确材料。").status_code == 302
    page = signed_in(app, world, "supervisor").get(f"/proposals/{number}")
    assert "建议明确材料。" in page.text
    assert "gave the opinion of a department: remarks." in page.text
    assert '<span class="pill y">Remarks</span>' in page.text, "what is to be weighed looks settled"


def test_silence_past_the_due_date_is_said_before_the_approval(
    app: Flask, world: World, number: str, clock: FrozenClock
) -> None:
    with app.app_context():
        ask(world, number)
        world.sign(number, "reviewer", "secrecy")
        clock.advance(timedelta(days=8))
    page = signed_in(app, world, "supervisor", language="zh_Hans").get(f"/proposals/{number}")
    assert "逾期未反馈" in page.text
    assert "青禾县就业服务中心" in page.text
    assert ">签发</button>" in page.text


def test_what_was_typed_is_kept_when_it_is_refused(app: Flask, world: World, number: str) -> None:
    drafter = signed_in(app, world, "drafter")
    page = drafter.get(f"/proposals/{number}")
    answer = drafter.submit(
        page,
        "Ask for opinions",
        bodies=str(world.bodies["centre"]),
        working_days="many",
        question="请提意见。",
    )
    assert answer.status_code == 422
    assert "请提意见。" in answer.text
    assert 'value="many"' in answer.text
    assert f'id="f-ask-{world.bodies["centre"]}" name="bodies" value="{world.bodies["centre"]}" checked' in (
        answer.text
    )


def test_an_answer_to_an_older_revision_is_refused_and_kept(app: Flask, world: World, number: str) -> None:
    with app.app_context():
        ask(world, number)
    centre = signed_in(app, world, "centre-drafter")
    page = centre.get(f"/proposals/{number}")
    with app.app_context():
        review.request_changes(number, actor=world.actor("reviewer"), comment="请改。")
        world.save(number, world.amendment(deadline="7个工作日内公开"))
        submission.submit(number, actor=world.actor("drafter"))
    answer = centre.submit(page, "Agree with it", opinion="我写了很久的意见")
    assert answer.status_code == 409
    assert "我写了很久的意见" in answer.text
    assert "What happened meanwhile" in answer.text
    assert centre.submit(answer, "Agree with it").status_code == 302


@pytest.mark.parametrize("login", ["reviewer", "supervisor", "auditor", "office-drafter"])
def test_the_forms_are_offered_only_to_whom_they_are_open(
    app: Flask, world: World, number: str, login: str
) -> None:
    with app.app_context():
        ask(world, number)
    page = signed_in(app, world, login).get(f"/proposals/{number}")
    assert "Not answered yet" in page.text
    assert ">Ask for opinions</button>" not in page.text
    assert 'name="answer"' not in page.text


@pytest.mark.parametrize("login", ["centre-drafter", "other-drafter"])
def test_a_body_that_was_not_asked_finds_nothing(app: Flask, world: World, number: str, login: str) -> None:
    client = signed_in(app, world, login)
    assert client.get(f"/proposals/{number}").status_code == 404
    page = client.get("/inbox")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    for address in (f"/proposals/{number}/opinions", f"/proposals/{number}/opinions/1"):
        assert client.post(address, data={"csrf_token": token}).status_code == 404
