"""The first thing that an installation gets: a log, the working days, the register of bases."""

from pathlib import Path

from values.workdays import load_table
from workflow.commands import register
from workflow.sealing.store import new_origin
from workflow.seed.bases import bring_in_bases


def install(data: Path, hash_algorithm: str) -> None:
    """Set up what proposals are judged by; safe to run twice."""
    register.install(
        new_origin(hash_algorithm),
        working_days=load_table(data / "working_days.json"),
        source="国务院办公厅历年节假日安排通知",
        hash_algorithm=hash_algorithm,
    )
    bring_in_bases(data)
