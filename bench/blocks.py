"""Time two sides in short blocks that alternate, so that what disturbs the machine disturbs both."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Side = Callable[[int], object]
"""Does the work of one round; both sides get the same rounds."""

FEWEST = 5
"""Blocks of which a median is taken."""


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """How much longer ours takes than the bare side."""

    name: str
    ratio: float
    """Median over the blocks of ours through bare."""
    wanted: float
    """What it should be at most."""
    ours_ms: float
    """Milliseconds of one round, median over the blocks."""
    bare_ms: float
    blocks: int
    note: str = ""

    @property
    def line(self) -> str:
        """Return what is printed."""
        verdict = "ok  " if self.ratio <= self.wanted else "MISS"
        note = f"  ({self.note})" if self.note else ""
        return (
            f"{verdict} {self.name:<44} {self.ratio:5.2f} of at most {self.wanted:.2f}"
            f"   ours {self.ours_ms:8.3f} ms, bare {self.bare_ms:8.3f} ms, {self.blocks} blocks{note}"
        )


def within(name: str, took: float, limit: float, *, blocks: int, note: str = "") -> Ratio:
    """Hold what a round took against what it may take; both in milliseconds."""
    return Ratio(
        name=name,
        ratio=round(took / limit, 3),
        wanted=1.0,
        ours_ms=round(took, 3),
        bare_ms=limit,
        blocks=blocks,
        note=note,
    )


def interleaved(
    name: str,
    ours: Side,
    bare: Side,
    *,
    wanted: float,
    rounds: Sequence[Sequence[int]],
    note: str = "",
    ours_first: bool = False,
) -> Ratio:
    """Time both sides.

    Args:
        name: what is measured.
        ours: the product's side.
        bare: the side it is held against.
        wanted: the most that the ratio should be.
        rounds: the rounds of each block; whoever begins changes from block to block.
        note: what else to say.
        ours_first: ours always begins, since the bare side repeats what it did.
    """
    if len(rounds) < FEWEST:
        raise ValueError(f"A median is taken of {FEWEST} blocks at least.")
    times: list[tuple[float, float]] = []
    for number, block in enumerate(rounds):
        if number % 2 and not ours_first:
            second = _timed(bare, block)
            times.append((_timed(ours, block), second))
        else:
            first = _timed(ours, block)
            times.append((first, _timed(bare, block)))
    return Ratio(
        name=name,
        ratio=round(statistics.median(first / second for first, second in times), 3),
        wanted=wanted,
        ours_ms=round(statistics.median(first for first, _ in times), 4),
        bare_ms=round(statistics.median(second for _, second in times), 4),
        blocks=len(times),
        note=note,
    )


def _timed(side: Side, block: Sequence[int]) -> float:
    """Return the milliseconds of one round."""
    begin = time.perf_counter()
    for one in block:
        side(one)
    return (time.perf_counter() - begin) * 1000 / len(block)
