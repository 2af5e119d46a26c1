"""`flask ledger …`: what an operator and an auditor do without pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.workflow.sealed import unguarded
from tests.world import COUNTY, World
from values.vocabulary import State


@pytest.fixture
def number(commands: Commands, app: Flask, world: World) -> str:
    """A published proposal whose events are sealed."""
    with app.app_context():
        number = world.in_state(State.PUBLISHED, world.addition())
    commands.said("ledger", "seal")
    return number


def verified(folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-I", str(folder / "verify.py"), str(folder), *more]
    return subprocess.run(program, capture_output=True, check=False)


def test_an_exported_bundle_is_accepted_against_what_was_kept_outside(
    commands: Commands, number: str, tmp_path: Path
) -> None:
    (tmp_path / "head").write_text(commands.said("ledger", "checkpoint"), encoding="utf-8")
    state = json.loads(commands.said("ledger", "status", "--json"))
    (tmp_path / "vkey").write_text("\n".join(state["keys"]), encoding="utf-8")
    for scope in (("--all",), ("--proposal", number), ("--catalogue", COUNTY)):
        folder = tmp_path / scope[0]
        told = json.loads(commands.said("ledger", "export", *scope, "--to", str(folder), "--json"))
        assert told["leaves"] > 5
        ran = verified(folder, "--vkey", str(tmp_path / "vkey"))
        assert ran.returncode == 0, ran.stdout.decode()
    ran = verified(tmp_path / "--all", "--checkpoint", str(tmp_path / "head"))
    assert ran.returncode == 0, ran.stdout.decode()


@pytest.mark.usefixtures("number")
def test_verifying_says_what_was_checked_and_names_the_first_wrong_leaf(
    commands: Commands, app: Flask
) -> None:
    assert "Everything is as it was recorded." in commands.said("ledger", "verify")
    with app.app_context():
        unguarded(
            "UPDATE entry_version SET deadline = '三十年内' WHERE id = (SELECT max(id) FROM entry_version)"
        )
    told = json.loads(commands("ledger", "verify", "--json", status=1).stdout)
    assert not told["right"]
    assert told["wrong"][0]["leaf"] is not None
    assert COUNTY in told["wrong"][0]["message"]


@pytest.mark.usefixtures("number")
def test_an_interval_of_one_leaf_is_that_leaf(commands: Commands, app: Flask) -> None:
    last = json.loads(commands.said("ledger", "status", "--json"))["size"] - 1
    with app.app_context():
        unguarded(
            "DELETE FROM ledger_copy",
            "DELETE FROM ledger_checkpoint",
            f'DELETE FROM ledger_leaf WHERE "index" = {last}',  # noqa: S608 - our own number
        )
    told = commands("ledger", "verify", status=1).stdout
    assert f"Leaf {last}: The head in" in told
    assert f"Leaves {last} to" not in told


@pytest.mark.usefixtures("number")
def test_what_cannot_be_exported_is_said(commands: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "new")
    assert "no such proposal" in commands.refused("ledger", "export", "--proposal", "1", "--to", target)
    assert "no such catalogue" in commands.refused("ledger", "export", "--catalogue", "1", "--to", target)
    assert "Say what is wanted" in commands.refused("ledger", "export", "--to", target)
    (tmp_path / "there").write_text("", encoding="utf-8")
    assert "exists already" in commands.refused("ledger", "export", "--all", "--to", str(tmp_path / "there"))
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("number")
def test_a_key_is_turned_over_and_a_witness_signs(commands: Commands, tmp_path: Path) -> None:
    made = json.loads(commands.said("ledger", "rotate-key", "--json"))
    commands.said("ledger", "seal")
    signed = json.loads(commands.said("ledger", "witness", "--folder", str(tmp_path / "w"), "--json"))
    state = json.loads(commands.said("ledger", "status", "--json"))
    assert state["keys"][-1] == made["verifier_key"]
    assert state["witnesses"] == [signed]
    assert "goes on" in commands.refused("ledger", "open", "--yes")
    commands.said("ledger", "export", "--all", "--to", str(tmp_path / "b.zip"))
    ran = subprocess.run(
        [sys.executable, "-I", "ledger/verify.py", str(tmp_path / "b.zip")], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stdout.decode()
