"""How like names are: in the words of real catalogues, in both directions, and among very many."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.effort import effort
from values.likeness import Kind, likeness, likeness_of_normalised
from values.name_search import likest
from values.names import normalised
from values.simplified import simplified

NAMES = st.one_of(st.text(), st.text(st.sampled_from("失业登记申领1（一). 、業ﾞ"), max_size=12))

SAME = [
    ("失业登记", "失业登记"),
    ("失业登记", "2.1失业登记"),
    ("失业登记", "2.1 失 业 登 记"),
    ("失业登记", "（一）失业登记"),
    ("失业登记", "一、失业登记；"),
    ("失业登记", "失業登記"),
    ("失业登记（办理）", "失业登记(办理)"),
    ("失业登记〔办理〕", "失业登记【办理】"),
    ("Ukey办理", "ＵＫＥＹ办理"),
    ("养老保险、工伤保险登记", "养老保险 工伤保险登记"),
    ("社会保障卡申領", "社会保障卡申领"),
]
LIKE = [
    ("失业登记", "失业登记办理", Kind.CONTAINING),
    ("就业困难人员认定", "城镇就业困难人员认定申请", Kind.CONTAINING),
    ("职业培训", "职业培训补贴申领", Kind.CONTAINING),
    ("就业见习", "见习就业", Kind.REORDERED),
    ("转移接续养老保险关系", "养老保险关系转移接续", Kind.REORDERED),
    ("甲乙", "乙甲", Kind.REORDERED),
    ("职业技能鉴定补贴申领", "职业技能提升补贴申领", Kind.SIMILAR),
    ("公益性岗位补贴申领", "公益性岗位补贴申请", Kind.SIMILAR),
    ("城镇职工养老保险待遇申领", "城镇企业职工养老保险待遇申领", Kind.SIMILAR),
    ("失业保险金申领", "失业保险金申请领取", Kind.SIMILAR),
    ("甲乙丙丁戊", "甲乙丙丁己", Kind.SIMILAR),
    ("甲乙", "甲丙乙", Kind.SIMILAR),
]
UNLIKE = [
    ("失业登记", "就业登记"),
    ("失业保险", "工伤保险"),
    ("职业介绍", "职业指导"),
    ("创业补贴申领", "求职创业服务"),
    ("工伤认定申请", "劳动能力鉴定申请"),
    ("社会保障卡挂失", "社会保障卡申领"),
    ("甲乙丙丁", "甲乙丙戊"),
    ("岗", "岗位信息"),
    ("", "失业登记"),
    ("", ""),
    ("\x00", "失业登记"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_written_differently_are_the_same(one: str, other: str) -> None:
    like = likeness(one, other)
    assert like is not None
    assert like.kind is Kind.SAME


@pytest.mark.parametrize(("one", "other", "kind"), LIKE)
def test_names_are_like_each_other(one: str, other: str, kind: Kind) -> None:
    like = likeness(one, other)
    assert like is not None
    assert like.kind is kind


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_are_not_like_each_other(one: str, other: str) -> None:
    assert likeness(one, other) is None


@given(NAMES)
@example("1。2x")
@example("ǰ̣")
@example("(1)1")
def test_what_is_normalised_stays_as_it_is(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)
    assert simplified(simplified(name)) == simplified(name)


@given(NAMES, NAMES)
def test_likeness_knows_no_order(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)


def by_length(names: Iterable[str]) -> list[tuple[int, list[str]]]:
    """Return names as they are searched: those of one length together."""
    found: dict[int, list[str]] = defaultdict(list)
    for name in names:
        found[len(name)].append(name)
    return sorted((length, found[length]) for length in found if length)


@given(
    st.lists(st.text("失业登记申领", max_size=9), max_size=30),
    st.text("失业登记申领", min_size=1, max_size=9),
)
@example(["甲丙乙"], "甲乙")
@example(["社社社社社社"], "社社社社社")
@example(["岗位"], "岗")
@example(["岗"], "岗位")
def test_a_search_finds_whatever_is_like_a_name(names: list[str], asked: str) -> None:
    found = likest(asked, by_length(names), most=100)
    assert dict(found) == {
        name: how for name in names if (how := likeness_of_normalised(asked, name)) is not None
    }
    assert [how.ratio for _, how in found] == sorted((how.ratio for _, how in found), reverse=True)


def test_a_search_that_is_cut_off_keeps_the_likest() -> None:
    names = [
        "失业登记",
        *(f"失业登记{one}" for one in "甲乙丙"),
        "失业登记办理",
        "登记失业",
        "失业登",
        "失业",
    ]
    every = likest("失业登记", by_length(names), most=100)
    assert [name for name, _ in every][:4] == ["失业登记", "失业登记丙", "失业登记乙", "失业登记甲"]
    assert len(every) == 8
    for most in range(1, 9):
        assert likest("失业登记", by_length(names), most=most) == every[:most]


PARTS = [
    "失业",
    "就业",
    "工伤",
    "养老",
    "社会保险",
    "职工",
    "居民",
    "企业",
    "机关事业单位",
    "灵活就业人员",
    "高校毕业生",
    "困难人员",
    "创业",
    "职业技能",
    "培训",
    "见习",
    "补贴",
    "待遇",
    "登记",
    "申领",
    "申请",
    "认定",
    "备案",
    "转移",
    "接续",
    "变更",
    "查询",
    "打印",
    "公示",
    "领取",
    "资格",
    "审核",
    "核定",
    "缴费",
    "信息",
    "关系",
    "账户",
    "费用",
]


def synthetic_names(count: int) -> list[str]:
    """Return distinct names of the length and in the words of real ones."""
    chance = Random(113)  # noqa: S311 - names, no secrets
    names: dict[str, None] = {}
    while len(names) < count:
        names["".join(chance.choices(PARTS, k=chance.randint(2, 6)))] = None
    return list(names)


def test_ten_times_as_many_names_are_not_searched_much_longer_than_ten_times() -> None:
    few, many = (by_length(synthetic_names(count)) for count in (20_000, 200_000))
    for asked in ("失业登记", "登记", "企业职工养老保险关系转移接续申请"):
        limit = 40 * effort(lambda asked=asked: likest(asked, few, most=300)) + 0.5
        assert effort(lambda asked=asked: likest(asked, many, most=300)) < limit


@pytest.mark.parametrize("piece", ["(1)", "1。", "一、", " ", "失", "1"])
def test_a_hundred_kilobytes_are_normalised_in_no_time(piece: str) -> None:
    few, many = (piece * (size // len(piece.encode())) for size in (10_000, 100_000))
    assert effort(lambda: normalised(many)) < 40 * effort(lambda: normalised(few)) + 0.5
