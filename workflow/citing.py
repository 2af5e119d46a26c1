"""Keep who cites a basis: the wordings of every catalogue's newest release, and what each of them means."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, CatalogueCitation, CitationMeaning, CitationWording
from models.db import ask
from values.canonical import sha256_hex
from workflow.bases import cited, register_of
from workflow.queries.catalogue import citations_at_release

_COUNT = cast("sa.Table", CatalogueCitation.__table__)
_COUNTED = (
    sa.select(CitationWording.text, CitationWording.id, _COUNT.c.row_count)
    .join(CitationWording, CitationWording.id == _COUNT.c.wording_id)
    .where(_COUNT.c.catalogue_id == sa.bindparam("catalogue"))
)
_ADD = sa.insert(_COUNT).values(
    catalogue_id=sa.bindparam("catalogue"), wording_id=sa.bindparam("wording"), row_count=sa.bindparam("rows")
)
_IS_THIS = sa.and_(
    _COUNT.c.catalogue_id == sa.bindparam("catalogue"), _COUNT.c.wording_id == sa.bindparam("wording")
)
_CHANGE = sa.update(_COUNT).where(_IS_THIS).values(row_count=sa.bindparam("rows"))
_REMOVE = sa.delete(_COUNT).where(_IS_THIS)


def note_citations(session: Session, catalogue: Catalogue) -> None:
    """Count what a catalogue's newest release cites; called with every release, and once for those before.

    A release changes few of these counts, so that those that stay are neither read as rows of models nor written.
    """
    listed = citations_at_release(session, catalogue.id, catalogue.current_release_no)
    counts = Counter(text for texts in listed for text in texts)
    known = {
        text: (wording, rows) for text, wording, rows in ask(session, _COUNTED, {"catalogue": catalogue.id})
    }
    wordings = _wordings(session, counts.keys() - known.keys())
    added = [(wordings[text], counts[text]) for text in wordings]
    changed = [(one, counts[text]) for text, (one, rows) in known.items() if counts[text] not in {0, rows}]
    removed = [(one, 0) for text, (one, _) in known.items() if not counts[text]]
    for statement, found in ((_ADD, added), (_CHANGE, changed), (_REMOVE, removed)):
        if found:
            rows = [
                {"catalogue": catalogue.id, "wording": one, "rows": count} for one, count in sorted(found)
            ]
            ask(session, statement, rows)


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


def _wordings(session: Session, texts: Collection[str]) -> dict[str, int]:
    """Return the ids of wordings that a catalogue did not have before, those that no other had included."""
    if not texts:
        return {}
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
