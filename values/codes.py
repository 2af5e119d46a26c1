"""Codes that people know things by: jurisdictions, bodies, catalogues, proposals."""

import re
from dataclasses import dataclass

from values.vocabulary import Level

_JURISDICTION = re.compile(r"[0-9]{6}([0-9]{3}([0-9]{3})?)?")
_PROPOSAL = re.compile(r"([0-9]{6,12})-([0-9]{4})-([0-9]{4,})")
_CATALOGUE = re.compile(r"([0-9]{6,12})-([a-z]+(?:-[a-z]+)*)")

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Of GB 32100-2015: no I, O, S, V, Z."""
_MODULUS = 31
_CREDIT_CODE_LENGTH = 18


@dataclass(frozen=True)
class JurisdictionCode:
    """A code of 6, 9 or 12 digits (GB/T 2260, GB/T 10114)."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what is no such code."""
        if not _JURISDICTION.fullmatch(self.digits):
            raise ValueError(f"{self.digits!r} is no jurisdiction code: it has 6, 9 or 12 digits.")

    @property
    def level(self) -> Level:
        """The level that the code's zeros tell."""
        if len(self.digits) > 6:  # noqa: PLR2004 - the lengths are the standard's
            return Level.TOWNSHIP if len(self.digits) == 9 or self.digits.endswith("000") else Level.VILLAGE  # noqa: PLR2004
        if self.digits == "000000":
            return Level.NATION
        if self.digits.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.digits.endswith("00") else Level.COUNTY


def credit_code_check_digit(first17: str) -> str:
    """Return the check character of a unified social credit code (GB 32100-2015, 5.2).

    Raises: ValueError for other than 17 characters of its alphabet.
    """
    if len(first17) != _CREDIT_CODE_LENGTH - 1 or set(first17) - set(_ALPHABET):
        raise ValueError("The first 17 characters are digits and capital letters without I, O, S, V, Z.")
    total = sum(_ALPHABET.index(one) * pow(3, place, _MODULUS) for place, one in enumerate(first17))
    return _ALPHABET[-total % _MODULUS]


def is_valid_credit_code(code: str) -> bool:
    """Whether a unified social credit code fits its check character."""
    if len(code) != _CREDIT_CODE_LENGTH or set(code) - set(_ALPHABET):
        return False
    return credit_code_check_digit(code[:-1]) == code[-1]


def catalogue_code(jurisdiction: str, field: str) -> str:
    """Return a catalogue's code: `990101-employment`.

    Raises: ValueError where it would not be one.
    """
    code = f"{jurisdiction}-{field}"
    if not _CATALOGUE.fullmatch(code):
        raise ValueError(f"{code!r} is no catalogue code.")
    return code


def proposal_number(jurisdiction: str, year: int, running: int) -> str:
    """Return a proposal's number: `990101-2026-0007`.

    Raises: ValueError where it would not be one.
    """
    number = f"{jurisdiction}-{year:04d}-{running:04d}"
    if running < 1 or not _PROPOSAL.fullmatch(number):
        raise ValueError(f"{number!r} is no proposal number.")
    return number
