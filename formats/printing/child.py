"""The process that sets a sheet: it reads the sheet from its input, writes the PDF to its output, and ends.

It is a process of its own so that its memory goes with it, and so that a sheet on which it hangs can be ended.
"""

import json
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import typst
from pylopdf_fonts_zh_cn import sans_path, serif_path

from formats.printing.glyphs import characters_of, shown
from formats.printing.listening import PLACES

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged throughout, with title and language, and every glyph in a font that is inside."""


LONGEST: Final = 60
"""Seconds after which it ends in any case, should nobody be left to end it."""


def main() -> None:
    """Set what stands on the input, below the folder in which somebody listens how far it is."""
    signal.alarm(LONGEST)
    heard_in = Path(sys.stdin.buffer.readline().decode().rstrip("\n"))
    sys.stdout.buffer.write(set_sheet(json.load(sys.stdin.buffer), heard_in))


def set_sheet(sheet: dict[str, Any], heard_in: Path | None = None) -> bytes:
    """Return a sheet as PDF; nothing but the template, the sheet and the two fonts is looked at.

    Args:
        sheet: what is set.
        heard_in: the folder of the pipes that are opened on the way, see `listening`; it changes nothing that is set.

    Raises: RuntimeError where the typesetter warns of something, for what it cannot set it might leave out.
    """
    if heard_in is None:
        with tempfile.TemporaryDirectory(prefix="mulu-set-") as empty:
            return _set(sheet, Path(empty), are_heard=False)
    return _set(sheet, heard_in, are_heard=True)


def _set(sheet: dict[str, Any], root: Path, *, are_heard: bool) -> bytes:
    _note_places(list(_units(sheet)), are_heard=are_heard)
    known = characters_of(serif_path()) | characters_of(sans_path())
    template = Path(__file__).with_name(f"{'table' if sheet['kind'] == 'table' else 'paper'}.typ")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[serif_path().parent]
    )
    printed, warnings = typst.Compiler(root=root, font_paths=fonts).compile_with_warnings(
        template.read_bytes(),
        format="pdf",
        pdf_standards=[STANDARD],
        sys_inputs={"sheet": json.dumps(_shown(sheet, known), ensure_ascii=False)},
    )
    if warnings or not isinstance(printed, bytes):
        raise RuntimeError("; ".join(one.message for one in warnings) or "no PDF")
    return printed


def _note_places(units: Sequence[dict[str, Any]], *, are_heard: bool) -> None:
    """Note in the units of a sheet which pipe is opened there, as far as somebody listens; -1: none."""
    last = 0
    for at, unit in enumerate(units, 1):
        place = at * PLACES // len(units)
        unit["place"] = place if are_heard and place > last else -1
        last = place


def _units(sheet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what is set one after the other: the cells of a table, the lines of a paper."""
    yield from sheet.get("cells", ())
    for block in sheet.get("blocks", ()):
        if "line" in block:
            yield block["line"]
        for row in block.get("form", {}).get("rows", ()):
            for cell in row["cells"]:
                yield from cell["lines"]


def _shown(value: Any, known: frozenset[int]) -> Any:
    if isinstance(value, str):
        return shown(value, known)
    if isinstance(value, list):
        return [_shown(one, known) for one in value]
    return {key: _shown(one, known) for key, one in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    main()
