"""The process that reads a file: request and bytes come in, how far it is and the report go out, and it ends.

It is a process of its own, with limits of its own, so that a hostile file takes neither the memory nor the time of
the pages, and so that the memory of a large one goes with it.
"""

import gc
import resource
import struct
import sys
import time
from collections.abc import Callable

import msgspec

from formats.reading import read
from formats.unreadable import UnreadableFileError
from values.kept_reading import reading_bytes, refusal_bytes
from values.reading_choices import ReadingManner

SECONDS = 60
"""Of a processor."""
MOST_MEMORY = 1 << 30
"""Bytes of addresses; what is really used is a third of it, see the benchmark `reading`."""
EVERY = 0.5
"""Seconds between two words on how far it is."""
HEAD = struct.Struct("!cQ")
"""What stands in front of each message: its kind, and how many bytes follow."""
PROGRESS, RESULT = b"p", b"r"


class ReadingRequest(msgspec.Struct, frozen=True):
    """What is to be read; the bytes of the file follow on the next line."""

    name: str
    manner: ReadingManner


def main() -> None:
    """Read what stands on the input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=ReadingRequest)
    data = sys.stdin.buffer.read()
    try:
        result = reading_bytes(read(request.name, data, request.manner, _throttled(), lists_all=False))
    except UnreadableFileError as error:
        result = refusal_bytes(error.message)
    _say(RESULT, result)


def _throttled() -> Callable[[int, int], None]:
    last = 0.0

    def told(read_lines: int, lines: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            _say(PROGRESS, struct.pack("!QQ", read_lines, lines))

    return told


def _say(kind: bytes, body: bytes) -> None:
    sys.stdout.buffer.write(HEAD.pack(kind, len(body)))
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
