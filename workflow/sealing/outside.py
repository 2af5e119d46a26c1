"""Copies of signed heads in a folder that the database's administrator cannot rewrite; a file is never replaced."""

import os
from pathlib import Path

from ledger.checkpoint import Checkpoint
from ledger.note import NoteError, parse_note
from values.messages import N_, Message
from workflow.sealing.safe import SealError

SUFFIX = ".checkpoint"
DIGITS = 20
"""So that names sort as sizes do."""


class ForkError(SealError):
    """Another head of the same size was written before."""

    def __init__(self, path: Path) -> None:
        """Name the copy that says otherwise."""
        super().__init__(
            Message(
                N_(
                    "The copy %(path)s of a signed head differs from the one in the database:"
                    " history was rewritten, or two systems sign with one key. Sealing has stopped."
                ),
                {"path": str(path)},
            )
        )


class OutsideUnreadableError(SealError):
    """A copy cannot be read."""

    def __init__(self, path: Path) -> None:
        """Name the copy."""
        super().__init__(
            Message(N_("The copy %(path)s of a signed head cannot be read."), {"path": str(path)})
        )


def newest_outside(folder: Path) -> tuple[Checkpoint, bytes] | None:
    """Return the newest head in a folder, and its note.

    Raises: OutsideUnreadableError.
    """
    found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    if not found:
        return None
    try:
        note = found[-1].read_bytes()
        return Checkpoint.parse(parse_note(note).text), note
    except (NoteError, OSError) as error:
        raise OutsideUnreadableError(found[-1]) from error


def write_outside(folder: Path, size: int, note: bytes) -> None:
    """Write a head beside those before it, all of it or nothing; writing the same twice is one copy.

    Raises: ForkError; SealError where the folder cannot be written.
    """
    path = folder / f"{size:0{DIGITS}}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(f".{os.getpid()}.part")
        with begun.open("wb") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link, unlike a renaming, never takes the place of what is there.
            os.link(begun, path)
        except FileExistsError:
            if path.read_bytes() != note:
                raise ForkError(path) from None
        finally:
            begun.unlink()
        _sync(folder)
    except OSError as error:
        message = N_("The copy %(path)s of a signed head could not be written (%(why)s); it is tried again.")
        raise SealError(Message(message, {"path": str(path), "why": error.strerror or ""})) from error


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
