"""Rows of a file beside what a draft says of them already: what merges by itself, and what its drafter is asked.

The same merge as in the browser (`values/merging`): what the file was made of, what the draft says, what the file says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from values.entry import EntryContent, EntryState
from values.merging.rows import RowMerge, merge_rows
from values.messages import N_, Message
from values.names import normalised
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Choice, Operation
from workflow import operations
from workflow.conflicts.comparing import operation_now
from workflow.errors import InvalidError, Issue
from workflow.labels import ENTRY_FIELD_LABELS
from workflow.queries.catalogue import PublishedRow

ASKED = N_("“%(name)s”: the draft and the file both say something new of “%(field)s”; decide which holds.")
OWN_DRAFT = N_("This workbook was downloaded from the draft %(number)s; take its rows into that draft.")


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A draft with rows of a file in it."""

    text: DraftContent
    merges: Mapping[str, RowMerge]
    """By row that both say something of: the states before any answer."""
    questions: tuple[tuple[str, str], ...]
    """Row and field about which nothing was answered."""

    def require_settled(self) -> None:
        """Raise InvalidError naming each row and field that is not decided."""
        issues = [
            Issue(
                field,
                Message(
                    ASKED,
                    {
                        "name": self.merges[entry].proposed.content.name,
                        "field": Message(ENTRY_FIELD_LABELS.get(field, field)),
                    },
                ),
                entry,
            )
            for entry, field in self.questions
        ]
        if issues:
            raise InvalidError(issues)


def joined(
    draft: DraftContent,
    changes: Iterable[DraftChange],
    *,
    had_before: Mapping[str, PublishedRow],
    current: Mapping[str, PublishedRow],
    answers: Mapping[str, str],
) -> Joined:
    """Return a draft with changes that a file makes.

    Args:
        draft: what it says so far.
        changes: what is taken from the file.
        had_before: the rows that the file was compared with.
        current: the catalogue as it is now.
        answers: by `row:field`, a `Choice`: published is what the draft says, mine what the file says.
    """
    joining = _Joining(draft, had_before, current, answers)
    for change in joining.known(changes):
        joining.take(change)
    return Joined(text=joining.text, merges=joining.merges, questions=tuple(joining.questions))


class _Joining:
    """A draft while rows are taken into it."""

    def __init__(
        self,
        draft: DraftContent,
        had_before: Mapping[str, PublishedRow],
        current: Mapping[str, PublishedRow],
        answers: Mapping[str, str],
    ) -> None:
        self.text, self.had_before, self.current, self.answers = draft, had_before, current, answers
        self.merges: dict[str, RowMerge] = {}
        self.questions: list[tuple[str, str]] = []

    def known(self, changes: Iterable[DraftChange]) -> Iterator[DraftChange]:
        """Give added rows the identity of what the draft adds under their name in their place, or for their entry of the standard."""
        same = {
            (one.after.parent, normalised(one.after.content.name)): one.entry
            for one in self.text.changes
            if one.operation is Operation.ADD
        }
        adapting: dict[str | None, list[str]] = defaultdict(list)
        for one in self.text.changes:
            if one.operation is Operation.ADD:
                adapting[one.after.upstream_entry].append(one.entry)
        alias: dict[str, str] = {}
        for change in changes:
            after = replace(change.after, parent=alias.get(change.after.parent or "", change.after.parent))
            only = adapting[after.upstream_entry] if after.upstream_entry else []
            entry = same.get((after.parent, normalised(after.content.name)))
            entry = entry or (only[0] if len(only) == 1 else None)
            if change.operation is Operation.ADD and entry and change.entry not in self.had_before:
                alias[change.entry] = entry
                after = replace(after, entry=entry)
            yield replace(change, after=after)

    def take(self, change: DraftChange) -> None:
        """Take one row: as it is where the draft says nothing of it, else merged with what it says."""
        drafted = self.text.change_of(change.entry)
        published = self.current.get(change.entry)
        if drafted is None and published is None:
            if change.after.is_listed:
                self._put(replace(change, operation=Operation.ADD))
            return
        if drafted is None and (published is None or not self._was_laid(change.entry)):
            self._put(change)
            return
        if published is None and not change.after.is_listed:
            self.text = operations.without(self.text, change.entry)
            return
        self._merge(change, drafted, published)

    def _merge(
        self, change: DraftChange, drafted: DraftChange | None, published: PublishedRow | None
    ) -> None:
        """Merge what the file says with the draft, or with the published row that the draft let go meanwhile."""
        beside = drafted.after if drafted else published.state if published else change.after
        merge = merge_rows(self._base(change, beside), beside, change.after)
        self.merges[change.entry] = merge
        answered = merge.answered(self._choices(change.entry))
        self.questions += [(change.entry, field) for field in answered.open]
        kept = drafted or replace(change, base_sha256=published.content_sha256 if published else "")
        operation = operation_now(kept, answered.merged, published.state) if published else kept.operation
        self._put(replace(kept, operation=operation, after=answered.merged))

    def _was_laid(self, entry: str) -> bool:
        """Whether the file had the words of a draft before it, which published rows do not say."""
        row = self.had_before.get(entry)
        return bool(row and row.state.sha256 != row.content_sha256)

    def _base(self, change: DraftChange, beside: EntryState) -> EntryState:
        row = self.had_before.get(change.entry)
        if row:
            return row.state
        # Both add a row of this name: neither had more before them than that.
        return replace(beside, content=EntryContent(name=beside.content.name))

    def _choices(self, entry: str) -> dict[str, Choice]:
        return {
            key.partition(":")[2]: Choice(answer)
            for key, answer in self.answers.items()
            if key.partition(":")[0] == entry and answer in set(Choice)
        }

    def _put(self, change: DraftChange) -> None:
        self.text = operations.put(self.text, [change])
