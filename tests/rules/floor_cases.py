"""The standard and a catalogue beside it, in the words of real tables, for the rules of the floor."""

from dataclasses import replace
from typing import Any

from rules.check import check
from rules.findings import Finding
from rules.grounds import Grounds, Paper
from rules.sheet import Sheet
from tests.world import content
from values.entry import EntryContent, EntryState
from values.vocabulary import LeaveOutReason, Origin, Presence

ELEMENTS = ("补贴对象", "补贴标准", "办理流程", "咨询电话")


def standard_row(entry: str, name: str, parent: str | None = "H", **said: Any) -> EntryState:
    words = replace(content(name, 1), **{"content_elements": ELEMENTS, **said})
    return EntryState(entry=entry, parent=parent, rank="5", content=words)


def standard(**said: Any) -> Sheet:
    """Two headings and three entries; the keyword arguments say how the first entry differs."""
    rows = [
        EntryState(entry="H", parent=None, rank="5", content=EntryContent(name="就业援助")),
        EntryState(entry="K", parent=None, rank="6", content=EntryContent(name="就业信息服务")),
        standard_row("U", "公益性岗位补贴申领", **said),
        standard_row("V", "就业困难人员认定"),
        standard_row("W", "岗位信息发布", "K"),
    ]
    return Sheet({one.entry: one for one in rows})


def own_of(upstream: EntryState, **changed: Any) -> EntryState:
    parent = upstream.parent.lower() if upstream.parent else None
    return replace(
        upstream,
        entry=upstream.entry.lower(),
        parent=parent,
        origin=Origin.ADAPTED,
        upstream_entry=upstream.entry,
        **changed,
    )


def local(upstream: Sheet) -> Sheet:
    """A catalogue that adapts every row of the standard, word for word; `u` adapts `U`."""
    rows = [own_of(one) for one in upstream.states.values()]
    return Sheet({one.entry: one for one in rows})


def left_out(state: EntryState, reason: LeaveOutReason | None, note: str = "") -> EntryState:
    return replace(state, presence=Presence.LEFT_OUT, left_out_reason=reason, left_out_note=note)


def saying(state: EntryState, **said: Any) -> EntryState:
    return replace(state, content=replace(state.content, **said))


def judged(
    rule: str, *changes: EntryState, upstream: Sheet | None = None, paper: Paper | None = None
) -> list[Finding]:
    """Return what a rule finds when these rows are changed in the catalogue that adapted every row."""
    above = upstream or standard()
    before = local(above)
    grounds = Grounds(sheet=before.after(changes), upstream=above, published=before.states, paper=paper)
    return [one for one in check(grounds, frozenset(one.entry for one in changes)) if one.rule == rule]


def told(findings: list[Finding]) -> list[str]:
    """Return what is found as `entry field severity`, in its order."""
    assert all(one.message.in_english() and one.clause for one in findings)
    return [f"{one.entry} {one.field} {one.severity}" for one in findings]
