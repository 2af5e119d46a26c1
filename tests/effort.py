"""How long something takes at best: for tests that nothing grows with the square of what it is given."""

import gc
from collections.abc import Callable
from time import process_time

TIMES = 3


def effort(what: Callable[[], object]) -> float:
    """Return the seconds of the processor that something takes at best of a few times, without tidying up memory.

    With all that the tests before have left, tidying up once takes longer than what is measured.
    """
    found = []
    gc.disable()
    try:
        for _ in range(TIMES):
            begun = process_time()
            what()
            found.append(process_time() - begun)
    finally:
        gc.enable()
    return min(found)
