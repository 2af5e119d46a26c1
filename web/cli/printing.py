"""How commands print: JSON for programs, and for people tables that stay aligned with wide characters."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import click

from values.serial import to_plain
from web.wording.common import local

Command = TypeVar("Command", bound=Callable[..., object])

GAP = "  "


def with_json(command: Command) -> Command:
    """Give a command the option `--json`."""
    return click.option("as_json", "--json", is_flag=True, help="Print JSON for programs.")(command)


def say_json(shape: object) -> None:
    """Print what a shape holds as JSON."""
    click.echo(json.dumps(to_plain(shape), ensure_ascii=False, indent=2))


def say_line(text: str = "", *, indent: int = 0) -> None:
    """Print a text, each of its lines without what could steer the terminal."""
    for line in text.split("\n"):
        click.echo((" " * indent + clean(line)).rstrip())


def say_title(text: str) -> None:
    """Print a heading."""
    click.secho(clean(text), bold=True)


def say_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose columns are as wide as their widest cell."""
    lines = [[clean(" ".join(cell.split("\n"))) for cell in line] for line in (head, *rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        cells = [padded(cell, wide) for cell, wide in zip(line, widths, strict=True)]
        click.secho(GAP.join(cells).rstrip(), bold=number == 0)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def padded(text: str, wide: int) -> str:
    """Return a text filled up with spaces."""
    return text + " " * (wide - width(text))


def clean(text: str) -> str:
    """Return a text without control characters, which a terminal would obey."""
    return "".join(one if one.isprintable() else " " for one in text)


def local_text(value: datetime) -> str:
    """Return a moment for programs: ISO 8601 with Shanghai's offset."""
    return local(value).isoformat()
