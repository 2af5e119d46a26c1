"""The Merkle tree of RFC 6962, 2.1, over stored roots of its perfect subtrees, so that a proof reads O(log n) of them.

A perfect subtree is named by its level (2**level leaves) and its index among those of its level; level 0 are the
leaves themselves. Any range of leaves that a proof asks for is made of few of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain

from ledger.hashing import TreeHash

Place = tuple[int, int]
"""Level and index of a perfect subtree."""

Read = Callable[[Collection[Place]], Mapping[Place, bytes]]
"""Returns the stored roots that are asked for, all at once."""

Range = tuple[int, int]
"""The leaves from the first to before the second."""


class MissingNodeError(LookupError):
    """The stored tree lacks a root that it must hold."""

    def __init__(self, place: Place) -> None:
        """Keep where."""
        self.place = place
        super().__init__(f"The tree has no node at level {place[0]}, index {place[1]}.")


def subtrees(start: int, end: int) -> list[Place]:
    """Return the perfect subtrees that make up leaves from `start` to before `end`, from left to right."""
    places = []
    while start < end:
        level = _largest_level(start, end - start)
        places.append((level, start >> level))
        start += 1 << level
    return places


def grow(tree_hash: TreeHash, size: int, leaves: Sequence[bytes], read: Read) -> dict[Place, bytes]:
    """Return every perfect subtree that is complete once `leaves` (their hashes) follow the first `size`.

    The leaves are among them, at level 0.
    """
    made = {(0, size + place): leaf for place, leaf in enumerate(leaves)}
    edge = _complete(read, subtrees(0, size))
    level, first, after = 0, size, size + len(leaves)
    while first < after:
        first, after = first >> 1, after >> 1
        for index in range(first, after):
            left, right = (level, 2 * index), (level, 2 * index + 1)
            made[level + 1, index] = tree_hash.node(made.get(left) or edge[left], made[right])
        level += 1
    return made


def root(tree_hash: TreeHash, size: int, read: Read) -> bytes:
    """Return the root of the first `size` leaves, MTH(D[0:size])."""
    return range_roots(tree_hash, [(0, size)], read)[0]


def inclusion_proof(tree_hash: TreeHash, index: int, size: int, read: Read) -> list[bytes]:
    """Return the audit path of a leaf in the tree of `size` leaves (RFC 6962, 2.1.1), from the leaf up.

    Raises: ValueError where the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"A tree of {size} leaves has no leaf {index}.")
    return range_roots(tree_hash, _path(index, 0, size), read)


def consistency_proof(tree_hash: TreeHash, old: int, new: int, read: Read) -> list[bytes]:
    """Return the proof that the first `old` leaves of the tree of `new` leaves are unchanged (RFC 6962, 2.1.2).

    Raises: ValueError where `old` is 0, for then nothing is proven, or larger than `new`.
    """
    if not 0 < old <= new:
        raise ValueError(f"There is no proof from {old} leaves to {new}.")
    return range_roots(tree_hash, _subproof(old, 0, new, is_whole=True), read)


def range_roots(tree_hash: TreeHash, ranges: Sequence[Range], read: Read) -> list[bytes]:
    """Return the root of each range of leaves, reading all that they need at once."""
    parts = [subtrees(*one) for one in ranges]
    found = _complete(read, list(chain.from_iterable(parts)))
    return [_joined(tree_hash, [found[place] for place in places]) for places in parts]


def _joined(tree_hash: TreeHash, roots: list[bytes]) -> bytes:
    """Hash neighbouring subtrees together from the right, where the small ones are."""
    if not roots:
        return tree_hash.empty()
    *rest, joined = roots
    for left in reversed(rest):
        joined = tree_hash.node(left, joined)
    return joined


def _complete(read: Read, places: list[Place]) -> Mapping[Place, bytes]:
    found = read(places) if places else {}
    for place in places:
        if place not in found:
            raise MissingNodeError(place)
    return found


def _largest_level(start: int, length: int) -> int:
    """Return the level of the largest perfect subtree that begins at a leaf and is no longer than `length`."""
    longest = length.bit_length() - 1
    return longest if start == 0 else min(longest, (start & -start).bit_length() - 1)


def _split(length: int) -> int:
    """Return the largest power of two smaller than a length of at least 2."""
    return 1 << (length - 1).bit_length() - 1


def _path(index: int, start: int, end: int) -> list[Range]:
    ranges: list[Range] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _subproof(old: int, start: int, end: int, *, is_whole: bool) -> list[Range]:
    """SUBPROOF of RFC 6962, 2.1.2: `old` leaves counted from `start`; `is_whole` is its boolean."""
    ranges: list[Range] = []
    while old != end - start:
        middle = start + _split(end - start)
        if old <= middle - start:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            old, start, is_whole = old - (middle - start), middle, False
    if not is_whole:
        ranges.append((start, end))
    return ranges[::-1]
