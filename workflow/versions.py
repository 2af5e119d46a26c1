"""Between entry versions as stored and entry states as spoken of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from models import EntryCitation, EntryVersion
from models.base import KEPT, Member, Typed
from values.entry import Citation, EntryContent, EntryState
from values.vocabulary import Operation

T = TypeVar("T")


class _Gathered(sa.FunctionElement[Any]):
    """One JSON array of the rows of a subquery, each an array of these columns."""

    name = "gathered"
    inherit_cache = True
    type = Typed(tuple[tuple[int, str, str, int | None], ...])


@compiles(_Gathered, "sqlite")
def _gathered_on_sqlite(element: _Gathered, compiler: Any, **how: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **how)}))"


@compiles(_Gathered, "postgresql")
def _gathered_on_postgresql(element: _Gathered, compiler: Any, **how: Any) -> str:
    return f"jsonb_agg(jsonb_build_array({compiler.process(element.clauses, **how)}))"


_CITED = EntryCitation.__table__.c
_VERSION = EntryVersion.__table__.c

CITATIONS = (
    sa.select(_Gathered(_CITED.position, _CITED.text, _CITED.url, _CITED.legal_basis_id))
    .where(_CITED.entry_version_id == _VERSION.id)
    .scalar_subquery()
)
"""What a version cites, beside its columns: read by the hundred, a second statement would cost as much again."""


_STATE = {
    "entry_id": "entry",
    "parent_id": "parent",
    "rank": "rank",
    "presence": "presence",
    "left_out_reason": "left_out_reason",
    "left_out_note": "left_out_note",
    "origin": "origin",
    "upstream_entry_id": "upstream_entry",
}
"""Columns of what a version fixes beside its content, each with the field it fills."""

_CONTENT = tuple(one.name for one in fields(EntryContent) if one.name != "legal_bases")
"""Columns of the content; each fills the field of its name."""

PUBLICATION = ("id", "release_no", "published_at", "effective_from", "content_sha256")
"""Columns of when and by which release a version was published."""

Publication: TypeAlias = tuple[int, int, datetime, date, str]
"""What these columns hold."""

_FROM_STATE, _FROM_CONTENT = len(PUBLICATION), len(PUBLICATION) + len(_STATE)
_STATE_FIELDS = (*_STATE.values(), "content")
_CONTENT_FIELDS = (*_CONTENT, "legal_bases")


def select_versions() -> sa.Select[Any]:
    """Return the query of all versions with what they cite, to be narrowed."""
    columns = (_quickly(_VERSION[name]) for name in (*PUBLICATION, *_STATE, *_CONTENT))
    return sa.select(*columns, CITATIONS)


def _quickly(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return a column with the type that is read quickest, where its own is not."""
    if column is _VERSION.provenance:
        # Nobody writes into what was read, so that equal provenance can be one and the same.
        return sa.type_coerce(column, Typed(dict[str, str]))
    if isinstance(column.type, sa.Enum) and column.type.enum_class:
        return sa.type_coerce(column, Member(column.type.enum_class))
    return column


def read_versions(
    session: Session, query: sa.Select[Any], parameters: Mapping[str, object] | None = None
) -> Iterator[tuple[Publication, EntryState]]:
    """Yield what a query made by `select_versions` asks for: each version's publication, and what it says.

    They are read by position, not as tracked entities: they never change, and a catalogue has hundreds.
    """
    # Of the connection: what the session does with entities on the way would cost as much as reading.
    for row in session.connection().execute(query, parameters).fetchall():
        content = filled(EntryContent, _CONTENT_FIELDS, (*row[_FROM_CONTENT:-1], _cited(row[-1] or ())))
        yield (
            row[:_FROM_STATE],
            filled(EntryState, _STATE_FIELDS, (*row[_FROM_STATE:_FROM_CONTENT], content)),
        )


def filled(kind: type[T], names: Sequence[str], values: Sequence[object]) -> T:
    """Return a frozen dataclass that has these values in its fields, which must be all of them.

    Its own constructor sets one field after the other, which for a row of 36 fields takes longer than reading it.
    """
    found = object.__new__(kind)
    object.__setattr__(found, "__dict__", dict(zip(names, values, strict=True)))
    return found


@lru_cache(maxsize=KEPT)
def _cited(citations: tuple[tuple[int, str, str, int | None], ...]) -> tuple[Citation, ...]:
    return tuple(
        Citation(text=text, url=url, basis=str(basis or "")) for _, text, url, basis in sorted(citations)
    )


def version_of(
    state: EntryState,
    *,
    catalogue_id: int,
    release_no: int,
    published_at: datetime,
    effective_from: date,
    operation: Operation,
) -> EntryVersion:
    """Return the row that stores a state as published by a release; its citations come apart."""
    content = state.content
    return EntryVersion(
        entry_id=state.entry,
        catalogue_id=catalogue_id,
        release_no=release_no,
        published_at=published_at,
        effective_from=effective_from,
        operation=operation,
        content_sha256=state.sha256,
        parent_id=state.parent,
        rank=state.rank,
        presence=state.presence,
        left_out_reason=state.left_out_reason,
        left_out_note=state.left_out_note,
        origin=state.origin,
        upstream_entry_id=state.upstream_entry,
        name=content.name,
        content_elements=content.content_elements,
        deadline=content.deadline,
        disclosing_bodies=content.disclosing_bodies,
        channels=content.channels,
        audience=content.audience,
        mode=content.mode,
        levels=content.levels,
        is_service=content.is_service,
        guide=content.guide,
        places=content.places,
        telephones=content.telephones,
        interpretation=content.interpretation,
        online_degree=content.online_degree,
        service_codes=content.service_codes,
        attachments=content.attachments,
        provenance=content.provenance,
        confidence=content.confidence,
    )


def citations_of(state: EntryState, version_id: int) -> list[dict[str, Any]]:
    """Return the columns of the rows that store the bases a state cites."""
    return [
        {
            "entry_version_id": version_id,
            "position": position,
            "text": citation.text,
            "url": citation.url,
            "legal_basis_id": int(citation.basis) if citation.basis else None,
        }
        for position, citation in enumerate(state.content.legal_bases)
    ]
