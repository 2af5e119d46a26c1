"""R08, case by case as the page about deadlines shows it: what is found, in which words, and when an answer ends."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.check import check
from rules.deadlines import LONGEST, LONGEST_KEPT, MOST, deadline_kept
from rules.findings import Finding, Severity
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.rules.deadline_cases import KEPT, LONGER, NOT_COMPARABLE, TWENTY, Case, Table, all_of
from tests.world import content
from values.entry import EntryState
from values.vocabulary import Origin


def row(entry: str, deadline: str, *, above: str | None = None, parent: str | None = None) -> EntryState:
    said = replace(content("就业政策法规咨询", 1), deadline=deadline)
    origin = Origin.ADAPTED if above else Origin.OWN
    return EntryState(entry=entry, parent=parent, rank="5", content=said, origin=origin, upstream_entry=above)


def found(own: str, upstream: str) -> list[Finding]:
    state, other = row("row", own, above="up"), row("up", upstream)
    grounds = Grounds(sheet=Sheet({"row": state}), upstream=Sheet({"up": other}))
    return list(deadline_kept(state, grounds))


def named(table: Table) -> dict[str, Case]:
    return {f"{case.own} beside {case.standard}": case for case in all_of(table)}


KEPT_CASES, LONGER_CASES, OTHER_CASES = named(KEPT), named(LONGER), named(NOT_COMPARABLE)


@pytest.mark.parametrize("what", KEPT_CASES)
def test_r08_finds_nothing_on_a_deadline_that_keeps_the_standard(what: str) -> None:
    case = KEPT_CASES[what]
    assert found(case.own, case.standard) == []


@pytest.mark.parametrize("what", LONGER_CASES)
def test_r08_says_what_is_longer_and_what_would_be_right(what: str) -> None:
    case = LONGER_CASES[what]
    (one,) = found(case.own, case.standard)
    assert (one.rule, one.severity, one.entry, one.field) == ("R08", Severity.ERROR, "row", "deadline")
    assert (one.clause, one.against) == ("N3.4", "up")
    assert case.said in one.message.in_english()


@pytest.mark.parametrize("what", OTHER_CASES)
def test_r08_what_cannot_be_compared_is_a_warning_that_says_why(what: str) -> None:
    case = OTHER_CASES[what]
    told = found(case.own, case.standard)
    assert {one.severity for one in told} == {Severity.WARNING}
    assert all("not comparable" in one.message.in_english() for one in told)
    assert any(case.said in one.message.in_english() for one in told)


@pytest.mark.parametrize(("own", "upstream"), [("", TWENTY), (" ", TWENTY), (TWENTY, ""), (TWENTY, " ")])
def test_r08_leaves_a_missing_deadline_to_r05(own: str, upstream: str) -> None:
    assert found(own, upstream) == []


def test_r08_a_heading_keeps_it_through_its_rows() -> None:
    heading = row("heading", "30个工作日", above="up")
    below = row("row", "30个工作日", parent="heading")
    grounds = Grounds(
        sheet=Sheet({"heading": heading, "row": below}), upstream=Sheet({"up": row("up", TWENTY)})
    )
    assert list(deadline_kept(heading, grounds)) == []
    assert [one.entry for one in deadline_kept(below, grounds)] == ["row"]


@pytest.mark.parametrize("what", LONGER_CASES)
def test_r08_is_at_most_a_warning_where_the_standards_words_are_a_reconstruction(what: str) -> None:
    case = LONGER_CASES[what]
    state, other = row("row", case.own, above="up"), row("up", case.standard)
    unsure = replace(other, content=replace(other.content, provenance={"deadline": "inferred"}))
    grounds = Grounds(sheet=Sheet({"row": state}), upstream=Sheet({"up": unsure}))
    (one,) = [one for one in check(grounds, frozenset(["row"])) if one.rule == "R08"]
    assert (one.severity, one.is_reconstructed) == (Severity.WARNING, True)


def test_r08_an_answer_ends_when_the_words_change() -> None:
    keys = {found(own, TWENTY)[0].key for own in ("20日", "21日", "20日内公开")}
    assert len(keys) == 3
    assert found("20日", TWENTY)[0].key == found("20日", TWENTY)[0].key


def test_r08_tells_a_few_things_at_a_time() -> None:
    assert len(found("；".join(f"其中第{one}类:{one}日内公开" for one in range(30, 60)), TWENTY)) == MOST


def test_r08_repeats_the_beginning_of_a_long_text() -> None:
    long = "按规定" * LONGEST_KEPT
    assert {one.message.params["own"] for one in found(long, TWENTY)} == {long[:LONGEST]}
    assert {one.message.params["upstream"] for one in found("每年公开", long)} == {long[:LONGEST]}


TEXTS = st.one_of(
    st.text(), st.sampled_from([text for case in all_of(KEPT, LONGER, NOT_COMPARABLE) for text in case[:2]])
)


@given(TEXTS, TEXTS)
def test_r08_reads_any_text_and_never_finds_equal_ones(own: str, upstream: str) -> None:
    assert found(own, own) == []
    assert all(len(one.about) <= 60 and one.message.in_english() for one in found(own, upstream))


@given(st.integers(0, 999), st.integers(1, 99), st.sampled_from(["个工作日", "日", "个月", "小时", "年"]))
def test_r08_a_longer_deadline_is_always_found_and_a_shorter_one_never(
    least: int, more: int, unit: str
) -> None:
    if unit == "年":
        least, more = least % 50, more % 40 + 1
    short, long = f"{least}{unit}内公开", f"信息形成或变更之日起{least + more}{unit}"
    assert [one.severity for one in found(long, short)] == [Severity.ERROR]
    assert found(short, long) == []


TWO = "信息形成之日起20个工作日内公开；其中行政处罚7个工作日内公开"
THREE = f"{TWO}；其中行政许可5个工作日内公开"


@pytest.mark.parametrize(
    ("own", "standard", "said"),
    [
        (THREE.replace("许可5", "许可7"), THREE, {"其中行政许可：自信息形成或变更之日起5个工作日内公开"}),
        (
            "行政处罚7个工作日内公开",
            "行政许可5个工作日内公开",
            {"其中行政许可：自信息形成或变更之日起5个工作日内公开"},
        ),
        (
            "行政处罚7个工作日内公开",
            THREE,
            {"自信息形成之日起20个工作日内公开", "其中行政许可：自信息形成或变更之日起5个工作日内公开"},
        ),
    ],
)
def test_each_of_several_deadlines_is_held_against_its_own(own: str, standard: str, said: set[str]) -> None:
    assert {one.message.params["upstream"] for one in found(own, standard)} == said
