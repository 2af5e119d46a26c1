"""How names sound: the initials and the whole pinyin of a name, as people type them without tones."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from values.search_text import bare

LONGEST = 40
"""Characters of a name whose sound is kept."""


@lru_cache(maxsize=65_536)
def sounds(name: str) -> tuple[str, str]:
    """Return initials and whole pinyin (`jyfw`, `jiuyefuwu`); of several readings the one that its words have."""
    kept = bare(name)[:LONGEST]
    whole = lazy_pinyin(kept, style=Style.NORMAL)
    initials = lazy_pinyin(kept, style=Style.FIRST_LETTER)
    return "".join(filter(str.isascii, initials)), "".join(filter(str.isascii, whole))
