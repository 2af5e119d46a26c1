"""R04: an adapted row keeps the name and the place that the standard gives it, or says why not."""

from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.entry import EntryState
from values.messages import N_, Message
from values.names import normalised

OTHER_NAME = N_("The standard calls this entry “%(name)s”: keep the name, or say why another is needed here.")
OTHER_PLACE = N_(
    "The standard lists this entry under “%(name)s”: keep the place, or say why it stands elsewhere."
)
NOT_BELOW = N_(
    "The standard lists this entry on level 1: keep the place, or say why it stands under another."
)


def name_and_place(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find an adapted row that bears another name than the standard's, or stands elsewhere; order does not matter."""
    upstream = grounds.upstream_of(state)
    if upstream is None:
        return
    own, theirs = state.content.name, upstream.content.name
    if own.strip() and normalised(own) != normalised(theirs):
        yield _finding(state, "name", Message(OTHER_NAME, {"name": theirs}), digest(own, theirs), upstream)
    parent = grounds.sheet.present.get(state.parent or "")
    above = grounds.upstream.present.get(upstream.parent or "")
    stands_under = parent.upstream_entry if parent is not None else None
    about = digest(state.parent or "", upstream.parent or "")
    if above is not None and stands_under != above.entry:
        yield _finding(state, "parent", Message(OTHER_PLACE, {"name": above.content.name}), about, upstream)
    elif upstream.parent is None and state.parent is not None:
        yield _finding(state, "parent", Message(NOT_BELOW), about, upstream)


def _finding(state: EntryState, field: str, message: Message, about: str, upstream: EntryState) -> Finding:
    return Finding(
        rule="R04",
        severity=Severity.WARNING,
        entry=state.entry,
        field=field,
        clause="N3.1",
        message=message,
        about=about,
        against=upstream.entry,
    )
