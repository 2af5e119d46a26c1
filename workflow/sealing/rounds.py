"""Which leaves have their contents hashed anew next, so that all of a long log are within a month and no run is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from values.clock import shanghai_day
from workflow.sealing.walk import PAGE

ROUND = timedelta(days=30)
"""Within this every leaf is hashed anew."""

ROUND_DAYS = 25
"""Nights over which the old leaves are spread: some may fall out before the round is over."""

AT_ONCE = 64 * PAGE
"""Leaves of one run, some minutes of work; a log that is no longer is hashed whole every night."""


@dataclass(frozen=True)
class Checked:
    """That the contents of leaves were hashed anew: from the first to before the second."""

    first: int
    before: int
    at: datetime | None
    """None: never, or too long ago to be known."""


def coverage(checks: Sequence[Checked], size: int) -> list[Checked]:
    """Return when each leaf of a log was hashed last, in stretches without gaps, from left to right.

    Args:
        checks: what was done, the oldest first.
        size: how many leaves there are.
    """
    open_, covered = [(0, size)] if size else [], list[Checked]()
    for check in reversed(checks):
        left = []
        for first, before in open_:
            start, end = max(first, check.first), min(before, check.before)
            if start >= end:
                left.append((first, before))
                continue
            covered.append(Checked(start, end, check.at))
            left += [part for part in ((first, start), (end, before)) if part[0] < part[1]]
        open_ = left
        if not open_:
            break
    covered += [Checked(first, before, None) for first, before in open_]
    return sorted(covered, key=lambda one: one.first)


def due(checks: Sequence[Checked], size: int, *, now: datetime) -> Checked | None:
    """Return which leaves are to be hashed now, new ones first; None where today's work is done.

    Args:
        checks: what was done, the oldest first.
        size: how many leaves there are.
        now: the moment.
    """
    today = [one for one in checks if _is_of_today(one, now)]
    if size <= AT_ONCE:
        return Checked(0, size, now) if size and not today else None
    covered = coverage(checks, size)
    new = next((one for one in covered if one.at is None), None)
    if new is not None and (not today or new.before - new.first >= AT_ONCE):
        return _window(new, AT_ONCE, size, now)
    left = -(-size // ROUND_DAYS) - _hashed_again(checks, today, size)
    old = [one for one in covered if one.at is not None and not _is_of_today(one, now)]
    if left <= 0 or not old:
        return None
    return _window(min(old, key=lambda one: (one.at, one.first)), min(left, AT_ONCE), size, now)


def _is_of_today(check: Checked, now: datetime) -> bool:
    return check.at is not None and shanghai_day(check.at) == shanghai_day(now)


def _hashed_again(checks: Sequence[Checked], today: Sequence[Checked], size: int) -> int:
    """Return how many leaves of those hashed today had been hashed before."""
    earlier = coverage(checks[: len(checks) - len(today)], size)
    known = [one for one in earlier if one.at is not None]
    return sum(
        max(min(one.before, again.before) - max(one.first, again.first), 0)
        for one in known
        for again in today
    )


def _window(stretch: Checked, most: int, size: int, now: datetime) -> Checked:
    """Return the beginning of a stretch, in whole pages of the walk; a leaf that is not there yet is not in it."""
    first = stretch.first // PAGE * PAGE
    before = min(first + -(-most // PAGE) * PAGE, -(-stretch.before // PAGE) * PAGE)
    return Checked(first, min(before, size), now)
