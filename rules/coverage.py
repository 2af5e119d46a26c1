"""R06 and R17: content elements and levels cover the standard's; rows that share an entry cover it together."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from rules.listing import listed
from values.entry import EntryContent, EntryState
from values.messages import N_, Message
from values.names import normalised
from values.vocabulary import Level, Presence

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

Said = Callable[[EntryContent], Mapping[str, str]]


def elements_covered(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find content elements of the standard that a row does not name, or names no longer (R06)."""
    for upstream, lacking in _lacking(state, grounds, _elements):
        yield Finding(
            rule="R06",
            severity=Severity.WARNING,
            entry=state.entry,
            field="content_elements",
            clause="N3",
            message=Message(LACKING, {"lacking": listed(lacking)}),
            about=digest(*lacking),
            against=upstream.entry,
        )


def levels_covered(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find levels of the standard that a row does not mark, or marks no longer (R17)."""
    for upstream, lacking in _lacking(state, grounds, _levels):
        for level in lacking:
            yield Finding(
                rule="R17",
                severity=Severity.WARNING,
                entry=state.entry,
                field="levels",
                clause="N3.6",
                message=Message(LEVELS_LACKING, {"level": Message(LEVEL_NAMES[Level(level)])}),
                about=level,
                against=upstream.entry,
            )


def _elements(content: EntryContent) -> Mapping[str, str]:
    return _by_normal_form(content.content_elements)


@lru_cache(maxsize=4_096)
def _by_normal_form(elements: tuple[str, ...]) -> Mapping[str, str]:
    return {normalised(one): one for one in elements}


def _levels(content: EntryContent) -> Mapping[str, str]:
    return _by_value(content.levels)


@lru_cache(maxsize=256)
def _by_value(levels: tuple[Level, ...]) -> Mapping[str, str]:
    return {level.value: level.value for level in levels}


def _lacking(state: EntryState, grounds: Grounds, said: Said) -> Iterator[tuple[EntryState, list[str]]]:
    """Yield an entry of the standard with what no row that stands for it says, where this row is to answer for it.

    The first row that adapts the entry answers for all; another, or one below, for what it said itself before.
    """
    before = grounds.published.get(state.entry)
    for upstream in _kept(state, before, grounds):
        rows = [one for one in grounds.standing_for(upstream.entry) if one.presence is Presence.PRESENT]
        own = {key for row in rows for leaf in grounds.leaves_below(row.entry) for key in said(leaf.content)}
        lost = said(before.content) if before is not None else {}
        lacking = [
            one
            for key, one in said(upstream.content).items()
            if key not in own and (rows[:1] == [state] or key in lost)
        ]
        if rows and lacking:
            yield upstream, lacking


def _kept(state: EntryState, before: EntryState | None, grounds: Grounds) -> list[EntryState]:
    """Return the entries of the standard to which a row contributes, and contributed."""
    found = {}
    for row, rows in (
        (state if state.is_listed else None, grounds.sheet.present),
        (before, grounds.published),
    ):
        entry = _above(row, rows)
        if entry in grounds.upstream.present and entry not in grounds.upstream.headings:
            found[entry] = grounds.upstream.present[entry]
    return list(found.values())


def _above(row: EntryState | None, rows: Mapping[str, EntryState]) -> str:
    """Return the entry of the standard that a row, or the nearest above it, adapts."""
    seen: set[str] = set()
    while row is not None and row.entry not in seen:
        if row.upstream_entry:
            return row.upstream_entry
        seen.add(row.entry)
        row = rows.get(row.parent or "")
    return ""
