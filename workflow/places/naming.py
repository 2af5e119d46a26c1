"""Which places the rows of a catalogue name that are in force today: read from what is published, hidden or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, EntryVersion
from values.claim import over
from values.clock import shanghai_day
from values.deadlines.reading import deadlines_of
from values.entry import EntryState, Place
from values.place import Expected, due_after, period_of
from values.vocabulary import CatalogueKind, Level
from values.web_address import is_web_address
from values.workdays import WorkingDayTable
from workflow.dues import working_days
from workflow.grounds import EVER
from workflow.queries.catalogue import arranged, catalogue_as_of
from workflow.queries.public import chain_of

LONGEST_NUMBER = 60


@dataclass(frozen=True, kw_only=True)
class NamedPlace:
    """A place of a row, or that it names none."""

    entry: str
    path: str
    number: str
    name: str
    body: int
    level: Level | None
    text: str
    url: str
    """Empty: a column by its name, or no place at all."""
    expected: Expected


@dataclass(frozen=True)
class _Shown:
    """A row as the table shows it, and where it stands."""

    state: EntryState
    number: str
    chain: tuple[str, ...]
    source: str
    """The row whose words it shows: its own, or the county's that is claimed."""


def places_named(session: Session, catalogue: Catalogue, *, today: date) -> list[NamedPlace]:
    """Return the places of all listed rows that are disclosed proactively, in the order of the table.

    Of a township's catalogue only what it claims: the rest is the county's. A fixed number of statements.
    """
    own = {
        key: row.state for key, row in catalogue_as_of(session, catalogue.id, day=today, known=EVER).items()
    }
    source = catalogue.id
    shown = list(_shown(own))
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        source = catalogue.upstream_catalogue_id or 0
        county = catalogue_as_of(session, source, day=today, known=EVER)
        shown = list(_claimed({key: row.state for key, row in county.items()}, own))
    amended, table = _amended(session, source, today), working_days(session)
    bodies = _bodies(session, shown)
    return [
        found
        for one in shown
        if one.state.content.mode.proactive
        for found in _places(one, catalogue.body_id, bodies, _expected(one, amended, table))
    ]


def _shown(states: Mapping[str, EntryState]) -> Iterator[_Shown]:
    """Yield the rows of a table that are no headings."""
    parents = {key: state.parent for key, state in states.items()}
    for row in arranged(states.values()):
        if not row.is_heading:
            key = row.state.entry
            yield _Shown(row.state, row.number, tuple(chain_of(key, parents)), key)


def _claimed(county: Mapping[str, EntryState], claims: Mapping[str, EntryState]) -> Iterator[_Shown]:
    """Yield the county's rows that a township claims, with its own words laid over them."""
    listed = {one.upstream_entry: one for one in claims.values() if one.is_listed}
    for row in _shown(county):
        if (claim := listed.get(row.source)) is not None:
            yield _Shown(over(row.state, claim), row.number, (claim.entry, *row.chain), row.source)


def _places(shown: _Shown, holder: int, bodies: set[int], expected: Expected) -> Iterator[NamedPlace]:
    content = shown.state.content
    named: list[Place | None] = [one for one in content.places if one.text.strip() or one.url.strip()]
    for place in named or [None]:
        text, url = (place.text.strip(), place.url.strip()) if place else ("", "")
        yield NamedPlace(
            entry=shown.state.entry,
            path=f"/{'/'.join(shown.chain)}/",
            number=shown.number[:LONGEST_NUMBER],
            name=content.name,
            body=_body(shown.state, place.level if place else None, bodies) or holder,
            level=place.level if place else None,
            text=text or url,
            url=url or (text if is_web_address(text) else ""),
            expected=expected,
        )


def _body(state: EntryState, level: Level | None, known: set[int]) -> int | None:
    """Return who answers for a place: the lead of its level, else the lead, else whoever is named."""
    named = [one for one in state.content.disclosing_bodies if one.body.isdigit() and int(one.body) in known]
    named.sort(key=lambda one: (not one.lead, bool(one.levels) and level not in one.levels))
    return int(named[0].body) if named else None


def _bodies(session: Session, shown: list[_Shown]) -> set[int]:
    named = {one.body for row in shown for one in row.state.content.disclosing_bodies}
    ids = {int(one) for one in named if one.isdigit()}
    return set(session.scalars(sa.select(Body.id).where(Body.id.in_(ids))))


def _expected(shown: _Shown, amended: Mapping[str, date], table: WorkingDayTable) -> Expected:
    text = deadlines_of(shown.state.content.deadline)
    day = amended.get(shown.source)
    return Expected(
        every=period_of(text), amended_on=day, due_on=due_after(text, day, table) if day else None
    )


_PROMISED = (
    EntryVersion.content_elements,
    EntryVersion.guide,
    EntryVersion.interpretation,
    EntryVersion.attachments,
)
"""What a place has to follow when a row changes it."""


def _amended(session: Session, catalogue_id: int, today: date) -> dict[str, date]:
    """Return since when rows promise other content than the version before; not those that never did."""
    rows = session.execute(
        sa.select(EntryVersion.entry_id, EntryVersion.published_at, EntryVersion.effective_from, *_PROMISED)
        .where(EntryVersion.catalogue_id == catalogue_id, EntryVersion.effective_from <= today)
        .order_by(EntryVersion.entry_id, EntryVersion.effective_from, EntryVersion.release_no)
    ).all()
    found: dict[str, date] = {}
    for before, after in pairwise(rows):
        if before[0] == after[0] and before[3:] != after[3:]:
            found[after[0]] = max(shanghai_day(after[1]), after[2])
    return found
