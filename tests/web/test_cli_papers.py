"""Opinions, files, papers and deputies by command."""

from pathlib import Path

import pytest
from flask import Flask

from models import SignOff
from tests import papers
from tests.web.commands import Commands, in_state
from tests.web.editing import Draft
from tests.workflow.looking import all_events, rows_of
from tests.workflow.opinions import with_reviewer
from tests.world import World
from values.canonical import sha256_hex
from values.vocabulary import State

BY_DRAFTER = ("--as", "drafter")
BY_REVIEWER = ("--as", "reviewer")
BY_CENTRE = ("--as", "centre-drafter")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned page on disk."""
    path = tmp_path / "签批单.pdf"
    path.write_bytes(papers.PDF)
    return path


def draft_version(app: Flask, world: World, number: str) -> int:
    """Return the version of a draft."""
    with app.app_context():
        return world.draft_version(number)


def test_a_body_is_asked_and_answers_once(app: Flask, world: World, commands: Commands) -> None:
    with app.app_context():
        with_reviewer(world)
    number = in_state(app, world, State.IN_REVIEW)
    body = str(world.bodies["centre"])
    assert body in commands.said("body", "list").split()
    commands.said("proposal", "ask", number, body, "--working-days", "3", "--question", "请看。", *BY_DRAFTER)
    answer = ("proposal", "opinion", number, "--answer", "has_remarks", *BY_CENTRE)
    assert commands.refused(*answer) == "Write down what your body remarks."
    commands.said(*answer, "--comment", "建议明确材料。")
    assert "has answered already" in commands.refused(*answer, "--comment", "再说一次。")
    with app.app_context():
        assert len(all_events("opinion_given")) == 1


def test_files_are_attached_and_taken_out(
    app: Flask, world: World, commands: Commands, scan: Path, tmp_path: Path
) -> None:
    number = in_state(app, world, State.DRAFT)
    draft = Draft(app, world, f"/proposals/{number}/edit")
    program = tmp_path / "发票.pdf"
    program.write_bytes(papers.EXE)
    refused = commands.refused("proposal", "attach", number, str(scan), str(program), *BY_DRAFTER)
    assert "发票.pdf" in refused
    assert [one.name for one in draft.content.attachments] == [scan.name]
    entry = str(draft.content.changes[0].entry)
    commands.said("proposal", "attach", number, str(scan), "--entry", entry, *BY_DRAFTER)
    (after,) = [change.after for change in draft.content.changes]
    assert after.content.attachments == (sha256_hex(papers.PDF),)
    commands.said("proposal", "detach", number, sha256_hex(papers.PDF), *BY_DRAFTER)
    assert draft.content.attachments == ()
    left = draft_version(app, world, number)
    commands.said("proposal", "detach", number, sha256_hex(papers.PDF), *BY_DRAFTER)
    assert draft_version(app, world, number) == left


def test_a_sign_off_on_paper_is_recorded_with_its_scan(
    app: Flask, world: World, commands: Commands, scan: Path
) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    paper = ("proposal", "record", number, str(scan), "--signatory", "reviewer", "--comment", "同意。")
    assert "cannot lie ahead" in commands.refused(*paper, "--signed-on", "2031-01-01", "--as", "publisher")
    commands.said(*paper, "--signed-on", "2026-03-02", "--as", "publisher")
    with app.app_context():
        (signed,) = rows_of(SignOff, number)
    assert (signed.scan_sha256, signed.actor_id) == (sha256_hex(papers.PDF), world.people["reviewer"])


def test_a_deputy_is_named_and_ended(app: Flask, world: World, commands: Commands) -> None:
    assert world.people
    assert commands.said("deputy", "list", *BY_REVIEWER) == "Nobody stands in.\n"
    named = commands.said("deputy", "name", "publisher", "2026-03-02", "2026-03-06", *BY_REVIEWER).strip()
    (line,) = commands.json(list[dict[str, object]], "deputy", "list", "--as", "publisher")
    assert (str(line["number"]), line["valid_until"]) == (named, "2026-03-06")
    assert named in commands.said("deputy", "list", *BY_REVIEWER)
    commands.said("deputy", "end", named, *BY_REVIEWER)
    commands.said("deputy", "end", named, *BY_REVIEWER)
    with app.app_context():
        assert len(all_events("delegation_ended")) == 1


def test_whom_one_may_not_name_for_is_refused(world: World, commands: Commands) -> None:
    assert world
    days = ("publisher", "2026-03-02", "2026-03-06")
    assert commands.refused("deputy", "name", *days, "--for", "supervisor", *BY_DRAFTER)
    assert "before" in commands.refused(
        "deputy", "name", "publisher", "2026-03-06", "2026-03-02", *BY_REVIEWER
    )
    assert "nobody" in commands.refused("deputy", "name", "nobody", *days[1:], *BY_REVIEWER)
