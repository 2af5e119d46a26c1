"""Memory given back to the machine: the C library keeps what parsers let go of, and Python's own texts come on top."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give back what is free, where the C library can; elsewhere the process is larger, and nothing else changes."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
