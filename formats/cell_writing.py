"""What is written into a cell, so that reading it gives back precisely what it was to say.

Each cell is tried as counties write it; the reader itself says whether that comes back. Where it would not,
the cell is written as an exact one (see `formats.exact_cells`), which looks the same.
"""

from functools import lru_cache

from formats.columns import Column, Kind
from formats.exact_cells import CHOSEN_BOX, OPEN_BOX, WITHHELD_WORD, Parts, exact_cell, exact_name, put
from formats.layout import is_header_word
from formats.level_words import suffix_of
from formats.name_columns import name_of
from formats.row_draft import RowDraft, add
from formats.text_mending import mended
from formats.totals import may_stand_in_totals

TICK = "√"
OPTION_LINES = (
    ("政府网站", "政府公报"),
    ("两微一端", "发布会/听证会"),
    ("广播电视", "纸质媒体"),
    ("公开查阅点", "政务服务中心"),
    ("便民服务站", "入户/现场"),
    ("社区/企事业单位/村公示栏（电子屏）",),
    ("精准推送",),
    ("其他基层公共服务平台",),
)
"""The channels that the official form offers, as its cell arranges them."""
OPTIONS = tuple(one for line in OPTION_LINES for one in line)
PADDED = 5
"""Characters to which the first option of a line is filled up, so that the second ones stand in a column."""


@lru_cache(maxsize=16_384)
def cell_text(column: Column, parts: Parts) -> str:
    """Return the text of a cell that says these parts."""
    if not any(parts):
        return ""
    return next(
        (text for text in _ways(column, parts) if _comes_back(column, text, parts)), exact_cell(column, parts)
    )


@lru_cache(maxsize=16_384)
def name_text(number: str, name: str) -> str:
    """Return the text of a name's cell, with the number of a heading in front of it."""
    text = f"{number} {name}" if "." in number else f"{number}.{name}" if number else name
    read = name_of(text, "", (0, 0))
    is_plain = (read.number, read.text, read.reasons) == (number, name, ())
    is_taken_otherwise = is_header_word(text) or may_stand_in_totals(text)
    return text if is_plain and not is_taken_otherwise else exact_name(number, name)


def _ways(column: Column, parts: Parts) -> list[str]:
    """Return how counties write such a cell, the usual way first."""
    if column.kind is Kind.BODIES:
        return ["\n".join(f"{one.body}{suffix_of(one.levels)}" for one in parts if not isinstance(one, str))]
    texts = [one for one in parts if isinstance(one, str)]
    if column.kind is Kind.ELEMENTS:
        return ["；".join(texts), "\n".join(texts)]
    if column.kind is Kind.CHANNELS:
        others = [one for one in texts if one not in OPTIONS]
        form = "\n".join(_option_line(line, texts) for line in OPTION_LINES)
        unchosen = [f"{OPEN_BOX}{one}" for one in OPTIONS if one not in texts]
        own = [f"{CHOSEN_BOX}{one}" for one in others]
        return ["\n".join((form, *own)), "\n".join((*(f"{CHOSEN_BOX}{one}" for one in texts), *unchosen))]
    if column.kind is Kind.WITHHELD:
        return [f"{WITHHELD_WORD}{texts[0]}"]
    return ["\n".join(texts)]


def _option_line(line: tuple[str, ...], chosen: list[str]) -> str:
    boxed = [f"{CHOSEN_BOX if one in chosen else OPEN_BOX}{one}" for one in line]
    first = boxed[0].ljust(PADDED + 1, "　") if len(boxed) > 1 else boxed[0]
    return "　".join((first, *boxed[1:]))


def _comes_back(column: Column, text: str, parts: Parts) -> bool:
    """Whether the reader takes a text for these parts and finds nothing to mend."""
    if is_header_word(text):
        return False
    wanted, read = RowDraft(), RowDraft()
    put(wanted, column, parts)
    mending = mended(text, may_be_doubled=column.kind is not Kind.SEQUENCE)
    if column.kind is Kind.SEQUENCE:
        read.number = mending.text.removesuffix(".0")
    elif not add(read, column, mending):
        return False
    return not mending.reasons and wanted.says_as(read)
