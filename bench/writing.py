"""A workbook of 5,000 rows: written, and read again, with nothing kept of what cells say."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.blocks import FEWEST, Ratio, within
from bench.places import Place
from formats import cell_parts, cell_writing, layout, name_columns, row_heights, text_mending
from formats.reading import read
from formats.standard_json import sections_of
from formats.writing import FileKind, write
from values.catalogue_document import CatalogueDocument, DocumentRow

STANDARD = Path(__file__).parents[1] / "data" / "national_social_insurance.json"
ROWS = 5_000
WRITTEN_MS, READ_MS = 2_000.0, 1_000.0


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Yield how long a workbook takes in time of the processor; no database has a part in it."""
    document = _document(min(ROWS, entries))
    data = write(document, FileKind.XLSX)
    note = f"{len(document.rows):,} rows, {len(data) // 1000:,} kB"
    yield _timed(f"{place.kind}: workbook, written", lambda: write(document, FileKind.XLSX), WRITTEN_MS, note)
    yield _timed(f"{place.kind}: workbook, read", lambda: read("x", data), READ_MS, note)


def _document(count: int) -> CatalogueDocument:
    """Return headings with nine rows each; no two rows say the same."""
    sections = sections_of(
        json.loads(STANDARD.read_text(encoding="utf-8")), body="青禾县人力资源和社会保障局"
    )
    contents = [row for section in sections for row in section.rows]
    rows: list[DocumentRow] = []
    while len(rows) < count:
        heading = len(rows)
        rows.append(
            DocumentRow(level=1, content=replace(sections[0].heading, name=f"第{heading}类事项"), number="")
        )
        for at in range(heading + 1, min(heading + 10, count)):
            content = contents[at % len(contents)]
            elements = (*content.content_elements, f"第{at}号要素")
            content = replace(content, name=f"{content.name}{at}", content_elements=elements)
            rows.append(DocumentRow(number=str(at), level=2, parent=heading, content=content))
    return CatalogueDocument(title="青禾县社会保险领域基层政务公开标准目录", rows=tuple(rows))


def _timed(name: str, side: Callable[[], object], wanted: float, note: str) -> Ratio:
    times = []
    for _ in range(FEWEST):
        _forget()
        begin = time.process_time()
        side()
        times.append((time.process_time() - begin) * 1000)
    middle = sorted(times)[len(times) // 2]
    return within(name, middle, wanted, blocks=len(times), note=note)


def _forget() -> None:
    """Let go of what was kept of texts, as in a process that has just begun."""
    kept: Any = type(lru_cache(lambda: None))
    for module in (cell_parts, cell_writing, layout, name_columns, row_heights, text_mending):
        for one in vars(module).values():
            if isinstance(one, kept):
                one.cache_clear()
