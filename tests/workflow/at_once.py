"""Several commands at the same moment, each in a thread with a context of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask

from values.clock import FrozenClock
from workflow.unit import at


def at_once(app: Flask, clock: FrozenClock, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Return what each act returned, or the exception that it raised; all start together."""
    answers: list[Any] = [None] * len(acts)
    barrier = threading.Barrier(len(acts), timeout=30)

    def run(place: int, act: Callable[[], Any]) -> None:
        with app.app_context(), at(clock):
            barrier.wait()
            try:
                answers[place] = act()
            except Exception as error:  # noqa: BLE001 - the test looks at every answer
                answers[place] = error

    threads = [
        threading.Thread(target=run, args=(place, act), name=f"act {place}") for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return answers


def failures(answers: Sequence[Any]) -> list[Exception]:
    """Return the exceptions among the answers."""
    return [answer for answer in answers if isinstance(answer, Exception)]
