"""R02 (N3.1): a supplement or refinement does not overlap with upstream's entries or its siblings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rules.comparable import Overlap
from rules.findings import Finding, Severity
from rules.sheet import Sheet
from values.entry import EntryState
from values.likeness import Kind
from values.messages import N_, Message
from values.vocabulary import Origin, Presence

SAME = N_("“%(other)s” is listed already: change that row instead, or name what is different here.")
SAYS = {
    Kind.SAME: N_(
        "Upstream lists “%(other)s” already: adapt that row instead, or say why another is needed."
    ),
    Kind.CONTAINING: N_(
        "This name and “%(other)s” contain one another: change that row instead, or say what is different here."
    ),
    Kind.REORDERED: N_(
        "“%(other)s” has the same characters in another order: change that row instead, or say what is different."
    ),
    Kind.SIMILAR: N_(
        "“%(other)s” is similar (%(ratio)s of 100): change that row instead, or say what is different here."
    ),
}
SAME_CONTENT = N_(
    "“%(other)s” has the same bases and content elements: change that row instead, or say what is different here."
)


NOTHING = Sheet({})
"""A standard that there is not."""

MOST = 5
"""Of the rows that a row is like, those that it is most like are told: each of them asks for an answer."""


def overlap(
    state: EntryState, *, sheet: Sheet, upstream: Sheet = NOTHING, elsewhere: Sheet = NOTHING
) -> Iterator[Finding]:
    """Find rows that a supplement or refinement overlaps with.

    Args:
        state: the row as it would be.
        sheet: its catalogue as it would be, the row and its ancestors among the rows.
        upstream: the standard that its catalogue adapts.
        elsewhere: the standard of the other field, with which an overlap is at most a warning.
    """
    if not _is_compared(state):
        return
    ancestors = _ancestors(state, sheet.present)
    own = [one for one in sheet.comparable.overlaps(state) if one.other.entry not in ancestors]
    # What a row of one's own adapts is compared with that row already.
    above = [one for one in upstream.comparable.overlaps(state) if one.other.entry not in sheet.adapted]
    yield from _told_of(state, own)
    for found, is_other_field in ((above, False), (elsewhere.comparable.overlaps(state), True)):
        for finding in _told_of(state, found, is_other_field=is_other_field):
            yield replace(finding, against=finding.about)


def _is_compared(state: EntryState) -> bool:
    """Whether a row is the county's own and listed; what adapts the standard's rows cannot overlap with them."""
    return state.origin in {Origin.SUPPLEMENT, Origin.REFINEMENT} and state.presence is Presence.PRESENT


def _ancestors(state: EntryState, rows: Mapping[str, EntryState]) -> frozenset[str]:
    found: set[str] = set()
    above = rows.get(state.parent or "")
    while above is not None and above.entry not in found:
        found.add(above.entry)
        above = rows.get(above.parent or "")
    return frozenset(found)


def _told_of(
    state: EntryState, found: Iterable[Overlap], *, is_other_field: bool = False
) -> Iterator[Finding]:
    for one in _most_alike(found):
        yield from _told(state, one, is_other_field=is_other_field)


def _most_alike(found: Iterable[Overlap]) -> list[Overlap]:
    """Return equal names, and of all others those that are most alike."""
    ranked = sorted(found, key=lambda one: (-(one.name.ratio if one.name else 0), one.other.entry))
    equal = sum(one.name is not None and one.name.kind is Kind.SAME for one in ranked)
    return ranked[: max(equal, MOST)]


def _told(state: EntryState, found: Overlap, *, is_other_field: bool) -> Iterator[Finding]:
    other = found.other.content.name
    if found.name is not None and found.name.kind is Kind.SAME and not is_other_field:
        yield _finding(state, found, "name", Severity.ERROR, Message(SAME, {"other": other}))
    elif found.name is not None:
        params: dict[str, str | int] = {"other": other, "ratio": found.name.ratio}
        yield _finding(state, found, "name", Severity.WARNING, Message(SAYS[found.name.kind], params))
    if found.same_content:
        yield _finding(
            state, found, "content_elements", Severity.WARNING, Message(SAME_CONTENT, {"other": other})
        )


def _finding(state: EntryState, found: Overlap, field: str, severity: Severity, message: Message) -> Finding:
    return Finding(
        rule="R02",
        severity=severity,
        entry=state.entry,
        field=field,
        clause="N3.1",
        message=message,
        about=found.other.entry,
    )
