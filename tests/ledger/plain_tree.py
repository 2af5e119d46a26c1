"""The tree, its audit paths and consistency proofs, word for word as RFC 6962 §2.1 defines them: slow, and plain to see."""

import hashlib
from collections.abc import Callable, Sequence

Hash = Callable[[bytes], bytes]


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def root(leaves: Sequence[bytes], hash_: Hash = sha256) -> bytes:
    """MTH(D[n])."""
    if not leaves:
        return hash_(b"")
    if len(leaves) == 1:
        return hash_(b"\0" + leaves[0])
    k = _split(len(leaves))
    return hash_(b"\1" + root(leaves[:k], hash_) + root(leaves[k:], hash_))


def path(m: int, leaves: Sequence[bytes], hash_: Hash = sha256) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k], hash_), root(leaves[k:], hash_)]
    return [*path(m - k, leaves[k:], hash_), root(leaves[:k], hash_)]


def proof(m: int, leaves: Sequence[bytes], hash_: Hash = sha256) -> list[bytes]:
    """PROOF(m, D[n])."""
    return _subproof(m, leaves, hash_, is_whole=True)


def _subproof(m: int, leaves: Sequence[bytes], hash_: Hash, *, is_whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if is_whole else [root(leaves, hash_)]
    k = _split(len(leaves))
    if m <= k:
        return [*_subproof(m, leaves[:k], hash_, is_whole=is_whole), root(leaves[k:], hash_)]
    return [*_subproof(m - k, leaves[k:], hash_, is_whole=False), root(leaves[:k], hash_)]


def _split(n: int) -> int:
    return 1 << ((n - 1).bit_length() - 1)
