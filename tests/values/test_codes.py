"""Codes: what they tell, what they refuse, and that what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.codes import (
    CatalogueCode,
    JurisdictionCode,
    ProposalNumber,
    catalogue_code,
    credit_code_check_digit,
    is_valid_credit_code,
    proposal_number,
    with_check_digit,
)
from values.vocabulary import Level

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""As GB 32100-2015 prints them."""
FIRST_17 = st.text(st.sampled_from(CREDIT_ALPHABET), min_size=17, max_size=17)
DIGITS = st.text(st.sampled_from("0123456789"), min_size=12, max_size=12)
JURISDICTIONS = st.builds(
    lambda digits, length: ("9" + digits[1:])[:length], DIGITS, st.sampled_from([6, 9, 12])
)


@pytest.mark.parametrize(
    ("digits", "level", "parent"),
    [
        ("000000", Level.NATION, None),
        ("990000", Level.PROVINCE, "000000"),
        ("990100", Level.CITY, "990000"),
        ("990101", Level.COUNTY, "990100"),
        ("990101001", Level.TOWNSHIP, "990101"),
        ("990101001002", Level.VILLAGE, "990101001"),
        ("990101001000", Level.TOWNSHIP, "990101"),
        ("990101000", Level.COUNTY, "990100"),
        ("990101000000", Level.COUNTY, "990100"),
        ("441900003", Level.TOWNSHIP, "441900"),
    ],
)
def test_the_digits_tell_level_and_parent(digits: str, level: Level, parent: str | None) -> None:
    code = JurisdictionCode(digits)
    assert code.level is level
    assert code.parent == (JurisdictionCode(parent) if parent else None)
    assert str(code) == digits


@given(JURISDICTIONS)
def test_from_every_code_the_parents_lead_to_the_nation_level_by_level(digits: str) -> None:
    levels, code = list(Level), JurisdictionCode(digits)
    while parent := code.parent:
        assert levels.index(parent.level) < levels.index(code.level)
        code = parent
    assert code.digits == "000000"


@pytest.mark.parametrize(
    "digits",
    ["", "99010", "9901011", "99010100", "9901010010020", "99010a", "９９０１０１", "990101\n", "-90101"],
)
def test_other_than_6_9_or_12_digits_is_no_jurisdiction(digits: str) -> None:
    with pytest.raises(ValueError, match="6, 9 or 12 digits"):
        JurisdictionCode(digits)


def test_a_county_without_province_is_no_jurisdiction() -> None:
    with pytest.raises(ValueError, match="province is missing"):
        JurisdictionCode("000101")


def test_the_check_digit_is_the_one_of_the_standards_formula() -> None:
    first17 = "91350100M000100Y4"
    total = sum(CREDIT_ALPHABET.index(one) * weight for one, weight in zip(first17, WEIGHTS, strict=True))
    assert CREDIT_ALPHABET[31 - total % 31] == credit_code_check_digit(first17) == "3"
    assert is_valid_credit_code("91350100M000100Y43")


def test_a_remainder_of_nothing_gives_the_check_digit_zero() -> None:
    assert credit_code_check_digit("0" * 17) == "0"


@given(FIRST_17)
def test_a_code_with_its_check_digit_is_valid_and_with_no_other(first17: str) -> None:
    code = with_check_digit(first17)
    assert [one for one in CREDIT_ALPHABET if is_valid_credit_code(first17 + one)] == [code[-1]]


@given(FIRST_17, st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_one_mistyped_character_is_noticed(first17: str, place: int, typed: str) -> None:
    code = with_check_digit(first17)
    mistyped = code[:place] + typed + code[place + 1 :]
    assert is_valid_credit_code(mistyped) is (mistyped == code)


@given(FIRST_17, st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_noticed(first17: str, place: int) -> None:
    code = with_check_digit(first17)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_valid_credit_code(swapped) is (swapped == code)


@pytest.mark.parametrize("code", ["", "0" * 17, "0" * 19, "I" + "0" * 17, "a" * 18, "０" * 18])
def test_what_has_another_length_or_alphabet_is_no_credit_code(code: str) -> None:
    assert not is_valid_credit_code(code)


@pytest.mark.parametrize("first17", ["", "0" * 16, "0" * 18, "O" * 17, "a" * 17])
def test_a_check_digit_is_refused_for_what_cannot_begin_a_credit_code(first17: str) -> None:
    with pytest.raises(ValueError, match="without I, O, S, V, Z"):
        with_check_digit(first17)


def test_a_catalogue_is_named_by_jurisdiction_and_field() -> None:
    assert catalogue_code("990101", "social-insurance") == "990101-social-insurance"
    assert CatalogueCode.read("000000-employment") == CatalogueCode("000000", "employment")


@given(JURISDICTIONS, st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True))
def test_a_catalogue_code_is_read_as_it_was_written(jurisdiction: str, field: str) -> None:
    code = CatalogueCode(jurisdiction, field)
    assert CatalogueCode.read(str(code)) == code


@pytest.mark.parametrize("field", ["", "Employment", "就业", "-employment", "a--b", "employment-", "a b"])
def test_a_field_is_small_letters_and_dashes(field: str) -> None:
    with pytest.raises(ValueError, match="small letters and dashes"):
        catalogue_code("990101", field)
    with pytest.raises(ValueError, match="no catalogue code"):
        CatalogueCode.read(f"990101-{field}")


def test_a_catalogue_of_no_jurisdiction_is_refused() -> None:
    with pytest.raises(ValueError, match="6, 9 or 12 digits"):
        CatalogueCode.read("9901-employment")


def test_a_proposal_is_numbered_within_jurisdiction_and_year() -> None:
    assert proposal_number("990101", 2026, 7) == "990101-2026-0007"
    assert proposal_number("990101", 2026, 12345) == "990101-2026-12345"
    assert ProposalNumber.read("990101-2026-0007") == ProposalNumber("990101", 2026, 7)


@given(JURISDICTIONS, st.integers(0, 9999), st.integers(1, 10**6))
def test_a_proposal_number_is_read_as_it_was_written(jurisdiction: str, year: int, running: int) -> None:
    number = ProposalNumber(jurisdiction, year, running)
    assert ProposalNumber.read(str(number)) == number


@pytest.mark.parametrize(("year", "running"), [(2026, 0), (2026, -1), (10000, 1), (-1, 1)])
def test_a_number_out_of_range_is_refused(year: int, running: int) -> None:
    with pytest.raises(ValueError, match="counts from 0001"):
        proposal_number("990101", year, running)


@pytest.mark.parametrize(
    "text", ["", "990101-2026-007", "990101-2026-00007", "990101-26-0007", "990101-2026-0007 ", "2026-0007"]
)
def test_a_number_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no proposal number, such as"):
        ProposalNumber.read(text)
