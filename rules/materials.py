"""R13 (N3.2): nothing is asked for beyond the service guide in force."""

import re
from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from rules.listing import listed
from values.entry import EntryState, Guide
from values.messages import N_, Message
from values.names import normalised

BEYOND_UPSTREAM = N_(
    "The standard's guide does not ask for: %(beyond)s. Take it out, or say which law asks for it here."
)
BEYOND_OWN = N_(
    "The service guide does not ask for: %(beyond)s. Take it out, or add it to the guide with its basis."
)

_LISTED = re.compile(r"材料(?:清单|目录)?\s*[:：]([^。；;！!\n]*)")
"""A list of what to hand in, within a text; the bare heading 办理材料 asks for nothing."""

_BETWEEN = re.compile(r"[、，,和及与或]|以及")
_FORM = re.compile(
    r"^(?:本人|申请人|有效|提供|提交)+|(?:原件|复印件|一式.份|[一二三四五六七八九十两\d]+[份张])+$"
)
"""Words about a document that do not make it another."""


def nothing_beyond_the_guide(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find documents that a row asks for although the guide does not.

    The guide in force is the one that the row brings, or, where it brings none, the one that is published. What the
    guide itself lists is compared with the standard's guide, and answered; what content elements or the
    interpretation list (材料：…) is compared with the guide in force, or where there is none with the standard's.
    """
    published = grounds.published.get(state.entry)
    own = state.content.guide
    if not own.materials and published is not None:
        own = published.content.guide
    floor = grounds.floor_of(state)
    above = floor.content.guide if floor is not None else Guide()
    if floor is not None and above.materials:
        asked = [one.name for one in state.content.guide.materials]
        yield from _beyond(state, "guide", asked, above, Severity.WARNING, floor.entry)
    for field, texts in (
        ("content_elements", state.content.content_elements),
        ("interpretation", (state.content.interpretation,)),
    ):
        listed = [name for text in texts for found in _LISTED.findall(text) for name in _BETWEEN.split(found)]
        if own.materials:
            yield from _beyond(state, field, listed, own, Severity.ERROR, "")
        elif floor is not None and above.materials:
            yield from _beyond(state, field, listed, above, Severity.WARNING, floor.entry)


def _beyond(
    state: EntryState, field: str, asked: list[str], guide: Guide, severity: Severity, against: str
) -> Iterator[Finding]:
    known = [_bare(one.name) for one in guide.materials]
    said = normalised("".join((*guide.elements, *(one.requirement for one in guide.materials))))
    beyond = [one.strip() for one in asked if not _is_known(_bare(one), known, said)]
    if beyond:
        yield Finding(
            rule="R13",
            severity=severity,
            entry=state.entry,
            field=field,
            clause="N3.2",
            message=Message(BEYOND_UPSTREAM if against else BEYOND_OWN, {"beyond": listed(beyond)}),
            about=digest(*beyond),
            against=against,
        )


def _bare(name: str) -> str:
    return _FORM.sub("", normalised(name))


def _is_known(name: str, known: list[str], said: str) -> bool:
    return (
        len(name) <= 1 or name in said or any(name in one or (len(one) > 1 and one in name) for one in known)
    )
