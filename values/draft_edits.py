"""One edit of a working draft as data: what it wrote where, so that it can be undone and done again."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
"""A place in a draft: a field of its header, an answer, a row, or a field of a row."""

Plain = dict[str, Any]
"""A draft in its JSON form."""

FILES = "attachments"
"""Files come and go by commands of their own, each with an event; they are no part of an edit."""

DEEP = {("after",), ("after", "content")}
"""Members of a row that are compared member by member."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What an edit wrote in one place; None says that nothing was there."""

    path: Path
    before: Any
    after: Any

    @property
    def turned(self) -> "Piece":
        """The piece that brings back what was there."""
        return Piece(path=self.path, before=self.after, after=self.before)


class ChangedSinceError(Exception):
    """A place does not say any more what the edit left there."""

    def __init__(self, path: Path) -> None:
        """Keep the place."""
        super().__init__("/".join(path))
        self.path = path


def difference(old: Plain, new: Plain) -> tuple[Piece, ...]:
    """Return what makes one draft of another, in the order of the draft."""
    return tuple(piece for piece in _pieces(old, new) if piece.path[-1] != FILES)


def applied(draft: Plain, pieces: Sequence[Piece]) -> Plain:
    """Return a draft with an edit made on it.

    Raises: ChangedSinceError where a place does not say what the edit found there.
    """
    made = deepcopy(draft)
    for piece in pieces:
        if _bare(piece.path, _found(made, piece.path)) != _bare(piece.path, piece.before):
            raise ChangedSinceError(piece.path)
        _write(made, piece.path, deepcopy(piece.after))
    return made


def reverted(draft: Plain, pieces: Sequence[Piece]) -> Plain:
    """Return a draft with an edit taken back; raise as `applied`."""
    gone = [piece.turned for piece in pieces if piece.before is None]
    back = [piece.turned for piece in pieces if piece.before is not None]
    return applied(draft, [*gone, *back])


def overlap(one: Iterable[Piece], other: Sequence[Piece]) -> Path | None:
    """Return a place that two edits have both written, if any; a row holds its fields."""
    for piece in one:
        for beside in other:
            shorter = min(len(piece.path), len(beside.path))
            if piece.path[:shorter] == beside.path[:shorter]:
                return piece.path
    return None


def continued(first: Sequence[Piece], then: Sequence[Piece]) -> tuple[Piece, ...] | None:
    """Return two edits of the very same fields as one; None where they are not such. Nothing may be left of it."""
    later = {piece.path: piece for piece in then}
    if later.keys() != {piece.path for piece in first} or any(is_row(path) for path in later):
        return None
    joined = (Piece(path=one.path, before=one.before, after=later[one.path].after) for one in first)
    return tuple(piece for piece in joined if piece.before != piece.after)


def is_row(path: Path) -> bool:
    """Whether an edit wrote a row as a whole there, or all of them."""
    return path[0] == "changes" and len(path) <= 2  # noqa: PLR2004 - the list, or a row of it


def to_stored(pieces: Iterable[Piece]) -> list[Any]:
    """Return an edit as JSON."""
    return [[list(one.path), one.before, one.after] for one in pieces]


def from_stored(stored: Iterable[Any]) -> tuple[Piece, ...]:
    """Read an edit from its JSON."""
    return tuple(Piece(path=tuple(path), before=before, after=after) for path, before, after in stored)


def _pieces(old: Plain, new: Plain) -> Iterator[Piece]:
    for name in sorted(old.keys() | new.keys()):
        if name == "answers":
            yield from _members(("answers",), old[name], new[name])
        elif name != "changes" and old[name] != new[name]:
            yield Piece(path=(name,), before=old[name], after=new[name])
    yield from _row_pieces(old["changes"], new["changes"])


def _row_pieces(old: list[Plain], new: list[Plain]) -> Iterator[Piece]:
    was, now = _by_entry(old), _by_entry(new)
    if [one for one in was if one in now] != [one for one in now if one in was]:
        yield Piece(path=("changes",), before=old, after=new)
        return
    for entry, place in _places(old).items():
        if entry not in now:
            yield Piece(path=("changes", entry), before={"row": was[entry], "behind": place}, after=None)
        elif was[entry] != now[entry]:
            yield from _row_members(("changes", entry), (), was[entry], now[entry])
    for entry, place in _places(new).items():
        if entry not in was:
            yield Piece(path=("changes", entry), before=None, after={"row": now[entry], "behind": place})


def _row_members(start: Path, inner: Path, old: Plain, new: Plain) -> Iterator[Piece]:
    for name in sorted(old.keys() | new.keys()):
        place = (*inner, name)
        if place in DEEP:
            yield from _row_members(start, place, old[name], new[name])
        elif old.get(name) != new.get(name):
            yield Piece(path=(*start, *place), before=old.get(name), after=new.get(name))


def _members(start: Path, old: Plain, new: Plain) -> Iterator[Piece]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Piece(path=(*start, name), before=old.get(name), after=new.get(name))


def _by_entry(rows: list[Plain]) -> dict[str, Plain]:
    return {row["after"]["entry"]: row for row in rows}


def _places(rows: list[Plain]) -> dict[str, str]:
    """Return, by row, the one that stands before it; empty for the first."""
    entries = list(_by_entry(rows))
    return dict(zip(entries, ["", *entries], strict=False))


def _bare(path: Path, value: Any) -> Any:
    """Return a value as far as it must not have changed: of a row not where it stands."""
    return value["row"] if len(path) == 2 and path[0] == "changes" and value else value  # noqa: PLR2004


def _found(draft: Plain, path: Path) -> Any:
    if len(path) == 1:
        return draft[path[0]]
    if path[0] == "answers":
        return draft["answers"].get(path[1])
    row = _by_entry(draft["changes"]).get(path[1])
    if len(path) == 2:  # noqa: PLR2004 - a row as a whole
        return None if row is None else {"row": row, "behind": _places(draft["changes"])[path[1]]}
    for name in path[2:]:
        row = (row or {}).get(name)
    return row


def _write(draft: Plain, path: Path, value: Any) -> None:
    if len(path) == 1:
        draft[path[0]] = value
    elif path[0] == "answers":
        _set(draft["answers"], path[1], value)
    elif len(path) == 2:  # noqa: PLR2004 - a row as a whole
        _write_row(draft["changes"], path[1], value)
    else:
        holder = _by_entry(draft["changes"])[path[1]]
        for name in path[2:-1]:
            holder = holder[name]
        holder[path[-1]] = value


def _write_row(rows: list[Plain], entry: str, value: Any) -> None:
    if value is None:
        rows[:] = [row for row in rows if row["after"]["entry"] != entry]
        return
    entries = list(_by_entry(rows))
    behind = value["behind"]
    at = entries.index(behind) + 1 if behind in entries else (len(rows) if behind else 0)
    rows.insert(at, value["row"])


def _set(members: Plain, name: str, value: Any) -> None:
    if value is None:
        members.pop(name, None)
    else:
        members[name] = value
