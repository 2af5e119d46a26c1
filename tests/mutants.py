"""`make mutants`: which changed lines of `rules/` no test notices, less those that docs/mutants.md explains."""

import subprocess
import sys
from pathlib import Path

from tests.sources import ROOT

PAGE = ROOT / "docs" / "mutants.md"
COMMAND = str(Path(sys.executable).with_name("mutmut"))
NOTICED = frozenset({"killed", "timeout", "caught by type check", "skipped"})


def main() -> None:
    """Print what no test notices and nothing explains, and what was not tried; end with status 1 where there is any."""
    page = PAGE.read_text(encoding="utf-8")
    left: list[str] = []
    found = results()
    for name, status in found.items():
        if status not in NOTICED:
            what = named(name) if status in {"no tests", "not checked"} else changed(name)
            if what not in page:
                left.append(f"{name}: {status}\n    {what}")
    sys.stdout.write("".join(f"{one}\n" for one in left))
    sys.stdout.write(f"{len(found)} mutants, {len(left)} of them neither noticed nor explained.\n")
    sys.exit(1 if left else 0)


def results() -> dict[str, str]:
    """Return what became of each mutant."""
    lines = _told("results", "--all", "true").splitlines()
    pairs = (line.strip().rsplit(": ", 1) for line in lines if ": " in line)
    return {one[0]: one[1] for one in pairs}


def named(name: str) -> str:
    """Return the function of a mutant, as the page names it."""
    function = name.rpartition("__mutmut_")[0]
    return f"`{function.replace('.x_', '.').replace('.xǁ', '.').replace('ǁ', '.')}`"


def changed(name: str) -> str:
    """Return what a mutant changes, as the page names it: the function, and what stands in it instead."""
    lines = _told("show", name).splitlines()
    added = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    return f"{named(name)}: `{' '.join(added)}`"


def _told(*words: str) -> str:
    command = [COMMAND, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
