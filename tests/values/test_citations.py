"""Legal bases in free text: what is recognised in the words of real catalogues, and that no text is too much."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import effort
from tests.sources import ROOT
from tests.values.citation_cases import MENDED, WELL
from values.basis_titles import Mended
from values.citations import Mention, recognised
from values.document_numbers import document_numbers, number_key

PIECES = st.sampled_from(
    [
        "《",
        "》",
        "〈",
        "〉",
        "<<",
        ">",
        "（",
        "）",
        "(",
        ")",
        "[",
        "]",
        "【",
        "】",
        "〔",
        "〕",
        "﹝",
        "国发",
        "人社部发",
        "国务院",
        "令",
        "第",
        "号",
        "2015",
        "2",
        "年",
        "三十五",
        "条",
        "款",
        "项",
        "、",
        "，",
        "；",
        ";",
        "。",
        "\n",
        "和",
        "以下简称",
        "条例",
        "社会保险法",
        "关于印发",
        "的通知",
        "关于",
        "办法",
        "根据",
        "公布",
        "修订",
        "有关规定",
        "1.",
        "\u3000",
        "\x00",
        "́",
        "\ufeff",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def read(text: str) -> list[str]:
    return [one.rendered for one in recognised(text).mentions]


@pytest.mark.parametrize("what", WELL)
def test_what_is_written_well_is_recognised_as_it_is(what: str) -> None:
    text, expected = WELL[what]
    assert read(text) == expected
    assert [one.mended for one in recognised(text).mentions] == [()] * len(expected)


@pytest.mark.parametrize("what", MENDED)
def test_what_is_written_badly_is_mended_with_a_note(what: str) -> None:
    text, expected, notes = MENDED[what]
    assert read(text) == expected
    assert [note for one in recognised(text).mentions for note in one.mended] == notes


@pytest.mark.parametrize(
    "text", ["国家有关规定", "省级相关文件", "按本地实际", "依法", "《》", "《" + "长" * 300 + "》"]
)
def test_what_names_no_basis_is_kept_as_not_placed(text: str) -> None:
    found = recognised(text)
    assert (found.mentions, found.unplaced) == ((), (text,))


@pytest.mark.parametrize("text", ["", " \n\u3000", "、", "根据和、及"])
def test_joining_words_are_nothing(text: str) -> None:
    assert recognised(text).mentions == recognised(text).unplaced == ()


def test_every_number_of_a_basis_is_found() -> None:
    (one,) = recognised("《征缴条例》(国务院令第259号公布,财社〔2017〕164号)").mentions
    assert one.numbers == ("财社〔2017〕164号", "国务院令第259号")


def test_everything_that_the_national_catalogues_cite_is_recognised_unmended() -> None:
    cells: Counter[str] = Counter()
    for name in ("employment", "social_insurance"):
        rows = json.loads((ROOT / "data" / f"national_{name}.json").read_text(encoding="utf-8"))
        cells.update(cell for row in rows for cell in row["legal_bases"])
    assert (len(cells), cells.total()) == (33, 326)
    read = {cell: recognised(cell) for cell in cells}
    assert {cell for cell, one in read.items() if len(one.mentions) != 1 or one.unplaced} == set()
    assert {cell for cell, one in read.items() if one.mentions[0].mended} == set()


@given(TEXTS)
@settings(max_examples=600)
def test_what_was_recognised_is_recognised_again_as_the_same(text: str) -> None:
    for one in recognised(text).mentions:
        assert recognised(one.rendered).mentions == (one,)


@given(TEXTS)
def test_numbers_of_any_text_are_found_again_as_they_are_written(text: str) -> None:
    for one in document_numbers(text):
        assert [found.text for found in document_numbers(one.text)] == [one.text]
        assert number_key(number_key(one.text)) == number_key(one.text)


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "》",
        "（",
        "〈",
        "第",
        "号",
        "\n",
        "《、",
        "《a》",
        "》a、",
        "《\n",
        "《a\n的",
        "国发〔2015〕2号",
        "国 ",
        "简称",
        "令第",
    ],
)
def test_a_hundred_kilobytes_of_anything_take_no_longer_than_a_text_should(piece: str) -> None:
    few, many = (piece * (size // len(piece.encode())) for size in (10_000, 100_000))
    assert took(many) < 40 * took(few) + 1  # What grows with the square would take a hundred times as long.


def took(text: str) -> float:
    """Return the seconds that recognising takes, without what is kept of texts known already."""
    return effort(lambda: recognised.__wrapped__(text))


NUMBERS = {
    "国发〔2015〕02号": "国发〔2015〕2号",
    "中华人民共和国国务院令第711号": "国务院令第711号",
    "国务院令第七百一十一号": "国务院令第711号",
    "主席令第三十五号": "主席令第35号",
    "主席令第二〇号": "主席令第20号",
    "国务院令第一千零一十号": "国务院令第1010号",
    "人力资源和社会保障部 财政部令第36号": "人力资源社会保障部财政部令第36号",
    "财政部公告2019年第07号": "财政部公告2019年第7号",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_the_same_however_they_are_counted(number: str) -> None:
    assert number_key(number) == NUMBERS[number]


FOUND = {
    "根据国发〔2015〕2号": ["国发〔2015〕2号"],
    "2015年4月24日国务院令第1号": ["国务院令第1号"],
    "和政发〔2019〕1号": ["和政发〔2019〕1号"],
    "财政部公告 2019 年第 7 号": ["财政部公告2019年第7号"],
    "〔2015〕2号": [],
    "2015年2号": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_number_is_found_with_its_issuer_only(text: str) -> None:
    assert [one.text for one in document_numbers(text)] == FOUND[text]


def test_a_mention_without_anything_is_nothing() -> None:
    assert Mention().rendered == ""
    assert Mended("refers_back") is Mended.REFERS_BACK
