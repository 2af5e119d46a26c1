"""How far a typesetter is that tells nobody: it opens a file where it sets a row, and who waits behind it knows.

The files are named pipes. Whoever opens one to write waits until another opens it to read; the template reads the
next one wherever a fiftieth of its rows begins. Nothing goes through them, and what is set stays the same.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PLACES = 50
"""How many parts of what is set are heard of; the last is where its last row begins."""


@contextmanager
def listening() -> Iterator[tuple[Path, Callable[[], int]]]:
    """Yield the folder of the pipes, and what returns how many parts have been set so far."""
    reached: list[int] = []
    is_over = threading.Event()

    def wait(pipe: Path, place: int) -> None:
        with pipe.open("wb"):
            if not is_over.is_set():
                reached.append(place)

    with tempfile.TemporaryDirectory(prefix="mulu-set-") as name:
        pipes = [Path(name) / str(place) for place in range(1, PLACES + 1)]
        waiting = []
        for place, pipe in enumerate(pipes, 1):
            os.mkfifo(pipe, 0o600)
            waiting.append(threading.Thread(target=wait, args=(pipe, place), daemon=True))
            waiting[-1].start()
        try:
            yield Path(name), lambda: max(reached, default=0)
        finally:
            is_over.set()
            for thread, pipe in zip(waiting, pipes, strict=True):
                _let_go(thread, pipe)


def _let_go(thread: threading.Thread, pipe: Path) -> None:
    """End the wait for a pipe that nobody opened."""
    while thread.is_alive():
        with suppress(OSError):
            os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))
        thread.join(0.01)
