"""The process that counts the pages of PDF files: they come in one after the other, and a line goes out for each."""

import io
import resource
import struct
import sys

from pypdf import PdfReader

HEAD = struct.Struct("!Q")
"""What stands in front of each file: how many bytes follow."""
SECONDS = 20
MOST_MEMORY = 1 << 30
"""Seconds of a processor, and bytes, that all of them may take."""


def main() -> None:
    """Count the pages of the files on the input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while head := sys.stdin.buffer.read(HEAD.size):
        sys.stdout.write(f"{_pages(sys.stdin.buffer.read(*HEAD.unpack(head)))}\n")
        sys.stdout.flush()


def _pages(data: bytes) -> str:
    try:
        return str(len(PdfReader(io.BytesIO(data)).pages))
    except Exception:  # noqa: BLE001 - a hostile file makes its reader raise anything
        return "-"


if __name__ == "__main__":
    main()
