"""R12 (N3.2): a service entry has a guide that says what to hand in, and shows how."""

from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from rules.listing import listed
from values.entry import EntryState, Guide
from values.messages import N_, Message
from values.names import normalised

LACKING = N_("The service guide lacks: %(lacking)s. Add it, or say why this matter needs none.")

MATERIALS = N_("the materials to hand in, with their requirements")
REQUIREMENTS = N_("the requirements of the materials (%(names)s)")
BLANK_FORM = N_("a blank form")
FILLING_NOTES = N_("filling notes")
SAMPLE = N_("a sample")

UNSAID = frozenset({"", "待补充", "待完善", "待定", "略", "暂无", "详见附件"})
"""What is written in place of something that is not there yet, normalised."""

NOTHING = frozenset({"无", "无需", "无须", "无需材料", "无需提交材料", "无需提供材料", "不需要"})
"""What says that nothing is to be handed in, which needs no requirement, form or sample."""


def guide_complete(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find what the guide of a service entry lacks, all in one finding; a heading leaves it to its rows."""
    if not state.content.is_service or state.entry in grounds.sheet.headings:
        return
    lacking = tuple(_lacking(state.content.guide))
    if lacking:
        yield Finding(
            rule="R12",
            severity=Severity.WARNING,
            entry=state.entry,
            field="guide",
            clause="N3.2",
            message=Message(LACKING, {"lacking": listed(lacking)}),
            about=digest(*(one.in_english() for one in lacking)),
        )


def _lacking(guide: Guide) -> Iterator[Message]:
    materials = [one for one in guide.materials if _is_said(one.name)]
    if materials and all(normalised(one.name) in NOTHING for one in materials):
        return
    if not materials:
        yield Message(MATERIALS)
    unsaid = [one.name for one in materials if not _is_said(one.requirement)]
    if unsaid:
        yield Message(REQUIREMENTS, {"names": "；".join(unsaid)})
    if not any(map(_is_said, guide.blank_forms)):
        yield Message(BLANK_FORM)
    if not _is_said(guide.filling_notes):
        yield Message(FILLING_NOTES)
    if not any(map(_is_said, guide.samples)):
        yield Message(SAMPLE)


def _is_said(text: str) -> bool:
    word = normalised(text)
    return word not in UNSAID and any(one.isalnum() for one in word)
