"""What a page says to a reader: its text beyond navigation, and the newest day that it names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.page_text import LONG, PageText, page_text

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00", b"<?xml version='1.0'?>"])
def test_what_is_no_page_is_an_empty_one(data: bytes) -> None:
    assert page_text(data) == PageText()


def test_what_stands_around_a_page_is_none_of_its_text() -> None:
    page = (
        "<html><head><title> 就业 </title><style>a{}</style></head><body><header>某县</header><nav>首页</nav>"
        "<form>搜索</form><!-- 注 --><p>见习补贴</p><script>x=1</script><aside>链接</aside><footer>备案</footer>"
    )
    found = page_text(page.encode())
    assert (found.title, found.text) == ("就业", "见习补贴")


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        ("发布日期：2026-02-11 来源：人社局", date(2026, 2, 11)),
        ("2025年12月31日 2024/1/5 2025.06.01", date(2025, 12, 31)),
        ("截止2026年5月1日", None),
        ("今天是2026年3月2日 星期一", None),
        ("今天是：2026年3月2日，发布于2026年1月9日", date(2026, 1, 9)),
        ("2026-13-40 2026-02-30", None),
        ("电话 0999-5550100 编号20260101-1-15", None),
        ("", None),
    ],
)
def test_the_newest_day_that_is_not_ahead_counts(text: str, newest: date | None) -> None:
    assert PageText(text=text).newest_day(TODAY) == newest


@pytest.mark.parametrize(
    ("page", "is_said"),
    [
        (PageText(title="404 Not Found"), True),
        (PageText(text="抱歉，您访问的页面不存在。"), True),
        (PageText(text="就业政策法规咨询" * 30 + "页面不存在"), False),
        (PageText(title="就业政策", text="人社厅函〔2019〕404号"), False),
        (PageText(title="就业政策", text="服务窗口 1404 号"), False),
    ],
)
def test_a_page_may_say_that_there_is_nothing_here(page: PageText, *, is_said: bool) -> None:
    assert page.says_not_found is is_said


def test_a_long_page_may_be_cut_in_the_middle_of_a_character() -> None:
    data = ("<p>" + "就" * LONG).encode()[:LONG]
    assert set(page_text(data).text.rstrip("\ufffd")) == {"就"}


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gbk", "nonsense"]))
def test_any_bytes_are_a_page_or_none(data: bytes, charset: str) -> None:
    found = page_text(data, charset)
    assert found.text == " ".join(found.text.split())
