"""R09 (N3.5): the channels of a row cover those of the standard, in whatever words; more are welcome."""

from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from rules.listing import listed
from values.entry import EntryState
from values.messages import N_, Message

LACKING = N_(
    "The standard also discloses through: %(lacking)s. Add it, in the standard's words or in words that mean the"
    " same; a department's own site or an account alone does not."
)


def channels_covered(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find channels of the standard that a row does not name; a row without any is told so by R05."""
    floor = grounds.floor_of(state)
    if floor is None or not state.content.channels:
        return
    own = grounds.synonyms.named(state.content.channels)
    asked = grounds.synonyms.listed(floor.content.channels)
    lacking = [word for channel, word in reversed(asked.items()) if channel not in own]
    if lacking:
        yield Finding(
            rule="R09",
            severity=Severity.ERROR,
            entry=state.entry,
            field="channels",
            clause="N3.5",
            message=Message(LACKING, {"lacking": listed(lacking)}),
            about=digest(*lacking),
            against=floor.entry,
        )
