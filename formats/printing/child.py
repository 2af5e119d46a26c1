"""The process that sets a sheet: it reads the sheet from its input, writes the PDF to its output, and ends.

It is a process of its own so that its memory goes with it, and so that a sheet on which it hangs can be ended.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

import typst
from pylopdf_fonts_zh_cn import sans_path, serif_path

from formats.printing.glyphs import characters_of, shown

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged throughout, with title and language, and every glyph in a font that is inside."""


def main() -> None:
    """Set what stands on the input."""
    sheet = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(set_sheet(sheet))


def set_sheet(sheet: dict[str, Any]) -> bytes:
    """Return a sheet as PDF; nothing but the template, the sheet and the two fonts is looked at.

    Raises: RuntimeError where the typesetter warns of something, for what it cannot set it might leave out.
    """
    known = characters_of(serif_path()) | characters_of(sans_path())
    template = Path(__file__).with_name(f"{'table' if sheet['kind'] == 'table' else 'paper'}.typ")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[serif_path().parent]
    )
    printed, warnings = typst.Compiler(font_paths=fonts).compile_with_warnings(
        template.read_bytes(),
        format="pdf",
        pdf_standards=[STANDARD],
        sys_inputs={"sheet": json.dumps(_shown(sheet, known), ensure_ascii=False)},
    )
    if warnings or not isinstance(printed, bytes):
        raise RuntimeError("; ".join(one.message for one in warnings) or "no PDF")
    return printed


def _shown(value: Any, known: frozenset[int]) -> Any:
    if isinstance(value, str):
        return shown(value, known)
    if isinstance(value, list):
        return [_shown(one, known) for one in value]
    return {key: _shown(one, known) for key, one in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    main()
