"""A draft is brought up to date by command."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.web.editing import Draft
from tests.web.test_conflicts import OURS, THEIRS, saying
from tests.world import World
from values.vocabulary import ConflictKind
from web.cli.proposal.conflict_shapes import Conflicts

AS = ("--as", "drafter")


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A draft beside which the same field and another were published."""
    with app.app_context():
        number = world.opened(saying(world, deadline=OURS))
        world.published(saying(world, deadline=THEIRS, channels=("政府网站", "政务新媒体", "广播电视")))
    return number


def test_what_merges_and_what_is_to_decide_is_said(commands: Commands, number: str) -> None:
    said = commands.said("proposal", "conflicts", number, *AS)
    for words in (
        "merges by itself",
        "广播电视",
        "A release and your draft both changed this field.",
        "=mine  What",
    ):
        assert words in said
    assert said.endswith("1 question to decide\n")


def test_questions_are_answered(app: Flask, world: World, commands: Commands, number: str) -> None:
    found = commands.json(Conflicts, "proposal", "conflicts", number, *AS)
    (question,) = found.questions
    assert (question.kind, question.published, question.draft) == (ConflictKind.SAME_FIELD, THEIRS, OURS)
    assert [one.field for row in found.taken_over for one in row.fields] == ["channels"]
    left = commands.json(Conflicts, "proposal", "update", number, *AS)
    assert (left.draft_version, left.questions, left.taken_over) == (2, found.questions, ())
    assert commands.said("proposal", "update", number, "--answer", f"{question.key}=mine", *AS) == (
        "The draft is up to date.\n"
    )
    content = Draft(app, world, f"/proposals/{number}/edit").content.changes[0].after.content
    assert (content.deadline, content.channels) == (OURS, ("政府网站", "政务新媒体", "广播电视"))


@pytest.mark.parametrize("answer", ["mine", "x:deadline=mine", "=mine"])
def test_an_answer_to_no_question_is_refused(commands: Commands, number: str, answer: str) -> None:
    refused = commands.refused("proposal", "update", number, "--answer", answer, *AS)
    assert f"“{answer}” answers no question" in refused


def test_an_answer_that_is_not_on_offer_is_refused(commands: Commands, number: str) -> None:
    (question,) = commands.json(Conflicts, "proposal", "conflicts", number, *AS).questions
    assert "answers no question" in commands.refused(
        "proposal", "update", number, "--answer", f"{question.key}=both", *AS
    )


def test_what_an_answer_comes_to_is_said(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        number = world.opened(saying(world, content_elements=("文件名称", "我们的全文")))
        world.published(saying(world, content_elements=("文件名称", "他们的全文")))
    said = commands.said("proposal", "conflicts", number, *AS)
    assert "        文件名称、他们的全文、我们的全文\n" in said


def test_a_question_without_sides_is_said(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        number = world.opened(world.addition("就业见习"))
        world.published(world.addition("技能培训"))
    said = commands.said("proposal", "conflicts", number, *AS)
    assert "A release put “技能培训” at the same place. Which comes first?" in said
    assert "Published now" not in said


def test_a_row_that_drops_out_is_said(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        number = world.opened(saying(world, deadline=OURS))
        world.published(saying(world, deadline=OURS))
    said = commands.said("proposal", "conflicts", number, *AS)
    assert "Nothing remains of this proposal." in said
    assert "drops out" in said


def test_how_far_a_change_reaches_is_said_by_command(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        world.published(replace(saying(world, deadline=THEIRS), effective_from=date(2026, 6, 1)))
        number = world.opened(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    (question,) = commands.json(Conflicts, "proposal", "conflicts", number, *AS).questions
    assert [one.answer for one in question.answers] == ["until_then", "as_well"]
    left = commands.json(Conflicts, "proposal", "update", number, "--answer", f"{question.key}=as_well", *AS)
    assert left.is_up_to_date


def test_nobody_else_updates_a_draft(commands: Commands, number: str) -> None:
    assert commands.refused("proposal", "update", number, "--as", "supervisor")
    assert commands.refused("proposal", "conflicts", number, "--as", "other-drafter")
