"""The columns of the official table, and the words by which counties call them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import ratio

from values.simplified import simplified
from values.vocabulary import Level


class Kind(StrEnum):
    """What a column holds."""

    SEQUENCE = "sequence"
    NAME = "name"
    NAME_1 = "name_1"
    NAME_2 = "name_2"
    NAME_3 = "name_3"
    ELEMENTS = "content_elements"
    BASES = "legal_bases"
    DEADLINE = "deadline"
    BODIES = "disclosing_bodies"
    CHANNELS = "channels"
    CHANNEL = "channel"
    """A column for one channel, with a tick."""
    AUDIENCE = "audience"
    ALL_SOCIETY = "all_society"
    GROUP = "group"
    MODE = "mode"
    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"
    LEVELS = "levels"
    LEVEL = "level"
    """A column for one level, with a tick."""
    QUESTIONS = "telephone_questions"
    SUPERVISION = "telephone_supervision"
    COMPLAINTS = "telephone_complaints"
    FURTHER = "further"


@dataclass(frozen=True)
class Column:
    """A column of a table: what it holds, and what its header says."""

    kind: Kind
    header: str
    level: Level | None = None
    """The level it speaks of, for bodies and ticks by level."""
    is_misread: bool = False
    """Whether its header was understood although some characters are wrong."""


WORDS: dict[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.SEQUENCE: "序号 编号 序列号 项目序号",
        Kind.NAME: "公开事项 公开事项名称 事项名称 事项 公开项目 政务公开事项 目录名称",
        Kind.NAME_1: "一级事项 一级指标 一级公开事项 一级目录 一级 一级事项名称 公开事项一级",
        Kind.NAME_2: "二级事项 二级指标 二级公开事项 二级目录 二级 二级事项名称 公开事项二级",
        Kind.NAME_3: "三级事项 三级指标 三级公开事项 三级目录 三级 三级事项名称 公开事项三级",
        Kind.ELEMENTS: "公开内容要素 公开内容 公开要素 内容要素 内容 要素 公开内容及要素 公开的内容",
        Kind.BASES: "公开依据 依据 法律依据 政策依据 法律法规和政策依据 公开的依据 依据文件",
        Kind.DEADLINE: "公开时限 时限 公开时间 公开期限 公开的时限 时间要求",
        Kind.BODIES: "公开主体 公开责任单位 公开责任主体 责任主体 责任单位 公开单位 责任部门 公开部门 主体 公开机构",
        Kind.CHANNELS: "公开渠道和载体 公开渠道 公开载体 渠道和载体 公开渠道及载体 渠道 载体 公开渠道载体 公开平台",
        Kind.AUDIENCE: "公开对象 公开范围 对象",
        Kind.ALL_SOCIETY: "全社会 全社会公众 社会公众 面向社会",
        Kind.GROUP: "特定群体 特定人群 特定对象 特定群众 特定群体请写明",
        Kind.MODE: "公开方式 公开类型 方式",
        Kind.PROACTIVE: "主动 主动公开",
        Kind.ON_REQUEST: "依申请 依申请公开 申请公开",
        Kind.WITHHELD: "不予公开 不公开",
        Kind.LEVELS: "公开层级 层级 公开级别 公开层次",
        Kind.QUESTIONS: "咨询电话 联系电话 咨询联系电话 电话 咨询方式",
        Kind.SUPERVISION: "监督举报电话 监督电话 监督渠道",
        Kind.COMPLAINTS: "投诉电话 投诉举报电话 举报电话",
    }.items()
    for word in words.split()
}
EXACT = "\u2060"
"""In front of a header that is taken as it stands, whatever it sounds like (see `formats.exact_cells`)."""
LONGEST_HEADER = 30
CLOSE_ENOUGH = 74.0
SHORTEST_GUESSED = 4
"""Words of fewer characters are too alike to be guessed."""
LEVEL_WORDS = (
    (Level.VILLAGE, re.compile(r"嘎查|村|社区")),
    (Level.TOWNSHIP, re.compile(r"乡|镇|街|苏木")),
    (Level.COUNTY, re.compile(r"县|区|旗")),
    (Level.CITY, re.compile(r"市")),
    (Level.PROVINCE, re.compile(r"省|自治区")),
    (Level.NATION, re.compile(r"国家|全国")),
)
LEVEL_HEADER = re.compile(r"(?:[县市区旗乡镇村省]|街道|镇街|社区|嘎查|苏木|国家|自治){1,6}本?级?(?:公开)?\Z")


def bare(header: str) -> str:
    """Return a header without blanks, brackets and what else does not make it another."""
    text = simplified(unicodedata.normalize("NFKC", header))
    return "".join(one for one in text if unicodedata.category(one)[0] in "LN")


def level_of(word: str) -> Level | None:
    """Return the level that a word names: 区级 is the county's, 嘎查(社区)级 the village's."""
    text = bare(word)
    if not text or len(text) > LONGEST_HEADER or not LEVEL_HEADER.match(text):
        return None
    return next((level for level, words in LEVEL_WORDS if words.search(text)), None)


def column_of(path: tuple[str, ...]) -> Column:
    """Return what a column holds, by its header's cells from top to bottom."""
    header = " ".join(" ".join(path).split())
    if path and path[-1].startswith(EXACT):
        return Column(Kind.FURTHER, header.removeprefix(EXACT))
    words = [bare(one) for one in path]
    above = {WORDS[word] for word in words[:-1] if word in WORDS}
    last = words[-1] if words else ""
    level = level_of(last)
    if level and Kind.BODIES in above:
        return Column(Kind.BODIES, header, level)
    if level and (Kind.LEVELS in above or last.endswith("级") or len(words) > 1):
        return Column(Kind.LEVEL, header, level)
    if Kind.CHANNELS in above and last not in WORDS:
        return Column(Kind.CHANNEL, path[-1].strip())
    for word in (last, "".join(words), *reversed(words)):
        if word in WORDS:
            return Column(WORDS[word], header)
    guessed = next((kind for word in reversed(words) if (kind := _alike(word))), None)
    return Column(guessed or Kind.FURTHER, header, is_misread=guessed is not None)


def _alike(word: str) -> Kind | None:
    """Return the kind whose word has as many characters and all but one of them, as scanners misread."""
    if len(word) < SHORTEST_GUESSED or word.startswith("公开属性"):
        return None
    near = [
        (ratio(word, known), kind)
        for known, kind in WORDS.items()
        if len(known) == len(word) and sum(a != b for a, b in zip(known, word, strict=True)) == 1
    ]
    best = max(near, default=None)
    if best is None or best[0] < CLOSE_ENOUGH or len({kind for _, kind in near}) > 1:
        return None
    return best[1]
