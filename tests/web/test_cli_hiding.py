"""`flask hiding …`, and what the public commands of the catalogue no longer say."""

import json

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.world import COUNTY, ROWS, World
from values.hiding import HidingReason, HidingState
from web.cli.catalogue.hiding_shapes import ShownHiding

WHY = ("--comment", "含身份证号码。")


@pytest.fixture
def entry(app: Flask, world: World) -> str:
    with app.app_context():
        return world.row().state.entry


def hide(commands: Commands, entry: str, *more: str) -> ShownHiding:
    arguments = ("--entry", entry, "--reason", "personal_data", *WHY, "--as", "publisher", *more)
    shown: ShownHiding = commands.json(ShownHiding, "hiding", "hide", COUNTY, *arguments)
    return shown


def test_it_is_hidden_approved_and_lifted_by_commands(commands: Commands, entry: str) -> None:
    assert commands.said("hiding", "list", COUNTY, "--as", "auditor") == "Nothing is hidden.\n"
    shown = hide(commands, entry, "--field", "deadline")
    assert (shown.reason, shown.state, shown.field) == (
        HidingReason.PERSONAL_DATA,
        HidingState.WAITING,
        "deadline",
    )
    number = str(shown.id)
    assert "4 March 2026" in commands.said("hiding", "list", COUNTY, "--as", "overseer")
    acted = [
        commands.json(ShownHiding, "hiding", verb, number, *WHY, "--as", login).state
        for verb, login in (("approve", "supervisor"), ("lift", "supervisor2"))
    ]
    assert acted == [HidingState.APPROVED, HidingState.OVER]
    assert json.loads(commands.said("hiding", "list", COUNTY, "--json", "--as", "auditor")) == []
    (listed,) = json.loads(commands.said("hiding", "list", COUNTY, "--all", "--json", "--as", "auditor"))
    assert listed["state"] == "over"
    assert "over" in commands.said("hiding", "list", COUNTY, "--all", "--as", "auditor")


def test_commands_say_what_they_did(commands: Commands, entry: str) -> None:
    arguments = ("--entry", entry, "--reason", "other", *WHY, "--as", "supervisor")
    assert "as number 1" in commands.said("hiding", "hide", COUNTY, *arguments)
    assert "stays hidden" in commands.said("hiding", "approve", "1", *WHY, "--as", "supervisor2")
    assert "sees it again" in commands.said("hiding", "lift", "1", *WHY, "--as", "supervisor")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("approve", "1", *WHY, "--as", "publisher"), "Only supervisors"),
        (("lift", "1", "--comment", " ", "--as", "supervisor"), "Say why"),
        (("lift", "77", *WHY, "--as", "supervisor"), "does not exist"),
        (("approve", "1", *WHY, "--as", "nobody"), "no account"),
        (("list", COUNTY, "--as", "other-drafter"), "does not exist"),
        (("list", COUNTY, "--as", "system-admin"), "do not include this"),
        (("list", "990199-employment", "--as", "drafter"), "does not exist"),
    ],
)
def test_a_refusal_is_a_sentence(
    commands: Commands, entry: str, arguments: tuple[str, ...], sentence: str
) -> None:
    hide(commands, entry)
    assert sentence in commands.refused("hiding", *arguments)


def test_field_and_attachment_together_are_an_error_of_usage(commands: Commands, entry: str) -> None:
    both = ("--field", "deadline", "--attachment", "0" * 64, "--entry", entry, "--reason", "other")
    result = commands("hiding", "hide", COUNTY, *both, *WHY, "--as", "publisher", status=2)
    assert "not both" in result.output


def test_the_public_commands_leave_out_what_is_hidden(commands: Commands, entry: str) -> None:
    reading = (
        ("show", COUNTY),
        ("as-of", COUNTY, "2026-03-02"),
        ("as-of", COUNTY, "2026-03-02", "--clock", "shown"),
        ("compare", COUNTY, "1", "1"),
    )
    assert ROWS[0] in commands.said("catalogue", "show", COUNTY)
    hide(commands, entry)
    for arguments in reading:
        for more in ((), ("--json",)):
            assert ROWS[0] not in commands.said("catalogue", *arguments, *more)
    assert "no entry" in commands.refused("catalogue", "timeline", COUNTY, "--entry", entry)
