"""R02 (N3.1): a supplement or refinement does not overlap with upstream's entries or its siblings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rules.findings import Finding, Severity
from values.basis_parts import readable
from values.citations import recognised
from values.document_numbers import number_key
from values.entry import EntryState
from values.likeness import Kind, Likeness, are_same, likeness_of_normalised
from values.messages import N_, Message
from values.names import normalised
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


MOST = 5
"""Of the rows that a row is like, those that it is most like are told: each of them asks for an answer."""


@dataclass(frozen=True)
class Overlap:
    """The evidence: which row it is, and how like the two names are or that both say the same."""

    other: EntryState
    name: Likeness | None
    same_content: bool


def overlap(
    state: EntryState,
    *,
    siblings: Iterable[EntryState],
    upstream: Iterable[EntryState] = (),
    elsewhere: Iterable[EntryState] = (),
) -> Iterator[Finding]:
    """Find rows that a supplement or refinement overlaps with.

    Args:
        state: the row as it would be.
        siblings: the rows of its catalogue as it would be, its ancestors among them.
        upstream: the rows of the standard that its catalogue adapts.
        elsewhere: the standard of the other field, with which an overlap is at most a warning.
    """
    if not _is_compared(state):
        return
    own = tuple(siblings)
    ancestors = _ancestors(state, own)
    adapted = {one.upstream_entry for one in own if one.upstream_entry and one.presence is Presence.PRESENT}
    above = {one.upstream_entry for one in own if one.entry in ancestors}
    # What a row of one's own adapts is compared with that row already.
    standard = [one for one in upstream if one.entry not in adapted | above]
    yield from _told_of(state, overlaps(state, (one for one in own if one.entry not in ancestors)))
    for others, is_other_field in ((standard, False), (elsewhere, True)):
        for finding in _told_of(state, overlaps(state, others), is_other_field=is_other_field):
            yield replace(finding, against=finding.about)


def overlaps(state: EntryState, others: Iterable[EntryState]) -> Iterator[Overlap]:
    """Return the rows that a row overlaps with, with the evidence; nothing for one that adapts upstream's."""
    if not _is_compared(state):
        return
    name = normalised(state.content.name)
    elements, bases = _elements(state), _bases(state)
    for other in others:
        if other.entry == state.entry or other.presence is not Presence.PRESENT:
            continue
        like = likeness_of_normalised(name, normalised(other.content.name))
        same = are_same(elements, _elements(other)) and are_same(bases, _bases(other))
        if like is not None or same:
            yield Overlap(other, like, same)


def _is_compared(state: EntryState) -> bool:
    """Whether a row is the county's own and listed; what adapts the standard's rows cannot overlap with them."""
    return state.origin in {Origin.SUPPLEMENT, Origin.REFINEMENT} and state.presence is Presence.PRESENT


def _ancestors(state: EntryState, rows: Iterable[EntryState]) -> frozenset[str]:
    known = {one.entry: one for one in rows}
    found: set[str] = set()
    above = known.get(state.parent or "")
    while above is not None and above.entry not in found:
        found.add(above.entry)
        above = known.get(above.parent or "")
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


def _elements(state: EntryState) -> frozenset[str]:
    return frozenset(normalised(one) for one in state.content.content_elements)


def _bases(state: EntryState) -> frozenset[str]:
    return frozenset(
        number_key(mention.number) or normalised(readable(mention.title))
        for cell in state.content.legal_bases
        for mention in recognised(cell.text).mentions
    )
