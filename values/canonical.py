"""Canonical bytes (RFC 8785) and their SHA-256, the same on every machine and for ever."""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
import rfc8785

LARGEST = 2**53 - 1
"""Beyond it JSON numbers are no longer exact everywhere."""


def canonical_bytes(value: object) -> bytes:
    """Return the RFC 8785 form of a value, all text in NFC.

    Raises: ValueError for floats, integers beyond 2^53 - 1, NUL, lone surrogates, and anything that is not JSON.
    """
    prepared = _prepared(value)
    data = _ENCODER.encode(prepared)
    return rfc8785.dumps(prepared) if _has_rare(data) else data


def canonical_record(record: object) -> bytes:
    """Return the canonical bytes of a dataclass by its JSON form, many times as fast as value by value.

    The fields of the dataclass may hold no fractions: nobody looks for them here.
    Raises: ValueError as `canonical_bytes` does.
    """
    try:
        data = _ENCODER.encode(record)
    except UnicodeEncodeError as error:
        raise ValueError(HALF_CHARACTER) from error
    is_plain = not (
        b"\\u0000" in data
        or _has_rare(data)
        or _LARGE.search(data)
        or not unicodedata.is_normalized("NFC", data.decode())
    )
    return data if is_plain else canonical_bytes(msgspec.to_builtins(record))


_ENCODER = msgspec.json.Encoder(order="sorted")
_RARE = b"\xf0\xf1\xf2\xf3\xf4"
"""With what the bytes of characters begin that RFC 8785 sorts otherwise."""


def _has_rare(data: bytes) -> bool:
    """Whether members may have to be sorted as only RFC 8785 does."""
    return len(data.translate(None, _RARE)) < len(data)


_LARGE = re.compile(rb"[:,\[]-?[0-9]{16,}[,\]}]")
"""A number that may be too large; not the digits with which an identity within a key begins."""

HALF_CHARACTER = "The text holds half of a character."


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_hash(value: object) -> str:
    """Return the SHA-256 of a value's canonical bytes."""
    return sha256_hex(canonical_bytes(value))


def instant(moment: datetime) -> str:
    """Return an aware moment as UTC text with microseconds.

    Raises: ValueError for a moment without time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without time zone has no place in the trail.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _prepared(value: object) -> Any:
    """Return the value with its text normalised, or say why it cannot be canonical."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large to be exact in JSON.")
        return value
    if isinstance(value, list | tuple):
        return [_prepared(one) for one in value]
    if isinstance(value, dict):
        prepared = {_key(key): _prepared(one) for key, one in value.items()}
        if len(prepared) != len(value):
            raise ValueError("Two keys are the same after normalisation.")
        return prepared
    raise ValueError(f"A {type(value).__name__} has no canonical form.")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise ValueError(f"A key must be text, not {key!r}.")  # noqa: TRY004 - one kind of error for callers
    return _text(key)


def _text(text: str) -> str:
    if text.isascii() and type(text) is str and "\0" not in text:
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(HALF_CHARACTER) from error
    if "\0" in text:
        # PostgreSQL keeps it neither in text nor in JSON; a hash over it could not be computed again.
        raise ValueError("The text holds a NUL character.")
    return unicodedata.normalize("NFC", text.value if isinstance(text, StrEnum) else text)
