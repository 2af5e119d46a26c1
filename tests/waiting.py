"""Waiting for what other threads and processes do; a shared, busy machine may take its time."""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which what was waited for counts as missing."""


def wait_until(holds: Callable[[], bool], what: str = "it was so", *, patience: float = PATIENCE) -> None:
    """Ask again and again; fail where it takes too long."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"it took too long until {what}"
        time.sleep(0.05)
