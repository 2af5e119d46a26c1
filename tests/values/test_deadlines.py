"""Deadlines in free text: what is understood, what is kept, and which of two is longer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import effort
from tests.values.deadline_cases import EXCEPTED, TWENTY, UNDERSTOOD, UNREAD
from values.deadlines.deadline import FORMED, Deadline, Every, Kind, Pace, Unit
from values.deadlines.numerals import number
from values.deadlines.order import Order, order
from values.deadlines.reading import deadlines_of

PIECES = st.sampled_from(
    [
        "自",
        "从",
        "信息形成或变更",
        "受理",
        "之日起",
        "起",
        "后",
        "20",
        "5",
        "十",
        "二十",
        "半",
        "个",
        "工作日",
        "日",
        "天",
        "月",
        "个月",
        "年",
        "周",
        "小时",
        "内",
        "前",
        "以上",
        "公开",
        "更新",
        "公示",
        "办结",
        "不少于",
        "不超过",
        "每",
        "每月",
        "每年",
        "每季度",
        "首月",
        "底",
        "一次",
        "即时",
        "及时",
        "长期",
        "当日",
        "其中",
        "行政处罚",
        "：",
        ":",
        "；",
        "，",
        "、",
        "。",
        "（",
        "）",
        "-",
        "至",
        "或",
        "并",
        "法律、法规",
        "另有规定的",
        "从其规定",
        "除外",
        "时限",
        "期",
        "的",
        "應當",
        "1.",
        "（一）",
        "\n",
        "\u3000",
        "\x00",
        "́",
        "曰",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@st.composite
def written(draw: st.DrawFn) -> Deadline:
    """Draw deadlines as people write them."""
    kind = draw(st.sampled_from([Kind.DISCLOSURE, Kind.HANDLING, Kind.NOTICE]))
    if kind is Kind.NOTICE or draw(st.booleans()):
        anchor = "" if kind is Kind.NOTICE else draw(st.sampled_from([FORMED, "受理", "签发"]))
        unit, quantity = draw(st.sampled_from(Unit)), draw(st.integers(0, 99))
        return Deadline(kind=kind, pace=Pace.WITHIN, anchor=anchor, unit=unit, quantity=quantity)
    if draw(st.booleans()):
        every = draw(st.sampled_from(Every))
        by = draw(st.integers(1, 30)) if every is Every.MONTH else None
        return Deadline(kind=kind, pace=Pace.PERIODIC, every=every, by=(0, by) if by else None)
    pace = draw(st.sampled_from([Pace.IMMEDIATE, Pace.PROMPT, Pace.STANDING]))
    anchor = FORMED if pace is not Pace.STANDING and kind is Kind.DISCLOSURE else ""
    return Deadline(kind=kind, pace=pace, anchor=anchor)


def read(text: str) -> list[str]:
    return [one.rendered for one in deadlines_of(text).deadlines]


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_a_cell_is_understood_however_it_is_written(text: str) -> None:
    assert read(text) == UNDERSTOOD[text]
    assert bool(deadlines_of(text).unread) is not bool(UNDERSTOOD[text])


@pytest.mark.parametrize("text", EXCEPTED)
def test_an_exception_stands_apart_from_the_deadline(text: str) -> None:
    assert deadlines_of(text).exceptions == (EXCEPTED[text],)
    assert (read(text), deadlines_of(text).unread) == ([TWENTY], ())


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_understood_is_kept_as_it_stands(text: str) -> None:
    found = deadlines_of(text)
    assert found.deadlines == ()
    assert "".join(found.unread) == text


@given(TEXTS)
@settings(max_examples=400)
def test_writing_a_deadline_as_it_should_be_and_reading_it_gives_the_same(text: str) -> None:
    for one in deadlines_of(text).deadlines:
        again = deadlines_of(one.rendered)
        assert (again.deadlines, again.exceptions, again.unread) == ((one,), (), ())


@given(written())
def test_every_deadline_that_people_write_is_read_back(deadline: Deadline) -> None:
    assert deadlines_of(deadline.rendered).deadlines == (deadline,)


REVERSED = {Order.SHORTER: Order.LONGER, Order.LONGER: Order.SHORTER}


@given(written(), written())
def test_one_is_shorter_exactly_where_the_other_is_longer(one: Deadline, other: Deadline) -> None:
    found = order(one, other)
    assert order(other, one) is REVERSED.get(found, found)
    assert order(one, one) is Order.EQUAL


@pytest.mark.parametrize(
    "piece",
    [
        "20",
        "工作日",
        "每",
        "自",
        "20日",
        "法律、",
        "半",
        "其中",
        "，",
        "；公开",
        "\n自",
        "不超过",
        "（",
        "的",
        "每月10日前公开；",
    ],
)
def test_a_hundred_kilobytes_of_anything_take_no_longer_than_a_text_should(piece: str) -> None:
    few, many = (piece * (size // len(piece.encode())) for size in (10_000, 100_000))
    limit = 40 * effort(lambda: deadlines_of(few)) + 1  # The square would be a hundred times as long.
    assert effort(lambda: deadlines_of(many)) < limit


NUMBERS = {
    "20": 20,
    "二十": 20,
    "十五": 15,
    "廿": 20,
    "廿五": 25,
    "两": 2,
    "一百二十": 120,
    "一百零五": 105,
    "一千": 1000,
    "〇": 0,
    "十百": None,
    "二三": None,
    "零十": None,
    "二廿": None,
    "个": None,
    "": None,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_counts_what_it_says_or_nothing(text: str) -> None:
    assert number(text) == NUMBERS[text]


ORDERS = {
    ("10个工作日", "20个工作日"): Order.SHORTER,
    ("20天", "20个工作日"): Order.OTHER_UNIT,
    ("1年", "12个月"): Order.EQUAL,
    ("13个月", "1年"): Order.LONGER,
    ("当日", "20个工作日"): Order.SHORTER,
    ("1个工作日", "当日"): Order.LONGER,
    ("当日", "2小时"): Order.OTHER_UNIT,
    ("即时", "当日"): Order.SHORTER,
    ("实时", "即时"): Order.EQUAL,
    ("每月", "每季度"): Order.SHORTER,
    ("每月15日前", "每月10日前"): Order.LONGER,
    ("每月", "每月10日前"): Order.LONGER,
    ("每年3月31日前", "每年4月1日前"): Order.SHORTER,
    ("每月", "20个工作日"): Order.OTHER_PACE,
    ("即时", "每月"): Order.SHORTER,
    ("及时", "20个工作日"): Order.VAGUE,
    ("及时", "及时公开"): Order.EQUAL,
    ("长期", "20个工作日"): Order.OTHER_ANCHOR,
    ("受理之日起20个工作日办结", "20个工作日"): Order.OTHER_KIND,
    ("印发之日起20个工作日", "20个工作日"): Order.OTHER_ANCHOR,
}


@pytest.mark.parametrize("pair", ORDERS, ids=" - ".join)
def test_of_two_deadlines_one_is_longer_where_they_can_be_compared(pair: tuple[str, str]) -> None:
    (one,), (other,) = (deadlines_of(text).deadlines for text in pair)
    assert order(one, other) is ORDERS[pair]
