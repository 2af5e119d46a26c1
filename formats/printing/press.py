"""Have a sheet set as PDF: in a process of its own, within a time, and with a sentence where it cannot be done."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from formats.surroundings import surroundings
from values.messages import N_

ROOT = Path(__file__).parents[2]
NEEDED = ("typst", "pylopdf_fonts_zh_cn")
"""The typesetter, and the fonts that it sets Chinese in."""
SECONDS = 45
"""A thousand rows take two; the task that waits has a minute."""
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


def print_sheet(sheet: bytes, *, seconds: float = SECONDS) -> bytes:
    """Return a sheet as PDF; the same sheet always gives the same bytes.

    Raises: PrintingError where the machine cannot, or it takes too long.
    """
    if not can_print():
        raise PrintingError(UNAVAILABLE)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "formats.printing.child"],
            input=sheet,
            cwd=ROOT,
            env=surroundings(),
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise PrintingError(TOO_LONG) from error
    if ran.returncode or not ran.stdout.startswith(b"%PDF-"):
        raise PrintingError(BROKEN, ran.stderr.decode(errors="replace")[-2000:])
    return ran.stdout
