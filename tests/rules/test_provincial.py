"""Rules of the provinces as data: a table of cases for each kind of condition, and any text at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.check import check
from rules.grounds import Grounds
from rules.provincial import SAYS, provincial
from rules.sheet import Sheet
from values.channels import ChannelSynonyms
from values.entry import EntryContent, EntryState, Place, Telephones
from values.provincial_rule import Condition, LookedAt, ProvincialRule
from values.severity import Severity
from values.vocabulary import Level, Origin

RULE = ProvincialRule(
    id="P-99-01",
    clause="二（一）",
    document_title="示范省基层政务公开办法",
    document_number="示政办发〔2026〕1号",
    looks_at=LookedAt.TELEPHONE,
    condition=Condition.FILLED,
    message_zh="缺少咨询电话，请填写。",
    message_en="The telephone for questions is missing: give it.",
    in_force_from="2026-01-01",
)
SYNONYMS = ChannelSynonyms({"县门户": "政府网站"})
PHONES = Telephones(questions="0990-1", supervision="0990-2")


def asked(looks_at: LookedAt, condition: Condition, *words: str, number: int = 0) -> ProvincialRule:
    return replace(RULE, looks_at=looks_at, condition=condition, words=words, number=number)


def row(**said: object) -> EntryState:
    return EntryState(entry="a", parent=None, rank="a", content=EntryContent(name="岗位信息", **said))  # type: ignore[arg-type]


def found(rule: ProvincialRule, state: EntryState) -> list[str]:
    grounds = Grounds(sheet=Sheet({state.entry: state}), provincial=(rule,), synonyms=SYNONYMS)
    return [one.field for one in provincial(state, grounds)]


ELEMENTS, DEADLINE = LookedAt.CONTENT_ELEMENTS, LookedAt.DEADLINE
WITHIN = asked(DEADLINE, Condition.WITHIN_WORKING_DAYS, number=10)
ONE_OF = asked(ELEMENTS, Condition.CONTAINS_ONE_OF, "流程", "Fee")
NONE_OF = asked(ELEMENTS, Condition.CONTAINS_NONE_OF, "其他", "等等")
CHANNEL = asked(LookedAt.CHANNELS, Condition.NAMES_CHANNEL, "政府网站")
TWO = asked(ELEMENTS, Condition.AT_LEAST, number=2)
MARKED = replace(asked(LookedAt.LEVELS, Condition.LEVEL_MARKED), asked_levels=(Level.TOWNSHIP,))
SUPERVISION = asked(LookedAt.SUPERVISION_TELEPHONE, Condition.FILLED)
PLACES = asked(LookedAt.PLACES, Condition.FILLED)


@pytest.mark.parametrize(
    ("rule", "said", "field"),
    [
        (RULE, {}, "telephone"),
        (RULE, {"telephones": Telephones(questions=" ")}, "telephone"),
        (RULE, {"telephones": PHONES}, None),
        (SUPERVISION, {"telephones": Telephones(questions="0990-1")}, "telephone"),
        (SUPERVISION, {"telephones": PHONES}, None),
        (PLACES, {}, "places"),
        (PLACES, {"places": (Place(level=Level.COUNTY, text=""),)}, "places"),
        (PLACES, {"places": (Place(level=Level.COUNTY, text="专栏"),)}, None),
        (PLACES, {"places": (Place(level=Level.COUNTY, text="", url="https://example.invalid/"),)}, None),
        (asked(LookedAt.NAME, Condition.FILLED), {}, None),
        (asked(LookedAt.INTERPRETATION, Condition.FILLED), {}, "interpretation"),
        (asked(LookedAt.ONLINE_DEGREE, Condition.FILLED), {"online_degree": "全程网办"}, None),
        (ONE_OF, {"content_elements": ("办理流程",)}, None),
        (ONE_OF, {"content_elements": ("办 理 流 程",)}, None),
        (ONE_OF, {"content_elements": ("ＦＥＥ",)}, None),
        (ONE_OF, {"content_elements": ("对象", "办理流程")}, None),
        (ONE_OF, {"content_elements": ("流", "程")}, "content_elements"),
        (ONE_OF, {"content_elements": ("对象",)}, "content_elements"),
        (ONE_OF, {"content_elements": ()}, "content_elements"),
        (NONE_OF, {"content_elements": ("对象",)}, None),
        (NONE_OF, {"content_elements": ()}, None),
        (NONE_OF, {"content_elements": ("对象", "其他")}, "content_elements"),
        (NONE_OF, {"content_elements": ("其 他",)}, "content_elements"),
        (NONE_OF, {"content_elements": ("对象等等",)}, "content_elements"),
        (WITHIN, {"deadline": "10个工作日内公开"}, None),
        (WITHIN, {"deadline": "１０ 个 工作日内"}, None),
        (WITHIN, {"deadline": "11个工作日内公开"}, "deadline"),
        (WITHIN, {"deadline": "十个工作日内"}, None),
        (WITHIN, {"deadline": "十一个工作日内"}, "deadline"),
        (WITHIN, {"deadline": "二十个工作日内"}, "deadline"),
        (WITHIN, {"deadline": "二十五工作日"}, "deadline"),
        (WITHIN, {"deadline": "五个工作日"}, None),
        (WITHIN, {"deadline": "二五个工作日"}, "deadline"),
        (WITHIN, {"deadline": "5个工作日，至多20个工作日"}, "deadline"),
        (replace(WITHIN, number=20), {"deadline": "二十个工作日内"}, None),
        (replace(WITHIN, number=20), {"deadline": "二十一个工作日内"}, "deadline"),
        (replace(WITHIN, number=20), {"deadline": "二三十个工作日内"}, "deadline"),
        (replace(WITHIN, number=11), {"deadline": "十二三个工作日内"}, "deadline"),
        (replace(WITHIN, number=15), {"deadline": "十二十个工作日内"}, "deadline"),
        (WITHIN, {"deadline": "30日内"}, None),
        (WITHIN, {"deadline": "长期公开"}, None),
        (WITHIN, {"deadline": ""}, None),
        (CHANNEL, {"channels": ("政府网站",)}, None),
        (CHANNEL, {"channels": ("县门户", "公示栏")}, None),
        (CHANNEL, {"channels": ("公示栏",)}, "channels"),
        (CHANNEL, {"channels": ()}, "channels"),
        (TWO, {"content_elements": ("对象", "流程")}, None),
        (TWO, {"content_elements": ("对象", "对 象")}, "content_elements"),
        (TWO, {"content_elements": ("对象", "")}, "content_elements"),
        (TWO, {"content_elements": ()}, "content_elements"),
        (MARKED, {"levels": (Level.COUNTY, Level.TOWNSHIP)}, None),
        (MARKED, {"levels": (Level.COUNTY,)}, "levels"),
        (MARKED, {"levels": ()}, "levels"),
    ],
)
def test_a_condition_is_met_or_found(
    rule: ProvincialRule, said: dict[str, object], field: str | None
) -> None:
    assert found(rule, row(**said)) == ([field] if field else [])


def test_a_rule_asks_only_the_rows_it_is_for() -> None:
    other = row(levels=(Level.COUNTY,))
    assert found(replace(RULE, of_origins=(Origin.SUPPLEMENT,)), other) == []
    assert found(replace(RULE, of_origins=(other.origin,)), other) == ["telephone"]
    assert found(replace(RULE, of_levels=(Level.VILLAGE,)), other) == []
    assert found(replace(RULE, of_levels=(Level.COUNTY,)), other) == ["telephone"]


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    rule = replace(RULE, in_force_until="2026-06-30")
    days = ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert [rule.holds_on(day) for day in days] == [False, True, True, False]
    assert RULE.holds_on("9999-12-31")


def test_headings_are_not_asked_and_the_rules_of_the_notice_stay() -> None:
    heading = row()
    child = replace(row(), entry="b", parent="a")
    sheet = Sheet({"a": heading, "b": child})
    rules = (replace(RULE, severity=Severity.HINT),)
    touched = frozenset({"a", "b"})
    without = check(Grounds(sheet=sheet), touched)
    added = [one for one in check(Grounds(sheet=sheet, provincial=rules), touched) if one not in without]
    assert [(one.rule, one.entry, one.severity) for one in added] == [("P-99-01", "b", Severity.HINT)]
    assert set(without) <= set(check(Grounds(sheet=sheet, provincial=rules), touched))


def test_the_message_is_the_provinces_own_in_each_language() -> None:
    grounds = Grounds(sheet=Sheet({"a": row()}), provincial=(RULE,))
    (one,) = provincial(row(), grounds)
    assert one.message.id == SAYS
    assert one.message.in_english() == RULE.message_en
    assert one.clause == "示政办发〔2026〕1号 二（一）"
    (silent,) = provincial(row(), replace(grounds, provincial=(replace(RULE, message_en=""),)))
    assert silent.message.in_english() == RULE.message_zh


@given(st.text(), st.sampled_from(Condition), st.sampled_from(LookedAt), st.text())
def test_any_text_is_judged(text: str, condition: Condition, looks_at: LookedAt, word: str) -> None:
    state = row(deadline=text, content_elements=(text,), channels=(text,), online_degree=text)
    assert len(found(asked(looks_at, condition, word, number=1), state)) <= 1
