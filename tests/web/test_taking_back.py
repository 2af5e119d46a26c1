"""When a drafter is offered to take a proposal back (收回修改): there is a suggestion or a remark to adopt."""

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.workflow.opinions import ask, give, revised, with_reviewer
from tests.world import World
from values.vocabulary import Action, OpinionAnswer, Outcome, State
from workflow.commands import submission
from workflow.labels import ACTION_LABELS

pytestmark = pytest.mark.usefixtures("clock")

BUTTON = ACTION_LABELS[Action.TAKE_BACK]


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A proposal in review, on which the centre is asked for its opinion."""
    with app.app_context():
        with_reviewer(world)
        found = world.in_state(State.IN_REVIEW)
        ask(world, found)
    return found


def is_offered(app: Flask, world: World, number: str, login: str = "drafter") -> bool:
    return f">{BUTTON}</button>" in signed_in(app, world, login).get(f"/proposals/{number}").text


def take_back(app: Flask, world: World, number: str) -> None:
    client = signed_in(app, world, "drafter")
    assert client.submit(client.get(f"/proposals/{number}"), BUTTON).status_code == 302
    with app.app_context():
        assert world.state(number) is State.CHANGES_REQUESTED


def test_an_agreement_with_changes_offers_it_to_the_drafter_alone(
    app: Flask, world: World, number: str
) -> None:
    assert not is_offered(app, world, number)
    with app.app_context():
        world.sign(
            number, "reviewer", outcome=Outcome.AGREED_WITH_CHANGES, opinion="建议写明“遇节假日顺延”。"
        )
    assert is_offered(app, world, number)
    said = f"To adopt it, press “{BUTTON}”, change the draft, and submit it again."
    assert said in signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    assert not any(is_offered(app, world, number, login) for login in ("reviewer", "secrecy", "publisher"))
    take_back(app, world, number)


@pytest.mark.parametrize("answer", list(OpinionAnswer))
def test_a_departments_opinion_offers_it_where_it_remarks(
    app: Flask, world: World, number: str, answer: OpinionAnswer
) -> None:
    with app.app_context():
        give(world, number, answer=answer, opinion="建议压缩为五个工作日。")
    assert is_offered(app, world, number) is (answer is OpinionAnswer.HAS_REMARKS)
    if answer is OpinionAnswer.HAS_REMARKS:
        take_back(app, world, number)


def test_a_new_revision_has_taken_up_what_was_remarked_on_the_one_before(
    app: Flask, world: World, number: str
) -> None:
    with app.app_context():
        give(world, number, answer=OpinionAnswer.HAS_REMARKS, opinion="建议压缩。")
        revised(world, number)
    assert not is_offered(app, world, number)


def test_a_suggestion_is_not_answered_any_more_once_the_proposal_has_ended(
    app: Flask, world: World, number: str
) -> None:
    with app.app_context():
        world.sign(number, "reviewer", outcome=Outcome.AGREED_WITH_CHANGES, opinion="建议写明起算日。")
    client, address = signed_in(app, world, "drafter"), f"/proposals/{number}"
    open_page = client.get(address)
    with app.app_context():
        submission.withdraw(number, actor=world.actor("drafter"))
    assert "Why it is not adopted" not in client.get(address).text
    refused = client.submit(open_page, "Answer", answer="已有规定。")
    assert refused.status_code == 409
    assert "Suggestions are answered until a proposal is approved or has ended." in refused.text
