"""R02 as tables: the names of rows that are there, the name of a supplement, and what is found."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.comparable import Comparable, bases_of, elements_of
from rules.findings import Finding
from rules.overlap import MOST, overlap
from rules.sheet import Sheet
from tests.world import content
from values.entry import Citation, EntryState
from values.likeness import Likeness, likeness
from values.vocabulary import Origin, Presence


def row(entry: str, name: str, parent: str | None = "heading", **changed: str) -> EntryState:
    said = replace(
        content(name, 1),
        content_elements=tuple(changed.get("elements", entry).split("、")),
        legal_bases=(Citation(text=changed.get("bases", f"《{entry}条例》")),),
    )
    return EntryState(entry=entry, parent=parent, rank="5", content=said, origin=Origin.ADAPTED)


def supplement(name: str, **changed: str) -> EntryState:
    return replace(row("new", name, **changed), origin=Origin.SUPPLEMENT)


SIBLINGS = [
    row("heading", "就业登记服务", None),
    row("a", "失业登记"),
    row("b", "就业困难人员认定"),
    row(
        "c",
        "职业技能鉴定补贴申领",
        elements="补贴对象、补贴标准",
        bases="《就业补助资金管理办法》（财社〔2017〕164号）",
    ),
    row("d", "养老保险关系转移接续"),
]


def found(
    state: EntryState, siblings: list[EntryState] | None = None, **others: list[EntryState]
) -> list[Finding]:
    sheets = {name: sheet(*rows) for name, rows in others.items()}
    return list(overlap(state, sheet=sheet(*(SIBLINGS if siblings is None else siblings), state), **sheets))


def sheet(*rows: EntryState) -> Sheet:
    return Sheet({one.entry: one for one in rows})


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    assert all((one.rule, one.clause, one.entry) == ("R02", "N3.1", "new") for one in findings)
    return [(one.severity.value, one.field) for one in findings]


PASSING = [
    "岗位信息发布",
    "高校毕业生就业见习",
    "零工市场信息",
    "家政服务人员培训",
    "农民工工资支付保障",
    "劳务品牌建设",
    "创业担保贷款申请",
    "乡村公益性岗位公示",
    "社会保障卡挂失",
    "工伤认定申请",
    "劳动能力鉴定",
]
FAILING = {
    "失业登记": "error",
    "2.1失业登记": "error",
    "失 业 登 记": "error",
    "失業登記": "error",
    "（一）就业困难人员认定": "error",
    "就业困难人员认定。": "error",
    "就业困难人员认定申请": "warning",
    "困难人员认定": "warning",
    "养老保险关系接续转移": "warning",
    "转移接续养老保险关系": "warning",
    "职业技能提升补贴申领": "warning",
    "职业技能鉴定补贴申请": "warning",
}


@pytest.mark.parametrize("name", PASSING)
def test_r02_finds_nothing_on_a_name_of_its_own(name: str) -> None:
    assert found(supplement(name)) == []


@pytest.mark.parametrize("name", FAILING)
def test_r02_finds_a_supplement_that_is_listed_already_or_nearly(name: str) -> None:
    (one,) = found(supplement(name))
    assert told([one]) == [(FAILING[name], "name")]
    assert any(sibling.content.name in one.message.in_english() for sibling in SIBLINGS)


def test_r02_says_how_similar_a_name_is() -> None:
    (one,) = found(supplement("职业技能提升补贴申领"))
    assert "“职业技能鉴定补贴申领” is similar (80 of 100)" in one.message.in_english()


SAME = {"elements": "补贴标准、 补贴对象", "bases": "就业补助资金管理办法(财社[2017]164号)"}
OTHER_ELEMENTS = {**SAME, "elements": "补贴标准"}
OTHER_BASES = {**SAME, "bases": "《社会保险法》"}
NO_BASES = {**SAME, "bases": "国家有关规定"}


@pytest.mark.parametrize(
    ("said", "fields"),
    [(SAME, ["content_elements"]), (OTHER_ELEMENTS, []), (OTHER_BASES, []), (NO_BASES, [])],
)
def test_r02_finds_the_same_bases_and_elements_under_another_name(
    said: dict[str, str], fields: list[str]
) -> None:
    assert [one.field for one in found(supplement("零工市场信息", **said))] == fields


BORDERLINE = {
    "one's own heading": (supplement("就业登记服务"), []),
    "contains one's own heading": (supplement("就业登记服务指南"), []),
    "a heading that is not one's own": (
        replace(supplement("就业登记服务"), parent=None),
        [("error", "name")],
    ),
    "an adapted row": (replace(supplement("失业登记"), origin=Origin.ADAPTED), []),
    "a row of a standard": (replace(supplement("失业登记"), origin=Origin.OWN), []),
    "a refinement": (replace(supplement("失业登记"), origin=Origin.REFINEMENT), [("error", "name")]),
    "left out": (replace(supplement("失业登记"), presence=Presence.LEFT_OUT), []),
    "a refinement below what it contains": (
        replace(supplement("失业登记办理"), origin=Origin.REFINEMENT, parent="a"),
        [],
    ),
    "no parent that is known": (replace(supplement("零工市场信息"), parent="nowhere"), []),
    "no name": (supplement(""), []),
    "one character": (supplement("岗"), []),
    "below the ratio": (supplement("失业登录"), []),
}


@pytest.mark.parametrize("what", BORDERLINE)
def test_r02_looks_only_at_what_it_is_about(what: str) -> None:
    state, expected = BORDERLINE[what]
    assert told(found(state)) == expected


def test_r02_a_row_that_is_not_shown_overlaps_with_nothing() -> None:
    gone = replace(row("a", "失业登记"), presence=Presence.LEFT_OUT)
    assert found(supplement("失业登记"), [gone]) == []


def test_r02_looks_at_upstream_unless_a_row_of_the_catalogue_adapts_it() -> None:
    upstream = [row("u", "失业登记", None)]
    assert told(found(supplement("失业登记"), [], upstream=upstream)) == [("error", "name")]
    adapted = replace(row("a", "登记失业人员"), upstream_entry="u")
    assert told(found(supplement("失业登记"), [adapted], upstream=upstream)) == []
    left_out = replace(adapted, presence=Presence.LEFT_OUT)
    assert told(found(supplement("失业登记"), [left_out], upstream=upstream)) == [("error", "name")]


def test_r02_an_equal_name_in_the_other_field_is_a_warning() -> None:
    elsewhere = [row("u", "失业登记", None)]
    assert told(found(supplement("失业登记"), [], elsewhere=elsewhere)) == [("warning", "name")]


def test_r02_a_circle_of_parents_ends() -> None:
    circle = [replace(row("a", "甲事项", "b")), replace(row("b", "乙事项", "a"))]
    assert told(found(replace(supplement("甲事项"), parent="a"), circle)) == []


WORDS = st.lists(
    st.sampled_from(["失业", "登记", "办理", "1.", "（", "）", "補", "补", "贴", "A", " ", "📄"]), max_size=6
)
NAMES = WORDS.map("".join)
SAID = st.sampled_from(
    ["", "《失业保险条例》", "《失業保險條例》", "《就业促进法》、《失业保险条例》", "国家规定"]
)
ROWS = st.builds(
    lambda entry, name, elements, bases, presence: replace(
        row(entry, name, elements=elements, bases=bases), presence=presence
    ),
    st.sampled_from("abcdefghijkl"),
    NAMES,
    NAMES,
    SAID,
    st.sampled_from(Presence),
)


def compared_one_by_one(state: EntryState, rows: list[EntryState]) -> set[tuple[str, Likeness | None, bool]]:
    """Say what a row overlaps with as the rule says it: each pair by itself."""
    told = set()
    for other in rows:
        if other.entry == state.entry or other.presence is not Presence.PRESENT:
            continue
        like = likeness(state.content.name, other.content.name)
        sides = [
            (elements_of(one.content.content_elements), bases_of(one.content.legal_bases))
            for one in (state, other)
        ]
        same = sides[0] == sides[1] and all(sides[0])
        if like or same:
            told.add((other.entry, like, same))
    return told


@given(ROWS, st.lists(ROWS, max_size=12, unique_by=lambda one: one.entry))
def test_r02_finds_at_once_what_comparing_each_pair_finds(state: EntryState, rows: list[EntryState]) -> None:
    found = Comparable(rows).overlaps(state)
    assert {(one.other.entry, one.name, one.same_content) for one in found} == compared_one_by_one(
        state, rows
    )
    assert len(found) == len({one.other.entry for one in found})


@given(st.text(), st.text())
def test_r02_reads_any_name(one: str, other: str) -> None:
    for finding in found(supplement(one), [row("a", other)]):
        assert finding.message.in_english()


def test_the_evidence_names_the_row() -> None:
    (one,) = Comparable(SIBLINGS).overlaps(supplement("失業登記"))
    assert (one.other.entry, one.same_content) == ("a", False)


def test_r02_each_row_that_it_overlaps_with_is_answered_for_itself() -> None:
    rows = [row("a", "失业登记办理"), row("b", "失业登记查询")]
    assert [one.key for one in found(supplement("失业登记"), rows)] == ["R02:new:name:a", "R02:new:name:b"]


def test_of_similar_names_the_most_alike_are_told_and_of_equal_ones_all() -> None:
    similar = [row(f"s{number}", f"失业登记办理{word}") for number, word in enumerate("甲乙丙丁戊己庚")]
    assert len(found(supplement("失业登记办理辛"), similar)) == MOST < len(similar)
    equal = [row(f"e{number}", "失业登记") for number in range(MOST + 2)]
    assert len(found(supplement("失业登记"), equal)) == len(equal)
