"""Match the rows of a file, which have no identities, to the entries of a standard: by name and place, then by likeness."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rules.sheet import Sheet
from values.entry import EntryState
from values.likeness import likeness_of_normalised
from values.names import normalised
from values.vocabulary import Origin


def matched(states: Sequence[EntryState], upstream: Sheet) -> tuple[EntryState, ...]:
    """Return the rows, each with the standard's entry that it adapts; the others are supplements.

    Equal names under equally named parents go first, then equal names anywhere, then the most similar ones on the
    same depth; an entry is adapted once.
    """
    sheet = Sheet({state.entry: state for state in states})
    free = dict(upstream.present)
    found: dict[str, str] = {}
    _by(found, free, sheet, upstream, with_place=True)
    _by(found, free, sheet, upstream, with_place=False)
    _by_likeness(found, free, sheet, upstream)
    return tuple(
        replace(
            state,
            upstream_entry=found.get(state.entry),
            origin=Origin.ADAPTED if state.entry in found else Origin.SUPPLEMENT,
        )
        for state in states
    )


def shared_names(states: Sequence[EntryState], upstream: Sheet) -> int:
    """Return how many names of a file stand in a standard as well: which standard fits best."""
    names = {normalised(state.content.name) for state in states}
    return len(names & {normalised(state.content.name) for state in upstream.present.values()})


def _by(
    found: dict[str, str], free: dict[str, EntryState], sheet: Sheet, upstream: Sheet, *, with_place: bool
) -> None:
    waiting: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for entry, state in free.items():
        waiting[_key(state, upstream, with_place=with_place)].append(entry)
    for state in sheet.present.values():
        if state.entry in found:
            continue
        same = waiting[_key(state, sheet, with_place=with_place)]
        if same:
            found[state.entry] = same.pop(0)
            del free[found[state.entry]]


def _by_likeness(found: dict[str, str], free: dict[str, EntryState], sheet: Sheet, upstream: Sheet) -> None:
    alike: list[tuple[int, str, str]] = []
    others = [(entry, normalised(one.content.name), upstream.depth(entry)) for entry, one in free.items()]
    for state in sheet.present.values():
        if state.entry in found:
            continue
        name, depth = normalised(state.content.name), sheet.depth(state.entry)
        for entry, other, place in others:
            like = likeness_of_normalised(name, other) if place == depth else None
            if like is not None:
                alike.append((-like.ratio, state.entry, entry))
    for _, entry, above in sorted(alike):
        if entry not in found and above in free:
            found[entry] = above
            del free[above]


def _key(state: EntryState, sheet: Sheet, *, with_place: bool) -> tuple[str, ...]:
    name = normalised(state.content.name)
    above = sheet.present.get(state.parent or "")
    return (name, normalised(above.content.name) if above else "") if with_place else (name,)
