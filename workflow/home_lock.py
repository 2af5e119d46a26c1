"""One embedded process per home: two would deliver from one database with two in-memory queues."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from values.messages import N_, Message


class HomeInUseError(RuntimeError):
    """Another process runs on this home."""

    def __init__(self, home: Path) -> None:
        """Keep a sentence that names the home."""
        self.message = Message(
            N_("Another Mulu already runs on %(home)s. Stop it first, or set MULU_HOME to another folder."),
            {"home": str(home)},
        )
        super().__init__(self.message.in_english())


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
