"""Redlines of lists: both lists can be read from them, and an element that was rewritten is seen as one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.redline import SegmentKind
from values.redline_list import ElementChange, ElementKind, redline_list

ELEMENTS = st.lists(
    st.sampled_from(["", "政府网站", "政府公报", "公开查阅点", "政务服务中心", "网站"])
    | st.text(st.sampled_from("政府网站公报12"), max_size=6),
    max_size=8,
)


def _old(changes: tuple[ElementChange, ...]) -> list[str]:
    return [one.old for one in changes if one.kind is not ElementKind.INSERTED]


def _new(changes: tuple[ElementChange, ...]) -> list[str]:
    return [one.new for one in changes if one.kind is not ElementKind.DELETED]


def _told(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.new or one.old) for one in redline_list(old, new)]


@given(ELEMENTS, ELEMENTS)
def test_both_lists_can_be_read_in_order(old: list[str], new: list[str]) -> None:
    changes = redline_list(old, new)
    assert (_old(changes), _new(changes)) == (old, new)


@given(ELEMENTS, ELEMENTS)
def test_every_kind_keeps_what_its_name_says(old: list[str], new: list[str]) -> None:
    for change in redline_list(old, new):
        kinds = {one.kind for one in change.segments}
        match change.kind:
            case ElementKind.KEPT:
                assert kinds <= {SegmentKind.EQUAL}
            case ElementKind.DELETED:
                assert (kinds, change.new) == ({SegmentKind.DELETED}, "")
            case ElementKind.INSERTED:
                assert (kinds, change.old) == ({SegmentKind.INSERTED}, "")
            case ElementKind.REWRITTEN:
                assert change.old != change.new


@given(ELEMENTS)
def test_an_unchanged_list_is_kept_element_by_element(elements: list[str]) -> None:
    assert [one.kind for one in redline_list(elements, elements)] == [ElementKind.KEPT] * len(elements)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        ([], ["政府网站"], [("inserted", "政府网站")]),
        (["政府网站"], [], [("deleted", "政府网站")]),
        (["政府公报"], ["公示栏"], [("deleted", "政府公报"), ("inserted", "公示栏")]),
        (["办理依据"], ["办理的依据"], [("rewritten", "办理的依据")]),
        (
            ["办理依据", "受理条件", "办理时限"],
            ["受理条件", "承诺办理时限", "收费标准"],
            [
                ("deleted", "办理依据"),
                ("kept", "受理条件"),
                ("rewritten", "承诺办理时限"),
                ("inserted", "收费标准"),
            ],
        ),
        (
            ["甲甲甲甲", "办理流程图"],
            ["办理的流程图", "乙乙乙乙"],
            [("deleted", "甲甲甲甲"), ("rewritten", "办理的流程图"), ("inserted", "乙乙乙乙")],
        ),
        (["一", "二"], ["二", "一"], [("inserted", "二"), ("kept", "一"), ("deleted", "二")]),
    ],
)
def test_elements_are_kept_rewritten_deleted_or_inserted(
    old: list[str], new: list[str], expected: list[tuple[str, str]]
) -> None:
    assert _told(old, new) == expected


def test_a_rewritten_element_tells_its_inner_changes() -> None:
    (change,) = redline_list(["20个工作日内公开"], ["15个工作日内公开"])
    assert [(one.kind.value, one.text) for one in change.segments] == [
        ("deleted", "20"),
        ("inserted", "15"),
        ("equal", "个工作日内公开"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([f"要素{n}甲乙丙丁" for n in range(200)], [f"要素{n}甲乙丙戊" for n in range(200)]),
        ([f"要素{n}" for n in range(5000)], [f"要素{n}的" for n in range(5000)]),
        ([""] * 3000, [""] * 2000 + ["x"] * 3000),
    ],
    ids=["many rewritten", "thousands", "thousands of equals"],
)
def test_no_pair_of_lists_takes_long(old: list[str], new: list[str]) -> None:
    start = time.process_time()
    changes = redline_list(old, new)
    assert time.process_time() - start < 2.0
    assert (_old(changes), _new(changes)) == (old, new)


def test_elements_of_lists_too_long_to_compare_are_still_paired_where_that_is_affordable() -> None:
    # So many equal elements make matching dear, but all but two of each list can still be paired.
    old, new = ["甲乙"] * 220, ["甲乙"] * 219 + ["丙"]
    changes = redline_list(old, new)
    assert (_old(changes), _new(changes)) == (old, new)
    assert [one.kind for one in changes].count(ElementKind.KEPT) == 219
