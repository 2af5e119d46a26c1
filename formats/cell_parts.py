"""What the cells of the official table's columns say: ticks, channels, lists, names with their numbers."""

import re
import unicodedata
from functools import lru_cache

from formats.columns import SHORTEST_GUESSED, level_of
from formats.text_mending import Mending
from values.messages import N_, Message
from values.vocabulary import Level

TICKS = frozenset("√✓✔☑☒■▪◼◾●þüVv✅\uf0fe\uf0fc\uf052R") | {
    "是",
    "有",
    "公开",
    "需公开",
    "对",
    "y",
    "Y",
    "yes",
    "1",
}
BLANKS = frozenset("□☐○◯◻▢口×✗✕✘—－-–/\\无否不¨\uf0a8\uf06f0") | {
    "——",
    "--",
    "不公开",
    "不需公开",
    "N",
    "n",
    "no",
}
CHOSEN, OPEN = "√✓✔☑■▪◼◾●þ✅\uf0fe\uf0fc\uf052", "□☐○◯◻▢¨\uf0a8\uf06f"
KNOWN_CHANNELS = (
    "其他基层公共服务平台", "社区/企事业单位/村公示栏(电子屏)", "社区/企事业单位、村公示栏（电子屏）",
    "基层公共服务平台", "发布会/听证会", "发布会听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心",
    "便民服务站", "入户/现场", "社区公示栏", "村公示栏", "精准推送", "政府网站", "政府公报", "两微一端", "其他",
)  # fmt: skip

SPLIT = Message(N_("Options that stood in one cell were told apart."))
BOX = Message(N_("The character 口 was read as an empty box."))
MISREAD = Message(N_("A misread character was put right by the words that this column knows."))
NUMBERED = Message(N_("The number in front of the name was taken off."))
WORD = Message(N_("A word was read as a tick."))

_BOX = re.compile(
    r"口(?=\s*(?:政府|两微|发布|广播|纸质|公开查|政务|便民|入户|社区|精准|其他|其它|村|全社会|特定|主动|依申请|县|乡))"
)
_GLYPH = re.compile(f"([{CHOSEN}{OPEN}])")
_SEPARATORS = re.compile(r"[\n;；、,，]+| {1,}")
_BULLET = re.compile(
    r"\A\s*(?:[●◆○•·▪■★※*—-]+|[(（]?\d{1,2}(?:[)）.、．]|(?=[\u3400-\u9fff])(?![年月日个天次级类项种人])))\s*"
)
_NAME_NUMBER = re.compile(
    r"\A\s*(?:(?P<dotted>\d{1,3}(?:[.．\-]\d{1,3}){1,3})[.．、]?"
    r"|(?P<signed>\d{1,3})\s*[.．、]"
    r"|(?P<glued>\d{1,2})(?=[\u3400-\u9fff《])(?![年月日天个次级类项种号元岁周期届人])"
    r"|[(（](?P<round>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<han>[一二三四五六七八九十]{1,3})[、．.])\s*"
)
_GLUED_NAMES = re.compile(
    r"\A(?P<one>\d{1,3})[.．、](?P<first>[^\d\n]{2,60}?)\s*(?P<two>\d{1,2}[.．]\d{1,2})[.．、]?\s*(?P<second>[^\d\s][\s\S]*)\Z"
)
HAN = {one: place for place, one in enumerate("一二三四五六七八九", start=1)}


@lru_cache(maxsize=1024)
def ticked(text: str) -> bool | None:
    """Tell whether a cell is ticked; None where it says something else."""
    bare = "".join(text.split())
    if not bare or bare in BLANKS:
        return False
    if bare in TICKS:
        return True
    return None


def is_word(text: str) -> bool:
    """Whether a tick or empty box is given by a word or by 口."""
    return any("\u3400" <= one <= "\u9fff" for one in text)


def options(mending: Mending) -> tuple[str, ...]:
    """Return the options chosen in a cell: those behind a tick, or all of them where nothing is ticked."""
    boxed = _BOX.sub("□", mending.text)
    mending.turn(boxed, BOX)
    text = mending.text
    if _GLYPH.search(text):
        found = _behind_glyphs(text)
        is_glued = len(found) > 1 and "\n" not in text.strip()
        if is_glued or any("\n" in one for _, one in found):
            mending.reasons = _with(mending.reasons, SPLIT)
        chosen = [one.replace("\n", "") for is_chosen, one in found if is_chosen]
    else:
        chosen = [part for line in _SEPARATORS.split(text) if line for part in _apart(line, mending)]
    return tuple(dict.fromkeys(_known(one, mending) for one in chosen if one.strip()))


def _behind_glyphs(text: str) -> list[tuple[bool, str]]:
    first, *rest = _GLYPH.split(text)
    words = [
        (True, first),
        *((glyph in CHOSEN, word) for glyph, word in zip(rest[::2], rest[1::2], strict=True)),
    ]
    return [(chosen, told.strip("；;、，,")) for chosen, word in words if (told := word.strip())]


def _apart(line: str, mending: Mending) -> list[str]:
    """Return the known channels that a line is glued from, or the line."""
    if line in KNOWN_CHANNELS:
        return [line]
    parts, at = [], 0
    while at < len(line):
        known = next((one for one in KNOWN_CHANNELS if line.startswith(one, at)), None)
        if not known:
            return [line]
        parts.append(known)
        at += len(known)
    mending.reasons = _with(mending.reasons, SPLIT)
    return parts


def _known(word: str, mending: Mending) -> str:
    """Return a channel with one misread character put right."""
    if word in KNOWN_CHANNELS:
        return word
    for known in KNOWN_CHANNELS:
        is_as_long = len(word) == len(known) >= SHORTEST_GUESSED
        if is_as_long and sum(a != b for a, b in zip(word, known, strict=True)) == 1:
            mending.reasons = _with(mending.reasons, MISREAD)
            return known
    return word


def _with(reasons: tuple[Message, ...], reason: Message) -> tuple[Message, ...]:
    return reasons if reason in reasons else (*reasons, reason)


@lru_cache(maxsize=2048)
def listed(text: str) -> tuple[str, ...]:
    """Return the elements of a cell, one a line or with signs between, without bullets and numbers."""
    parts = [part for part in re.split(r"[\n;；]|(?=[●◆•])", text) if part.strip()]
    if len(parts) == 1:
        parts = _outside_brackets(parts[0])
    found = (_BULLET.sub("", part, count=1).strip().rstrip("。，,、") for part in parts)
    return tuple(one for one in found if one) or ((text.strip(),) if text.strip() else ())


def _outside_brackets(text: str) -> list[str]:
    """Split a line at 、 and ， that stand outside brackets."""
    parts, depth = [""], 0
    for one in text:
        depth += (one in "(（《〔[") - (one in ")）》〕]")
        if one in "、，," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += one
    return parts


@lru_cache(maxsize=2048)
def bases(text: str) -> tuple[str, ...]:
    """Return the legal bases of a cell: those on lines of their own, and behind 》 or a bracket with a sign."""
    parts = re.split(r"[\n;；]+|(?<=[》)）])[、，,。](?=\s*《)|(?<=[》)）])(?=《)", text)
    found = (
        re.sub(r"\A\s*(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）])\s*", "", part).strip().rstrip("。、，,")
        for part in parts
    )
    return tuple(one for one in found if one)


def numbered(text: str) -> tuple[str, str]:
    """Return the number in front of a name, and the name; a Chinese number counts only with a sign."""
    match = _NAME_NUMBER.match(text)
    if not match:
        return "", text
    name = text[match.end() :].strip()
    if not name:
        return "", text
    return _digits(next(one for one in match.groups() if one)), name


def _digits(number: str) -> str:
    if number[0].isdigit():
        return unicodedata.normalize("NFKC", number).replace("-", ".")
    if "十" in number:
        tens, _, ones = number.partition("十")
        return str(HAN.get(tens, 1) * 10 + HAN.get(ones, 0))
    return str(HAN.get(number, 0))


def glued_names(text: str) -> tuple[str, str, str, str] | None:
    """Take apart two names in one cell: "16.工伤保险服务6.1工伤认定申请" is row 1, 6.工伤保险服务, 6.1工伤认定申请."""
    match = _GLUED_NAMES.match(text)
    if not match:
        return None
    two = unicodedata.normalize("NFKC", match["two"])
    major = two.partition(".")[0]
    if not match["one"].endswith(major):
        return None
    return major, match["first"].strip(), two, match["second"].strip()


def levels(text: str) -> tuple[Level, ...]:
    """Return the levels that a cell names."""
    words = re.split(r"[\n;；、,，/ 和及]+", text)
    return tuple(dict.fromkeys(level for word in words if (level := level_of(_unticked(word)))))


def _unticked(word: str) -> str:
    return word.strip(CHOSEN + " ")
