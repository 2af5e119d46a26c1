"""Checking proofs without the tree: RFC 9162, 2.1.3.2 and 2.1.4.2."""

from collections.abc import Iterator, Sequence

from ledger.hashing import TreeHash


class ProofError(ValueError):
    """A proof does not prove what it should."""


def verify_inclusion(
    tree_hash: TreeHash, *, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that the leaf with this hash stands at an index of the tree with this root.

    Raises: ProofError.
    """
    if not 0 <= index < size:
        raise ProofError("The tree has no leaf at this index.")
    computed = leaf
    for sibling, is_left in _climb(index, size - 1, proof):
        computed = tree_hash.node(sibling, computed) if is_left else tree_hash.node(computed, sibling)
    if computed != root:
        raise ProofError("The leaf does not lead to the root.")


def verify_consistency(
    tree_hash: TreeHash, *, old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check that the tree of `new` leaves begins with the tree of `old`.

    Raises: ProofError; from an empty tree too, since then nothing is proven.
    """
    if not 0 < old <= new:
        raise ProofError("The sizes do not allow of a proof.")
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("Two trees of one size are the same without a proof, or they are not.")
        return
    if not proof:
        raise ProofError("The proof is empty.")
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    # Where the old tree is one perfect subtree, the proof leaves its root out, since whoever checks has it.
    first, *others = proof if place else (old_root, *proof)
    seen_old = seen_new = first
    for sibling, is_left in _climb(place, last, others):
        if is_left:
            seen_old, seen_new = tree_hash.node(sibling, seen_old), tree_hash.node(sibling, seen_new)
        else:
            seen_new = tree_hash.node(seen_new, sibling)
    if seen_old != old_root:
        raise ProofError("The proof does not lead to the old root.")
    if seen_new != new_root:
        raise ProofError("The proof does not lead to the new root.")


def _climb(place: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each sibling on the way to the root, and whether it stands to the left.

    Raises: ProofError where there are more or fewer than the way has steps.
    """
    for sibling in proof:
        if last == 0:
            raise ProofError("The proof is too long.")
        is_left = bool(place & 1) or place == last
        yield sibling, is_left
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("The proof is too short.")
