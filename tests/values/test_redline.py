"""Redlines: they lose no character, mark what a person would mark, and never take long."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.effort import effort
from values.redline import LONGEST_BY_TOKEN, Allowance, Segment, SegmentKind, redline

LIKE_OURS = st.text(st.sampled_from("公开县政府。；、\n 0129.９ab"), max_size=60)
ANY = st.text(max_size=40)
SIGNS = {SegmentKind.EQUAL: "", SegmentKind.DELETED: "-", SegmentKind.INSERTED: "+"}
PATIENCE = 5.0
"""Seconds of the processor; a quiet machine needs a fifth of it."""


def _marked(old: str, new: str) -> list[str]:
    """Return a redline in short: `-` for deleted, `+` for inserted."""
    return [SIGNS[one.kind] + one.text for one in redline(old, new)]


def _old(segments: tuple[Segment, ...]) -> str:
    return "".join(one.text for one in segments if one.kind is not SegmentKind.INSERTED)


def _new(segments: tuple[Segment, ...]) -> str:
    return "".join(one.text for one in segments if one.kind is not SegmentKind.DELETED)


@given(LIKE_OURS | ANY, LIKE_OURS | ANY)
@example("", "")
@example("甲", "")
@example("1.2.3", "1.2")
def test_both_texts_can_be_read_from_their_redline(old: str, new: str) -> None:
    segments = redline(old, new)
    assert (_old(segments), _new(segments)) == (old, new)


@given(LIKE_OURS, LIKE_OURS, st.integers(0, 3000))
def test_both_texts_can_be_read_however_little_comparing_is_affordable(
    old: str, new: str, affordable: int
) -> None:
    segments = redline(old, new, Allowance(affordable))
    assert (_old(segments), _new(segments)) == (old, new)


@given(LIKE_OURS, LIKE_OURS)
def test_no_part_is_empty_and_no_two_neighbours_are_of_one_kind(old: str, new: str) -> None:
    kinds = [one.kind for one in redline(old, new)]
    assert all(one.text for one in redline(old, new))
    assert all(one is not other for one, other in pairwise(kinds))
    assert (SegmentKind.INSERTED, SegmentKind.DELETED) not in set(pairwise(kinds))


@given(ANY)
def test_an_unchanged_text_is_one_equal_part(text: str) -> None:
    assert redline(text, text) == ((Segment(SegmentKind.EQUAL, text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "自形成之日起20个工作日内",
            "自形成之日起15个工作日内",
            ["自形成之日起", "-20", "+15", "个工作日内"],
        ),
        ("占比12.5%", "占比12.75%", ["占比", "-12.5", "+12.75", "%"]),
        ("第１０条", "第１１条", ["第", "-１０", "+１１", "条"]),
        ("由department公开", "由departments公开", ["由", "-department", "+departments", "公开"]),
        ("县人社局", "县人力资源社会保障局", ["县人", "-社", "+力资源社会保障", "局"]),
        ("政府网站", "政府网站、公开查阅点", ["政府网站", "+、公开查阅点"]),
        ("政府网站、公开查阅点", "公开查阅点", ["-政府网站、", "公开查阅点"]),
        ("", "新增", ["+新增"]),
        ("取消", "", ["-取消"]),
    ],
)
def test_the_parts_are_those_a_person_would_mark(old: str, new: str, expected: list[str]) -> None:
    assert _marked(old, new) == expected


def test_a_character_that_stayed_by_chance_is_part_of_the_change() -> None:
    assert _marked("一甲二", "三甲四") == ["-一甲二", "+三甲四"]
    assert _marked("foo bar", "baz qux") == ["-foo bar", "+baz qux"]


def test_two_characters_that_stayed_are_kept() -> None:
    assert _marked("一甲乙二", "三甲乙四") == ["-一", "+三", "甲乙", "-二", "+四"]


def test_a_single_character_at_the_edge_is_kept() -> None:
    assert _marked("甲一乙", "甲二乙") == ["甲", "-一", "+二", "乙"]


def test_a_line_break_between_two_changes_is_kept() -> None:
    assert _marked("一\n二", "三\n四") == ["-一", "+三", "\n", "-二", "+四"]


def test_a_long_text_is_marked_as_finely_as_a_short_one_where_it_changed() -> None:
    sentences = [f"第{n}条由本级政府部门依法公开有关信息。" for n in range(2000)]
    edited = [*sentences]
    edited[7] = edited[7].replace("本级", "上级")
    edited[1900] = edited[1900].replace("公开", "发布")
    old, new = "".join(sentences), "".join(edited)
    changes = [one for one in redline(old, new) if one.kind is not SegmentKind.EQUAL]
    assert [SIGNS[one.kind] + one.text for one in changes] == ["-本", "+上", "-公开", "+发布"]


def test_a_text_beyond_cutting_into_tokens_is_compared_by_sentences_and_then_finely() -> None:
    sentences = [f"第{n}条由本级政府部门依法公开有关信息。" for n in range(LONGEST_BY_TOKEN // 20)]
    edited = [*sentences]
    edited[7] = edited[7].replace("本级", "上级")
    assert len("".join(sentences)) > LONGEST_BY_TOKEN / 2
    changes = [
        one for one in redline("".join(sentences), "".join(edited)) if one.kind is not SegmentKind.EQUAL
    ]
    assert [SIGNS[one.kind] + one.text for one in changes] == ["-本", "+上"]


def test_a_huge_sentence_is_replaced_as_a_whole() -> None:
    old, new = "甲" * LONGEST_BY_TOKEN, "乙" * LONGEST_BY_TOKEN
    assert _marked(old, new) == ["-" + old, "+" + new]


def test_where_every_sentence_changed_a_little_each_is_compared_with_its_own() -> None:
    old = "".join(f"材料{n}：身份证复印件，一式两份，加盖公章。" for n in range(600))
    new = old.replace("两份", "三份")
    changes = {SIGNS[one.kind] + one.text for one in redline(old, new) if one.kind is not SegmentKind.EQUAL}
    assert changes == {"-两", "+三"}


def _hard_cases() -> dict[str, tuple[str, str]]:
    letters = [chr(0x4E00 + place) for place in range(5000)]
    alternating = ["".join(letters[n % 200] + letters[base + n] for n in range(2000)) for base in (300, 2500)]
    return {
        "a match in every second place": (alternating[0], alternating[1]),
        "two letters": ("甲乙" * 25_000, "乙甲甲" * 16_000),
        "nothing but line breaks": ("\n" * 100_000, "\n" * 50_000 + "x" + "\n" * 40_000 + "y"),
        "short lines": (
            "".join(f"{n}\n" for n in range(15_000)),
            "".join(f"{n * 2}\n" for n in range(15_000)),
        ),
        "one long word": ("a" * 100_000, "a" * 99_999 + "b"),
        "a million characters": ("公开。" * 333_333, "公示。" * 333_333),
    }


@pytest.mark.parametrize("name", _hard_cases())
def test_no_pair_of_texts_takes_long(name: str) -> None:
    old, new = _hard_cases()[name]
    segments = redline(old, new)
    assert effort(lambda: redline(old, new)) < PATIENCE
    assert (_old(segments), _new(segments)) == (old, new)
