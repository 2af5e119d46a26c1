"""Passwords as argon2id hashes."""

from datetime import date

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

OVER = date(1970, 1, 1)
"""The last day of a password that the system made: it only leads to where its owner chooses another."""


class Passwords:
    """Hashes and verifies with one cost."""

    def __init__(self, *, time_cost: int, memory_kib: int) -> None:
        """Take the rounds and the memory of one computation."""
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)
        self._nobody = ""

    def hash(self, password: str) -> str:
        """Return a hash with a salt of its own."""
        return self._hasher.hash(password)

    def matches(self, password: str, stored: str) -> bool:
        """Say whether the password is right; an unknown account takes as long as a wrong password."""
        if not self._nobody:
            self._nobody = self._hasher.hash("nobody")
        try:
            return self._hasher.verify(stored or self._nobody, password) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False
