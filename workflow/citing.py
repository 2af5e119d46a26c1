"""Keep who cites a basis: the wordings of every catalogue's newest release, and what each of them means."""

from collections import Counter
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, CatalogueCitation, CitationMeaning, CitationWording
from values.canonical import sha256_hex
from values.entry import EntryState
from workflow.bases import cited, register_of
from workflow.queries.catalogue import catalogue_at_release


def note_citations(session: Session, catalogue: Catalogue) -> None:
    """Count what a catalogue's newest release cites; called with every release, and once for those before."""
    rows = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    counts = Counter(text for row in rows.values() if row.state.is_listed for text in _texts(row.state))
    wordings = _wordings(session, counts)
    known = {
        one.wording_id: one
        for one in session.scalars(
            sa.select(CatalogueCitation).where(CatalogueCitation.catalogue_id == catalogue.id)
        )
    }
    wanted = {wordings[text]: count for text, count in counts.items()}
    for wording, row in known.items():
        if wording not in wanted:
            session.delete(row)
    for wording, count in wanted.items():
        if wording in known:
            known[wording].row_count = count
        else:
            session.add(CatalogueCitation(catalogue_id=catalogue.id, wording_id=wording, row_count=count))
    session.flush()


def note_meanings(session: Session, wordings: Iterable[CitationWording] | None = None) -> None:
    """Recognise what wordings cite: new ones, or all of them after the register has changed."""
    if wordings is None:
        wordings = session.scalars(sa.select(CitationWording).order_by(CitationWording.id)).all()
        pairs = sa.select(CitationMeaning.wording_id, CitationMeaning.legal_basis_id)
        known = {(wording, basis) for wording, basis in session.execute(pairs)}
    else:
        known = set()
    register = register_of(session)
    now = {(one.id, basis) for one in wordings for basis in cited(one.text, register)}
    for wording, basis in sorted(known - now):
        session.execute(
            sa.delete(CitationMeaning).where(
                CitationMeaning.wording_id == wording, CitationMeaning.legal_basis_id == basis
            )
        )
    session.add_all(
        CitationMeaning(wording_id=one, legal_basis_id=basis) for one, basis in sorted(now - known)
    )
    session.flush()


def _texts(state: EntryState) -> set[str]:
    """Return what a row cites; twice the same counts as one row."""
    return {citation.text for citation in state.content.legal_bases}


def _wordings(session: Session, texts: Collection[str]) -> dict[str, int]:
    """Return the ids of wordings, those that are new included."""
    hashes = {sha256_hex(text.encode()): text for text in texts}
    found = session.scalars(sa.select(CitationWording).where(CitationWording.sha256.in_(hashes))).all()
    known = {one.sha256 for one in found}
    new = [
        CitationWording(sha256=sha256, text=text)
        for sha256, text in sorted(hashes.items())
        if sha256 not in known
    ]
    session.add_all(new)
    session.flush()
    note_meanings(session, new)
    return {one.text: one.id for one in (*found, *new)}
