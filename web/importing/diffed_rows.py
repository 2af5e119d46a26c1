"""What a file makes of a catalogue, in the reader's language, ready to be shown and to be ticked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from values.entry import EntryState
from values.messages import N_
from values.row_matching import Fate
from values.vocabulary import Origin
from web.catalogue.comparison import FieldComparison, compare
from workflow.errors import invalid
from workflow.queries.catalogue import Row
from workflow.queries.row_diff import DiffLine, RowDiff

MOST_LINES = 1000
"""Rows that differ and can still be looked through; a draft holds about half as many."""


@dataclass(frozen=True, kw_only=True)
class ShownCandidate:
    """A row of the catalogue that a doubtful one may be, and what the file would change about it."""

    row: Row
    under: str
    fields: list[FieldComparison]

    @property
    def entry(self) -> str:
        """Its identity, which answers the question."""
        return self.row.state.entry


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A row that differs: what it says now and in the file."""

    line: DiffLine
    under: str
    """The name of the row above it."""
    fields: list[FieldComparison]
    candidates: list[ShownCandidate]
    unknown_bodies: list[str]
    is_adapted: bool
    """Of a gone row: whether it comes from the standard, so that it would be left out, not cancelled."""


def shown_lines(diff: RowDiff) -> list[ShownLine]:
    """Return the rows that differ.

    Raises: InvalidError where they are so many that nobody could look through them.
    """
    differing = [line for line in diff.lines if line.fate is not Fate.SAME]
    if len(differing) > MOST_LINES:
        raise invalid(
            "file",
            N_(
                "%(rows)s rows differ, more than anyone can look through (%(most)s); is it the right catalogue?"
                " If so, import the file in parts."
            ),
            rows=len(differing),
            most=MOST_LINES,
        )
    showing = _Showing(diff)
    return [showing.line(line) for line in differing]


class _Showing:
    """A diff with the names that its rows go by."""

    def __init__(self, diff: RowDiff) -> None:
        self.diff = diff
        self.bodies = {int(key): name for name, key in diff.bodies.items()}
        self.names = {row.state.entry: row.state.content.name for row in diff.rows}
        matched = {line.matched.place: line.present for line in diff.lines if line.present and line.row}
        self.above: dict[int, str] = {}
        """By place in the file, the identity of a row, or a stand-in for one that is new or in doubt."""
        for place, row in enumerate(diff.file.rows):
            present = matched.get(place)
            self.above[place] = present.state.entry if present else f"file-{place}"
            self.names.setdefault(self.above[place], row.content.name)

    def line(self, line: DiffLine) -> ShownLine:
        before = line.present.state if line.present else None
        after = self._after(line, line.present, line.matched.fields)
        parent = after.parent if after else before.parent if before else None
        return ShownLine(
            line=line,
            under=self.names.get(parent or "", ""),
            fields=self._changed(before, after) if line.fate is not Fate.GONE else [],
            candidates=[self._candidate(line, row) for row in self.diff.candidates(line)],
            unknown_bodies=self.diff.unknown_bodies(line.row),
            is_adapted=bool(before and before.origin is Origin.ADAPTED),
        )

    def _candidate(self, line: DiffLine, row: Row) -> ShownCandidate:
        after = self._after(line, row, self.diff.fields(line, row))
        return ShownCandidate(
            row=row,
            under=self.names.get(row.state.parent or "", ""),
            fields=self._changed(row.state, after),
        )

    def _after(self, line: DiffLine, present: Row | None, fields: Iterable[str]) -> EntryState | None:
        """Return a row as it would be if it were taken."""
        if line.row is None:
            return None
        content = self.diff.content(line.row, present.state.content if present else None, fields)
        parent = None if line.row.parent is None else self.above[line.row.parent]
        if present is None:
            return EntryState(entry="", parent=parent, rank="", content=content)
        moved = parent if "parent" in fields else present.state.parent
        return replace(present.state, content=content, parent=moved)

    def _changed(self, before: EntryState | None, after: EntryState | None) -> list[FieldComparison]:
        return [one for one in compare(before, after, self.bodies, self.names) if one.is_changed]
