"""Files that wait to be imported: how much of them is kept and how long, and what was decided about them."""

from datetime import timedelta

import msgspec
import sqlalchemy as sa

from formats.media_type import told_type
from formats.unfit import UnfitFileError
from models import JobFile, Upload
from values.messages import N_, Message
from values.reading_choices import ReadingChoices
from workflow.errors import NotAllowedError, NotFoundError
from workflow.jobs import FileToRead
from workflow.unit import Unit

KEPT = timedelta(days=7)
KEPT_USED = timedelta(hours=1)
"""How long a file stays of which a draft was made: whoever sends the same form again still gets its answer."""
MOST_WAITING = 10
"""Files of one person that wait at the same time."""
USED = N_("A draft was made of this file already; choose it again to make another one.")
SMALL = 300_000
"""Bytes up to which a file is read at once, while the person waits."""


def choices_of(upload: Upload) -> ReadingChoices:
    """Return what was decided about a file."""
    return msgspec.json.decode(upload.choices, type=ReadingChoices)


def choices_text(choices: ReadingChoices) -> str:
    """Return decisions as they are kept; the same are the same."""
    return msgspec.json.encode(choices, order="sorted").decode()


def recipe_of(sha256: str, name: str, choices: ReadingChoices) -> bytes:
    """Return from what a file is read."""
    return FileToRead(sha256=sha256, name=name, manner=choices.manner).recipe()


def paper_type(data: bytes) -> str:
    """Return the type of a file where it is a kind of paper, else nothing."""
    try:
        return told_type(data)
    except UnfitFileError:
        return ""


def own_upload(work: Unit, number: int) -> Upload:
    """Return a file that the actor brought, locked.

    Raises: NotFoundError where it is not theirs or not kept any more; NotAllowedError where it was used.
    """
    asked = sa.select(Upload).where(
        Upload.id == number,
        Upload.person_id == work.actor.person_id,
        Upload.expires_at > work.now,
    )
    found = work.session.scalars(asked.with_for_update()).one_or_none()
    if found is None:
        raise NotFoundError
    if found.used_at:
        raise NotAllowedError(Message(USED))
    return found


def bytes_of(work: Unit, upload: Upload) -> bytes:
    """Return a file's bytes."""
    return work.session.scalars(sa.select(JobFile.data).where(JobFile.sha256 == upload.sha256)).one()
