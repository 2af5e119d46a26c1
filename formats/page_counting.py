"""How many pages files have: 页数 of a record. PDF is counted in a process of its own, since it may be hostile."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from formats.media_type import JPEG, PDF, PNG
from formats.page_child import HEAD, SECONDS
from formats.surroundings import surroundings

ROOT = Path(__file__).parents[1]
BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG": PNG, b"\xff\xd8\xff": JPEG}


def page_counts(files: Sequence[bytes]) -> list[int | None]:
    """Return of each file how many pages it has: of PDF as many, of a picture one; None where that has no meaning.

    A PDF that cannot be counted within limits of time and memory has None as well, and hinders no other.
    """
    kinds = [_kind(one) for one in files]
    counted = iter(_counted([data for data, kind in zip(files, kinds, strict=True) if kind == PDF]))
    return [next(counted) if kind == PDF else 1 if kind else None for kind in kinds]


def _kind(data: bytes) -> str | None:
    return next((kind for begins, kind in BEGINNINGS.items() if data.startswith(begins)), None)


def _counted(files: Sequence[bytes]) -> list[int | None]:
    found: list[int | None] = []
    while len(found) < len(files):
        found += _asked(files[len(found) :])
        if len(found) < len(files):
            found.append(None)  # The process ended over this one; the next takes up those behind it.
    return found


def _asked(files: Sequence[bytes]) -> list[int | None]:
    """Return the counts of one process: fewer where it ended before."""
    try:
        said = subprocess.run(
            [sys.executable, "-m", "formats.page_child"],
            input=b"".join(HEAD.pack(len(one)) + one for one in files),
            capture_output=True,
            cwd=ROOT,
            env=surroundings(),
            check=False,
            timeout=SECONDS + 10,
        ).stdout
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
    return [int(one) if one.isdigit() else None for one in said.decode().split("\n")[:-1]]
