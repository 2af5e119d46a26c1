"""Keep what is searched in the transaction of what it is made of: the last thing before its COMMIT."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models import (
    AttachmentName,
    AttachmentText,
    Comment,
    Draft,
    EntryVersion,
    LegalBasis,
    Person,
    Proposal,
    Revision,
    SearchDocument,
    SignOff,
)
from models.db import ask
from values.search_marks import with_stretch
from values.search_text import SearchKind, pairs_in
from workflow.search import documents
from workflow.search.documents import Document, of_ids
from workflow.search.files import changed_files
from workflow.search.following import Follower, replaced_of

CHANGED = "changed_for_search"
"""Under which a session keeps the rows that were written in it."""

HANDED_OVER = "handed_over_for_search"
"""Under which a session keeps the ids of proposals that another body drafts from then on."""

WATCHED = (
    EntryVersion,
    Proposal,
    Draft,
    Revision,
    LegalBasis,
    Comment,
    Person,
    AttachmentName,
    AttachmentText,
    SignOff,
)


class Watched(Session):
    """A session that notes which rows are written in it that are searched."""


def keep_searched(session: Session) -> None:
    """Write the documents of everything that was written in the session, which has been flushed."""
    changed = session.info.get(CHANGED)
    if not changed:
        return
    found = [*_entries(session, changed[EntryVersion].values())]
    revised = {one.proposal_id for one in changed[Revision].values()}
    drafted = {one.proposal_id for one in changed[Draft].values()}
    if revised or drafted:
        found += documents.changed_proposals(session, revised, drafted)
    if handed_over := session.info.get(HANDED_OVER):
        found += documents.proposals(session, of_ids(Proposal.id, handed_over))
    for kind, make in (
        (LegalBasis, documents.bases),
        (Comment, documents.comments),
        (Person, documents.people),
    ):
        if rows := changed[kind].values():
            found += make(session, of_ids(kind.id, {one.id for one in rows}))
    found += _files(session, changed, revised)
    write(session, found)


def write(session: Session, found: Iterable[Document]) -> None:
    """Insert documents, or put them in the place of those of the same rows; all in one order."""
    rows = sorted(found, key=lambda one: (one["kind"], one["subject_id"]))
    if not rows:
        return
    ask(session, _upsert(session.get_bind().dialect.name, tuple(rows[0])), rows)


@cache
def _upsert(dialect: str, names: tuple[str, ...]) -> Any:
    """Return the statement that writes documents; it is made once, which takes longer than to run it."""
    insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new = insert(SearchDocument.__table__)
    values = {name: new.excluded[name] for name in names if name not in {"kind", "subject_id"}}
    return new.on_conflict_do_update(index_elements=["kind", "subject_id"], set_=values)


@sa.event.listens_for(Watched, "before_flush")
def _note(session: Session, *_: object) -> None:
    changed = session.info.setdefault(CHANGED, defaultdict(dict))
    for row in (*session.new, *session.dirty):
        if isinstance(row, WATCHED):
            changed[type(row)][id(row)] = row
    for row in session.dirty:
        if isinstance(row, Proposal) and sa.inspect(row).attrs.drafting_body_id.history.has_changes():
            session.info.setdefault(HANDED_OVER, set()).add(row.id)


_DOCUMENT = cast("sa.Table", SearchDocument.__table__)
_END = (
    sa.update(_DOCUMENT)
    .where(_DOCUMENT.c.kind == SearchKind.ENTRY, _DOCUMENT.c.subject_id == sa.bindparam("subject"))
    .values(replaced_from=sa.bindparam("since"), pairs=sa.bindparam("marked"))
)
_ENDED = sa.select(_DOCUMENT.c.subject_id, _DOCUMENT.c.day, _DOCUMENT.c.pairs).where(
    _DOCUMENT.c.kind == SearchKind.ENTRY, _DOCUMENT.c.subject_id.in_(sa.bindparam("ended", expanding=True))
)


def _entries(session: Session, versions: Iterable[EntryVersion]) -> Iterator[Document]:
    """Yield the documents of new versions, and end those that they take the place of."""
    new = {one.id: one for one in versions}
    if not new:
        return
    replaced = replaced_of(session, {one.entry_id for one in new.values()})
    ended = {one: by for one, by in replaced.items() if one not in new and by.version in new}
    if ended:
        _end(session, ended)
    for catalogue in sorted({one.catalogue_id for one in new.values()}):
        yield from documents.entries(session, catalogue, replaced, new)


def _end(session: Session, ended: dict[int, Follower]) -> None:
    """Say since when other versions are in force, and mark on which days the ended ones were."""
    rows = ask(session, _ENDED, {"ended": sorted(ended)}).all()
    told = [
        {
            "subject": subject,
            "since": ended[subject].since,
            "marked": " ".join(sorted(with_stretch(pairs_in(pairs), day, ended[subject].until))),
        }
        for subject, day, pairs in rows
    ]
    if told:
        ask(session, _END, told)


def _files(session: Session, changed: Any, revised: set[int]) -> Iterator[Document]:
    """Yield the files of proposals to which one came, or of which more are seen now, and those that were read."""
    scanned = {one.proposal_id for one in changed[SignOff].values() if one.scan_sha256}
    asked = revised | scanned | {one.proposal_id for one in changed[AttachmentName].values()}
    read = {one.sha256 for one in changed[AttachmentText].values()}
    if asked or read:
        yield from changed_files(session, asked, read)
