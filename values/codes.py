"""Codes that people know things by: jurisdictions, bodies, catalogues, proposals."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from values.vocabulary import Level

_JURISDICTION = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")
_PROPOSAL = re.compile(r"([0-9]+)-([0-9]{4})-([0-9]{4,})")
_CATALOGUE = re.compile(r"([0-9]+)-([a-z]+(?:-[a-z]+)*)")

_LEVELS = (Level.NATION, Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
_ENDS = (0, 2, 4, 6, 9, 12)
"""Where in a jurisdiction code the digits of each level end."""

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
        if self.digits.startswith("00") and self.digits.strip("0"):
            raise ValueError(f"{self.digits!r} is no jurisdiction code: its province is missing.")

    def __str__(self) -> str:
        return self.digits

    @property
    def level(self) -> Level:
        """The level that the code's zeros tell."""
        return _LEVELS[self._depth]

    @property
    def parent(self) -> "JurisdictionCode | None":
        """The code above by its digits; the nation has none. A city without counties holds its towns."""
        if self._depth == 0:
            return None
        return JurisdictionCode(self.digits[: _ENDS[self._depth - 1]].ljust(_ENDS[3], "0"))

    @property
    def _depth(self) -> int:
        parts = [self.digits[start:end] for start, end in pairwise(_ENDS)]
        return max((depth for depth, part in enumerate(parts, start=1) if part.strip("0")), default=0)


@dataclass(frozen=True)
class CatalogueCode:
    """A catalogue's code: `990101-employment`."""

    jurisdiction: str
    field: str

    def __post_init__(self) -> None:
        """Refuse what is no such code."""
        JurisdictionCode(self.jurisdiction)
        if not _CATALOGUE.fullmatch(str(self)):
            raise ValueError(f"{str(self)!r} is no catalogue code: the field is small letters and dashes.")

    def __str__(self) -> str:
        return f"{self.jurisdiction}-{self.field}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a code as it is shown; ValueError where it is none."""
        found = _CATALOGUE.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no catalogue code, such as 990101-employment.")
        return cls(found[1], found[2])


@dataclass(frozen=True)
class ProposalNumber:
    """A proposal's number: `990101-2026-0007`."""

    jurisdiction: str
    year: int
    running: int

    def __post_init__(self) -> None:
        """Refuse what is no such number."""
        JurisdictionCode(self.jurisdiction)
        if self.running < 1 or not _PROPOSAL.fullmatch(str(self)):
            raise ValueError(f"{str(self)!r} is no proposal number: it counts from 0001 in a year.")

    def __str__(self) -> str:
        return f"{self.jurisdiction}-{self.year:04d}-{self.running:04d}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a number as it is shown; ValueError where it is none."""
        found = _PROPOSAL.fullmatch(text)
        number = cls(found[1], int(found[2]), int(found[3])) if found else None
        if number is None or str(number) != text:
            raise ValueError(f"{text!r} is no proposal number, such as 990101-2026-0007.")
        return number


def catalogue_code(jurisdiction: str, field: str) -> str:
    """Return a catalogue's code: `990101-employment`.

    Raises: ValueError where it would not be one.
    """
    return str(CatalogueCode(jurisdiction, field))


def proposal_number(jurisdiction: str, year: int, running: int) -> str:
    """Return a proposal's number: `990101-2026-0007`.

    Raises: ValueError where it would not be one.
    """
    return str(ProposalNumber(jurisdiction, year, running))


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


def with_check_digit(first17: str) -> str:
    """Return the whole credit code of its first 17 characters.

    Raises: ValueError for other than 17 characters of its alphabet.
    """
    return first17 + credit_code_check_digit(first17)
