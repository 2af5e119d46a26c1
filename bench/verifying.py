"""The file that auditors run: a bundle of 100,000 leaves with what they name, verified by itself and apart from us."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.blocks import FEWEST, Ratio, within
from bench.places import Place
from config import ROOT
from tests.ledger.bundles import Draft, Trail, write

VERIFIER = ROOT / "ledger" / "verify.py"
WANTED_MS = 3_000.0
PROPOSALS = 10_000
"""Each has ten leaves, of which two name a content of their own."""


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Yield how long it takes in time of the processor, Python's own start included; no database has a part in it."""
    folder = place.folder / f"bundle-{place.kind}"
    trail = _trail(min(PROPOSALS, entries))
    write(folder, trail)
    times = sorted(_verified(folder) for _ in range(FEWEST))
    middle = times[len(times) // 2]
    yield within(
        f"{place.kind}: bundle verified",
        middle,
        WANTED_MS,
        blocks=len(times),
        note=f"{len(trail.events):,} leaves, {len(trail.contents):,} contents",
    )


def _trail(proposals: int) -> Trail:
    """Return a log of proposals that were returned once, and then went all the way."""
    trail = Trail()
    trail.install()
    for number in range(proposals):
        one = Draft(trail, f"990101-2026-{number:04d}", contributors=("11", "12"))
        one.act("opened", "draft", details={"catalogue": "990101-employment", "cause": None})
        one.act("submit", "in_review", details={"unchanged": False})
        one.remark(comment_sha256="cd" * 32, details={"comment": str(number)})
        one.act("sign_off", "in_review", actor="21", details={"outcome": "agreed"})
        one.act("request_changes", "changes_requested", actor="22")
        one.act("submit", "in_review", details={"unchanged": False})
        one.act("sign_off", "in_approval", actor="21", details={"outcome": "agreed"})
        one.act("approve", "approved", actor="31")
        one.act("publish", "published", actor="41", details={"release": number + 1})
        one.remark("notified", actor="system", details={"in_app": 4, "email": 4})
    return trail


def _verified(folder: Path) -> float:
    """Return the milliseconds of the processor that a verification takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(  # noqa: S603 - our own file, run as an auditor runs it
        [sys.executable, "-I", VERIFIER, folder, "--vkey", folder / "vkey"], capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise RuntimeError(ran.stdout.decode())
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
