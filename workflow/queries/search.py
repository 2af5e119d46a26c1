"""What is found for a question: the documents that hold all of its words, counted by what they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Jurisdiction, Proposal, SearchDocument
from models.db import ask
from values import search_marks
from values.clock import end_of_day, shanghai_day
from values.search_marks import any_of, counting_on
from values.search_text import TITLE, SearchKind, words_of
from values.vocabulary import Field, State
from workflow.permissions import Seat
from workflow.search.beside import of_its_catalogue, of_its_proposal
from workflow.search.facets import Counted, Facet, facets
from workflow.search.matching import candidates, ids, matches
from workflow.search.reach import OF_PROPOSALS, findable, in_force_on, shown_on
from workflow.search.sampling import enough, expected

MOST = 500
"""Results that are counted and can be paged through; where there are more, the reader is told so."""
PAGE = 20
MOST_CATALOGUES = 50
"""Of a jurisdiction that the index is asked for; where there are more, the rows are."""


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
    """Return a page of what a reader finds: names that hold the words first; seven statements, ten among very many."""
    if not asked.words:
        return Found((), 0, is_more=False, facets={})
    where = _where(asked, seats, is_known=is_known, now=now)
    marked = _marked(session, asked, is_known=is_known, now=now)
    # Of states the index knows nothing, so that nothing can be expected of them.
    likely = (
        {} if asked.narrowing.state else expected(session, asked.words, (TITLE, ""), marked=marked, most=MOST)
    )
    rows, named = _found(session, asked.words, where, marked, likely)
    is_more = len(rows) > MOST
    order = sorted(rows, key=lambda row: _rank(row, row.id in named))[:MOST]
    page = [row.id for row in order[start : start + PAGE]]
    return Found(tuple(_hits(session, page)), len(order), is_more, facets(session, order))


def _found(
    session: Session,
    words: Sequence[str],
    where: Sequence[sa.ColumnElement[bool]],
    marked: Sequence[str],
    likely: Mapping[str, int],
) -> tuple[Sequence[Counted], set[int]]:
    """Return what is found, one more than are counted if there are so many, and which of it has the words in its name."""

    def matching(mark: str) -> Sequence[Counted]:
        return enough(
            lambda every: _matching(session, words, where, marked, mark, every=every),
            MOST,
            likely=likely.get(mark, 0),
        )

    if likely.get(TITLE, 0) > MOST:
        named = matching(TITLE)
        others = [] if len(named) > MOST else matching("")
    else:
        others = matching("")
        if len(others) <= MOST:
            titles = candidates(session, words, TITLE, marked=marked)
            return others, ids(session, titles) if others else set()
        named = matching(TITLE)
    first = {row.id for row in named}
    return [*named, *(row for row in others if row.id not in first)], first


def _marked(session: Session, asked: Question, *, is_known: bool, now: datetime) -> list[str]:
    """Return what the index is told of what `_where` asks, so that few rows that it finds are none."""
    counting = counting_on(asked.day, today=shanghai_day(now))
    others = [search_marks.OTHER] if is_known else []
    by = asked.narrowing
    told = [any_of([counting, *others])]
    if by.kind is not None:
        told.append(search_marks.of_kind(by.kind))
    if by.state is not None:
        told.append(any_of(search_marks.of_kind(one) for one in OF_PROPOSALS))
    if by.field is not None:
        told.append(any_of([search_marks.of_field(by.field), *others]))
    if by.year is not None:
        told.append(search_marks.of_year(by.year))
    if by.body is not None:
        told.append(search_marks.of_body(by.body))
    if by.catalogue is not None:
        told.append(search_marks.of_catalogue(by.catalogue))
    if by.jurisdiction is not None:
        there = (
            sa.select(Catalogue.id)
            .where(Catalogue.jurisdiction_id == by.jurisdiction)
            .limit(MOST_CATALOGUES + 1)
        )
        catalogues = session.scalars(there).all()
        if len(catalogues) <= MOST_CATALOGUES:
            # Of no catalogue is nothing; 0 is none's.
            told.append(any_of(search_marks.of_catalogue(one) for one in catalogues or (0,)))
    return told


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
        (by.jurisdiction, _of_catalogues(Catalogue.jurisdiction_id == by.jurisdiction)),
        (by.body, SearchDocument.body_id == by.body),
        (by.field, _of_catalogues(Catalogue.field == by.field)),
        (by.catalogue, SearchDocument.catalogue_id == by.catalogue),
        (by.state, of_its_proposal(Proposal.state) == by.state),
        (by.year, sa.extract("year", SearchDocument.day) == by.year),
    ]
    return [
        findable(seats, is_known=is_known, entries=entries),
        *(condition for value, condition in chosen if value is not None),
    ]


def _of_catalogues(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition that a document belongs to one of these catalogues; no query gets mixed up with this one."""
    return SearchDocument.catalogue_id.in_(sa.select(Catalogue.id).where(condition).correlate(None))


def _matching(
    session: Session,
    words: Sequence[str],
    where: Sequence[sa.ColumnElement[bool]],
    marked: Sequence[str],
    mark: str,
    *,
    every: int,
) -> Sequence[Counted]:
    """Return what the results are sorted and counted by, one more than are counted."""
    columns: tuple[Any, ...] = (
        SearchDocument.id,
        SearchDocument.kind,
        SearchDocument.title,
        sa.extract("year", SearchDocument.day),
        SearchDocument.catalogue_id,
        of_its_catalogue(Catalogue.jurisdiction_id),
        of_its_catalogue(Catalogue.field),
        SearchDocument.body_id,
        of_its_proposal(Proposal.state),
    )
    query = matches(session, words, mark, marked=marked, every=every).add_columns(*columns)
    return [*map(Counted._make, ask(session, query.where(*where).limit(MOST + 1)))]


def _rank(row: Counted, in_name: bool) -> tuple[bool, int, int, int]:  # noqa: FBT001 - a key of sorting
    """Sort by whether the name holds the words, then what it is, shorter names first, newer ones first."""
    return not in_name, ORDER[row.kind], len(row.title) if in_name else 0, -row.id


def _hits(session: Session, page: Sequence[int]) -> Iterator[Hit]:
    columns: tuple[Any, ...] = (
        SearchDocument,
        Catalogue.title,
        Catalogue.code,
        Jurisdiction.name,
        Body.name,
        Proposal.number,
        Proposal.state,
    )
    query = (
        sa.select(*columns)
        .select_from(SearchDocument)
        .outerjoin(Catalogue, Catalogue.id == SearchDocument.catalogue_id)
        .outerjoin(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .outerjoin(Body, Body.id == SearchDocument.body_id)
        .outerjoin(Proposal, Proposal.id == SearchDocument.proposal_id)
        .where(SearchDocument.id.in_(page))
    )
    found = {row[0].id: row for row in session.execute(query)}
    for identity in page:
        if row := found.get(identity):
            title, code, place, body, number = (one or "" for one in row[1:6])
            yield Hit(row[0], title, code, place, body, number, row[6])
