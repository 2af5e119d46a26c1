"""R10 and R11 as tables: to whom a row is disclosed, and how."""

from dataclasses import replace

import pytest

from rules.grounds import Paper
from rules.mode import names_article
from tests.rules.floor_cases import judged, local, saying, standard, told
from values.entry import AudienceOfEntry, Mode
from values.vocabulary import Origin

ROW = local(standard()).states["u"]


def to(*groups: str) -> AudienceOfEntry:
    return AudienceOfEntry(all_society=not groups, groups=groups)


ALL, ERROR, WARNING = to(), "u audience error", "u audience warning"
AUDIENCES = [
    (ALL, ALL, []),
    (to("失业人员"), ALL, []),
    (to("失业人员"), to("失业人员"), []),
    (to("失业人员"), to("用人单位", "失业人员"), []),
    (to("失业人员", "用人单位"), to("用人单位、失业人员"), []),
]
NARROWER = [
    (ALL, to("失业人员"), [WARNING]),
    (ALL, to("特定群体"), [ERROR, WARNING]),
    (to("失业人员", "用人单位"), to("用人单位"), [WARNING]),
    (to("失业人员"), to("失业人员", "有关人员"), [ERROR]),
    (to("失业人员"), to("其他"), [ERROR, WARNING]),
]
NEARLY = [
    (ALL, to("社会公众"), []),
    (to("失业人员"), AudienceOfEntry(all_society=True, groups=("失业人员",)), []),
    (to("失业人员"), to("失業人員"), []),
    (to("失业人员"), to("登记失业人员"), [WARNING]),
    (to("失业人员"), to("、"), [ERROR, WARNING]),
    (to("失业人员"), to(" "), [ERROR, WARNING]),
    (to("特定群体"), to("高校毕业生"), []),
    (to("失业人员"), to("全社会"), []),
    (to("社会公众"), to("失业人员"), [WARNING]),
    (to("失业人员"), to("失业人员，服务对象"), []),
]
"""Everybody by another word, a group of a group, signs alone, and a standard that names nobody."""


@pytest.mark.parametrize(("theirs", "own", "found"), [*AUDIENCES, *NARROWER, *NEARLY])
def test_an_audience_is_named_and_no_narrower(
    theirs: AudienceOfEntry, own: AudienceOfEntry, found: list[str]
) -> None:
    above = standard(audience=theirs)
    assert told(judged("R10", saying(local(above).states["u"], audience=own), upstream=above)) == found


def test_an_empty_audience_is_found_once() -> None:
    empty = saying(ROW, audience=AudienceOfEntry(all_society=False))
    assert (judged("R10", empty), told(judged("R05", empty))) == ([], [ERROR])


def test_a_row_below_keeps_the_audience_and_mode_of_the_row_above_it() -> None:
    """A heading answers through its rows (decision 25)."""
    child = replace(
        saying(ROW, audience=to("失业人员"), mode=Mode(proactive=False, on_request=True)),
        entry="child",
        parent="u",
        origin=Origin.REFINEMENT,
        upstream_entry=None,
    )
    assert told(judged("R10", child, saying(ROW, audience=to("失业人员")))) == ["child audience warning"]
    assert told(judged("R11", child, saying(ROW, mode=Mode(proactive=False)))) == ["child mode error"]


ARTICLE = "《中华人民共和国政府信息公开条例》第十四条"
PROACTIVE, REQUEST = Mode(), Mode(proactive=False, on_request=True)
BOTH = Mode(on_request=True)
AGREED, OPEN = Paper(has_secrecy_opinion=True), Paper()


def withheld(basis: str, **also: bool) -> Mode:
    return replace(Mode(proactive=False, withheld=True, withheld_basis=basis), **also)


E, W = "u mode error", "u mode warning"
MODES = [
    (PROACTIVE, PROACTIVE, None, []),
    (PROACTIVE, BOTH, None, []),
    (REQUEST, REQUEST, None, []),
    (REQUEST, PROACTIVE, None, []),
    (BOTH, PROACTIVE, None, []),
]
LESS = [
    (PROACTIVE, REQUEST, None, [E]),
    (BOTH, REQUEST, None, [E]),
    (PROACTIVE, withheld(ARTICLE), None, [W]),
    (REQUEST, withheld(ARTICLE), None, [W]),
    (PROACTIVE, withheld(ARTICLE), AGREED, [W]),
    (PROACTIVE, withheld("不便公开"), AGREED, [E]),
]
UNDECIDED = [
    (withheld(ARTICLE), withheld(ARTICLE), None, []),
    (withheld(ARTICLE), REQUEST, None, []),
    (PROACTIVE, withheld(ARTICLE), OPEN, [W, W]),
    (PROACTIVE, withheld(ARTICLE), Paper(is_decided=True), [E, W]),
    (PROACTIVE, withheld(""), AGREED, []),
    (PROACTIVE, withheld(ARTICLE, proactive=True), AGREED, [E, W]),
    (PROACTIVE, withheld("", proactive=True), AGREED, [E, E]),
    (PROACTIVE, withheld("", on_request=True), AGREED, [E, E]),
]
"""Withheld as the standard withholds, before and after the opinion is due, and two modes at once."""


@pytest.mark.parametrize(("theirs", "own", "paper", "found"), [*MODES, *LESS, *UNDECIDED])
def test_what_the_standard_discloses_proactively_stays_so(
    theirs: Mode, own: Mode, paper: Paper | None, found: list[str]
) -> None:
    above = standard(mode=theirs)
    row = saying(local(above).states["u"], mode=own)
    assert told(judged("R11", row, upstream=above, paper=paper)) == found


def test_a_mode_that_is_none_is_found_once() -> None:
    for mode in (Mode(proactive=False), withheld(" ")):
        assert told(judged("R05", saying(ROW, mode=mode))) == [E]
        assert judged("R11", saying(ROW, mode=mode)) == []


NAMED = {
    ARTICLE: True,
    "第十四条": True,
    "第14条": True,
    "《政府信息公开条例》第十五条：涉及商业秘密": True,
    "《条例》第16条第一款": True,
    "政府信息公开条例第十四、十五条": True,
    "《档案法》第三条、《政府信息公开条例》第十六条": True,
    "第１６条": True,
    "《政府信息公开条例》14条": True,
    "": False,
    "涉密": False,
    "第十三条": False,
    "第114条": False,
    "第二十四条": False,
    "《中华人民共和国保守国家秘密法》第十四条": False,
    "国办发〔2014〕14号": False,
}


@pytest.mark.parametrize("basis", NAMED)
def test_a_basis_names_article_fourteen_to_sixteen_of_the_regulations(basis: str) -> None:
    assert names_article(basis) is NAMED[basis]


def test_an_uncertain_mode_makes_a_warning() -> None:
    above = standard(mode=PROACTIVE, provenance={"mode": "inferred"})
    row = saying(local(above).states["u"], mode=REQUEST)
    (found,) = judged("R11", row, upstream=above)
    assert (told([found]), found.is_reconstructed) == ([W], True)


def test_the_groups_that_are_missing_are_named_one_by_one_and_a_long_one_is_cut() -> None:
    above = standard(audience=to("失业人员", "就业困难人员", "用人单位"))
    own = local(above).states["u"]
    (lacking,) = judged("R10", saying(own, audience=to("用人单位")), upstream=above)
    assert "失业人员, 就业困难人员" in lacking.message.in_english()
    nobody = judged("R10", saying(own, audience=to("、" * 70)), upstream=above)[0]
    assert nobody.message.params == {"group": "、" * 60}


def test_an_article_within_a_title_is_no_basis() -> None:
    assert not names_article("《关于适用第十四条的意见》")
    assert names_article("《关于适用第十四条的意见》、《中华人民共和国政府信息公开条例》第十四条")
