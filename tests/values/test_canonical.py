"""Canonical bytes and moments: the same for the same value, and a clear no to what has none."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from values.canonical import LARGEST, canonical_bytes, canonical_record, content_hash, instant, sha256_hex
from values.serial import to_plain

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(TEXT.map(lambda key: unicodedata.normalize("NFC", key)), inner, max_size=5)
    ),
    max_leaves=20,
)


class Colour(StrEnum):
    """A closed set for these tests."""

    RED = "red"


def _nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(one) for one in value]
    if isinstance(value, dict):
        return {_nfc(key): _nfc(one) for key, one in value.items()}
    return value


@given(PLAIN)
def test_what_is_read_back_is_the_value_with_composed_text(value: object) -> None:
    assert json.loads(canonical_bytes(value)) == _nfc(value)


@given(PLAIN)
def test_bytes_are_what_the_reference_implementation_makes_of_composed_text(value: object) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(_nfc(value))


@given(PLAIN)
def test_bytes_read_back_and_written_again_are_the_same(value: object) -> None:
    once = canonical_bytes(value)
    assert canonical_bytes(json.loads(once)) == once


@given(st.dictionaries(TEXT.map(lambda key: unicodedata.normalize("NFC", key)), st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_bytes(value) == canonical_bytes(dict(reversed(value.items())))


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    assert canonical_bytes({"b": [1, True, None], "a": "目录"}) == '{"a":"目录","b":[1,true,null]}'.encode()


def test_keys_are_sorted_by_utf16_as_the_standard_says() -> None:
    assert canonical_bytes({"！": 1, "\U00020000": 2}) == '{"\U00020000":2,"！":1}'.encode()


def test_composed_and_decomposed_text_have_the_same_hash() -> None:
    assert content_hash({"e\u0301": "e\u0301"}) == content_hash({"\u00e9": "\u00e9"})


def test_members_of_closed_sets_stand_as_their_values_and_tuples_as_lists() -> None:
    assert canonical_bytes({Colour.RED: (Colour.RED,)}) == b'{"red":["red"]}'


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.0, "A float has no canonical form"),
        (float("nan"), "A float has no canonical form"),
        ([{"a": 0.5}], "A float has no canonical form"),
        (LARGEST + 1, "too large"),
        (-LARGEST - 1, "too large"),
        ("\ud800", "half of a character"),
        ({"\udfff": 1}, "half of a character"),
        ("a\0b", "NUL"),
        ({"a\0": 1}, "NUL"),
        ({1: "a"}, "A key must be text, not 1"),
        ({"e\u0301": 1, "\u00e9": 2}, "Two keys are the same"),
        (b"bytes", "A bytes has no canonical form"),
        ({1, 2}, "A set has no canonical form"),
        (datetime(2026, 1, 1, tzinfo=UTC), "A datetime has no canonical form"),
    ],
)
def test_what_has_no_canonical_form_is_refused_in_a_sentence(value: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        canonical_bytes(value)


ANY_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("\0\u0301eé\U00020000\\u0000一1"))
)


@dataclass(frozen=True)
class Noted:
    """A record for these tests."""

    said: dict[str, str]
    on: date
    number: int
    colours: tuple[Colour, ...] = ()
    about: str = ""


@given(st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3), st.dates(), st.integers(), ANY_TEXT)
def test_a_record_has_the_bytes_of_its_json_form(
    texts: dict[str, str], on: date, number: int, about: str
) -> None:
    record = Noted(texts, on, number, (Colour.RED,), about)
    assert said(canonical_record, record) == said(canonical_bytes, to_plain(record))


def test_an_identity_that_begins_with_digits_is_not_taken_for_a_large_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = f"R02:{'1234567890123456abcdef':f<32}:name:{'9' * 32}"
    record = Noted({key: "本地情形不同"}, date(2026, 1, 1), 12)
    expected = canonical_bytes(to_plain(record))
    monkeypatch.setattr("values.canonical.canonical_bytes", lambda _: pytest.fail("the slow way"))
    assert canonical_record(record) == expected


@pytest.mark.parametrize("number", [LARGEST, -LARGEST, 10**16, -(10**16), 2**63])
def test_a_number_of_a_record_is_large_wherever_it_stands(number: int) -> None:
    for record in (Noted({}, date(2026, 1, 1), number), Noted({}, date(2026, 1, 1), number, about="一")):
        assert said(canonical_record, record) == said(canonical_bytes, to_plain(record))


def said(form: Callable[[object], bytes], value: object) -> bytes | str:
    try:
        return form(value)
    except ValueError as error:
        return str(error)


def test_the_hash_is_the_sha256_of_the_canonical_bytes() -> None:
    assert content_hash({}) == sha256_hex(b"{}")
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_moment_is_told_in_utc_with_microseconds() -> None:
    shanghai = timezone(timedelta(hours=8))
    assert instant(datetime(2026, 1, 1, 7, 59, 59, 1, tzinfo=shanghai)) == "2025-12-31T23:59:59.000001Z"


@given(st.lists(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))))  # noqa: DTZ001
def test_moments_as_text_sort_as_moments(moments: list[datetime]) -> None:
    assert [instant(one) for one in sorted(moments)] == sorted(instant(one) for one in moments)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        instant(datetime(2026, 1, 1))  # noqa: DTZ001
