"""R03 as tables: why a row is left out, and whether an entry of the standard is still stood for."""

from dataclasses import replace

import pytest

from rules.check import check, check_whole
from rules.grounds import Grounds
from tests.rules.floor_cases import judged, left_out, local, own_of, saying, standard, told
from values.vocabulary import LeaveOutReason, Origin, Presence

NOT_HERE = LeaveOutReason.NOT_PRACTISED
MOVED = LeaveOutReason.FUNCTION_TRANSFERRED
REPEALED = LeaveOutReason.BASIS_REPEALED
ABOVE = LeaveOutReason.CANCELLED_ABOVE
MERGED = LeaveOutReason.MERGED_INTO_OTHER

BEARS_OUT = [
    (NOT_HERE, "本县无港口，未开展船员招聘服务。"),
    (NOT_HERE, "本县未开展此项业务"),
    (MOVED, "按《国税地税征管体制改革方案》划转至县税务局。"),
    (MOVED, "青政办发〔2019〕12号：职能划转至县医疗保障局"),
    (MOVED, "划转到县退役军人事务局（青编发[2019]3号）"),
    (REPEALED, "《就业失业登记管理暂行办法》已废止。"),
    (REPEALED, "人社部令第42号公布废止"),
    (ABOVE, "国发〔2019〕6号取消"),
    (ABOVE, "《国务院关于取消一批行政许可事项的决定》"),
    (MERGED, "就业困难人员认定"),
    (MERGED, "并入“1.2 就业困难人员认定”"),
]
DOES_NOT = [
    (None, "本县未开展此项业务。"),
    (NOT_HERE, ""),
    (NOT_HERE, "无"),
    (NOT_HERE, "未开展。"),
    (NOT_HERE, "本地未开展"),
    (MOVED, "划转至县税务局。"),
    (MOVED, "《国税地税征管体制改革方案》"),
    (REPEALED, "依据已废止"),
    (ABOVE, "上级已取消"),
    (MERGED, "并入其他事项"),
    (MERGED, "公益性岗位补贴申领"),
    (MERGED, "……"),
]
BORDERLINE = [
    (NOT_HERE, "本县无此业务", True),
    (NOT_HERE, "本县无业务。", False),
    (NOT_HERE, "未 开 展 …… 业 务", False),
    (MOVED, "《关于移交县税务局的通知》已经移交", False),
    (MOVED, "《关于移交县税务局的通知》：由县税务局承担", True),
    (REPEALED, "（国发[2019]6号）", True),
    (REPEALED, "第6号令已废止", False),
    (ABOVE, "国发2019年6号取消", False),
    (MERGED, "1.2就业困难人员认定。", True),
    (MERGED, "就业困难人员", False),
]
"""Six characters are a sentence, a body within a title is not to whom, a number in any brackets is a document."""


@pytest.mark.parametrize(("reason", "note"), BEARS_OUT)
def test_a_reason_with_what_bears_it_out_passes(reason: LeaveOutReason, note: str) -> None:
    assert judged("R03", left_out(local(standard()).states["u"], reason, note)) == []


@pytest.mark.parametrize(("reason", "note"), DOES_NOT)
def test_a_reason_that_nothing_bears_out_is_an_error(reason: LeaveOutReason | None, note: str) -> None:
    found = judged("R03", left_out(local(standard()).states["u"], reason, note))
    assert told(found) == ["u left_out error"]


@pytest.mark.parametrize(("reason", "note", "passes"), BORDERLINE)
def test_a_reason_is_borne_out_by_just_enough(reason: LeaveOutReason, note: str, *, passes: bool) -> None:
    found = judged("R03", left_out(local(standard()).states["u"], reason, note))
    assert told(found) == ([] if passes else ["u left_out error"])


def test_a_function_that_went_nowhere_by_no_document_lacks_both() -> None:
    found = judged("R03", left_out(local(standard()).states["u"], MOVED, "职能已经调整"))
    assert told(found) == ["u left_out error"] * 2


def test_a_cancelled_row_leaves_its_entry_without_anybody() -> None:
    (found,) = judged("R03", local(standard()).states["u"].ended)
    assert (told([found]), found.against) == (["u left_out error"], "U")
    assert "公益性岗位补贴申领" in found.message.in_english()


def test_a_row_that_adapts_another_entry_leaves_its_own_behind() -> None:
    row = replace(local(standard()).states["u"], upstream_entry="V")
    assert [one.against for one in judged("R03", row)] == ["U"]


def test_a_split_row_is_stood_for_by_its_parts() -> None:
    row = local(standard()).states["u"]
    part = replace(saying(row, name="公益性岗位补贴申领（乡镇）"), entry="part")
    assert judged("R03", row.ended, part) == []


def test_a_row_merged_into_one_that_adapts_another_entry_is_left_out_as_merged() -> None:
    merged_away = left_out(local(standard()).states["u"], MERGED, "就业困难人员认定")
    assert judged("R03", merged_away) == []


def test_a_target_that_is_left_out_as_well_is_no_target() -> None:
    rows = local(standard()).states
    gone = left_out(rows["v"], NOT_HERE, "本县未开展此项业务。")
    merged_away = left_out(rows["u"], MERGED, "就业困难人员认定")
    assert told(judged("R03", gone, merged_away)) == ["u left_out error"]


def test_two_rows_of_one_entry_are_left_out_for_one_reason() -> None:
    row = local(standard()).states["u"]
    first = left_out(row, NOT_HERE, "本县未开展此项业务。")
    other = replace(left_out(row, ABOVE, "国发〔2019〕6号取消"), entry="other")
    assert told(judged("R03", first, other)) == ["other left_out error", "u left_out error"]
    assert judged("R03", first, replace(first, entry="other")) == []


def test_the_countys_own_row_is_cancelled_as_it_likes() -> None:
    row = replace(local(standard()).states["u"], entry="own", origin=Origin.SUPPLEMENT, upstream_entry=None)
    assert judged("R03", row.ended) == []


def test_an_uncertain_name_makes_it_a_warning() -> None:
    above = standard(provenance={"name": "inferred"})
    (found,) = judged("R03", local(above).states["u"].ended, upstream=above)
    assert (told([found]), found.is_reconstructed) == (["u left_out warning"], True)
    bad = left_out(local(above).states["u"], None)
    assert told(judged("R03", bad, upstream=above)) == ["u left_out error"]


def test_the_whole_catalogue_shows_what_nobody_ever_stood_for() -> None:
    above = standard()
    rows = {key: one for key, one in local(above).states.items() if key != "v"}
    rows["u"] = rows["u"].ended
    grounds = Grounds(sheet=replace(local(above), states=rows), upstream=above)
    found = [one for one in check_whole(grounds) if one.rule == "R03"]
    assert [(one.entry, one.against) for one in found] == [("U", "U"), ("V", "V")]


def test_a_row_that_is_left_out_stands_for_its_entry() -> None:
    above = standard()
    gone = left_out(own_of(above.states["U"]), NOT_HERE, "本县未开展此项业务。")
    grounds = Grounds(sheet=local(above).after([gone]), upstream=above)
    assert [one for one in check_whole(grounds) if one.rule == "R03"] == []
    assert gone.presence is Presence.LEFT_OUT


def test_a_sentence_about_a_row_left_out_has_no_name_to_fill_in() -> None:
    (found,) = judged("R03", left_out(local(standard()).states["u"], None, "本县未开展此项业务。"))
    assert found.message.params == {}


def test_a_row_left_out_is_not_held_against_the_standards_time() -> None:
    upstream = standard(deadline="公开事项信息形成或变更之日起7个工作日内公开")
    row = saying(local(upstream).states["u"], deadline="公开事项信息形成或变更之日起20个工作日内公开")
    assert [
        one.rule
        for one in check(Grounds(sheet=local(upstream).after([row]), upstream=upstream), frozenset("u"))
    ] == ["R08"]
    gone = left_out(row, NOT_HERE, "本县未开展此项业务。")
    assert check(Grounds(sheet=local(upstream).after([gone]), upstream=upstream), frozenset("u")) == ()
