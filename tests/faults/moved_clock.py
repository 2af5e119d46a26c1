"""A clock that runs, and that a test moves for several processes at once: they read how far from one file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path


class MovedClock:
    """The machine's clock, moved by as many seconds as a file says."""

    def __init__(self, path: Path) -> None:
        """Read the distance from a file, which `begin` or another process wrote."""
        self._path = path

    @classmethod
    def begin(cls, path: Path, at: datetime) -> "MovedClock":
        """Make a clock that shows this moment now."""
        clock = cls(path)
        clock._write((at - datetime.now(UTC)).total_seconds())
        return clock

    def now(self) -> datetime:
        """Return the aware moment in UTC."""
        return datetime.now(UTC) + timedelta(seconds=float(self._path.read_text(encoding="ascii")))

    def advance(self, by: timedelta) -> None:
        """Move it, for every process that reads it."""
        self._write(float(self._path.read_text(encoding="ascii")) + by.total_seconds())

    def _write(self, seconds: float) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(repr(seconds), encoding="ascii")
        os.replace(new, self._path)  # noqa: PTH105 - in one step, so that no reader finds half a number
