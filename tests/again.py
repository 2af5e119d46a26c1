"""`make again`: give a few tests that failed beside others a second chance alone, and name them loudly.

Only tests that drive real processes or a browser have one: whether they pass may hang on what else the machine does.
A test whose outcome is settled by the code alone has none, nor have more than a few failures, nor has what broke off.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sources import ROOT

FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
MOST = 3
"""How many may have failed."""
PROCESSES = frozenset({"browser", "redis", "node"})
"""Markers of tests with processes beside their own."""
KILLED = "tests/faults/"
"""Where processes are killed and stopped."""


@dataclass
class SecondChance:
    """Sees to it that only what may depend on the machine is run again, and that all of it is."""

    failed: frozenset[str]
    refused: list[str] = field(default_factory=list)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """End the run where a test has no second chance."""
        found = {item.nodeid: {mark.name for mark in item.iter_markers()} for item in items}
        self.refused = refused(self.failed, found)
        if self.refused:
            pytest.exit(f"No second chance for {', '.join(self.refused)}.", returncode=1)


def refused(failed: Iterable[str], found: dict[str, set[str]]) -> list[str]:
    """Return which of the tests that failed have no second chance.

    Args:
        failed: tests, or files that could not be collected.
        found: each test that was collected now, with its markers.
    """
    return [
        one
        for one in sorted(failed)
        if one not in found or not (one.startswith(KILLED) or PROCESSES & found[one])
    ]


def failures(path: Path) -> frozenset[str]:
    """Return what failed in the last run; nothing where it broke off before it could be told."""
    return frozenset(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


def main() -> None:
    """Run the failed tests once more, and end with status 0 where all of them pass now."""
    failed = failures(FAILED)
    if not 0 < len(failed) <= MOST:
        sys.exit(f"{len(failed)} failures are told of; one to {MOST} may be run again.")
    status = int(pytest.main(["-n", "0", *sorted(failed)], plugins=[SecondChance(failed)]))
    for one in sorted(failed):
        sys.stdout.write(f"UNSTEADY: {one} failed beside others{'' if status else ', and passed alone'}.\n")
    sys.exit(status)


if __name__ == "__main__":
    main()
