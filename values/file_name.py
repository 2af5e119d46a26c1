"""Names of files as they are kept: no path, nothing invisible, no more than fits on a line."""

import re
import unicodedata

LONGEST = 120
NAMELESS = "附件"
FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What no file may be called on the machines that download it."""
LONGEST_ENDING = 12


def clean_name(name: str) -> str:
    """Return a name in NFC without path, invisible characters and what file systems refuse."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(one for one in last if not unicodedata.category(one).startswith("C"))
    plain = " ".join(FORBIDDEN.sub("_", seen).split()).strip(". ")
    if len(plain) <= LONGEST:
        return plain or NAMELESS
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return plain[:LONGEST].strip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].strip('. ')}.{ending}"
