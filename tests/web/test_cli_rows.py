"""Every operation by command: what `flask proposal row` makes of the draft."""

import pytest
from flask import Flask

from rules.findings import Severity
from tests.web.commands import Commands
from tests.web.editing import Draft
from tests.world import COUNTY, ROWS, World, draft
from values.proposal_content import DraftContent
from values.vocabulary import LeaveOutReason, Operation
from web.cli.proposal.shapes import ProposalSheet
from workflow import operations

AS = ("--as", "drafter")


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A proposal that changes nothing yet."""
    with app.app_context():
        return world.opened(DraftContent(title="调整事项"))


def done_to(app: Flask, world: World, number: str) -> list[tuple[str, Operation]]:
    """Return what the draft does, row by row."""
    changes = Draft(app, world, f"/proposals/{number}/edit").content.changes
    return [(change.after.content.name, change.operation) for change in changes]


EXPECTED: dict[str, tuple[tuple[str, ...], list[tuple[str, Operation]]]] = {
    "amend": (("1.1", "--amend"), [(ROWS[0], Operation.AMEND)]),
    "leave out": (
        ("1.2", "--leave-out", "not_practised", "--explanation", "本县未开展此项业务。"),
        [(ROWS[1], Operation.LEAVE_OUT)],
    ),
    "under": (("1.2", "--under", "0"), [(ROWS[1], Operation.MOVE)]),
    "after": (("1.1", "--after", "1.2"), [(ROWS[0], Operation.MOVE)]),
    "split": (
        ("1.1", "--split", "政策", "--split", "法规"),
        [(ROWS[0], Operation.SPLIT), ("政策", Operation.SPLIT), ("法规", Operation.SPLIT)],
    ),
    "merge": (("1.1", "--merge-into", "1.2"), [(ROWS[0], Operation.MERGE), (ROWS[1], Operation.MERGE)]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_row_is_given_its_operation(
    app: Flask, world: World, commands: Commands, number: str, name: str
) -> None:
    given, expected = EXPECTED[name]
    commands.said("proposal", "row", number, *given, *AS)
    assert done_to(app, world, number) == expected
    commands.said("proposal", "row", number, given[0], "--drop", *AS)
    assert (ROWS[0], Operation.SPLIT) not in done_to(app, world, number)


def test_a_row_that_is_not_listed_is_restored(
    app: Flask, world: World, commands: Commands, number: str
) -> None:
    with app.app_context():
        row = world.row(ROWS[0])
        world.published(
            draft([operations.left_out(row, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")])
        )
    commands.said("proposal", "row", number, row.state.entry, "--restore", "--after", "1.1", *AS)
    assert done_to(app, world, number) == [(ROWS[0], Operation.RESTORE)]


def test_the_whole_way_by_command(app: Flask, world: World, commands: Commands, number: str) -> None:
    commands.said("proposal", "row", number, "1.1", "--split", "政策", "--split", "法规", *AS)
    commands.said(
        "proposal",
        "save",
        number,
        "--trigger",
        "annual_check",
        "--trigger-date",
        "2026-03-02",
        "--rationale",
        "分开公开更清楚。",
        *AS,
    )
    for finding in commands.json(ProposalSheet, "proposal", "show", number, *AS).findings:
        if finding.severity is Severity.WARNING:
            commands.said("proposal", "justify", number, finding.key, "分开后名称不同。", *AS)
    commands.said("proposal", "submit", number, *AS)
    for login in ("reviewer", "secrecy", "office"):
        commands.said("proposal", "sign-off", number, "--as", login)
    commands.said("proposal", "approve", number, "--as", "supervisor")
    commands.said("proposal", "publish", number, "--as", "publisher")
    with app.app_context():
        assert {"政策", "法规"} <= {row.state.content.name for row in world.rows(COUNTY).values()}


WRONG = {
    "no such row": (("9.9", "--amend"), "no row “9.9”"),
    "nothing said": (("1.1",), "one thing that is to happen"),
    "two things said": (("1.1", "--split", "甲", "--merge-into", "1.2"), "one thing that is to happen"),
    "one part": (("1.1", "--split", "甲"), "two new rows at least"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_said(commands: Commands, number: str, name: str) -> None:
    given, said = WRONG[name]
    assert said in commands.refused("proposal", "row", number, *given, *AS)
