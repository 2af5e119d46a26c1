"""What is forked runs as it would by itself, and its end is noticed however it comes."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.nursery import Child, Nursery
from tests.faults.processes import kill_group, members
from tests.waiting import wait_until


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output.log"


@pytest.fixture
def waiting(nursery: Nursery, output: Path) -> Iterator[Child]:
    """A process that listens on a port of its own until it is ended."""
    child = nursery.fork(["-m", "http.server", "0", "--bind", "127.0.0.1"], os.environ, output)
    wait_until(lambda: output.exists() and "Serving HTTP" in output.read_text(), "it listened")
    yield child
    kill_group(child)


def test_it_has_its_own_arguments_environment_and_output(nursery: Nursery, output: Path) -> None:
    child = nursery.fork(["-m", "calendar", "2026", "3"], {"LC_ALL": "C"}, output)
    child.wait(timeout=20)
    assert "March 2026" in output.read_text()
    assert child.poll() is not None


def test_what_cannot_begin_says_why_and_ends(nursery: Nursery, output: Path) -> None:
    nursery.fork(["-m", "tests.no_such_module"], os.environ, output).wait(timeout=20)
    assert "no_such_module" in output.read_text()


def test_it_runs_until_it_is_killed_alone_in_its_group(waiting: Child) -> None:
    assert waiting.poll() is None
    assert members(waiting) == [waiting.pid]
    os.kill(waiting.pid, signal.SIGKILL)
    waiting.wait(timeout=20)
    assert waiting.poll() is not None
    assert members(waiting) == []


def test_it_ends_when_it_is_asked_to(waiting: Child) -> None:
    waiting.terminate()
    waiting.wait(timeout=20)
    assert waiting.poll() is not None
