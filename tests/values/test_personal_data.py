"""Numbers of persons in texts; all of them are computed, none belongs to anybody that is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from values.personal_data import Found, PersonalNumber, is_bank_card, is_citizen_id, masked, personal_numbers

WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]
WORDS = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。：（）《》"), max_size=30
)


def an_id(first17: str) -> str:
    rest = (12 - sum(int(one) * weight for one, weight in zip(first17, WEIGHTS, strict=True))) % 11
    return first17 + ("X" if rest == 10 else str(rest))


def luhn(first: str) -> str:
    digits = [int(one) for one in reversed(first)]
    total = sum(digits[1::2]) + sum(sum(map(int, str(2 * one))) for one in digits[::2])
    return str(-total % 10)


IDS = st.builds(
    lambda region, day, tail: an_id(f"{region}{day:%Y%m%d}{tail:03d}"),
    st.sampled_from(["110101", "650104", "441900", "820000"]).filter(lambda one: one[2:4] != "00"),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
)


@given(IDS, WORDS, WORDS, st.data())
def test_a_valid_id_is_found_in_any_chinese_text_however_it_is_parted(
    number: str, before: str, after: str, data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", "", " ", "-"]), min_size=17, max_size=17))
    parted = "".join(one + gap for one, gap in zip(number, [*gaps, ""], strict=True))
    found = list(personal_numbers(f"{before}{parted}{after}"))
    assert found == [Found(PersonalNumber.CITIZEN_ID, masked(number))]
    assert number not in found[0].masked


@given(IDS, st.integers(1, 10))
def test_a_number_with_another_check_digit_is_no_id(number: str, off: int) -> None:
    signs = "0123456789X"
    other = number[:17] + signs[(signs.index(number[17]) + off) % 11]
    assert PersonalNumber.CITIZEN_ID not in [one.kind for one in personal_numbers(other)]


def test_a_body_says_its_credit_code() -> None:
    number = an_id("11010119000101001")
    assert list(personal_numbers(f"统一社会信用代码：{number}")) == []
    assert [one.kind for one in personal_numbers(f"公民身份号码：{number}")] == [PersonalNumber.CITIZEN_ID]


def test_a_check_digit_that_stands_apart_belongs_to_its_id() -> None:
    number = "11010120010402380X"
    assert number == an_id(number[:17])
    assert [one.kind for one in personal_numbers(f"{number[:17]} x")] == [PersonalNumber.CITIZEN_ID]
    assert list(personal_numbers("X 12333 X")) == []


def test_several_numbers_of_a_text_are_told_apart() -> None:
    kinds = [one.kind for one in personal_numbers("139 0000 0000 138 0000 0000，No110101900101001")]
    assert kinds == [PersonalNumber.MOBILE, PersonalNumber.MOBILE, PersonalNumber.CITIZEN_ID]


def test_what_is_no_number_of_a_person() -> None:
    assert not is_citizen_id("000101190001010012")
    assert not is_citizen_id("110001190001010012")
    assert not is_citizen_id("11010190010100X")
    assert not is_citizen_id("1101019001010011")
    assert not is_citizen_id(an_id("11010118000101001"))
    first = "620000000000000"
    assert is_bank_card(first + luhn(first))
    assert not is_bank_card(first + str((int(luhn(first)) + 1) % 10))
    assert not is_bank_card("1000000000000009")


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    assert list(personal_numbers("1 " * 50_000)) == []
    assert list(personal_numbers("6" * 100_000)) == []
