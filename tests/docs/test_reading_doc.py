"""The table of oddities in docs/reading.md names tests and fixtures that are there."""

import re

from tests.sources import ROOT

FOLDER = ROOT / "tests" / "formats"
_LINE = re.compile(r"^\| [^|]+ \| ([^|]+) \| `(test_\w+)` \|$", re.MULTILINE)


def test_every_oddity_has_the_test_that_is_told() -> None:
    told = _LINE.findall((ROOT / "docs" / "reading.md").read_text(encoding="utf-8"))
    code = "\n".join(one.read_text(encoding="utf-8") for one in FOLDER.glob("test_*.py"))
    tests = set(re.findall(r"^def (test_\w+)", code, re.MULTILINE))
    assert len(told) > 20
    assert {name for _, name in told} - tests == set()


def test_every_fixture_that_is_told_is_there() -> None:
    told = _LINE.findall((ROOT / "docs" / "reading.md").read_text(encoding="utf-8"))
    files = {one for made, _ in told for one in re.findall(r"`([^`]+)`", made)}
    assert files
    assert {one for one in files if not list(FOLDER.rglob(one.rpartition("/")[2]))} == set()
