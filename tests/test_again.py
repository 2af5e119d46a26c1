"""Which failures may be looked at twice: those of a few tests with processes of their own, and no others."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.again import MOST, failures, refused
from tests.sources import ROOT

BROWSER = "tests/journeys/test_people.py::test_a_change[sqlite]"
KILL = "tests/faults/test_services_killed.py::test_a_worker[postgresql]"
RULE = "tests/rules/test_r01.py::test_it"


@pytest.mark.parametrize(
    ("failed", "found", "expected"),
    [
        ([BROWSER, KILL], {BROWSER: {"browser", "sqlite"}, KILL: {"postgresql"}}, []),
        ([BROWSER, RULE], {BROWSER: {"browser"}, RULE: {"sqlite"}}, [RULE]),
        ([BROWSER], {}, [BROWSER]),
        (["tests/rules/test_r01.py"], {RULE: set()}, ["tests/rules/test_r01.py"]),
    ],
)
def test_only_what_may_hang_on_the_machine_has_a_second_chance(
    failed: list[str], found: dict[str, set[str]], expected: list[str]
) -> None:
    assert refused(failed, found) == expected


def test_a_run_that_broke_off_tells_of_no_failures(tmp_path: Path) -> None:
    assert failures(tmp_path / "none") == frozenset()


@pytest.mark.parametrize("many", [0, MOST + 1])
def test_too_many_failures_have_no_second_chance(tmp_path: Path, many: int) -> None:
    told = again(tmp_path, *(f"{BROWSER}{one}" for one in range(many)))
    assert told.returncode == 1
    assert f"{many} failures" in told.stderr


def test_a_failure_that_the_code_alone_settles_stays_one(tmp_path: Path) -> None:
    settled = "tests/test_again.py::test_a_run_that_broke_off_tells_of_no_failures"
    told = again(tmp_path, settled)
    assert told.returncode == 1
    assert f"No second chance for {settled}" in told.stdout + told.stderr


def again(folder: Path, *failed: str) -> subprocess.CompletedProcess[str]:
    """Run `make again`'s module where these tests failed last."""
    cache = folder / "lastfailed"
    cache.write_text("{" + ", ".join(f'"{one}": true' for one in failed) + "}", encoding="utf-8")
    code = f"import tests.again as a, pathlib; a.FAILED = pathlib.Path({str(cache)!r}); a.main()"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
