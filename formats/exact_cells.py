"""Cells that mean precisely what they say: an invisible character in front tells that nothing is to be mended.

Mulu's own files use it only where a text would otherwise be read as something else, for example a name that
begins with a number. Whoever edits the cell keeps or loses the mark without seeing it; both are read.
"""

from formats.columns import EXACT, Column, Kind
from formats.level_words import levels_behind, suffix_of
from formats.row_draft import TELEPHONES, RowDraft
from values.entry import DisclosingBody

GUARD = EXACT
"""WORD JOINER: it has no width and breaks no line. What is written has none of its own."""
CHOSEN_BOX, OPEN_BOX = "■", "□"
WITHHELD_WORD = "不予公开："

Parts = tuple[str | DisclosingBody, ...]
"""What a cell says: texts, or the bodies of a cell of bodies."""


def is_exact(raw: str) -> bool:
    """Whether nothing in a cell is to be mended or split."""
    return raw.startswith(GUARD)


def exact_text(raw: str) -> str:
    """Return what one sees of an exact cell."""
    return raw.replace(GUARD, "")


def exact_name(number: str, name: str) -> str:
    """Return a name, and the number in front of it, as an exact cell."""
    return f"{GUARD}{number}{GUARD}.{GUARD}{name}" if number else f"{GUARD}{name}"


def name_in(raw: str) -> tuple[str, str]:
    """Return the number and the name of an exact cell."""
    parts = raw[1:].split(GUARD)
    return (parts[0] if len(parts) > 1 else ""), parts[-1]


def exact_cell(column: Column, parts: Parts) -> str:
    """Return the parts of a cell as an exact one, a line each."""
    return GUARD + "\n".join(_line(column, one) for one in parts)


def _line(column: Column, part: str | DisclosingBody) -> str:
    if isinstance(part, DisclosingBody):
        return f"{part.body}{GUARD}{suffix_of(part.levels)}"
    if column.kind is Kind.CHANNELS:
        return f"{CHOSEN_BOX}{part}"
    return f"{WITHHELD_WORD}{GUARD}{part}" if column.kind is Kind.WITHHELD else part


def parts_in(column: Column, raw: str) -> Parts:
    """Return the parts of an exact cell."""
    lines = raw[1:].split("\n")
    if column.kind is Kind.BODIES:
        told = [one.partition(GUARD) for one in lines]
        return tuple(
            DisclosingBody(body=name, lead=not at, levels=levels_behind(f"-{suffix}")[1])
            for at, (name, _, suffix) in enumerate(told)
        )
    if column.kind is Kind.CHANNELS:
        return tuple(one.removeprefix(CHOSEN_BOX) for one in lines if not one.startswith(OPEN_BOX))
    return (lines[0].rpartition(GUARD)[2],) if column.kind is Kind.WITHHELD else tuple(lines)


def put(draft: RowDraft, column: Column, parts: Parts) -> bool:
    """Add what a cell says to a row, as it stands; return whether the column holds such things."""
    kind = column.kind
    texts = [one for one in parts if isinstance(one, str)]
    if kind is Kind.SEQUENCE:
        draft.number = draft.number or "".join(texts)
    elif kind is Kind.DEADLINE:
        draft.deadline = "".join(texts)
    elif kind is Kind.BODIES:
        draft.bodies += [one for one in parts if isinstance(one, DisclosingBody)]
    elif kind is Kind.WITHHELD:
        draft.modes.add(kind)
        draft.withheld_basis = "".join(texts)
    elif kind in TELEPHONES:
        draft.telephones[TELEPHONES[kind]] = "".join(texts)
    elif kind is Kind.FURTHER:
        draft.further[column.header] = "\n".join(texts)
    else:
        return _put_list(draft, kind, texts)
    return True


def _put_list(draft: RowDraft, kind: Kind, texts: list[str]) -> bool:
    lists = {
        Kind.ELEMENTS: draft.elements,
        Kind.BASES: draft.bases,
        Kind.CHANNELS: draft.channels,
        Kind.GROUP: draft.groups,
    }
    if kind in lists:
        lists[kind] += texts
    return kind in lists
