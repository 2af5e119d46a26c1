"""`make mutants`: which changed lines of `rules/` no test notices, less those that docs/mutants.md explains."""

import subprocess
import sys
from pathlib import Path

from tests.sources import ROOT

PAGE = ROOT / "docs" / "mutants.md"
COMMAND = str(Path(sys.executable).with_name("mutmut"))


def main() -> None:
    """Print every survivor that is not explained, and end with status 1 where there is one."""
    explained = PAGE.read_text(encoding="utf-8")
    survivors = [
        name for name, status in results().items() if status in {"survived", "suspicious", "no tests"}
    ]
    unexplained = [(name, change) for name in survivors if (change := changed(name)) not in explained]
    for name, change in unexplained:
        sys.stdout.write(f"{name}\n    {change}\n")
    sys.stdout.write(f"{len(survivors)} survive, {len(unexplained)} of them unexplained.\n")
    sys.exit(1 if unexplained else 0)


def results() -> dict[str, str]:
    """Return what became of each mutant."""
    lines = _told("results", "--all", "true").splitlines()
    pairs = (line.strip().rsplit(": ", 1) for line in lines if ": " in line)
    return {one[0]: one[1] for one in pairs}


def changed(name: str) -> str:
    """Return what a mutant changes, as the page names it: the function with the line that stands there instead."""
    added = [
        line[1:].strip()
        for line in _told("show", name).splitlines()
        if line.startswith("+") and line[:3] != "+++"
    ]
    function = name.rpartition("__mutmut_")[0].replace("x_", "", 1).replace("xǁ", "").replace("ǁ", ".")
    return f"`{function}`: `{' '.join(added)}`"


def _told(*words: str) -> str:
    return subprocess.run([COMMAND, *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
