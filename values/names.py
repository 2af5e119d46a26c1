"""When two names are the same although they are written differently (R02, R04, decision 20)."""

import re
import unicodedata
from functools import lru_cache

from values.simplified import simplified

_NUMBERING = re.compile(
    r"""\s*(?:
        [(\[{【〔]\s*(?:\d+|[一二三四五六七八九十百]+)\s*[)\]}】〕][.、,:]*   # (1) （一）
        | \d+(?:[.-]\d+)*[.、,:)]*                                          # 1. 1.1 16、
        | [一二三四五六七八九十百]+[.、]                                      # 一、
    )\s*""",
    re.VERBOSE,
)
"""A number in front; a Chinese one only where a sign says that it counts, since names begin with 一次性 too."""


KEPT = 65_536
"""Texts whose normal form is kept: counties say the same in the same words."""


LONGEST_COMPARED = 400
"""Characters of a name that are compared where many are searched; a name as it is written has no more."""


@lru_cache(maxsize=KEPT)
def normalised(name: str) -> str:
    """Return a name without what does not make it another.

    That is width, case, blanks, punctuation, brackets, numbering, and whether characters are traditional or
    simplified. A name that is nothing else stays, so that two rows are not the same for having no name at all.
    """
    bare = _once(name)
    while (again := _once(bare)) != bare:
        bare = again
    return bare


def compared(name: str) -> str:
    """Return a name as it is kept to be searched: normalised, which may make it longer, and cut off."""
    return normalised(name)[:LONGEST_COMPARED]


def _once(name: str) -> str:
    text = simplified(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()))
    place = 0
    while numbering := _NUMBERING.match(text, place):
        place = numbering.end()
    return _letters(text[place:]) or _letters(text) or text.strip()


def _letters(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one)[0] in "LNM")
