"""Files that a command brings: read, and looked at by the virus scanner as those of a page are."""

from pathlib import Path

import click
from flask_babel import gettext

from web.uploads import limits, scanner
from workflow.commands.scanning import look_at


def harmless(path: Path, most: int | None = None) -> bytes:
    """Return a file's bytes after the scanner has seen them; of one that is too long just enough to say so.

    Raises: InvalidError for what is infected; where the scanner is away too, unless such files are accepted.
    """
    most = limits().per_file if most is None else most
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) <= most and scanner().address and not look_at(path.name, data, scanner()):
        sentence = gettext(
            "The virus scanner does not answer: the file was taken in without being looked at."
        )
        click.echo(sentence, err=True)
    return data
