"""Long work: what it is for, and how far it is."""

from enum import StrEnum


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
