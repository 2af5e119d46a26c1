"""The clauses of a deadline text: cleaned of how they are written, and cut where a new one begins."""

import re

from values.basis_parts import readable
from values.deadlines.numerals import NUMERAL
from values.simplified import simplified

LONGEST = 300
"""Characters of a clause; a longer one is no deadline, and is kept as it stands."""

_SLIPS = str.maketrans({"曰": "日", "：": ":", "~": "-", "—": "-", "–": "-", "−": "-", "－": "-", "⽇": "日"})
_VERBS = "公开|公布|发布|更新|公示|办结|办理"
_NEW_LINE = re.compile(
    rf"(?:(?<=公开)|(?<=公布)|(?<=发布)|(?<=更新)|(?<=公示)|(?<=办结))\n"
    rf"|\n(?=其中|自(?!然)|从|公示|长期|及时|即时|实时|每|(?:{_VERBS})(?:时限|期限)|[0-9]{{1,2}}[.、)])"
)
_NUMBERING = re.compile(
    rf"[(](?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})[)]|(?<![0-9])[0-9]{{1,2}}[.、)](?![0-9])"
    rf"|(?<![{NUMERAL}第])[{NUMERAL}]{{1,3}}、(?![{NUMERAL}])"
)
_ALTERNATIVE = re.compile(r"(?<=形成|产生|制作|制定)[(]((?:变更|更新|获取)(?:信息)?)[)]")
_CUTS = re.compile(r"[;。!?()\[\]{}【】〔〕]")

_LAW = r"(?:法律|行政法规|法规|规章)"
_RULES = r"(?:法律|行政法规|法规|规章|国家|国务院|上级|省级?|市级?|县级?|部门|文件|政策|有关|相关|其他)"
_ABOUT = r"(?:对|政府|信息|公开|的|时限|期限|时间|方面|另外|、|和|或者?|及)"
_YIELDS = (
    r"(?:,?(?:则|应|应当)?(?:从其规定|从其(?:要求)?|按其规定|依其规定|依照其规定|按照其规定|遵照其规定|按规定"
    r"|按(?:照)?(?:相关|有关)规定|按(?:照)?规定|以其规定为准|除外)(?:执行|办理|公开)?)"
)
_EXCEPTION = re.compile(
    rf"(?:但是?|如|若|除)?,?(?:{_RULES}(?:{_RULES}|{_ABOUT}){{0,16}})?"
    rf"(?:另有|有其他|有特殊|有专门)(?:明确|特殊|专门|其他)?(?:规定|要求)(?:的|者|外)?{_YIELDS}?"
)
_OF_LAW = re.compile(rf"{_LAW}(?:{_LAW}|{_ABOUT}){{0,16}}另有规定")


def clauses(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the clauses of any text, and apart from them the exceptions that leave the time to another rule."""
    plain = simplified(readable(text)).translate(_SLIPS)
    plain = re.sub(r"\s", "", _NEW_LINE.sub(";", plain))
    plain = _NUMBERING.sub(";", _ALTERNATIVE.sub(r"或\1", plain))
    exceptions = tuple(found.group().strip(",") for found in _EXCEPTION.finditer(plain))
    parts = _CUTS.split(_EXCEPTION.sub(";", plain))
    return tuple(one for one in (part.strip(",:、.") for part in parts) if one), exceptions


def is_of_law(exception: str) -> bool:
    """Whether an exception only says what holds anyway: that a law comes first (Regulations art. 26)."""
    return _OF_LAW.search(exception) is not None
