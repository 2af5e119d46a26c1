"""What is found for a question: the documents that hold all of its words, counted by what they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from models import Body, Catalogue, Jurisdiction, Proposal, SearchDocument
from values.clock import end_of_day
from values.search_text import TITLE, SearchKind, asked_pairs, is_told_by_pairs, words_of
from values.vocabulary import Field, State
from workflow.permissions import Seat
from workflow.search.documents import LONG_AGO
from workflow.search.reach import findable, in_force_on, shown_on

# The conditions of reach ask for catalogues, places and bodies of their own.
Holder, Place, Owner = aliased(Catalogue), aliased(Jurisdiction), aliased(Body)

MOST = 1000
"""Results that are counted and can be paged through; where there are more, the reader is told so."""
PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """By what the reader narrows the results; None: not by that."""

    kind: SearchKind | None = None
    jurisdiction: int | None = None
    body: int | None = None
    field: Field | None = None
    catalogue: int | None = None
    state: State | None = None
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked."""

    words: tuple[str, ...]
    narrowing: Narrowing
    day: date
    """Rows in force on this day."""
    shown: bool = False
    """Whether by what the page said on that day, not by what is known now."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One value by which the results can be narrowed, and how many have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Hit:
    """A document that was found."""

    document: SearchDocument
    catalogue: str
    """Title; empty where it belongs to none."""
    code: str
    jurisdiction: str
    body: str
    proposal: str
    """Number; empty where it belongs to none."""
    state: State | None


@dataclass(frozen=True)
class Found:
    """A page of results, how many there are, and by what they differ."""

    hits: tuple[Hit, ...]
    total: int
    is_more: bool
    """Whether there are more than are counted."""
    facets: dict[str, tuple[Facet, ...]]


ORDER = {kind: place for place, kind in enumerate(SearchKind)}
DAYLESS = LONG_AGO.year
NAMES = ("kind", "jurisdiction", "body", "field", "catalogue", "state", "year")


def question(
    text: str, narrowing: Narrowing, *, today: date, day: date | None = None, shown: bool = False
) -> Question:
    """Return what is asked; what the page said can only be asked of days that are past."""
    asked = day or today
    return Question(words=words_of(text), narrowing=narrowing, day=asked, shown=shown and asked < today)


def search(
    session: Session,
    asked: Question,
    seats: tuple[Seat, ...],
    *,
    is_known: bool,
    now: datetime,
    start: int = 0,
) -> Found:
    """Return a page of what a reader finds: names that hold the words first; three statements at most."""
    if not asked.words:
        return Found((), 0, is_more=False, facets={})
    where = _where(asked, seats, is_known=is_known, now=now)
    named = _matching(session, asked.words, where, TITLE)
    others = [] if len(named) > MOST else _matching(session, asked.words, where)
    first = {row.id for row in named}
    rows = [*named, *(row for row in others if row.id not in first)]
    is_more = len(rows) > MOST
    order = sorted(rows, key=lambda row: _rank(row, row.id in first))[:MOST]
    page = [row.id for row in order[start : start + PAGE]]
    return Found(tuple(_hits(session, page)), len(order), is_more, _facets(order))


def matches(session: Session, words: Sequence[str], mark: str = "") -> sa.Select[Any]:
    """Return the query of the documents that hold all words, to be given columns and narrowed.

    The index finds the candidates, the text decides.
    """
    pairs = dict.fromkeys(pair for word in words for pair in asked_pairs(word, mark=mark))
    query: sa.Select[Any]
    if session.get_bind().dialect.name == "sqlite":
        table = sa.table("search_pair", sa.column("rowid"), sa.column("search_pair"))
        asked = " AND ".join(pairs)
        query = (
            sa.select()
            .select_from(table.join(SearchDocument, SearchDocument.id == table.c.rowid))
            .where(sa.text("search_pair MATCH :asked").bindparams(asked=asked))
        )
    else:
        asked = " & ".join(f"'{one.rstrip('*')}'{':*' * one.endswith('*')}" for one in pairs)
        query = (
            sa.select()
            .select_from(SearchDocument)
            .where(SearchDocument.pairs.op("@@")(sa.cast(sa.literal(asked), TSQUERY)))
        )
    return query.where(
        *(SearchDocument.text.contains(word, autoescape=True) for word in words if not is_told_by_pairs(word))
    )


def _where(
    asked: Question, seats: tuple[Seat, ...], *, is_known: bool, now: datetime
) -> list[sa.ColumnElement[bool]]:
    entries = (
        shown_on(asked.day, known=min(end_of_day(asked.day), now))
        if asked.shown
        else in_force_on(asked.day, now=now)
    )
    by, kind = asked.narrowing, SearchDocument.kind
    chosen: list[tuple[object, sa.ColumnElement[bool]]] = [
        (by.kind, kind == by.kind),
        (by.jurisdiction, Place.id == by.jurisdiction),
        (by.body, SearchDocument.body_id == by.body),
        (by.field, Holder.field == by.field),
        (by.catalogue, SearchDocument.catalogue_id == by.catalogue),
        (by.state, Proposal.state == by.state),
        (by.year, sa.extract("year", SearchDocument.day) == by.year),
    ]
    return [
        findable(seats, is_known=is_known, entries=entries),
        *(condition for value, condition in chosen if value is not None),
    ]


def _matching(
    session: Session, words: Sequence[str], where: Sequence[sa.ColumnElement[bool]], mark: str = ""
) -> Sequence[Any]:
    """Return what the results are sorted and counted by, one more than are counted."""
    columns: tuple[Any, ...] = (
        SearchDocument.id,
        SearchDocument.kind,
        SearchDocument.title,
        sa.extract("year", SearchDocument.day).label("year"),
        SearchDocument.catalogue_id.label("catalogue"),
        Holder.title.label("catalogue_title"),
        Holder.field,
        Place.id.label("jurisdiction"),
        Place.name.label("jurisdiction_name"),
        SearchDocument.body_id.label("body"),
        Owner.name.label("body_name"),
        Proposal.state,
    )
    return session.execute(
        _joined(matches(session, words, mark)).add_columns(*columns).where(*where).limit(MOST + 1)
    ).all()


def _joined(query: sa.Select[Any]) -> sa.Select[Any]:
    """Join what a document belongs to."""
    return (
        query.outerjoin(Holder, Holder.id == SearchDocument.catalogue_id)
        .outerjoin(Place, Place.id == Holder.jurisdiction_id)
        .outerjoin(Owner, Owner.id == SearchDocument.body_id)
        .outerjoin(Proposal, Proposal.id == SearchDocument.proposal_id)
    )


def _rank(row: Any, in_name: bool) -> tuple[bool, int, int, int]:  # noqa: FBT001 - a key of sorting
    """Sort by whether the name holds the words, then what it is, shorter names first, newer ones first."""
    return not in_name, ORDER[row.kind], len(row.title) if in_name else 0, -row.id


def _facets(rows: Sequence[Any]) -> dict[str, tuple[Facet, ...]]:
    labels = {"jurisdiction": "jurisdiction_name", "body": "body_name", "catalogue": "catalogue_title"}
    found: dict[str, tuple[Facet, ...]] = {}
    for name in NAMES:
        pairs = [(getattr(row, name), getattr(row, labels.get(name, name))) for row in rows]
        counts = Counter(pair for pair in pairs if pair[0] not in {None, DAYLESS if name == "year" else None})
        found[name] = tuple(
            Facet(value=str(value), label=str(label), count=count)
            for (value, label), count in sorted(counts.items(), key=lambda one: (-one[1], str(one[0][0])))
        )
    return found


def _hits(session: Session, page: Sequence[int]) -> Iterator[Hit]:
    columns: tuple[Any, ...] = (
        SearchDocument,
        Holder.title,
        Holder.code,
        Place.name,
        Owner.name,
        Proposal.number,
        Proposal.state,
    )
    query = _joined(sa.select(*columns).select_from(SearchDocument)).where(SearchDocument.id.in_(page))
    found = {row[0].id: row for row in session.execute(query)}
    for identity in page:
        if row := found.get(identity):
            title, code, place, body, number = (one or "" for one in row[1:6])
            yield Hit(row[0], title, code, place, body, number, row[6])
