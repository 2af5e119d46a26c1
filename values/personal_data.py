"""Personal data in a text: valid citizen ids, bank cards, and mobile numbers (R16, Regulations 14-16)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class PersonalNumber(StrEnum):
    """What kind of number of a person it is."""

    CITIZEN_ID = "citizen_id"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"


@dataclass(frozen=True)
class Found:
    """A number that stands in a text, masked so that it can be repeated."""

    kind: PersonalNumber
    masked: str


_TOKEN = re.compile(r"[0-9A-Za-z]+")
_NUMBER = re.compile(r"[A-Za-z]*([0-9]+[Xx]?)")
"""A token that is a number, with letters in front at most; codes that mix both are none."""

_CHECK_ALONE = frozenset("Xx")
"""The check digit of an id where it is parted from the others."""

_SEPARATORS = frozenset(" -\t\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
"""One of them between two groups of digits belongs to the number."""

_GROUPINGS = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 6, 3)}
    | {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13)}
)
"""In which groups people write such numbers among others; a number that stands alone may be parted anyhow."""

_MOST_GROUPS = 5

_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ID_LENGTH, _OLD_ID_LENGTH = 18, 15
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CARD = re.compile(r"(?:62|60|9558|9559|103)[0-9]{12,17}|(?:4[0-9]|5[1-5]|2[2-7]|35)[0-9]{14}")
_CARD_LENGTHS = range(16, 20)
_CREDIT_CODE = re.compile(r"(?:信用代码|机构代码)\W{0,3}$")
"""Words in front of a number that say that it is a body's, not a person's."""

_LONGEST_KEPT = 1_000
"""Characters of a text whose numbers are kept in memory, masked."""

_BEFORE = 12
"""Characters in front of a number that are read for what it is."""


def personal_numbers(text: str) -> tuple[Found, ...]:
    """Return the numbers of persons in a text, in the order in which they stand there, in linear time."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else tuple(_numbers_in(text))


def _numbers_in(text: str) -> Iterator[Found]:
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    for chain in _chains(plain):
        start = 0
        while start < len(chain):
            taken = next(_read(chain, start, plain), None)
            if taken is None:
                start += 1
            else:
                count, found = taken
                yield found
                start += count


@lru_cache(maxsize=16_384)
def _kept(text: str) -> tuple[Found, ...]:
    """Return the same for a text that is short enough to be kept; counties say the same in the same words."""
    return tuple(_numbers_in(text))


def _chains(text: str) -> Iterator[list[tuple[int, str]]]:
    """Return groups of digits that one blank or hyphen at most parts, each with where it begins."""
    chain: list[tuple[int, str]] = []
    end = -1
    for token in _TOKEN.finditer(text):
        number = _NUMBER.fullmatch(token[0])
        is_next = chain and token.start() == end + 1 and text[end] in _SEPARATORS
        goes_on = (number and token[0][0].isdigit()) or token[0] in _CHECK_ALONE
        if chain and not (is_next and goes_on and chain[-1][1].isdigit()):
            yield chain
            chain = []
        if number:
            chain.append((token.start(), number[1].upper()))
        elif chain and token[0] in _CHECK_ALONE:
            chain.append((token.start(), "X"))
        end = token.end()
    if chain:
        yield chain


def _read(chain: list[tuple[int, str]], start: int, text: str) -> Iterator[tuple[int, Found]]:
    whole = [len(chain)] if start == 0 and len(chain) <= _CARD_LENGTHS[-1] else []
    counts = range(min(_MOST_GROUPS, len(chain) - start), 0, -1)
    for count in (*whole, *counts):
        groups = [group for _, group in chain[start : start + count]]
        if count > 1 and count not in whole and tuple(map(len, groups)) not in _GROUPINGS:
            continue
        place = chain[start][0]
        kind = _kind("".join(groups), text[max(0, place - _BEFORE) : place])
        if kind is not None:
            yield count, Found(kind, masked("".join(groups)))


def _kind(number: str, before: str) -> PersonalNumber | None:
    if len(number) in {_ID_LENGTH, _OLD_ID_LENGTH} and is_citizen_id(number):
        return None if _CREDIT_CODE.search(before) else PersonalNumber.CITIZEN_ID
    if _MOBILE.fullmatch(number):
        return PersonalNumber.MOBILE
    if len(number) in _CARD_LENGTHS and number.isdigit() and is_bank_card(number):
        return PersonalNumber.BANK_CARD
    return None


def is_citizen_id(number: str) -> bool:
    """Whether it is a valid citizen id: of a province, with a day of birth, and with its check digit where it has one."""
    if number[:2] not in _PROVINCES or number[2:4] == "00":
        return False
    if len(number) == _OLD_ID_LENGTH:
        return number.isdigit() and _is_day(f"19{number[6:12]}")
    if len(number) != _ID_LENGTH or not number[:17].isdigit() or number[6:8] not in {"19", "20"}:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECKS[total % 11] and _is_day(number[6:14])


def is_bank_card(number: str) -> bool:
    """Whether it begins like a bank card and fits Luhn's check."""
    if not _CARD.fullmatch(number):
        return False
    digits = [int(one) for one in reversed(number)]
    doubled = (2 * one - 9 if one > 4 else 2 * one for one in digits[1::2])  # noqa: PLR2004 - of one digit
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def masked(number: str) -> str:
    """Return a number with its first three and last two characters only."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
