"""Tables in CSV files: the encoding and the separator are told from the content."""

import csv
import io
import re

from formats.formula_guard import without_guard
from formats.grid import Grid
from formats.unreadable import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_ROWS,
    UNKNOWN,
    UnreadableFileError,
)

ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = ",\t;，"
NAME = "csv"
SAMPLE = 20_000
"""Characters from which the separator is told."""
_QUOTED = re.compile(r'"(?:[^"]|"")*(?:"|\Z)')


def decoded(data: bytes) -> str:
    """Return a text in UTF-8, with or without its mark, or in GB18030.

    Raises: UnreadableFileError where it is neither.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return data.decode("utf-16").replace("\x00", "")
        except UnicodeDecodeError as error:
            raise UnreadableFileError(UNKNOWN) from error
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFileError(UNKNOWN)


def table_of(text: str) -> Grid:
    """Return the table that a text of separated values is.

    Raises: UnreadableFileError where it is no table, or larger than is read.
    """
    beginning = _QUOTED.sub("", text[:SAMPLE])
    separator = max(SEPARATORS, key=beginning.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([without_guard(one) for one in row])
            cells += len(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise UnreadableFileError(TOO_MANY_ROWS, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
    except csv.Error as error:
        raise UnreadableFileError(UNKNOWN) from error
    return Grid(NAME, rows)
