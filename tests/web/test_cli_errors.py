"""What the user did wrong, and what the database is not ready for, is said in a sentence."""

import json
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import click
import pytest
import sqlalchemy as sa
import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError

from config import Settings
from models.db import db
from tests.contexts import cheap_settings, dispose
from tests.web.commands import Commands
from tests.world import COUNTY, World
from values.messages import Message
from values.vocabulary import State
from web import create_app
from web.cli.seeding import STAGES, progress_on
from web.cli.story.speaking import SpokenCommand, sentences
from workflow.audit import NotInstalledError
from workflow.errors import InvalidError, Issue, StaleError


def test_an_empty_database_is_sent_to_the_seed(tmp_path: Path) -> None:
    app = create_app(cheap_settings(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path / "home"))
    for args in (["catalogue", "list"], ["proposal", "list", "--as", "drafter"]):
        result = app.test_cli_runner().invoke(args=args)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr == "数据库尚未建立当前版本的表，请先运行 `flask --app wsgi seed`。\n"
    dispose(app)


def test_an_old_schema_is_sent_to_the_seed(commands: Commands, app: Flask, world: World) -> None:
    assert world
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
        connection.execute(sa.text("ALTER TABLE catalogue RENAME COLUMN title TO name"))
    assert "run `flask --app wsgi seed` first" in commands.refused("catalogue", "list")


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = cheap_settings("postgresql+psycopg://nobody@127.0.0.1:9/none", tmp_path / "home")
    app = create_app(replace(settings, language="en"))
    assert Commands(app).refused("catalogue", "list").startswith("The database does not answer: ")
    dispose(app)


def test_a_database_that_was_never_set_up_is_sent_to_the_seed(app: Flask) -> None:
    @app.cli.command("uninstalled", cls=SpokenCommand)
    def _uninstalled() -> None:
        raise NotInstalledError

    result = app.test_cli_runner().invoke(args=["uninstalled"])
    assert (result.exit_code, result.stderr) == (
        1,
        "数据库尚未初始化，请先运行 `flask --app wsgi seed` 或 `make run`。\n",
    )


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "draft.json"),
            "draft.json：No such file or directory\n",
        ),
        (
            OperationalError("SELECT 1", {}, Exception("database is locked")),
            "系统正忙，未作任何改动，请稍后重试。\n",
        ),
    ],
)
def test_what_the_machine_refuses_is_a_sentence_too(app: Flask, error: Exception, sentence: str) -> None:
    @app.cli.command("failing", cls=SpokenCommand)
    def _failing() -> None:
        raise error

    result = app.test_cli_runner().invoke(args=["failing"])
    assert (result.exit_code, result.stderr) == (1, sentence)


@pytest.mark.parametrize("error", [OSError("no file"), OperationalError("SELECT 1", {}, Exception("ours"))])
def test_what_is_our_own_mistake_is_not_hushed_up(app: Flask, error: Exception) -> None:
    @app.cli.command("mistaken", cls=SpokenCommand)
    def _mistaken() -> None:
        raise error

    assert app.test_cli_runner().invoke(args=["mistaken"]).exception is error


def test_log_lines_stay_out_of_what_programs_read(app: Flask) -> None:
    @app.cli.command("logging", cls=SpokenCommand)
    def _logging() -> None:
        structlog.get_logger().warning("broker away")
        click.echo("{}")

    before = structlog.get_config()
    result = app.test_cli_runner().invoke(args=["logging"])
    assert result.stdout == "{}\n"
    assert "broker away" in result.stderr
    assert structlog.get_config() == before


def test_every_issue_is_said_once(app: Flask) -> None:
    issues = [Issue("a", Message("One.")), Issue("b", Message("Two.")), Issue("c", Message("One."))]
    with app.app_context():
        assert sentences(InvalidError(issues)) == "One.\nTwo."
        assert "quicker" not in sentences(StaleError(seen=1, present=2))


def test_commands_speak_chinese_unless_told_otherwise(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    runner = app.test_cli_runner()
    shown = runner.invoke(args=["proposal", "show", number, "--as", "reviewer"])
    for words in ("状态：审核中", "公开时限：", "轮到办理", "该账号现在可以："):
        assert words in shown.stdout
    refused = runner.invoke(args=["proposal", "approve", number, "--as", "drafter"])
    assert (refused.exit_code, refused.stderr) == (1, "参与起草的人员不能审签或签发。\n")
    assert runner.invoke(args=["catalogue", "show", COUNTY]).exit_code == 0


class Terminal(StringIO):
    """A screen on which a bar can move."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_long_work_shows_a_bar_on_a_terminal_and_lines_elsewhere(app: Flask) -> None:
    screens: list[StringIO] = [Terminal(), StringIO()]
    with app.app_context():
        for screen in screens:
            with progress_on(screen) as progress:
                for stage in STAGES:
                    progress(stage)
    terminal, lines = (screen.getvalue() for screen in screens)
    for share in ("0%", "20%", "40%", "60%", "80%", "100%"):
        assert share in terminal
    assert "正在建立示范县的单位和人员" in terminal
    assert terminal.count("\n") == 1
    assert len(lines.splitlines()) == len(STAGES)
    assert "%" not in lines
    assert sys.stdout not in screens


@pytest.mark.slow
def test_the_seed_fills_an_empty_home_and_is_safe_to_run_twice(settings: Settings, app: Flask) -> None:
    runner = app.test_cli_runner()
    first, second = (runner.invoke(args=["seed"]) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.splitlines()[-1] == "加载完成。"
    assert second.stdout == "数据已齐全，未作任何改动。\n"
    assert (settings.home / "demo-password").exists()
    assert json.loads(runner.invoke(args=["seed", "--json"]).stdout) == {"loaded": False}
