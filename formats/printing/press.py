"""Have a sheet set as PDF: in a process of its own, within a time, and with a sentence where it cannot be done."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from formats.printing.listening import listening
from formats.surroundings import surroundings
from values.messages import N_

ROOT = Path(__file__).parents[2]
NEEDED = ("typst", "pylopdf_fonts_zh_cn")
"""The typesetter, and the fonts that it sets Chinese in."""
SECONDS = 45
"""A thousand rows take two; the task that waits has a minute."""
EVERY = 0.5
"""Seconds between two looks at how far it is."""
UNAVAILABLE = N_(
    "PDF cannot be made on this machine: the Python packages typst and pylopdf-fonts-zh-cn are missing."
    " Install requirements.lock again; all other formats work."
)
TOO_LONG = N_("The PDF was not ready in time and was given up. Take the Word or Excel file instead.")
BROKEN = N_("The PDF could not be made; the technical log says why. Take the Word or Excel file instead.")


class PrintingError(Exception):
    """A PDF that could not be made."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        """Keep the sentence for people, an English message id, and what the technical log is told."""
        super().__init__(detail or sentence)
        self.sentence = sentence


def can_print() -> bool:
    """Return whether this machine has what makes PDFs, without loading it."""
    return all(find_spec(one) for one in NEEDED)


def print_sheet(
    sheet: bytes, told: Callable[[int], None] | None = None, *, seconds: float = SECONDS
) -> bytes:
    """Return a sheet as PDF; the same sheet always gives the same bytes.

    Args:
        sheet: what is set.
        told: hears every half a second how many of `listening.PLACES` parts have been set.
        seconds: that it may take.

    Raises: PrintingError where the machine cannot, or it takes too long.
    """
    if not can_print():
        raise PrintingError(UNAVAILABLE)
    with (
        listening() as (folder, reached),
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as printed,
        tempfile.TemporaryFile() as said,
    ):
        given.write(f"{folder}\n".encode() + sheet)
        given.seek(0)
        with subprocess.Popen(
            [sys.executable, "-m", "formats.printing.child"],
            stdin=given,
            stdout=printed,
            stderr=said,
            cwd=ROOT,
            env=surroundings(),
        ) as child:
            try:
                _wait(child, lambda: told and told(reached()), time.monotonic() + seconds)
            finally:
                child.kill()
        printed.seek(0)
        pdf = printed.read()
        said.seek(max(0, said.seek(0, os.SEEK_END) - 2000))
        if child.returncode or not pdf.startswith(b"%PDF-"):
            raise PrintingError(BROKEN, said.read().decode(errors="replace"))
    return pdf


def _wait(child: subprocess.Popen[bytes], look: Callable[[], object], end: float) -> None:
    """Wait until a process ends, looking meanwhile how far it is."""
    while (left := end - time.monotonic()) > 0:
        try:
            child.wait(timeout=min(left, EVERY))
        except subprocess.TimeoutExpired:
            look()
        else:
            return
    raise PrintingError(TOO_LONG)
