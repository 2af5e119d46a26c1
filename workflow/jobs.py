"""The kinds of long work: what each makes of its bytes, telling how far it is. Doing it again gives the same."""

from collections.abc import Callable

from formats.printing.press import PrintingError, print_sheet
from values.jobs import JobKind
from values.messages import N_

Report = Callable[[int, int], None]
"""Takes how many parts are done, of how many."""

Doing = Callable[[bytes, Report], bytes]

BROKE_OFF = N_("The work broke off several times and was given up. Ask for it again later.")


class JobError(Exception):
    """Work that cannot be done, however often it is begun; says why, as an English message id."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        """Keep the sentence for people, and what the technical log is told."""
        super().__init__(detail or sentence)
        self.sentence = sentence


def _print(sheet: bytes, report: Report) -> bytes:
    report(1, PARTS_OF_PRINTING)
    try:
        printed = print_sheet(sheet)
    except PrintingError as error:
        raise JobError(error.sentence, str(error)) from error
    report(2, PARTS_OF_PRINTING)
    return printed


PARTS_OF_PRINTING = 3
"""Read, set, kept."""

KINDS: dict[JobKind, Doing] = {JobKind.PRINTING: _print}
"""What is done for each kind."""
