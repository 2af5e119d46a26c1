"""R10 (N3.6): the audience is the whole society or a group that is named, and no narrower than the standard's."""

import re
from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from rules.listing import listed
from values.entry import AudienceOfEntry, EntryState
from values.messages import N_, Message
from values.names import normalised

NAMES_NOBODY = N_(
    "“%(group)s” does not say who it is: name the group, for example 失业人员, or choose the whole society."
)
NARROWER = N_(
    "The standard discloses this to: %(lacking)s. Disclose it to them as well, or say why it is not needed here."
)

EVERYBODY = frozenset({"全社会", "全社会公众", "社会公众", "公众", "全体公众", "社会", "向社会"})
"""Words for the whole society, written where groups are named."""

NOBODY = frozenset(
    {
        *("特定群体", "特定对象", "特定人群", "特定人员", "特定", "部分群体", "部分人员", "部分群众"),
        *("相关人员", "相关群体", "相关对象", "有关人员", "有关群体", "有关单位", "相关单位"),
        *("其他", "其它", "其他群体", "无", "服务对象", "群体", "口特定群体"),
    }
)
"""Words that stand for a group without naming it."""

WHOLE = "全社会"
_JOINED = re.compile(r"[、,，;；/\n]")


def audience(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find an audience that names nobody, or leaves out whom the standard names."""
    said = state.content.audience
    if not said.all_society:
        for group in dict.fromkeys(said.groups):
            if not _named(group):
                yield Finding(
                    rule="R10",
                    severity=Severity.ERROR,
                    entry=state.entry,
                    field="audience",
                    clause="N3.6",
                    message=Message(NAMES_NOBODY, {"group": group[:60]}),
                    about=digest(group),
                )
    upstream = grounds.floor_of(state)
    if upstream is not None and (said.all_society or said.groups):
        lacking = _lacking(said, upstream.content.audience)
        if lacking:
            yield Finding(
                rule="R10",
                severity=Severity.WARNING,
                entry=state.entry,
                field="audience",
                clause="N3.6",
                message=Message(NARROWER, {"lacking": listed(lacking)}),
                about=digest("narrower", *sorted(_groups(said)), *lacking),
                against=upstream.entry,
            )


def _lacking(own: AudienceOfEntry, theirs: AudienceOfEntry) -> list[str]:
    """Return whom the standard names and a row does not; a group of a group is narrower."""
    if _is_everybody(own):
        return []
    if _is_everybody(theirs):
        return [WHOLE]
    groups = _groups(own)
    return [group for key, group in _groups(theirs).items() if key not in groups]


def _is_everybody(said: AudienceOfEntry) -> bool:
    return said.all_society or not EVERYBODY.isdisjoint(_groups(said))


def _groups(said: AudienceOfEntry) -> dict[str, str]:
    """Return the groups by their normalised names, each of several in one cell for itself."""
    parts = (part.strip() for group in said.groups for part in _JOINED.split(group))
    return {normalised(part): part for part in parts if _named(part)}


def _named(group: str) -> bool:
    return any(_is_name(part) for part in _JOINED.split(group))


def _is_name(group: str) -> bool:
    name = normalised(group)
    return any(one.isalnum() for one in name) and name not in NOBODY
