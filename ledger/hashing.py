"""The hash of a log: RFC 6962, 2.1, over SHA-256, or over SM3 (GB/T 32905) where cryptography is assessed (密评)."""

import hashlib
from dataclasses import dataclass

ALGORITHMS = ("sha256", "sm3")
"""What a log may be made with; one log never mixes them."""

HASH_BYTES = 32
"""Both give 256 bits."""


@dataclass(frozen=True)
class TreeHash:
    """Leaf, node and empty tree, with different prefixes so that a leaf can never pass for a node."""

    algorithm: str = "sha256"

    def __post_init__(self) -> None:
        """Refuse what is no algorithm of a log, or what this Python cannot compute.

        Raises: ValueError.
        """
        if self.algorithm not in ALGORITHMS:
            raise ValueError(f"{self.algorithm} is no hash of a log.")
        hashlib.new(self.algorithm)

    def empty(self) -> bytes:
        """Return the root of a tree without leaves: the hash of nothing."""
        return hashlib.new(self.algorithm).digest()

    def leaf(self, data: bytes) -> bytes:
        """Return the hash of a leaf, H(0x00 ‖ data)."""
        return hashlib.new(self.algorithm, b"\x00" + data).digest()

    def node(self, left: bytes, right: bytes) -> bytes:
        """Return the hash of a node, H(0x01 ‖ left ‖ right)."""
        return hashlib.new(self.algorithm, b"\x01" + left + right).digest()
