"""Between frozen dataclasses and plain JSON values, by their type annotations."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Return the JSON form (dicts, lists, strings, numbers, booleans, None) of a dataclass."""
    return msgspec.to_builtins(value)


def as_stored(value: object) -> Any:
    """Return the JSON form as it comes back from where it is stored: with lists, and no tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))


def from_plain(plain: object, kind: type[T]) -> T:
    """Read a value of the given type; raise ValueError with the place where the JSON does not fit."""
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def from_json(text: str | bytes, kind: type[T]) -> T:
    """Read a value of the given type from JSON, of which it may name only a part; raise ValueError where it does not fit."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
