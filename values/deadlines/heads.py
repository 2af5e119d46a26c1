"""What stands in front of a time: what it applies to, and from which event it counts."""

import re
from dataclasses import dataclass

from values.deadlines.deadline import Kind

LONGEST_NAME = 60
"""Characters of an event or of what a deadline applies to; a longer one was not understood."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The words in front of a time, taken apart."""

    scope: str = ""
    anchor: str = ""
    kind: Kind | None = None
    """Where a label says it: 办理时限, 公示期."""
    is_minimum: bool = False


_LEADS = re.compile(r"^(?:[,:、.;\-]|并且?|且|同时|其中|对于|但是?)+")
_AT_MOST = re.compile(
    r"(?:[,:、]|不得?超过|不得?多于|不得?迟于|最长|最迟|最晚|最多|原则上|一般|应当|应该|应|必须|须|需|在|于|为|是|的|共|满(?!意))+$"
)
_AT_LEAST = re.compile(r"(?:不得?少于|不得?低于|不得?短于|不小于|至少|最少|最短)(?:为|是|公示|公开)?$")
_SINCE = re.compile(r"(?:之日起?|之时起|当[日天]起|日起|起|之后|以后|后|时)(?:的|,|开始|算起|计算)*$")
_FROM = re.compile(r"自(?![然治愿来主行己身助费])|从(?![业事而])")
_LABEL = re.compile(
    r"(?P<what>公开|公布|公示|公告|办理|办结|受理|审批|审核|更新)?(?:事项)?的?(?:时限|期限|时间|期|频率|频次|要求)?(?:要求)?"
)
_LABEL_AT_END = re.compile(r"(?:公示|公告)(?:期间?|期限|时间)?$")
_GENERAL = re.compile(
    r"(?:属于|范围|公开|政府|主动|集中|应|相关|有关|该|本|此类|类|全部|所有|各项|事项|信息|内容|目录|的)*"
)
_EVENT = re.compile(
    r"(?:形成|变更|变动|更新|产生|生成|制定|制作|获取|获得)(?:或(?:形成|变更|变动|更新|产生|生成|制定|制作|获取|获得))*"
)
_JOIN = re.compile(r"或者|[、/和及与]")
_INFORMATION = re.compile(
    r"^(?:公开|政府|相关|有关|该|事项|信息|内容|的)+|(?:政府|相关|有关|该|信息|内容|的)+$"
)
_ALIASES = {
    "受理申请": "受理",
    "申请受理": "受理",
    "正式受理": "受理",
    "业务受理": "受理",
    "文件签发": "签发",
    "文件印发": "印发",
}
_KINDS = {
    "公开": Kind.DISCLOSURE,
    "公布": Kind.DISCLOSURE,
    "公示": Kind.NOTICE,
    "公告": Kind.NOTICE,
    "更新": Kind.UPDATING,
}


def head_of(text: str) -> Head | None:
    """Take the words in front of a time apart; None where they do not say from when or for what."""
    label, colon, rest = _LEADS.sub("", text).partition(":")
    kind, scope = _labelled(label) if colon else (None, "")
    said, is_minimum = _without_bounds(_LEADS.sub("", rest) if colon else label)
    anchor = ""
    since = None if _LABEL.fullmatch(said) else _SINCE.search(said)
    if since:
        said = said[: since.start()]
        start = _FROM.search(said)
        before, anchor = (said[: start.start()], said[start.end() :]) if start else ("", said)
        anchor = canonical_anchor(anchor)
        if not anchor:
            return None
    else:
        before = said
        if _FROM.match(before):
            before = before[1:]
        if _is_event(canonical_anchor(before)):
            before, anchor = "", canonical_anchor(before)
    again, more = _labelled(before)
    name = _named(scope, more)
    if len(name) > LONGEST_NAME or len(anchor) > LONGEST_NAME:
        return None
    return Head(scope=name, anchor=anchor, kind=kind or again, is_minimum=is_minimum)


def canonical_anchor(text: str) -> str:
    """Return an event by one name, however it is written: 公开事项信息形成或者变更 is 信息形成或变更."""
    bare = text.strip(",:、的")
    joined = _JOIN.sub("或", bare)
    stripped = _INFORMATION.sub("", joined)
    inner = re.sub(r"(?:政府|信息)(?=或)|(?<=或)(?:政府|信息)", "", stripped)
    if _EVENT.fullmatch(inner):
        return f"信息{inner}"
    return _ALIASES.get(bare, bare)


def _is_event(anchor: str) -> bool:
    return anchor.startswith("信息") and _EVENT.fullmatch(anchor[2:]) is not None


def _without_bounds(said: str) -> tuple[str, bool]:
    """Take away 不超过 and the like; whether it is 不少于."""
    while True:
        least = _AT_LEAST.search(said)
        if least:
            return _AT_MOST.sub("", said[: least.start()]), True
        shorter = _AT_MOST.sub("", said)
        if shorter == said:
            return said, False
        said = shorter


def _labelled(text: str) -> tuple[Kind | None, str]:
    """Return the kind that a label names, and what else the words apply to."""
    bare = _AT_MOST.sub("", _LEADS.sub("", text))
    label = _LABEL.fullmatch(bare)
    if label:
        what = label["what"]
        return (_KINDS.get(what, Kind.HANDLING) if what else None), ""
    shown = _LABEL_AT_END.search(bare)
    if shown:
        return Kind.NOTICE, _general(bare[: shown.start()])
    return None, _general(bare)


def _general(text: str) -> str:
    bare = text.strip(",:、的")
    return "" if _GENERAL.fullmatch(bare) else bare


def _named(scope: str, more: str) -> str:
    return "".join(dict.fromkeys(one for one in (scope, more) if one))
