"""The documents that searching finds, each made of the rows that it shows."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Catalogue,
    Comment,
    Draft,
    EntryVersion,
    LegalBasis,
    Person,
    Proposal,
    Revision,
)
from models.db import ask
from values.clock import shanghai_day
from values.entry import EntryState
from values.pinyin import sounds
from values.proposal_content import DraftContent, RevisionContent, draft_content, revision_content
from values.search_marks import marks, of_field, stretch
from values.search_text import TITLE, SearchKind, pairs_of, searchable
from values.vocabulary import Field, Presence
from workflow.search.following import Follower
from workflow.versions import Publication, read_versions, select_versions

Document = dict[str, Any]
"""A row of `search_document` but for its id."""


LONGEST_SHOWN = 20_000
LONGEST_TITLE = 400

LONG_AGO = date(1949, 10, 1)
"""The day of what has none."""


def document(
    kind: SearchKind,
    subject: int,
    title: str,
    parts: Iterable[str],
    *,
    day: date,
    marked: Collection[str] = (),
    **more: Any,
) -> Document:
    """Return a document; names are searched by their sound too."""
    said = [one for one in parts if one.strip()]
    text = _searched(title, tuple(said))
    own = marks(kind, day=day, catalogue=more.get("catalogue_id"), body=more.get("body_id"))
    return {
        "kind": kind,
        "subject_id": subject,
        "title": title[:LONGEST_TITLE],
        "shown": "\n".join(said)[:LONGEST_SHOWN],
        "text": text,
        "pairs": " ".join([_pairs(title, text), *sorted(own.union(marked))]),
        "day": day,
        "catalogue_id": None,
        "proposal_id": None,
        "entry_id": None,
        "parent_id": None,
        "body_id": None,
        "published_at": None,
        "replaced_from": None,
        "is_draft": False,
        **more,
    }


_ENTRIES = select_versions().where(EntryVersion.catalogue_id == sa.bindparam("catalogue"))
_SOME_ENTRIES = _ENTRIES.where(EntryVersion.id.in_(sa.bindparam("versions", expanding=True)))
_PROPOSALS = (
    sa.select(
        Proposal.id,
        Proposal.number,
        Proposal.created_at,
        Proposal.catalogue_id,
        Proposal.drafting_body_id,
        Draft.content,
        Revision.data,
    )
    .outerjoin(Draft, Draft.proposal_id == Proposal.id)
    .outerjoin(Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no))
    .order_by(Proposal.id)
)
_CHANGED_PROPOSALS = _PROPOSALS.where(
    sa.or_(
        Proposal.id.in_(sa.bindparam("revised", expanding=True)),
        sa.and_(Proposal.id.in_(sa.bindparam("drafted", expanding=True)), Proposal.revision_no.is_(None)),
    )
)
"""What every command asks that writes something searched is made once."""


def entries(
    session: Session,
    catalogue_id: int,
    replaced: Mapping[int, Follower],
    versions: Collection[int] | None = None,
) -> Iterator[Document]:
    """Yield a document for each version of a catalogue's rows that its table shows.

    Args:
        session: in which they are read.
        catalogue_id: of the versions.
        replaced: what takes the place of a version, by its id.
        versions: which of them; None: all.
    """
    asked: dict[str, object] = {"catalogue": catalogue_id}
    field = session.get_one(Catalogue, catalogue_id).field
    if versions is not None:
        asked["versions"] = sorted(versions)
    for publication, state in read_versions(session, _ENTRIES if versions is None else _SOME_ENTRIES, asked):
        if state.presence is Presence.PRESENT:
            yield _entry(catalogue_id, field, publication, state, replaced)


def proposals(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each proposal: what was last submitted, before that the draft of its own body."""
    return _of_proposals(ask(session, _PROPOSALS.where(*where)))


def changed_proposals(
    session: Session, revised: Collection[int], drafted: Collection[int]
) -> Iterator[Document]:
    """Yield the documents of proposals that were submitted, or whose draft was written and is still the newest."""
    asked = {"revised": sorted(revised), "drafted": sorted(drafted)}
    return _of_proposals(ask(session, _CHANGED_PROPOSALS, asked))


def _of_proposals(rows: Iterable[sa.Row[*tuple[Any, ...]]]) -> Iterator[Document]:
    for key, number, created_at, catalogue_id, body_id, draft, data in rows:
        said: DraftContent | RevisionContent = (
            draft_content(draft or {}) if data is None else revision_content(json.loads(data))
        )
        names = [one.after.content.name for one in said.changes]
        notes = [one.note for one in said.changes]
        yield document(
            SearchKind.PROPOSAL,
            key,
            said.title or number,
            [
                said.rationale,
                said.policy_source,
                "、".join(names),
                *notes,
                said.interpretation,
                number,
            ],
            day=shanghai_day(created_at),
            catalogue_id=catalogue_id,
            proposal_id=key,
            body_id=body_id,
        )


def bases(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each legal basis of the register."""
    for one in session.scalars(sa.select(LegalBasis).where(*where).order_by(LegalBasis.id)):
        yield document(
            SearchKind.BASIS,
            one.id,
            one.title,
            [one.number, *one.other_titles, one.issuer, one.note],
            day=one.issued_on or one.in_force_from or LONG_AGO,
        )


def comments(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each comment; it is called as its proposal is numbered."""
    asked = sa.select(Comment, Proposal.number, Proposal.catalogue_id).join(
        Proposal, Proposal.id == Comment.proposal_id
    )
    for one, number, catalogue in session.execute(asked.where(*where).order_by(Comment.id)):
        yield document(
            SearchKind.COMMENT,
            one.id,
            number,
            [one.text],
            day=shanghai_day(one.written_at),
            catalogue_id=catalogue,
            proposal_id=one.proposal_id,
            body_id=one.body_id,
        )


def people(session: Session, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    """Yield a document for each person."""
    for identity, name, login in session.execute(
        sa.select(Person.id, Person.name, Person.login).where(*where)
    ):
        yield document(SearchKind.PERSON, identity, name, [login], day=LONG_AGO)


def of_ids(column: Any, identities: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a row is one of these."""
    condition: sa.ColumnElement[bool] = column.in_(sorted(identities))
    return condition


def _entry(
    catalogue_id: int,
    field: Field,
    publication: Publication,
    state: EntryState,
    replaced: Mapping[int, Follower],
) -> Document:
    version, _, published_at, effective_from, _ = publication
    follower = replaced.get(version)
    lead = next((one.body for one in state.content.disclosing_bodies if one.lead), "")
    return document(
        SearchKind.ENTRY,
        version,
        state.content.name,
        _said(state),
        day=effective_from,
        catalogue_id=catalogue_id,
        entry_id=state.entry,
        parent_id=state.parent,
        body_id=int(lead) if lead else None,
        published_at=published_at,
        replaced_from=follower.since if follower else None,
        marked={of_field(field)} | stretch(effective_from, follower.until if follower else None),
    )


def _said(state: EntryState) -> Iterator[str]:
    content = state.content
    yield "、".join(content.content_elements)
    yield from (one.text for one in content.legal_bases)
    yield content.deadline
    yield from content.channels
    yield from content.audience.groups
    guide = content.guide
    yield from guide.elements
    yield from (f"{one.name} {one.requirement} {one.basis}" for one in guide.materials)
    yield from (*guide.blank_forms, guide.filling_notes, *guide.samples)
    yield from (one.text for one in content.places)
    phones = content.telephones
    yield from (phones.questions, phones.supervision, phones.complaints)
    yield content.interpretation
    yield from (one.code for one in content.service_codes)


@lru_cache(maxsize=4096)
def _searched(title: str, parts: tuple[str, ...]) -> str:
    return searchable(title, *parts, *sounds(title))


@lru_cache(maxsize=4096)
def _pairs(title: str, text: str) -> str:
    of_title = pairs_of(searchable(title, *sounds(title)), mark=TITLE)
    return " ".join(sorted(pairs_of(text) | of_title))
