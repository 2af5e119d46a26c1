"""Merge lists element by element, what was published coming first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from values.merging.outcome import Outcome, clear
from values.vocabulary import Choice, ConflictKind

T = TypeVar("T")
Identity = Callable[[Any], Hashable]
Node = tuple[str, int]
"""An element on its way into the result: one of the base by its place there, or an addition of a side."""


def itself(element: Hashable) -> Hashable:
    """Return the element as its own identity."""
    return element


def merge_lists(
    base: tuple[T, ...],
    published: tuple[T, ...],
    proposed: tuple[T, ...],
    *,
    identity: Identity = itself,
    rewrites: bool = True,
) -> Outcome[tuple[T, ...]]:
    """Merge two edits of a list.

    Args:
        base: what both began with.
        published: what was published since.
        proposed: what the draft says.
        identity: by what an element is known although it says something else now.
        rewrites: whether an element that stands where another one went is that one, written anew.

    A question are: an element rewritten against deleting or rewriting it, one element added in two forms
    (`same_field`), and two orders of what both kept (`order`).
    """
    if found := clear(base, published, proposed):
        return found
    merge = _Merge(
        base,
        published,
        proposed,
        identity,
        *(_edit(base, one, identity, rewrites) for one in (published, proposed)),
    )
    kind = merge.kind
    if kind is None:
        return Outcome(merge.result(Choice.MINE))
    choices = {choice: merge.result(choice) for choice in (Choice.PUBLISHED, Choice.MINE)}
    both = merge.result(Choice.BOTH)
    if kind is ConflictKind.SAME_FIELD and both not in choices.values():
        choices[Choice.BOTH] = both
    return Outcome(proposed, kind, choices)


@dataclass(frozen=True)
class _Edit:
    """What became of each element of the base, and where each new element came from; None: from or to nowhere."""

    becomes: tuple[int | None, ...]
    origin: tuple[int | None, ...]


def _edit(base: Sequence[T], new: Sequence[T], identity: Identity, rewrites: bool) -> _Edit:  # noqa: FBT001
    becomes: list[int | None] = [None] * len(base)
    origin: list[int | None] = [None] * len(new)
    places = {key: place for place, key in enumerate(_keys(base, identity))}
    for place, key in enumerate(_keys(new, identity)):
        if key in places:
            origin[place] = places[key]
            becomes[places[key]] = place
    if rewrites:
        gone = _gaps([place if at is not None else None for place, at in enumerate(becomes)])
        came = _gaps(origin)
        for anchor, olds in gone.items():
            for old, at in zip(olds, came[anchor], strict=False):
                becomes[old], origin[at] = at, old
    return _Edit(tuple(becomes), tuple(origin))


def _keys(elements: Sequence[T], identity: Identity) -> Iterator[tuple[Hashable, int]]:
    """Yield each element's identity with how often it stood before, so that doubles stay two."""
    seen: Counter[Hashable] = Counter()
    for one in elements:
        key = identity(one)
        yield key, seen[key]
        seen[key] += 1


def _gaps(matched: Sequence[int | None]) -> dict[int, list[int]]:
    """Return the unmatched places by the matched element of the base that they follow; -1 is the beginning."""
    found: dict[int, list[int]] = defaultdict(list)
    anchor = -1
    for place, base_place in enumerate(matched):
        if base_place is None:
            found[anchor].append(place)
        else:
            anchor = base_place
    return found


@dataclass(frozen=True)
class _Merge(Generic[T]):
    """Two edits of one list."""

    base: tuple[T, ...]
    published: tuple[T, ...]
    proposed: tuple[T, ...]
    identity: Identity
    theirs: _Edit
    ours: _Edit

    @property
    def kind(self) -> ConflictKind | None:
        """Why it does not merge by itself; None where it does."""
        if any(self._fate(place) is None for place in range(len(self.base))):
            return ConflictKind.SAME_FIELD
        if self._clashes(self._joined(Choice.MINE)):
            return ConflictKind.SAME_FIELD
        kept, theirs, ours = self._orders(Choice.MINE)
        return ConflictKind.ORDER if kept not in (theirs, ours) and theirs != ours else None

    def result(self, choice: Choice) -> tuple[T, ...]:
        """Return the list with every conflict answered like this."""
        joined = self._joined(choice)
        clashing = self._clashes(joined)
        chosen = self.proposed if choice is Choice.MINE else self.published
        allowed = Counter(self.published) | Counter(self.proposed)
        found: list[T] = []
        for one in joined:
            is_other_form = self.identity(one) in clashing and one not in chosen
            if not is_other_form and allowed[one] > found.count(one):
                found.append(one)
        return tuple(found)

    def _values(self, place: int) -> tuple[tuple[T, ...], tuple[T, ...]]:
        """Return what both sides made of an element of the base; nothing where they deleted it."""
        theirs, ours = self.theirs.becomes[place], self.ours.becomes[place]
        return (
            () if theirs is None else (self.published[theirs],),
            () if ours is None else (self.proposed[ours],),
        )

    def _fate(self, place: int) -> tuple[T, ...] | None:
        """Return what an element becomes; None where both sides made something else of it."""
        theirs, ours = self._values(place)
        was = (self.base[place],)
        if theirs in (was, ours):
            return ours
        return theirs if ours == was else None

    def _settled(self, place: int, choice: Choice) -> tuple[T, ...]:
        fate = self._fate(place)
        if fate is not None:
            return fate
        theirs, ours = self._values(place)
        return {Choice.PUBLISHED: theirs, Choice.MINE: ours, Choice.BOTH: (*theirs, *ours)}[choice]

    def _orders(self, choice: Choice) -> tuple[list[int], list[int], list[int]]:
        """Return the places of what both kept: in the order of the base, of what is published, and of the draft."""
        theirs, ours = self.theirs.becomes, self.ours.becomes
        common = [
            place
            for place in range(len(self.base))
            if theirs[place] is not None and ours[place] is not None and self._settled(place, choice)
        ]
        return (
            common,
            sorted(common, key=lambda place: theirs[place] or 0),
            sorted(common, key=lambda place: ours[place] or 0),
        )

    def _joined(self, choice: Choice) -> list[T]:
        """Lay the additions of one side into the list of the other, which gives the order."""
        kept, theirs, ours = self._orders(choice)
        ours_leads = ours != kept and (theirs == kept or choice is Choice.MINE)
        first, second = ("ours", "theirs") if ours_leads else ("theirs", "ours")
        nodes = [node for node in self._nodes(first) if self._said(node, choice)]
        anchor: Node | None = None
        for node in self._nodes(second):
            if node not in nodes and self._said(node, choice):
                at = nodes.index(anchor) + 1 if anchor else 0
                # What was published comes first where both added at one place.
                while second == "ours" and at < len(nodes) and nodes[at][0] == first:
                    at += 1
                nodes.insert(at, node)
            if node in nodes:
                anchor = node
        return [value for node in nodes for value in self._said(node, choice)]

    def _nodes(self, side: str) -> list[Node]:
        origin = (self.ours if side == "ours" else self.theirs).origin
        return [(side, place) if at is None else ("base", at) for place, at in enumerate(origin)]

    def _said(self, node: Node, choice: Choice) -> tuple[T, ...]:
        side, place = node
        if side == "base":
            return self._settled(place, choice)
        return ((self.proposed if side == "ours" else self.published)[place],)

    def _clashes(self, joined: Sequence[T]) -> set[Hashable]:
        """Return what stands there in more forms than on either side alone."""
        forms = Counter(self.identity(one) for one in dict.fromkeys(joined))
        alone = Counter(self.identity(one) for one in dict.fromkeys(self.published)) | Counter(
            self.identity(one) for one in dict.fromkeys(self.proposed)
        )
        return {key for key, count in forms.items() if count > alone[key]}
