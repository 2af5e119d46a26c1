"""What a draft does to a catalogue by the rows of a file that were ticked, through the operations of the editor."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from values.catalogue_document import DocumentRow
from values.entry import EntryState
from values.messages import N_, Message
from values.names import normalised
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.row_matching import Fate
from values.vocabulary import CatalogueKind, Operation, Origin
from workflow import operations
from workflow.errors import InvalidError, Issue, invalid
from workflow.queries.catalogue import Row
from workflow.queries.row_diff import DiffLine, RowDiff

NEW = "new"
"""The answer that a doubtful row is a new one."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What of a file is to be taken."""

    taken: frozenset[int] = frozenset()
    """Numbers of lines: changed and added rows that are taken, gone ones that are to end."""
    answers: Mapping[int, str] = field(default_factory=dict)
    """Number of a doubtful line → the entry that it is, or `NEW`; one without an answer is not taken."""
    settles: Mapping[str, str] = field(default_factory=dict)
    """By `row:field` of which both a draft and the file say something new, which holds (`vocabulary.Choice`)."""


def everything_certain(diff: RowDiff) -> frozenset[int]:
    """Return the lines that are taken where nobody says otherwise: what is changed and added, in no doubt."""
    return frozenset(line.no for line in diff.lines if line.fate in {Fate.CHANGED, Fate.ADDED})


def chosen_changes(diff: RowDiff, choice: Choice) -> tuple[DraftChange, ...]:
    """Return the changes that a choice makes.

    Raises: InvalidError where nothing is chosen, where a row hangs on one that is not, or where two rows of the
    file are to be the same one.
    """
    _require_answers(diff, choice)
    chosen = _Chosen(diff, choice)
    text = operations.put(DraftContent(), [*chosen.endings(), *chosen.rows()])
    if not text.changes:
        raise invalid(
            "changes", N_("Tick at least one row that the file changes; nothing else is taken from it.")
        )
    return text.changes


def _require_answers(diff: RowDiff, choice: Choice) -> None:
    lines = {line.no: line for line in diff.lines}
    for no in choice.taken:
        line = lines.get(no)
        if line is None or line.fate is Fate.SAME:
            raise invalid(
                "changes", N_("Row %(no)s is not there or is not changed; look at the list again."), no=no
            )
        if line.fate is Fate.DOUBTFUL and no not in choice.answers:
            raise invalid(
                "changes",
                N_("“%(name)s” is in doubt: say which row it is, or that it is new."),
                name=line.name,
            )
    given: set[str] = set()
    for no, answer in choice.answers.items():
        line = lines.get(no)
        offered = {row.state.entry for row in diff.candidates(line)} if line else set()
        if answer not in {NEW, *offered} or line is None or line.fate is not Fate.DOUBTFUL:
            raise invalid(
                "changes", N_("Row %(no)s cannot be what was answered; look at the list again."), no=no
            )
        if answer in given:
            raise invalid(
                "changes", N_("“%(name)s”: two rows of the file cannot be the same row."), name=line.name
            )
        given |= {answer} - {NEW}


class _Chosen:
    """The rows of a choice, with the identities that they have or are given."""

    def __init__(self, diff: RowDiff, choice: Choice) -> None:
        self.diff, self.choice = diff, choice
        self.upstream = dict(diff.upstream)
        self.entries: dict[int, str] = {}
        """By place in the file, the identity of a row that is there once the changes are."""
        self.targets: dict[int, Row] = {}
        """By place in the file, the row of the catalogue that it is."""
        by_entry = {row.state.entry: row for row in diff.rows}
        for line in diff.lines:
            place = line.matched.place
            if place is None:
                continue
            answer = choice.answers.get(line.no, "")
            present = line.present or by_entry.get(answer)
            if present:
                self.targets[place] = present
                self.entries[place] = present.state.entry
            elif line.no in choice.taken or answer == NEW:
                self.entries[place] = line.restores or uuid.uuid4().hex
        self.siblings: dict[str | None, set[str]] = {}
        for row in diff.current.values():
            self.siblings.setdefault(row.state.parent, set()).add(row.state.rank)

    def endings(self) -> Iterator[DraftChange]:
        """End the gone rows that are ticked; the standard's are left out, and the reason is given in the editor."""
        kept = set(self.entries.values())
        for line in self.diff.lines:
            if line.fate is not Fate.GONE or line.no not in self.choice.taken or line.present is None:
                continue
            changes = operations.taken_away(
                self.diff.current[line.present.state.entry], dict(self.diff.current)
            )
            if line.present.state.entry in kept:
                raise _hanging(
                    N_("“%(name)s” cannot end: you answered that “%(other)s” in the file is this row."),
                    line.name,
                    self._named_in_file(line.present.state.entry),
                )
            held = next((one.after.content.name for one in changes if one.entry in kept), "")
            if held:
                raise _hanging(
                    N_("“%(name)s” cannot end: “%(other)s” belongs to it, which the file keeps."),
                    line.name,
                    held,
                )
            yield from changes

    def _named_in_file(self, entry: str) -> str:
        place = next(place for place, one in self.entries.items() if one == entry)
        return self.diff.file.rows[place].content.name

    def rows(self) -> Iterator[DraftChange]:
        """Change and add what is ticked, in the order of the file."""
        last: dict[str | None, str] = {}
        for line in self.diff.lines:
            place, row = line.matched.place, line.row
            if row is None or place is None or place not in self.entries:
                continue
            target = self.targets.get(place)
            is_taken = line.no in self.choice.taken or line.no in self.choice.answers
            change: DraftChange | None
            if target is None:
                change = self._added(line, row, self.entries[place], last)
                after = change.after
            else:
                change = self._changed(line, row, target, last) if is_taken else None
                after = change.after if change else target.state
            last[after.parent] = after.rank
            if change:
                yield change

    def _changed(
        self, line: DiffLine, row: DocumentRow, target: Row, last: Mapping[str | None, str]
    ) -> DraftChange | None:
        fields = self.diff.fields(line, target)
        published = self.diff.current[target.state.entry]
        content = self.diff.content(row, published.state.content, fields)
        if "parent" in fields:
            parent = self._parent(row)
            moved = operations.moved(published, parent=parent, rank=self._rank(parent, last))
            return replace(moved, after=replace(moved.after, content=content))
        return operations.amended(published, content) if content != published.state.content else None

    def _added(
        self, line: DiffLine, row: DocumentRow, entry: str, last: Mapping[str | None, str]
    ) -> DraftChange:
        parent = self._parent(row)
        rank = self._rank(parent, last)
        if line.restores:
            published = self.diff.current[line.restores]
            content = self.diff.content(row, published.state.content, self.diff.sides[1].columns)
            back = operations.restored(published, parent=parent, rank=rank)
            return replace(back, after=replace(back.after, content=content))
        upstream = line.adapts or self.upstream.pop(normalised(row.content.name), "") or None
        is_standard = self.diff.catalogue.kind is CatalogueKind.STANDARD
        state = EntryState(
            entry=entry,
            parent=parent,
            rank=rank,
            content=self.diff.adapted(row, line.adapts) if line.adapts else self.diff.content(row, None, ()),
            origin=Origin.ADAPTED if upstream else Origin.OWN if is_standard else Origin.SUPPLEMENT,
            upstream_entry=upstream,
        )
        return DraftChange(operation=Operation.ADD, after=state)

    def _parent(self, row: DocumentRow) -> str | None:
        if row.parent is None:
            return None
        if row.parent not in self.entries:
            raise _hanging(
                N_(
                    "“%(name)s” stands under “%(other)s”, which is not taken; tick or answer that row as well."
                ),
                row.content.name,
                self.diff.file.rows[row.parent].content.name,
            )
        return self.entries[row.parent]

    def _rank(self, parent: str | None, last: Mapping[str | None, str]) -> str:
        """Return a place behind the row that stands before it in the file, and keep it."""
        ranks = self.siblings.setdefault(parent, set())
        before = last.get(parent)
        following = min((one for one in ranks if before is None or one > before), default=None)
        rank = rank_between(before, following)
        ranks.add(rank)
        return rank


def _hanging(sentence: str, name: str, other: str) -> InvalidError:
    return InvalidError([Issue("changes", Message(sentence, {"name": name, "other": other}))])


def counts(diff: RowDiff, changes: Collection[DraftChange]) -> dict[str, int]:
    """Return how many rows have each fate, and how many changes were taken."""
    return {**{fate.value: diff.count(fate) for fate in Fate}, "taken": len(changes)}
