"""Merge a row: its place and presence as one structure, its content field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from values.entry import EntryState
from values.merging.fields import merge_content
from values.merging.outcome import Outcome
from values.vocabulary import Choice, ConflictKind

STRUCTURE = "structure"
"""The name under which place and presence are asked about, as if they were one field."""

_STRUCTURAL = ("parent", "presence", "left_out_reason", "left_out_note", "origin", "upstream_entry")


@dataclass(frozen=True, kw_only=True)
class RowMerge:
    """A row as all three have it, and what came of it."""

    bases: Mapping[str, EntryState]
    """Field → the state the drafter last agreed with, where it is older than `base`."""
    base: EntryState
    published: EntryState
    proposed: EntryState
    merged: EntryState
    """With every open question left as the draft has it."""
    open: Mapping[str, Outcome[EntryState]] = field(default_factory=dict)
    """Field → its question; each choice is the whole row as that answer would make it."""
    taken_over: tuple[str, ...] = ()
    """Fields in which the draft follows what was published, or joins both."""

    def base_of(self, name: str) -> EntryState:
        """Return the state before both sides changed a field."""
        return self.bases.get(name, self.base)

    @property
    def drops_out(self) -> bool:
        """Whether the draft proposes nothing any more, the same having been published."""
        return not self.open and self.merged == self.published

    def answered(self, answers: Mapping[str, Choice]) -> "RowMerge":
        """Return the merge with questions answered; answers to what is not asked do not count."""
        row = self
        for name, choice in answers.items():
            question = row.open.get(name)
            if question is None or choice not in question.choices:
                continue
            left = {key: one for key, one in row.open.items() if key != name}
            if name == STRUCTURE and choice is Choice.PUBLISHED:
                return replace(row, merged=row.published, open={})
            row = replace(row, merged=_with(name, row.merged, question.choices[choice]), open=left)
        return row


def merge_rows(
    base: EntryState,
    published: EntryState,
    proposed: EntryState,
    *,
    bases: Mapping[str, EntryState] | None = None,
) -> RowMerge:
    """Merge a row.

    Args:
        base: what the drafter had before them.
        published: the row now.
        proposed: the row in the draft.
        bases: by field, an older state where a question about the field is still open.
    """
    older = bases or {}
    fields = merge_content(
        {name: state.content for name, state in older.items()},
        base.content,
        published.content,
        proposed.content,
    )
    content = replace(proposed.content, **{name: one.value for name, one in fields.items()})
    former = older.get(STRUCTURE, base)
    structure = _structure(former, published, proposed)
    rank = _rank(former, published, proposed, structure.value)
    merged = replace(_placed(proposed, structure.value), rank=rank, content=content)
    asked: dict[str, Outcome[EntryState]] = {}
    if structure.kind:
        asked[STRUCTURE] = Outcome(merged, structure.kind, _structures(structure, published, merged))
    for name, one in fields.items():
        if one.kind:
            rows = {
                choice: replace(merged, content=replace(content, **{name: value}))
                for choice, value in one.choices.items()
            }
            asked[name] = Outcome(merged, one.kind, rows)
    return RowMerge(
        bases=older,
        base=base,
        published=published,
        proposed=proposed,
        merged=merged,
        open=asked,
        taken_over=_taken_over(proposed, merged),
    )


def written_anew(before: EntryState, after: EntryState) -> frozenset[str]:
    """Return the fields, and the structure, in which two states of a row differ."""
    found = {name for name in vars(after.content) if _field(before, name) != _field(after, name)}
    if _place(before) != _place(after):
        found.add(STRUCTURE)
    return frozenset(found)


def _structure(base: EntryState, published: EntryState, proposed: EntryState) -> Outcome[EntryState]:
    """Return whose place and presence hold; one side's structure against anything of the other is a question."""
    was, now, mine = _place(base), _place(published), _place(proposed)
    if now == mine or (now == was and _said(published) == _said(base)):
        return Outcome(proposed)
    if mine == was and _said(proposed) == _said(base):
        return Outcome(published)
    choices = {Choice.PUBLISHED: published, Choice.MINE: proposed}
    if mine == was and now[1:] == was[1:]:
        # Only moved there, only amended here: the row can stand at its new place and say both.
        choices[Choice.BOTH] = published
    return Outcome(proposed, ConflictKind.STRUCTURE, choices)


def _structures(
    structure: Outcome[EntryState], published: EntryState, merged: EntryState
) -> dict[Choice, EntryState]:
    rows = {choice: _placed(merged, state) for choice, state in structure.choices.items()}
    if not merged.is_listed:
        # A row that the draft takes away goes from where it stands now.
        rows[Choice.MINE] = replace(rows[Choice.MINE], parent=published.parent, rank=published.rank)
    return {**rows, Choice.PUBLISHED: published}


def _rank(base: EntryState, published: EntryState, proposed: EntryState, placed: EntryState) -> str:
    """Return the rank: numbers never conflict, and among the same siblings the draft's wish holds where it has one."""
    if published.parent == proposed.parent:
        is_wish = proposed.parent == base.parent and proposed.rank != base.rank
        return proposed.rank if is_wish else published.rank
    return placed.rank


def _placed(row: EntryState, at: EntryState) -> EntryState:
    return replace(row, rank=at.rank, **{name: getattr(at, name) for name in _STRUCTURAL})


def _with(name: str, row: EntryState, answered: EntryState) -> EntryState:
    if name == STRUCTURE:
        return _placed(row, answered)
    return replace(row, content=replace(row.content, **{name: _field(answered, name)}))


def _taken_over(proposed: EntryState, merged: EntryState) -> tuple[str, ...]:
    found = written_anew(proposed, merged)
    named = tuple(name for name in vars(merged.content) if name in found)
    return (*named, *({STRUCTURE} & found))


def _field(state: EntryState, name: str) -> Any:
    return getattr(state.content, name)


def _place(state: EntryState) -> tuple[object, ...]:
    return tuple(getattr(state, name) for name in _STRUCTURAL)


def _said(state: EntryState) -> EntryState:
    """Return a state without its rank, which alone is no change that anybody is asked about."""
    return replace(state, rank="")
