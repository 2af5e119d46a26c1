"""A name is found by how it sounds, of several readings by the one that its words have."""

import pytest
from pypinyin.constants import PHRASES_DICT
from pypinyin.phrases_dict import phrases_dict

from values.pinyin import sounds


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("就业服务", ("jyfw", "jiuyefuwu")),
        ("重庆", ("cq", "chongqing")),
        ("银行行长", ("yhhz", "yinhanghangzhang")),
        ("A1 公告", ("a1gg", "a1gonggao")),
    ],
)
def test_a_name_sounds_as_its_words_do(name: str, found: tuple[str, str]) -> None:
    assert sounds(name) == found


def test_equal_readings_of_phrases_are_kept_once() -> None:
    readings = [one for kept in (PHRASES_DICT, phrases_dict) for said in kept.values() for one in said]
    assert len({id(one) for one in readings}) == len({tuple(one) for one in readings})
