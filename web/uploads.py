"""Files that a form brings, read no further than they may be long."""

from collections.abc import Iterator

from flask import current_app, request

from config import Settings
from values.messages import N_
from workflow.attachments import Limits
from workflow.errors import invalid


def limits() -> Limits:
    """Return how much may be attached, by the installation's settings."""
    settings: Settings = current_app.config["SETTINGS"]
    return Limits(per_file=settings.max_file_bytes, per_proposal=settings.max_proposal_bytes)


def uploads(field: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in a field; of one that is too long just enough to say so.

    Raises: InvalidError where no file was chosen.
    """
    chosen = [one for one in request.files.getlist(field) if one.filename]
    if not chosen:
        raise invalid("attachments", N_("Choose a file first."))
    for one in chosen:
        yield one.filename or "", one.stream.read(limits().per_file + 1)


def single_upload(field: str) -> tuple[str, bytes]:
    """Return name and bytes of the file in a field; both empty where none was chosen."""
    one = request.files.get(field)
    return (one.filename or "", one.stream.read(limits().per_file + 1)) if one else ("", b"")
