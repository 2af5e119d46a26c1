"""By what results differ, and how many have each: what one narrows them by."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import Body, Catalogue, Jurisdiction
from models.db import ask
from values.search_text import SearchKind
from values.vocabulary import Field, State
from workflow.search.documents import LONG_AGO

NAMES = ("kind", "jurisdiction", "body", "field", "catalogue", "state", "year")
"""Of the facets, in the order in which they stand."""


MOST_VALUES = 50
"""Of a facet, the most frequent ones; a country has thousands of jurisdictions."""

Named = tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]
NAMED: dict[str, Named] = {
    "jurisdiction": (Jurisdiction.id, Jurisdiction.name),
    "body": (Body.id, Body.name),
    "catalogue": (Catalogue.id, Catalogue.title),
}


class Counted(NamedTuple):
    """What a result is counted and sorted by."""

    id: int
    kind: SearchKind
    title: str
    year: int
    catalogue: int | None
    jurisdiction: int | None
    field: Field | None
    body: int | None
    state: State | None


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One value by which the results can be narrowed, and how many have it."""

    value: str
    label: str
    count: int


def facets(session: Session, rows: Sequence[Counted]) -> dict[str, tuple[Facet, ...]]:
    """Count what the results are: the most frequent values of each facet; three statements."""
    return {name: _counted(session, name, [getattr(row, name) for row in rows]) for name in NAMES}


def _counted(session: Session, name: str, values: Sequence[Any]) -> tuple[Facet, ...]:
    """Count values, the most frequent first; what has no name is said by what it is."""
    counts = Counter(values)
    for absent in (None, LONG_AGO.year if name == "year" else None):
        counts.pop(absent, None)
    first = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))[:MOST_VALUES]
    labels = _names(session, NAMED[name], [value for value, _ in first]) if name in NAMED else {}
    return tuple(
        Facet(value=str(value), label=labels.get(value, str(value)), count=count) for value, count in first
    )


def _names(session: Session, named: Named, ids: Collection[int]) -> dict[int, str]:
    key, name = named
    rows = ask(session, sa.select(key, name).where(key.in_(ids))) if ids else ()
    return {row[0]: row[1] for row in rows}
