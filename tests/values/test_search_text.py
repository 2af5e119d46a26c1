"""What makes no difference to a search, and that the pairs of characters tell what a text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.excerpt import excerpt
from values.pinyin import sounds
from values.search_text import (
    LONGEST_TEXT,
    asked_pairs,
    bare,
    is_told_by_pairs,
    pairs_of,
    searchable,
    words_of,
)

LETTERS = st.text("就业服务税a1é𠀀愱", min_size=1, max_size=6)


@pytest.mark.parametrize(
    "written",
    [
        "国发〔2015〕2号",
        "国发[2015]2号",
        "国发（２０１５）０２号",
        "国发﹝2015﹞ 2 号",
        "国发 【2015】2号",
        "國發〔2015〕2號",
    ],
)
def test_a_document_number_is_one_word_in_any_brackets(written: str) -> None:
    assert words_of(written) == ("国发20152号",)
    assert words_of(f"就业 {written} 补贴") == ("就业", "国发20152号", "补贴")
    assert "国发20152号" in searchable(f"根据《意见》（{written}）执行")


def test_words_stand_apart_and_are_bounded() -> None:
    assert words_of("  就业、服务  就業服務 ，") == ("就业服务",)
    assert words_of("。 ，") == ()
    assert len(words_of(" ".join(map(str, range(100))))) == 8
    assert len(searchable("就" * 2 * LONGEST_TEXT)) == LONGEST_TEXT


def test_no_word_reaches_over_two_parts() -> None:
    assert "就业服务" in searchable("就业 服务")
    assert "就业服务" not in searchable("就业", "服务")


def test_names_are_known_by_their_sound() -> None:
    assert sounds("就业服务") == ("jyfw", "jiuyefuwu")
    assert sounds("重庆银行") == ("cqyh", "chongqingyinhang")
    assert sounds("1.1 绿色ABC") == ("11lsabc", "11lvseabc")


@given(st.lists(LETTERS, max_size=4), LETTERS)
def test_pairs_miss_nothing_and_tell_short_words_for_certain(lines: list[str], word: str) -> None:
    text = searchable(*lines)
    pairs = pairs_of(text)
    word = bare(word)
    has = all(
        any(one.startswith(asked[:-1]) for one in pairs) if asked.endswith("*") else asked in pairs
        for asked in asked_pairs(word)
    )
    assert has or word not in text
    assert not (has and is_told_by_pairs(word)) or word in text


@given(st.text(max_size=200), LETTERS)
def test_an_excerpt_is_a_part_of_the_text(text: str, word: str) -> None:
    pieces = excerpt(text, [bare(word)])
    said = "".join(one.text for one in pieces)
    assert said.strip("…") in text
    assert "".join(one.text for one in excerpt(text, [bare(word)], whole=True)) == text
    assert all(bare(one.text) for one in pieces if one.is_hit)


def test_an_excerpt_marks_words_however_they_are_written() -> None:
    pieces = excerpt("前" * 100 + "根据國發﹝2015﹞２号办理" + "后" * 200, words_of("国发〔2015〕2号"))
    assert [one.text for one in pieces if one.is_hit] == ["國發﹝2015﹞２号"]
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
