"""How good a password has to be (GB/T 22239-2019, 身份鉴别: 复杂度要求), and first ones that the system makes."""

import secrets
from collections.abc import Iterator

from values.messages import N_, Message

SHORTEST = 12
"""Characters; classified protection assesses eight as passing, and length is what guessing costs most."""
LONGEST = 200
KINDS = 3
"""Of capital letters, small letters, digits and other characters: what assessors of the third level look for."""
DIFFERENT = 6
"""Different characters, so that nobody repeats a few."""

_CAPITALS, _SMALL, _DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"
_PARTS, _PART = 4, 4


def first_password() -> str:
    """Return a new password that the system makes: 16 letters and digits in fours, none that looks like another."""
    while True:
        text = "".join(secrets.choice(_CAPITALS + _SMALL + _DIGITS) for _ in range(_PARTS * _PART))
        made = "-".join(text[at : at + _PART] for at in range(0, len(text), _PART))
        if not list(shortcomings(made)):
            return made


def shortcomings(password: str, *, login: str = "", old: str = "") -> Iterator[Message]:
    """Yield what keeps a text from being a good password.

    Args:
        password: the new one.
        login: the name that its owner signs in with, which it must not hold.
        old: the one before, which it must not be.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        said = N_("A password has at least %(least)s characters, and at most %(most)s.")
        yield Message(said, {"least": SHORTEST, "most": LONGEST})
    if not password.isprintable():
        yield Message(N_("A password is one line of letters, digits and other characters."))
    if _kinds(password) < KINDS:
        said = N_(
            "A password has characters of at least three kinds: capital letters, small letters, digits, others."
        )
        yield Message(said)
    if len(set(password)) < DIFFERENT:
        yield Message(
            N_("The same few characters again and again are easily guessed; take more different ones.")
        )
    if login and login.lower() in password.lower():
        yield Message(N_("A password does not hold the name that you sign in with."))
    if old and password == old:
        yield Message(N_("The new password is the old one; take another."))


def _kinds(password: str) -> int:
    others = any(not (one.isascii() and one.isalnum()) for one in password)
    ascii_only = [one for one in password if one.isascii()]
    return sum(
        (
            any(one.isupper() for one in ascii_only),
            any(one.islower() for one in ascii_only),
            any(one.isdigit() for one in ascii_only),
            others,
        )
    )
