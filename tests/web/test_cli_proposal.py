"""`flask proposal …`: acting as an account, with its permissions, its refusals and its trail."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event
from tests.web.commands import Commands, in_state
from tests.world import COUNTY, OTHER_COUNTY, World
from values.clock import FrozenClock
from values.serial import to_plain
from values.vocabulary import Action, Outcome, State
from web.cli.proposal.shapes import Acted, ListedProposal, ProposalSheet
from workflow.unit import transaction


@pytest.fixture
def file(tmp_path: Path, app: Flask, world: World) -> str:
    """A file with a draft that amends a row."""
    path = tmp_path / "draft.json"
    with app.app_context():
        path.write_text(json.dumps(to_plain(world.amendment())), encoding="utf-8")
    return str(path)


def test_a_proposal_goes_all_the_way_by_commands(
    commands: Commands, app: Flask, world: World, file: str
) -> None:
    opened = commands.json(Acted, "proposal", "open", COUNTY, "--draft", file, "--as", "drafter")
    number = opened.number
    assert (opened.state, opened.version, opened.revision, opened.release) == (State.DRAFT, 1, None, None)
    steps: list[tuple[tuple[str, ...], str, State]] = [
        (("submit", "--draft-version", "1"), "drafter", State.IN_REVIEW),
        (("sign-off",), "reviewer", State.IN_REVIEW),
        (("sign-off", "--outcome", "objected", "--comment", "依据不足。"), "secrecy", State.IN_APPROVAL),
        (("approve", "--comment", "依据已核。"), "supervisor", State.APPROVED),
        (("schedule", "2026-03-05 09:00"), "publisher", State.APPROVED),
        (("unschedule",), "publisher", State.APPROVED),
        (("publish", "--document-number", "青禾人社发〔2026〕1号"), "publisher", State.PUBLISHED),
    ]
    for version, ((command, *rest), login, state) in enumerate(steps, start=2):
        done = commands.json(Acted, "proposal", command, number, *rest, "--as", login)
        assert (done.state, done.version) == (state, version)
    assert (done.revision, done.release, done.sentence) == (1, 2, "许扬 published release 2.")
    sheet = commands.json(ProposalSheet, "proposal", "show", number, "--as", "auditor")
    assert [(one.kind, one.sign_off.outcome if one.sign_off else None) for one in sheet.steps] == [
        ("section_review", Outcome.AGREED),
        ("secrecy_review", Outcome.OBJECTED),
    ]
    assert [one.opinion for one in sheet.decisions] == ["依据已核。"]
    assert (sheet.release, sheet.actions) == (2, ())
    with app.app_context(), transaction() as session:
        events = session.scalars(sa.select(Event).where(Event.proposal_id.is_not(None))).all()
        ours = [one for one in events if json.loads(one.data)["proposal"] == number]
    assert len(ours) == 8
    assert all(one.request_id.startswith("cli-") for one in ours)
    assert world


@pytest.mark.parametrize(
    ("start", "command", "login", "end"),
    [
        (
            State.IN_REVIEW,
            ("request-changes", "--comment", "请补充理由。"),
            "reviewer",
            State.CHANGES_REQUESTED,
        ),
        (
            State.IN_REVIEW,
            ("sign-off", "--outcome", "returned", "--comment", "请改。"),
            "reviewer",
            State.CHANGES_REQUESTED,
        ),
        (State.IN_REVIEW, ("open-consultation", "--until", "2026-03-20 18:00"), "drafter", State.CONSULTING),
        (State.IN_APPROVAL, ("reject", "--comment", "与上位规定不符。"), "supervisor", State.REJECTED),
        (State.APPROVED, ("revoke-approval", "--comment", "另有安排。"), "supervisor", State.IN_APPROVAL),
        (State.CHANGES_REQUESTED, ("submit", "--comment", "理由已在文中。"), "drafter", State.IN_REVIEW),
        (State.DRAFT, ("withdraw",), "drafter", State.WITHDRAWN),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else None,
)
def test_each_action_is_a_command(
    commands: Commands,
    app: Flask,
    world: World,
    start: State,
    command: tuple[str, ...],
    login: str,
    end: State,
) -> None:
    number = in_state(app, world, start)
    done = commands.json(Acted, "proposal", command[0], number, *command[1:], "--as", login)
    assert done.state is end


def test_a_consultation_is_closed_when_its_window_has_ended(
    commands: Commands, app: Flask, world: World, clock: FrozenClock
) -> None:
    number = in_state(app, world, State.CONSULTING)
    close = ("proposal", "close-consultation", number, "--as", "drafter")
    assert "when its window has ended" in commands.refused(*close)
    clock.advance(timedelta(days=8))
    assert "State: In review" in commands.said(*close)


def test_a_suggestion_is_answered_or_adopted(commands: Commands, app: Flask, world: World) -> None:
    numbers = [in_state(app, world, State.IN_REVIEW) for _ in range(2)]
    for number in numbers:
        commands.said(
            "proposal", "sign-off", number, "--outcome", "agreed_with_changes", "--comment", "措辞可更清楚。",
            "--as", "reviewer",
        )  # fmt: skip
    sheet = commands.json(ProposalSheet, "proposal", "show", numbers[0], "--as", "drafter")
    assert [(one.text, one.is_open) for one in sheet.suggestions] == [("措辞可更清楚。", True)]
    assert "Suggestion 1: 措辞可更清楚。" in commands.said("proposal", "show", numbers[0], "--as", "drafter")
    answered = commands.said(
        "proposal", "answer", numbers[0], str(sheet.suggestions[0].id), "措辞依上级目录。", "--as", "drafter"
    )
    assert "answered a suggestion" in answered
    assert "took the proposal back" in commands.said("proposal", "take-back", numbers[1], "--as", "drafter")


def test_a_proposal_whose_base_moved_is_taken_back(commands: Commands, app: Flask, world: World) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    assert "nothing to revise for" in commands.refused("proposal", "rebase", number, "--as", "drafter")
    with app.app_context():
        world.published(world.amendment(deadline="5个工作日内公开"))
    text = commands.said("proposal", "show", number, "--as", "reviewer")
    assert "The base has moved on." in text
    assert "Release 2 changed “就业政策法规咨询”." in text
    assert "The base has moved on" in commands.refused("proposal", "sign-off", number, "--as", "reviewer")
    assert "State: Returned for changes" in commands.said("proposal", "rebase", number, "--as", "drafter")


def test_what_is_shown_is_what_the_page_shows(commands: Commands, app: Flask, world: World) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    commands.said(
        "proposal", "comment", number, "请确认人手。\n第二行", "--field", "deadline", "--as", "reviewer"
    )
    sheet = commands.json(ProposalSheet, "proposal", "show", number, "--as", "reviewer")
    assert (sheet.state, sheet.base_release, sheet.shows_draft) == (State.IN_REVIEW, 1, False)
    assert sheet.actions == (Action.SIGN_OFF, Action.REQUEST_CHANGES)
    assert [(one.person, one.field) for one in sheet.comments] == [("王岚", "deadline")]
    assert [one.is_in_turn for one in sheet.steps] == [True, False]
    text = commands.said("proposal", "show", number, "--as", "reviewer")
    for words in (
        f"压缩公开时限 ({number})",
        "State: In review",
        "[Amend] 就业政策法规咨询",
        "个工作日内公开",
        "「-",
        "in turn",
        "Comment 1: 王岚",
        f"flask proposal sign-off {number}",
        f"flask proposal request-changes {number}",
    ):
        assert words in text
    assert "can do nothing with it now" in commands.said("proposal", "show", number, "--as", "auditor")


def test_the_list_holds_what_the_account_may_see(commands: Commands, app: Flask, world: World) -> None:
    review = in_state(app, world, State.IN_REVIEW)
    draft = in_state(app, world, State.DRAFT)

    def numbers(*args: str) -> list[str]:
        return [one.number for one in commands.json(list[ListedProposal], "proposal", "list", *args)]

    assert numbers("--as", "drafter")[:2] == [draft, review]
    assert draft not in numbers("--as", "secrecy")
    assert numbers("--as", "drafter", "--state", "in_review") == [review]
    assert numbers("--as", "drafter", "--limit", "1") == [draft]
    assert review not in numbers("--as", "other-drafter")
    assert numbers("--as", "auditor", "--catalogue", OTHER_COUNTY) == []
    assert review in commands.said("proposal", "list", "--as", "drafter")
    assert commands.said("proposal", "list", "--as", "drafter", "--state", "rejected") == "No proposals\n"
    assert "no published catalogue" in commands.refused(
        "proposal", "list", "--as", "auditor", "--catalogue", "x"
    )
    assert "Your roles do not include this." in commands.refused("proposal", "list", "--as", "system-admin")


def test_the_account_may_be_named_once_for_all(commands: Commands, world: World) -> None:
    assert world
    as_drafter = {"env": {"MULU_AS": "drafter"}}
    assert commands.json(list[ListedProposal], "proposal", "list", **as_drafter)
    assert "Missing option '--as'" in commands("proposal", "list", status=2).stderr
    assert commands.refused("proposal", "list", env={"MULU_AS": "nobody"}) == "There is no account “nobody”."
    assert commands.refused("proposal", "list", "--as", "a\x00") == "There is no account “a\x00”."


def test_the_draft_is_read_changed_and_saved(commands: Commands, app: Flask, world: World, file: str) -> None:
    number = commands.json(Acted, "proposal", "open", COUNTY, "--as", "drafter", "--title", "甲").number
    plain = json.loads(commands.said("proposal", "draft", number, "--as", "drafter"))
    assert plain["title"] == "甲"
    saved = commands.json(
        Acted, "proposal", "save", number, "--draft", file, "--title", "乙", "--trigger", "new_policy",
        "--trigger-date", "2026-03-01", "--effective-from", "2026-04-01", "--as", "drafter",
    )  # fmt: skip
    assert saved.draft_version == 2
    sheet = commands.json(ProposalSheet, "proposal", "show", number, "--as", "drafter")
    assert (sheet.title, sheet.trigger, str(sheet.effective_from), len(sheet.changes)) == (
        "乙",
        "new_policy",
        "2026-04-01",
        1,
    )
    stale = commands.refused(
        "proposal", "save", number, "--title", "丙", "--draft-version", "1", "--as", "drafter"
    )
    assert stale.startswith("Somebody else was quicker")
    edited = json.dumps(plain | {"title": "丁"})
    commands.said("proposal", "save", number, "--draft", "-", "--as", "drafter", input=edited)
    assert json.loads(commands.said("proposal", "draft", number, "--as", "drafter"))["title"] == "丁"
    submitted = in_state(app, world, State.IN_REVIEW)
    assert "shown to its own body" in commands.refused("proposal", "draft", submitted, "--as", "drafter")


def test_a_release_is_undone_by_command(commands: Commands, app: Flask, world: World) -> None:
    in_state(app, world, State.PUBLISHED)
    undone = commands.json(Acted, "proposal", "undo", COUNTY, "2", "--as", "drafter")
    sheet = commands.json(ProposalSheet, "proposal", "show", undone.number, "--as", "drafter")
    assert (sheet.cause_kind, sheet.cause_id) == ("release", f"{COUNTY}:2")
    assert [(one.operation, one.name) for one in sheet.changes] == [("amend", "就业政策法规咨询")]
    assert "no such release" in commands.refused("proposal", "undo", COUNTY, "3", "--as", "drafter")
    said = commands.refused("proposal", "undo", COUNTY, "2", "--as", "reviewer")
    assert said == "Only a drafter of this county's bodies can propose a change to this catalogue."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no json", "The file does not hold a draft as JSON"),
        ('{"title": 3}', "The file does not hold a draft as JSON"),
        ('{"titel": "甲"}', "The file has a member that no draft has: draft.titel"),
        (
            '{"attachments": [{"sha256": "a", "name": "b", "size": 1}]}',
            "no draft has: draft.attachments[0].size",
        ),
        ("[" * 100_000, "The file does not hold a draft as JSON"),
    ],
    ids=["no JSON", "a number as title", "a slip of the pen", "one further in", "very deep"],
)
def test_a_file_that_is_no_draft_is_refused(
    commands: Commands, world: World, text: str, sentence: str
) -> None:
    assert world
    said = commands.refused("proposal", "open", COUNTY, "--draft", "-", "--as", "drafter", input=text)
    assert sentence in said


def test_everything_that_is_missing_is_said_at_once(commands: Commands, world: World) -> None:
    assert world
    number = commands.json(Acted, "proposal", "open", COUNTY, "--as", "drafter").number
    lines = commands.refused("proposal", "submit", number, "--as", "drafter").splitlines()
    assert "Give the proposal a title." in lines
    assert "Say why the change is needed." in lines
    assert len(lines) == len(set(lines)) == 5


@pytest.mark.parametrize(
    ("args", "login", "sentence"),
    [
        (("approve",), "supervisor", "“Approve” is not possible while the proposal is “In review”."),
        (("sign-off",), "drafter", "Whoever wrote into a proposal cannot review or approve it."),
        (("publish",), "reviewer", "Your roles do not include this."),
        (("request-changes",), "reviewer", "Please give the reason in a sentence."),
        (("sign-off", "--version", "1"), "reviewer", "Somebody else was quicker"),
        (("show",), "other-drafter", "It does not exist, or this account may not see it."),
        (("show",), "system-admin", "Administrators of the system do not see business content."),
        (("withdraw",), "other-drafter", "It does not exist, or this account may not see it."),
    ],
)
def test_a_refusal_is_a_sentence_and_changes_nothing(
    commands: Commands, app: Flask, world: World, args: tuple[str, ...], login: str, sentence: str
) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    assert commands.refused("proposal", args[0], number, *args[1:], "--as", login).startswith(sentence)
    with app.app_context():
        assert world.proposal(number).version == 2
