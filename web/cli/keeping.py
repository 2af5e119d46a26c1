"""Files that commands write where they are told to."""

from pathlib import Path

import click


def keep(target: Path, data: bytes) -> None:
    """Write a file, or say in a sentence why it cannot be written."""
    try:
        target.write_bytes(data)
    except OSError as error:
        raise click.FileError(str(target), error.strerror or str(error)) from error
