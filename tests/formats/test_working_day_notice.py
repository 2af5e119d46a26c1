"""A year's notice on working days as a file: what is read, and what is said of a file that is none."""

import json
from datetime import date

import pytest

from formats.working_day_notice import NoticeDay, UnreadableNoticeError, read_notice

DAY = {"date": "2027-01-01", "working": False, "name": "元旦"}


def file(**more: object) -> bytes:
    return json.dumps({"year": 2027, "source": "示范发电〔2026〕1号", "days": [DAY], **more}).encode()


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf"])
def test_a_notice_is_read(head: bytes) -> None:
    notice = read_notice(head + file())
    assert (notice.year, notice.source) == (2027, "示范发电〔2026〕1号")
    assert notice.days == {date(2027, 1, 1): NoticeDay(is_working=False, name="元旦")}


WRONG = {
    "no JSON": (b"{", "not JSON"),
    "GB18030": ('{"year": "年"}'.encode("gb18030"), "not JSON"),
    "a list": (b"[]", "needs “year”"),
    "no year": (file(year="2027"), "not a year"),
    "a year far away": (file(year=20270), "not a year"),
    "no source": (file(source=" "), "names the notice"),
    "a day that is none": (file(days=[DAY, {"date": "2027-02-30", "working": True}]), "Entry 2 needs"),
    "a number for a day": (file(days=[7]), "Entry 1 needs"),
    "worked perhaps": (file(days=[{**DAY, "working": "no"}]), "Entry 1 needs"),
    "another year": (file(days=[{**DAY, "date": "2026-12-31"}]), "not in the year 2027"),
    "a day twice": (file(days=[DAY, DAY]), "stands there twice"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_none_says_where(name: str) -> None:
    data, said = WRONG[name]
    with pytest.raises(UnreadableNoticeError, match=said):
        read_notice(data)
