"""The words for levels: as columns of the official table, and behind the name of a body that discloses for some."""

import re

from values.vocabulary import Level

LEVEL_WORDS = {
    Level.NATION: "国家级",
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
    Level.VILLAGE: "村级",
}
_BY_WORD = {word: level for level, word in LEVEL_WORDS.items()}
_ANY = "|".join(_BY_WORD)
_SUFFIX = re.compile(rf"[（(]((?:{_ANY})(?:/(?:{_ANY}))*)[)）]\Z")


def suffix_of(levels: tuple[Level, ...]) -> str:
    """Return what stands behind a body's name: （乡级/村级）; nothing where it discloses for all levels."""
    return f"（{'/'.join(LEVEL_WORDS[one] for one in levels)}）" if levels else ""


def levels_behind(text: str) -> tuple[str, tuple[Level, ...]]:
    """Return a body's name, and the levels that stand behind it in brackets."""
    match = _SUFFIX.search(text)
    if not match or not match.start():
        return text, ()
    told = {_BY_WORD[word] for word in match[1].split("/")}
    return text[: match.start()], tuple(level for level in Level if level in told)
