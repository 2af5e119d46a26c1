"""The register of legal bases as the rules read it, and what a text cites of it."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import LegalBasis as Row
from models import LegalBasisChange
from models.db import ask
from values.basis_register import BasisRegister
from values.citations import recognised
from values.legal_basis import BasisChange, LegalBasis

CACHED = "basis_register"
"""Where a session keeps the register that it has read."""


def register_of(session: Session) -> BasisRegister:
    """Return the register, read once a session; marks that were taken back are no part of it."""
    if CACHED not in session.info:
        session.info[CACHED] = _indexed(tuple(map(tuple, ask(session, _REGISTER))))
    register: BasisRegister = session.info[CACHED]
    return register


def forget_register(session: Session) -> None:
    """Have the register read anew, since it has just been changed."""
    session.info.pop(CACHED, None)


def cited(text: str, register: BasisRegister) -> frozenset[int]:
    """Return the ids of the bases that a text cites, however it writes them."""
    return frozenset(
        int(basis.key) for mention in recognised(text).mentions for basis in register.match(mention).bases
    )


@lru_cache(maxsize=4)
def _indexed(rows: tuple[tuple[Any, ...], ...]) -> BasisRegister:
    """Return the register by number and title; it seldom changes, and indexing it takes longer than reading it."""
    return BasisRegister(_bases(rows))


_REVOKING = aliased(LegalBasisChange)
_REGISTER = (
    sa.select(
        Row.id,
        Row.title,
        Row.number,
        Row.other_titles,
        Row.issuer,
        Row.issued_on,
        Row.in_force_from,
        Row.successor_id,
        LegalBasisChange.status,
        LegalBasisChange.since,
        LegalBasisChange.by,
        LegalBasisChange.number,
    )
    .outerjoin(
        LegalBasisChange,
        sa.and_(
            LegalBasisChange.legal_basis_id == Row.id,
            LegalBasisChange.revokes_id.is_(None),
            ~sa.exists().where(_REVOKING.revokes_id == LegalBasisChange.id),
        ),
    )
    .order_by(Row.id, LegalBasisChange.since, LegalBasisChange.id)
)


def _bases(rows: tuple[tuple[Any, ...], ...]) -> tuple[LegalBasis, ...]:
    found: dict[int, LegalBasis] = {}
    for row in rows:
        basis = found.get(row[0]) or LegalBasis(
            key=str(row[0]),
            title=row[1],
            number=row[2],
            other_titles=row[3],
            issuer=row[4],
            issued_on=row[5],
            in_force_from=row[6],
            successor=str(row[7] or ""),
        )
        if row[8] is not None:
            change = BasisChange(status=row[8], since=row[9], by=row[10], number=row[11])
            basis = replace(basis, changes=(*basis.changes, change))
        found[row[0]] = basis
    return tuple(found.values())
