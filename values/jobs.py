"""Long work: what it is for, and how far it is."""

from enum import StrEnum

from values.messages import N_, Message


class JobKind(StrEnum):
    """What long work is for."""

    PRINTING = "printing"
    READING = "reading"


class JobState(StrEnum):
    """How far long work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


SHEET_READ, SHEET_SET, SHEET_WRITTEN = 10, 50, 30
"""What reading a sheet, setting it and writing its tags and fonts cost, of tables with 100 to 5,000 rows alike.

Only while it is set somebody can hear how far it is (`formats.printing.listening`).
"""
ALL_OF_PRINTING = SHEET_READ + SHEET_SET + SHEET_WRITTEN


def how_far(kind: JobKind, state: JobState, done: int, total: int) -> Message:
    """Return what is said of open work beside its bar."""
    if state is JobState.QUEUED:
        return Message(N_("It waits for its turn."))
    if kind is JobKind.READING:
        return Message(N_("%(done)s of %(total)s lines are read."), {"done": done, "total": total})
    if done <= SHEET_READ:
        return Message(N_("What is to be set is being read."))
    if done >= SHEET_READ + SHEET_SET:
        return Message(
            N_("All of it is set; tags and fonts are being written, which takes half as long as the setting.")
        )
    share = (done - SHEET_READ) * 100 // SHEET_SET
    return Message(N_("%(share)s %% of it is set."), {"share": share})
