"""What changed rows are to the other rows: equal names, cycles, additions at one place, lost parents, new children."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from values.canonical import content_hash
from values.entry import EntryState
from values.merging.tree import Tree
from values.names import normalised
from values.rank import rank_between
from values.vocabulary import Choice, ConflictKind

Result = Mapping[str, EntryState | None]
"""Entry → what an answer makes of it; None: the draft no longer changes it."""


@dataclass(frozen=True, kw_only=True)
class PlaceQuestion:
    """A question that a row raises among the others."""

    entry: str
    name: str
    """What it is settled under."""
    kind: ConflictKind
    others: tuple[str, ...]
    """The published rows that raise it."""
    facts: str
    """Hash of what was published of them; the question comes again when that changes."""
    choices: Mapping[Choice, Result] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheets:
    """A catalogue three times: as the drafter had it before them, as it is published, and with the draft."""

    base: Mapping[str, EntryState]
    published: Mapping[str, EntryState]
    drafted: Mapping[str, EntryState]
    """What the draft makes of the rows it changes."""

    @cached_property
    def now(self) -> Tree:
        """What is published."""
        return Tree(self.published)

    @cached_property
    def merged(self) -> Tree:
        """What would be, were the draft published now."""
        return Tree({**self.published, **self.drafted})

    @cached_property
    def alone(self) -> Tree:
        """What would have been, had nothing been published since."""
        return Tree({**self.base, **self.drafted})

    @cached_property
    def changed(self) -> frozenset[str]:
        """Rows that a release since changed, and that the draft does not."""
        return frozenset(
            entry
            for entry, state in self.published.items()
            if entry not in self.drafted and self.base.get(entry) != state
        )

    def is_new_here(self, entry: str) -> bool:
        """Whether a release since put a row where it stands, or changed whether it stands there."""
        was, now = self.base.get(entry), self.published[entry]
        return was is None or (was.parent, was.rank, was.presence) != (now.parent, now.rank, now.presence)

    def facts(self, others: tuple[str, ...]) -> str:
        """Return the hash of what is published of rows."""
        return content_hash([self.published[one].sha256 for one in others])


def place_questions(sheets: Sheets) -> Iterator[PlaceQuestion]:
    """Yield every question that the draft's rows raise among the others."""
    yield from _equal_names(sheets)
    for entry in sheets.drafted:
        yield from _cycle(sheets, entry)
        yield from _lost_parent(sheets, entry)
        yield from _changed_below(sheets, entry)
    yield from _orders(sheets)


def _equal_names(sheets: Sheets) -> Iterator[PlaceQuestion]:
    """Names that are equal with the draft, and were not on either side alone."""
    groups: dict[str, list[str]] = defaultdict(list)
    for entry, state in sheets.merged.present.items():
        groups[normalised(state.content.name)].append(entry)
    for entry, state in sheets.drafted.items():
        others = tuple(
            other
            for other in groups[normalised(state.content.name)]
            if entry in sheets.merged.present
            and other not in sheets.drafted
            and not sheets.merged.is_above(other, entry)
            and not sheets.merged.is_above(entry, other)
            and not any(_same_name(tree, entry, other) for tree in (sheets.now, sheets.alone))
        )
        if others:
            yield PlaceQuestion(
                entry=entry,
                name=ConflictKind.EQUAL_NAME,
                kind=ConflictKind.EQUAL_NAME,
                others=others,
                facts=content_hash(sorted(sheets.published[one].content.name for one in others)),
                choices={Choice.PUBLISHED: {entry: None}, Choice.MINE: {entry: state}},
            )


def _same_name(tree: Tree, entry: str, other: str) -> bool:
    one, two = tree.present.get(entry), tree.present.get(other)
    return (
        one is not None and two is not None and normalised(one.content.name) == normalised(two.content.name)
    )


def _cycle(sheets: Sheets, entry: str) -> Iterator[PlaceQuestion]:
    """Two moves that together put a row under itself."""
    if not sheets.merged.is_above(entry, entry) or sheets.alone.is_above(entry, entry):
        return
    around = tuple(one for one in sheets.merged.ancestors(entry) if one not in sheets.drafted)
    if entry not in sheets.published or not around:
        return
    here = sheets.published[entry]
    back = replace(sheets.drafted[entry], parent=here.parent, rank=here.rank)
    yield PlaceQuestion(
        entry=entry,
        name=ConflictKind.CYCLE,
        kind=ConflictKind.CYCLE,
        others=around,
        facts=sheets.facts(around),
        choices={Choice.PUBLISHED: {entry: None if back == here else back}},
    )


def _lost_parent(sheets: Sheets, entry: str) -> Iterator[PlaceQuestion]:
    """A row that stands under one that a release took away, or is put under one that a release moved."""
    if entry not in sheets.merged.present or sheets.merged.is_above(entry, entry):
        return
    was = sheets.published.get(entry)
    is_put = was is None or was.parent != sheets.drafted[entry].parent
    above = [
        one for one in sheets.merged.ancestors(entry) if one not in sheets.drafted and one in sheets.base
    ]
    gone = [one for one in above if one in sheets.alone.present and one not in sheets.now.present]
    moved = [one for one in above if is_put and sheets.base[one].parent != sheets.published[one].parent]
    others = tuple(dict.fromkeys((*gone, *moved)))
    if others:
        choices: dict[Choice, Result] = {Choice.PUBLISHED: {entry: None}}
        if not gone:
            choices[Choice.MINE] = {entry: sheets.drafted[entry]}
        yield PlaceQuestion(
            entry=entry,
            name="parent",
            kind=ConflictKind.STRUCTURE,
            others=others,
            facts=sheets.facts(others),
            choices=choices,
        )


def _changed_below(sheets: Sheets, entry: str) -> Iterator[PlaceQuestion]:
    """A row that the draft moves or takes away, under which a release changed something."""
    was, becomes = sheets.published.get(entry), sheets.drafted[entry]
    if was is None or (was.parent, was.presence) == (becomes.parent, becomes.presence):
        return
    others = tuple(
        one for one in sheets.published if one in sheets.changed and sheets.now.is_above(entry, one)
    )
    if others:
        yield PlaceQuestion(
            entry=entry,
            name="below",
            kind=ConflictKind.STRUCTURE,
            others=others,
            facts=sheets.facts(others),
            choices={Choice.PUBLISHED: {entry: None}, Choice.MINE: {entry: becomes}},
        )


def _orders(sheets: Sheets) -> Iterator[PlaceQuestion]:
    """Rows that the draft and a release each put at one place; nobody but the drafter knows which comes first."""
    put: dict[tuple[str | None, int], list[str]] = defaultdict(list)
    steady: dict[str | None, list[str]] = defaultdict(list)
    for entry, state in sheets.now.present.items():
        if entry not in sheets.drafted and not sheets.is_new_here(entry):
            steady[state.parent].append(state.rank)
    for entry, drafted in sheets.drafted.items():
        if entry in sheets.merged.present and _is_put(sheets, drafted):
            put[drafted.parent, _gap(steady[drafted.parent], drafted.rank)].append(entry)
    for (parent, gap), entries in put.items():
        others = tuple(
            sorted(
                (
                    entry
                    for entry, state in sheets.now.present.items()
                    if state.parent == parent
                    and entry not in sheets.drafted
                    and sheets.is_new_here(entry)
                    and _gap(steady[parent], state.rank) == gap
                ),
                key=lambda one: (sheets.published[one].rank, one),
            )
        )
        if others:
            yield _order(sheets, entries, others, sorted(steady[parent]), gap)


def _is_put(sheets: Sheets, state: EntryState) -> bool:
    was = sheets.published.get(state.entry)
    return was is None or (was.parent, was.rank, was.presence) != (state.parent, state.rank, state.presence)


def _gap(ranks: list[str], rank: str) -> int:
    return sum(one <= rank for one in ranks)


def _order(
    sheets: Sheets, entries: list[str], others: tuple[str, ...], steady: list[str], gap: int
) -> PlaceQuestion:
    entries = sorted(entries, key=lambda one: (sheets.drafted[one].rank, one))
    before = steady[gap - 1] if gap else None
    after = steady[gap] if gap < len(steady) else None
    first, last = (sheets.published[others[place]].rank for place in (0, -1))
    choices: dict[Choice, Result] = {}
    for choice, low, high in ((Choice.PUBLISHED, last, after), (Choice.MINE, before, first)):
        if low is None or high is None or low < high:
            choices[choice] = _ranked(sheets, entries, low, high)
    return PlaceQuestion(
        entry=entries[0],
        name="rank",
        kind=ConflictKind.ORDER,
        others=others,
        facts=content_hash([[one, sheets.published[one].rank] for one in others]),
        choices=choices,
    )


def _ranked(
    sheets: Sheets, entries: list[str], low: str | None, high: str | None
) -> dict[str, EntryState | None]:
    found: dict[str, EntryState | None] = {}
    for entry in entries:
        low = rank_between(low, high)
        found[entry] = replace(sheets.drafted[entry], rank=low)
    return found
