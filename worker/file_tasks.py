"""The task that reads what attached files say, so that it is searched."""

from celery import Celery

from models.db import db
from workflow.commands.file_reading import WAITING, files_to_read, read_file

AT_ONCE = 3
"""Files that one run reads."""
LIMIT = AT_ONCE * WAITING


def register_files(queue: Celery) -> None:
    """Make the task."""

    @queue.task(name="mulu.files", soft_time_limit=LIMIT, time_limit=LIMIT + WAITING, shared=False)
    def files() -> None:
        """Read files that were attached, one after the other; what is left is taken up by the next run."""
        for sha256 in files_to_read(db.session(), most=AT_ONCE):
            read_file(sha256)
