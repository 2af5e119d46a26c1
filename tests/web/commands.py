"""Commands as tests run them: in English, with what they print for people or for programs."""

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from config import Settings
from tests.world import World
from values.clock import FrozenClock
from values.serial import from_plain, to_plain
from values.vocabulary import State


class Commands:
    """The command line of an app."""

    def __init__(self, app: Flask) -> None:
        """Take the app whose commands are run."""
        self.runner = app.test_cli_runner()

    def __call__(self, *args: str, status: int = 0, **more: Any) -> Result:
        """Run a command, which has to end with a status."""
        result = self.runner.invoke(args=args, **more)
        assert result.exit_code == status, (result.output, result.exception)
        return result

    def said(self, *args: str, **more: Any) -> str:
        """Run a command that succeeds without a word on the error stream, and return what it prints."""
        result = self(*args, **more)
        assert result.stderr == ""
        return result.stdout

    def refused(self, *args: str, **more: Any) -> str:
        """Run a command that is refused, and return its sentence: there is nothing else, and no traceback."""
        result = self(*args, status=1, **more)
        assert isinstance(result.exception, SystemExit)
        assert result.stdout == ""
        return result.stderr.strip()

    def json(self, shape: Any, *args: str, **more: Any) -> Any:
        """Run a command with `--json` and return its shape, to which the output is held member by member."""
        plain = json.loads(self.said(*args, "--json", **more))
        read = from_plain(plain, shape)
        assert json.loads(json.dumps(to_plain(read))) == plain
        return read


@pytest.fixture
def commands(app: Flask, settings: Settings, clock: FrozenClock) -> Commands:
    """The command line of the app in English, at nine on a Monday."""
    assert clock
    app.config["SETTINGS"] = replace(settings, language="en")
    return Commands(app)


def in_state(app: Flask, world: World, state: State, **more: object) -> str:
    """Bring a proposal to a state and return its number."""
    with app.app_context():
        return world.in_state(state, **more)  # type: ignore[arg-type]
