"""The official table as separated values (.csv), and a catalogue in JSON as `docs/reading.md` describes it."""

import csv
import io
import json
from collections.abc import Iterable

from formats.catalogue_json import entry_of
from formats.formula_guard import with_guard
from formats.paper_table import PaperTable
from values.catalogue_document import CatalogueDocument, Validity
from values.serial import to_plain

MARK = "\ufeff"
"""In front of the text, so that Excel takes it for UTF-8."""


def separated_values_of(table: PaperTable) -> bytes:
    """Return the table with a header of one row; names that other formats merge stand on every line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    width = len(table.columns)
    rows = [[table.title]] if table.title else []
    rows += [[one.header for one in table.columns], *table.repeated, *([one] for one in table.notes)]
    for row in rows:
        writer.writerow([*map(with_guard, row), *[""] * (width - len(row))])
    return (MARK + out.getvalue()).encode()


def json_of(document: CatalogueDocument, notes: Iterable[str], validity: Validity | None = None) -> bytes:
    """Return a catalogue with everything that its rows say, and how long it is valid where it is a release."""
    entries = [
        {key: value for key, value in entry_of(row).items() if key != "place"} for row in document.rows
    ]
    plain: dict[str, object] = {
        "catalogues": [{"title": document.title, "entries": entries}],
        "notes": list(notes),
    }
    if validity is not None:
        plain |= {"is_trial": validity.is_trial, "valid_until": to_plain(validity.valid_until)}
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()
