"""One embedded process per home: two would deliver from one database with two in-memory queues."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HomeInUseError(RuntimeError):
    """Another process runs on this home."""

    def __init__(self, home: Path) -> None:
        """Name the home."""
        super().__init__(
            f"Another Mulu already runs on {home}. Stop it first, or set MULU_HOME to another folder."
        )


@contextmanager
def home_lock(home: Path) -> Iterator[None]:
    """Hold the home while the block runs; the system frees it when the process dies.

    Raises: HomeInUseError.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "running.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeInUseError(home) from error
        yield
