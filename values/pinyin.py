"""How names sound: the initials and the whole pinyin of a name, as people type them without tones."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.phrases_dict import phrases_dict

from values.search_text import bare

LONGEST = 40
"""Characters of a name whose sound is kept."""


def _share() -> None:
    """Let the readings of phrases that are equal be one and the same: nobody writes into them, and it saves 20 MB.

    47,000 phrases have 144,000 readings of characters, 1,249 different ones; the library keeps its dictionary twice.
    """
    known: dict[tuple[str, ...], list[str]] = {}
    for kept in (PHRASES_DICT, phrases_dict):
        for phrase, readings in kept.items():
            kept[phrase] = [known.setdefault(tuple(one), one) for one in readings]


_share()


@lru_cache(maxsize=65_536)
def sounds(name: str) -> tuple[str, str]:
    """Return initials and whole pinyin (`jyfw`, `jiuyefuwu`); of several readings the one that its words have."""
    kept = bare(name)[:LONGEST]
    whole = lazy_pinyin(kept, style=Style.NORMAL)
    initials = lazy_pinyin(kept, style=Style.FIRST_LETTER)
    return "".join(filter(str.isascii, initials)), "".join(filter(str.isascii, whole))
