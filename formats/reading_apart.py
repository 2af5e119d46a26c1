"""Have a file read in a process of its own, within a time, hearing meanwhile how far it is."""

import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from formats.reading_child import HEAD, PROGRESS, ReadingRequest
from formats.surroundings import surroundings
from values.messages import N_
from values.reading_choices import ReadingManner

ROOT = Path(__file__).parents[1]
LONGEST = 75
"""Seconds; the task that waits has a minute and a half."""
GIVEN_UP = N_(
    "Reading the file took too much time or memory and was given up. Keep the sheets and columns that hold"
    " catalogues, leave out the rest, and try again."
)


class GivenUpError(Exception):
    """A file that could not be read within the limits; what the process said goes into the technical log."""


def read_apart(
    name: str,
    data: bytes,
    manner: ReadingManner,
    told: Callable[[int, int], None] | None = None,
    *,
    seconds: float = LONGEST,
) -> bytes:
    """Return what came of reading a file, as `values.kept_reading` has it.

    Raises: GivenUpError where it takes too much, or the process ends in another way.
    """
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            [sys.executable, "-m", "formats.reading_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=ROOT,
            env=surroundings(),
        ) as child:
            watch = threading.Timer(seconds, child.kill)
            watch.start()
            try:
                result = _talk(child, msgspec.json.encode(ReadingRequest(name, manner)), data, told)
            finally:
                watch.cancel()
                child.kill()
        if result is None:
            said.seek(max(0, said.seek(0, os.SEEK_END) - 2000))
            raise GivenUpError(said.read().decode(errors="replace") or f"ended with {child.returncode}")
    return result


def _talk(
    child: subprocess.Popen[bytes], request: bytes, data: bytes, told: Callable[[int, int], None] | None
) -> bytes | None:
    if child.stdin is None or child.stdout is None:
        raise GivenUpError
    try:
        child.stdin.write(request + b"\n")
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError:
        return None
    while message := _heard(child.stdout):
        kind, body = message
        if kind != PROGRESS:
            return body
        if told:
            told(*struct.unpack("!QQ", body))
    return None


def _heard(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    body = stream.read(length)
    return (kind, body) if len(body) == length else None
