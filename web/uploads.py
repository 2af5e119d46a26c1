"""Files that a form brings, read no further than they may be long."""

from collections.abc import Iterator

from flask import current_app, flash, request
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from config import Settings
from values.file_name import clean_name
from values.messages import N_
from workflow.antivirus import Scanner
from workflow.attachments import Limits
from workflow.commands.scanning import look_at
from workflow.errors import invalid


def limits() -> Limits:
    """Return how much may be attached, by the installation's settings."""
    settings: Settings = current_app.config["SETTINGS"]
    return Limits(per_file=settings.max_file_bytes, per_proposal=settings.max_proposal_bytes)


def scanner() -> Scanner:
    """Return who looks at files, by the installation's settings."""
    settings: Settings = current_app.config["SETTINGS"]
    return Scanner(address=settings.antivirus, refuses_unseen=settings.antivirus_away == "refuse")


def uploads(field: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in a field; of one that is too long just enough to say so.

    Raises: InvalidError where no file was chosen, or one is infected.
    """
    chosen = [one for one in request.files.getlist(field) if one.filename]
    if not chosen:
        raise invalid("attachments", N_("Choose a file first."))
    for one in chosen:
        yield one.filename or "", _looked_at(one)


def single_upload(field: str) -> tuple[str, bytes]:
    """Return name and bytes of the file in a field; both empty where none was chosen."""
    one = request.files.get(field)
    return (one.filename or "", _looked_at(one)) if one and one.filename else ("", b"")


def _looked_at(file: FileStorage) -> bytes:
    """Return a file's bytes after the virus scanner has seen them; too long a file is refused anyway."""
    most = limits().per_file
    data = file.stream.read(most + 1)
    if len(data) > most or not scanner().address:
        return data
    if not look_at(clean_name(file.filename or ""), data, scanner()):
        flash(
            gettext("The virus scanner does not answer: the file was taken in without being looked at."),
            "info",
        )
    return data
