"""Lines of CSV for spreadsheets: quoted as RFC 4180 says, and no cell that one would take for a formula."""

import csv
import io
from collections.abc import Iterable

from formats.formula_guard import with_guard

BYTE_ORDER_MARK = "\ufeff"
"""At the beginning of a file it tells Excel that the text is UTF-8."""


def safe_cell(value: object) -> object:
    """Return a value for a cell; a text that looks like a formula begins with an apostrophe."""
    return with_guard(value) if isinstance(value, str) else value


def csv_line(cells: Iterable[object]) -> str:
    """Return a line with its end."""
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
