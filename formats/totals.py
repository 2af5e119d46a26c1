"""Rows of totals (合计, 总计, 共计 N 项), which counties write below or between the rows of a catalogue."""

import re
from collections.abc import Sequence

from values.messages import N_

TOTALS = N_("A row of totals is no row of the catalogue and was set aside: %(text)s (%(place)s)")

_TOTAL = re.compile(r"\s*(?:(?:合|总|共|小)\s*计|共(?=\s*[\d〇零一二三四五六七八九十百]+\s*(?:项|条|个)))")
_COUNTS = re.compile(
    r"(?:[\d〇零一二三四五六七八九十百\s.,，、；;。：:（）()/—-]|[一二三]级|公开事项|事项|大类|合计|其中|[共项条个类])*"
)


def is_total(text: str) -> bool:
    """Whether a text says a total and nothing else."""
    said = _TOTAL.match(text)
    return said is not None and _COUNTS.fullmatch(text, said.end()) is not None


def is_row_of_totals(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are a total, and otherwise numbers at most."""
    return any(map(is_total, texts)) and all(map(may_stand_in_totals, texts))


def may_stand_in_totals(text: str) -> bool:
    """Whether a text is a total, or could be a number beside one."""
    return bool(text.strip()) and (is_total(text) or _COUNTS.fullmatch(text) is not None)
