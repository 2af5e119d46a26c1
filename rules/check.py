"""Run every rule over a catalogue as it would be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from rules.audience import audience
from rules.bases import bases
from rules.channels import channels_covered
from rules.completeness import completeness
from rules.coverage import elements_covered, levels_covered
from rules.deadlines import deadline_kept
from rules.findings import Finding
from rules.floor import softened
from rules.grounds import Grounds
from rules.guide import guide_complete
from rules.interpretation import interpreted
from rules.materials import nothing_beyond_the_guide
from rules.mode import mode
from rules.overlap import overlap
from rules.personal_data import personal_data, personal_data_on_paper
from rules.place import name_and_place
from rules.presence import missing, represented
from rules.provincial import provincial
from rules.structure import structure
from rules.timeliness import timeliness
from values.entry import EntryState
from values.vocabulary import Presence

RowRule = Callable[[EntryState, Grounds], Iterator[Finding]]
PaperRule = Callable[[Grounds], Iterator[Finding]]


def _overlap(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    return overlap(state, sheet=grounds.sheet, upstream=grounds.upstream, elsewhere=grounds.elsewhere)


def _bases(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    if grounds.day is None:
        return iter(())
    before = grounds.published.get(state.entry)
    return bases(state, register=grounds.register, effective=grounds.day, before=before)


LISTED_RULES: tuple[RowRule, ...] = (
    _overlap,
    represented,
    name_and_place,
    elements_covered,
    _bases,
    deadline_kept,
    channels_covered,
    audience,
    mode,
    guide_complete,
    nothing_beyond_the_guide,
    personal_data,
    levels_covered,
    provincial,
)
"""Rules that look at a row that is listed, in the order of their numbers."""

LEFT_OUT_RULES: tuple[RowRule, ...] = (represented, elements_covered, personal_data, levels_covered)
"""Rules that look at a row that is left out (不列入) or cancelled."""

ADMINISTERED_RULES: tuple[RowRule, ...] = (channels_covered, provincial)
"""Of these, the ones in which business administrators have a say."""

PAPER_RULES: tuple[PaperRule, ...] = (interpreted, timeliness, personal_data_on_paper)
"""Rules that look at what a proposal says beside its rows; their findings name no entry."""


def check(grounds: Grounds, touched: frozenset[str]) -> tuple[Finding, ...]:
    """Return what the rules find on the rows that a proposal touches, each as severe as it may be."""
    return tuple(softened(finding, grounds) for finding in _found(grounds, touched, grounds.published))


def check_whole(grounds: Grounds) -> tuple[Finding, ...]:
    """Return what the rules find on a whole catalogue, whoever touches it: every row, and what is missing from it."""
    standing = frozenset(
        key for key, state in grounds.sheet.states.items() if state.presence is not Presence.CANCELLED
    )
    found = (*_found(grounds, standing, {}), *missing(grounds))
    return tuple(softened(finding, grounds) for finding in found)


def unrepresented(grounds: Grounds) -> tuple[Finding, ...]:
    """Return the standard's entries that a first proposal leaves unsaid; the findings name no row, as there is none."""
    return tuple(
        softened(replace(one, entry="", about=f"missing-{one.against}"), grounds) for one in missing(grounds)
    )


def check_listed(grounds: Grounds, rules: Iterable[RowRule]) -> dict[str, tuple[Finding, ...]]:
    """Return what some of the rules find on each row that is listed, by row."""
    return {
        key: tuple(softened(finding, grounds) for rule in rules for finding in rule(state, grounds))
        for key, state in grounds.sheet.states.items()
        if state.is_listed
    }


def _found(grounds: Grounds, touched: frozenset[str], before: Mapping[str, EntryState]) -> Iterator[Finding]:
    yield from structure(grounds.sheet, touched)
    yield from completeness(grounds.sheet, touched, before)
    for key in sorted(touched & grounds.sheet.states.keys()):
        state = grounds.sheet.states[key]
        listed = LISTED_RULES if state.is_listed else LEFT_OUT_RULES
        for row_rule in listed:
            yield from row_rule(state, grounds)
    if grounds.paper is not None:
        for paper_rule in PAPER_RULES:
            yield from paper_rule(grounds)
