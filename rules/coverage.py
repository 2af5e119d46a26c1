"""R06 and R17: content elements and levels cover the standard's; a heading covers them with what is below it."""

from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.entry import EntryState
from values.messages import N_, Message
from values.names import normalised
from values.vocabulary import Level

LEVEL_NAMES = {
    Level.NATION: N_("Nation"),
    Level.PROVINCE: N_("Province"),
    Level.CITY: N_("City"),
    Level.COUNTY: N_("County"),
    Level.TOWNSHIP: N_("Township"),
    Level.VILLAGE: N_("Village"),
}

LACKING = N_("The standard also names: %(lacking)s. Add it, or say why it is not disclosed here.")
LEVELS_LACKING = N_(
    "The standard also marks the level “%(level)s”: mark it too, or say that it does not exist here (本地未设)."
)


def elements_covered(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find content elements of the standard that a row does not name (R06)."""
    upstream = grounds.upstream_of(state)
    if upstream is None:
        return
    own = {
        normalised(one) for row in grounds.leaves_below(state.entry) for one in row.content.content_elements
    }
    lacking = [one for one in upstream.content.content_elements if normalised(one) not in own]
    if lacking:
        yield Finding(
            rule="R06",
            severity=Severity.WARNING,
            entry=state.entry,
            field="content_elements",
            clause="N3",
            message=Message(LACKING, {"lacking": "、".join(lacking)}),
            about=digest(*lacking),
            against=upstream.entry,
        )


def levels_covered(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find levels of the standard that a row does not mark (R17)."""
    upstream = grounds.upstream_of(state)
    if upstream is None:
        return
    own = {level for row in grounds.leaves_below(state.entry) for level in row.content.levels}
    for level in upstream.content.levels:
        if level not in own:
            yield Finding(
                rule="R17",
                severity=Severity.WARNING,
                entry=state.entry,
                field="levels",
                clause="N3.6",
                message=Message(LEVELS_LACKING, {"level": Message(LEVEL_NAMES[level])}),
                about=level.value,
                against=upstream.entry,
            )
