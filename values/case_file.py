"""The case file (案卷) of a proposal in its parts: what stands on its cover, and each paper with who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from values.file_name import clean_name

LONGEST_NAME = 80
"""Characters of a name within the package: with its folder well under what Windows unpacks."""
RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{no}" for port in ("COM", "LPT") for no in range(1, 10))}
)
"""What no file may be called on Windows, whatever its ending."""


@dataclass(frozen=True, kw_only=True)
class CasePaper:
    """A paper or file of a case (卷内文件)."""

    path: str
    """Folder and name within the package."""
    title: str
    """题名."""
    responsible: str
    """责任者: the body or the person who answers for it."""
    day: date | None
    data: bytes
    document_number: str = ""
    """文号, of a paper that has one."""
    pages: int | None = None
    """页数; None: it has no pages, or they could not be counted."""


@dataclass(frozen=True, kw_only=True)
class CaseCover:
    """What stands on the cover of a case file."""

    file_number: str
    """档号."""
    fonds: str
    """全宗号."""
    proposal: str
    title: str
    catalogue: str
    """Code and title."""
    responsible: str
    """责任者: the drafting body."""
    state: str
    opened_on: date
    closed_on: date | None
    term: str
    """保管期限."""
    term_reason: str
    """Why it is another than the usual one; empty: it is the usual one."""
    kept_until: date | None
    left_out: Sequence[str]
    """What belongs to the proposal and is not in the package, with the reason."""


def path_of(folder: str, place: int, name: str) -> str:
    """Return the place of a file within the package: numbered, so that no two are the same, and sane everywhere."""
    clean = clean_name(name)
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, ending = clean, ""
    if stem.partition(".")[0].upper() in RESERVED:
        stem = f"_{stem}"
    room = LONGEST_NAME - len(ending) - 1
    return f"{folder}/{place:02d} {stem[:room].strip('. ')}{f'.{ending}' if ending else ''}"


LONGEST_ENDING = 12
