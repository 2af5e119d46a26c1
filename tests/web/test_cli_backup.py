"""Backups while it runs, and back: what is whole comes back whole, and what is older is said loudly."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from config import Settings
from models import Event
from models.db import db
from tests.contexts import dispose
from tests.databases import Databases
from tests.servers import postgresql_programs
from tests.web.commands import Commands
from tests.workflow.reached import SECRET, service
from tests.world import World
from values.services import ServiceKind
from values.vocabulary import State
from web import create_app
from workflow.queries.services import unopened_services
from workflow.vault import Vault


@pytest.fixture
def commands_with_programs(commands: Commands, app: Flask) -> Commands:
    """The command line, with PostgreSQL's programs of the version that runs."""
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect() as connection:
                major = int(str(connection.scalar(sa.text("SHOW server_version_num")))) // 10_000
            settings: Settings = app.config["SETTINGS"]
            app.config["SETTINGS"] = replace(settings, pg_bin=str(postgresql_programs(major)))
    return commands


Restore = Callable[[Path], tuple[Result, Flask]]


@pytest.fixture
def restore(app: Flask, databases: Databases) -> Iterator[Restore]:
    """Bring a backup back into a new database beside the old one, with the same keys and heads outside."""
    made: list[tuple[str, Flask]] = []

    def bring_back(source: Path) -> tuple[Result, Flask]:
        settings: Settings = app.config["SETTINGS"]
        name = f"restored_{secrets.token_hex(4)}"
        url, home = databases.create(name), settings.home.with_name(name)
        keys, heads = str(settings.keys_folder), str(settings.checkpoints_folder)
        other = create_app(replace(settings, database_url=url, home=home, keys=keys, checkpoints=heads))
        made.append((name, other))
        return other.test_cli_runner().invoke(args=["restore", str(source)]), other

    yield bring_back
    for name, other in made:
        dispose(other)
        databases.drop(name)


def test_a_backup_comes_back_with_everything_that_was_sealed(
    commands_with_programs: Commands, app: Flask, world: World, restore: Restore, tmp_path: Path
) -> None:
    with app.app_context():
        world.in_state(State.PUBLISHED)
        events = db.session.scalar(sa.select(sa.func.count()).select_from(Event)) or 0
        db.session.remove()
    commands_with_programs.said("ledger", "seal")
    said = commands_with_programs.said("backup", str(tmp_path / "copy"))
    assert "sealed events" in said
    assert "exists already" in commands_with_programs.refused("backup", str(tmp_path / "copy"))
    result, other = restore(tmp_path / "copy")
    assert result.exit_code == 0, (result.output, result.exception)
    with other.app_context():
        assert (db.session.scalar(sa.select(sa.func.count()).select_from(Event)) or 0) > events
        db.session.remove()
    checked = other.test_cli_runner().invoke(args=["ledger", "verify"])
    assert checked.exit_code == 0, checked.output


def test_credentials_of_message_services_need_their_key_beside_the_backup(
    commands_with_programs: Commands, app: Flask, world: World, restore: Restore, tmp_path: Path
) -> None:
    with app.app_context():
        service(world, ServiceKind.WECOM_APP, app.config["SETTINGS"].home)
    said = commands_with_programs.said("backup", str(tmp_path / "copy"))
    assert "services.key only, which is not" in said
    assert SECRET.encode() not in (tmp_path / "copy").read_bytes()
    result, other = restore(tmp_path / "copy")
    assert "enter the credentials of 1 services anew" in result.stdout
    own, there = app.config["SETTINGS"], other.config["SETTINGS"]
    there.services_key_file.write_bytes(own.services_key_file.read_bytes())
    there.services_key_file.chmod(0o600)
    with other.app_context():
        assert unopened_services(db.session(), Vault(there.services_key_file)) == (1, 0)
        db.session.remove()


def test_an_older_backup_is_reported_as_a_rollback(
    commands_with_programs: Commands, app: Flask, world: World, restore: Restore, tmp_path: Path
) -> None:
    commands_with_programs.said("ledger", "seal")
    commands_with_programs.said("backup", str(tmp_path / "copy"))
    with app.app_context():
        world.in_state(State.IN_REVIEW)
        db.session.remove()
    commands_with_programs.said("ledger", "seal")
    result, other = restore(tmp_path / "copy")
    assert result.exit_code == 1
    assert "set back to an older state" in result.stderr
    stopped = other.test_cli_runner().invoke(args=["ledger", "seal"])
    assert stopped.exit_code == 1
    opened = other.test_cli_runner().invoke(args=["ledger", "open", "--yes"])
    assert opened.exit_code == 0, opened.output
    assert other.test_cli_runner().invoke(args=["ledger", "seal"]).exit_code == 0
    bundle = tmp_path / "bundle"
    exported = other.test_cli_runner().invoke(args=["ledger", "export", "--all", "--to", str(bundle)])
    assert exported.exit_code == 0, exported.output
    ran = subprocess.run(
        [sys.executable, "-I", str(bundle / "verify.py"), str(bundle)], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stdout.decode()


def test_what_is_no_backup_is_refused_and_changes_nothing(
    commands_with_programs: Commands, world: World, tmp_path: Path, restore: Restore
) -> None:
    del world
    assert "There is no file" in commands_with_programs.refused("restore", str(tmp_path / "none"))
    (tmp_path / "rubbish").write_bytes(b"no database at all, only words" * 100)
    result, _ = restore(tmp_path / "rubbish")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    cut = tmp_path / "cut"
    commands_with_programs.said("backup", str(tmp_path / "copy"))
    shutil.copyfile(tmp_path / "copy", cut)
    os.truncate(cut, cut.stat().st_size // 2)
    result, _ = restore(cut)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
