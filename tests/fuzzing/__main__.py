"""Lets atheris look for files that the readers stumble over: `python -m tests.fuzzing xlsx --minutes 10`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import atheris

with atheris.instrument_imports(include=["formats", "values"], enable_loader_override=False):
    from tests.fuzzing.trial import tried

from tests.fuzzing.mutation import members_of, mutated, package_of
from tests.fuzzing.seeds import FAMILIES, seeds

LONGEST = 10
"""Seconds that one file may take; a seed takes some milliseconds."""
MOST_MEGABYTES = 700
"""What the process may have, atheris and its corpus included."""
LARGEST = 60_000


def main() -> int:
    """Look in every family that is asked for, one after the other; return how many found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", default=list(FAMILIES), metavar="family")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all families together")
    parser.add_argument("--corpus", type=Path, help="a folder whose files are kept for the next time")
    told = parser.parse_args()
    families = told.families or list(FAMILIES)
    if len(families) == 1:
        _look(families[0], int(told.minutes * 60), told.corpus)
    share = str(told.minutes / len(families))
    failed = 0
    for family in families:
        command = [sys.executable, "-m", "tests.fuzzing", family, "--minutes", share]
        command += ["--corpus", str(told.corpus)] if told.corpus else []
        failed += subprocess.run(command, check=False).returncode != 0
    return failed


def _look(family: str, seconds: int, corpus: Path | None) -> None:
    """Look until the time is over or something is found, which is left in the folder; does not return."""
    folder = (corpus or Path(tempfile.mkdtemp(prefix="mulu-fuzz-"))) / family
    folder.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(seeds(family)):
        (folder / f"seed{place}").write_bytes(seed)
    limits = [f"-timeout={LONGEST}", f"-rss_limit_mb={MOST_MEGABYTES}", f"-max_len={LARGEST}"]
    options = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={folder.parent}/{family}-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, *options, str(folder)], tried, custom_mutator=_mutated)
    atheris.Fuzz()


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Spoil by structure, or as libFuzzer does, which follows coverage inside the members of a package as well."""
    chance = Random(seed)  # noqa: S311 - no secret
    if chance.random() < 0.6:
        return mutated(data, chance)[:most]
    members: Any = members_of(data) if data.startswith(b"PK") else None
    if not members:
        return atheris.Mutate(data, most)
    name = chance.choice(list(members))
    return package_of(members | {name: atheris.Mutate(members[name], most)})[:most]


if __name__ == "__main__":
    sys.exit(main())
