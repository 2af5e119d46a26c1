"""What an amendment or repeal of a basis has to satisfy, and from which seat it is recorded (业务管理员)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import LegalBasis, LegalBasisChange
from values.legal_basis import LONGEST_NUMBER, LONGEST_TITLE, BasisStatus
from values.messages import N_
from values.vocabulary import Role
from workflow.bases import register_of
from workflow.errors import invalid
from workflow.permissions import Seat

CAUSE = "basis"
"""Kind of cause of a proposal that a change of a basis opened; its id is that of the change."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """That a basis was amended or repealed: since which day, by which document, and what takes its place."""

    status: BasisStatus
    since: date
    by: str
    number: str = ""
    successor: int | None = None


def administering_seat(seats: Iterable[Seat]) -> Seat | None:
    """Return the seat from which someone keeps the register; drafts are opened in its jurisdiction and below."""
    return next((one for one in seats if one.role is Role.BUSINESS_ADMINISTRATOR), None)


def require_fitting(session: Session, basis: LegalBasis, said: Mark) -> None:
    """Hold a mark against the history of its basis.

    Raises: InvalidError for what is missing, and for what the history rules out.
    """
    if said.status not in {BasisStatus.AMENDED, BasisStatus.REPEALED}:
        raise invalid("status", N_("Say whether the basis was amended or repealed."))
    if not said.by.strip():
        raise invalid("by", N_("Name the document that says so."))
    for field, text, most in (("by", said.by, LONGEST_TITLE), ("number", said.number, LONGEST_NUMBER)):
        if len(text) > most:
            raise invalid(field, N_("At most %(most)s characters fit here."), most=most)
    if said.successor is not None:
        _require_successor(session, basis, said)
    back = aliased(LegalBasisChange)
    standing = session.scalars(
        sa.select(LegalBasisChange).where(
            LegalBasisChange.legal_basis_id == basis.id,
            LegalBasisChange.revokes_id.is_(None),
            ~sa.exists().where(back.revokes_id == LegalBasisChange.id),
        )
    ).all()
    is_repeal = said.status is BasisStatus.REPEALED
    if any(one.status is said.status and (is_repeal or one.since == said.since) for one in standing):
        raise invalid("since", N_("The register says so already."))
    if any(one.status is BasisStatus.REPEALED and one.since <= said.since for one in standing):
        raise invalid("since", N_("The basis is repealed by then."))
    if is_repeal and any(one.since > said.since for one in standing):
        raise invalid("since", N_("The register has an amendment after this day."))


def _require_successor(session: Session, basis: LegalBasis, said: Mark) -> None:
    register = register_of(session)
    by_key = {one.key: one for one in register.bases}
    successor = by_key.get(str(said.successor))
    if successor is None or said.status is not BasisStatus.REPEALED:
        raise invalid(
            "successor", N_("Only a repealed basis has a successor, and the register must know it.")
        )
    following = {successor.key, *(one.key for one in register.successors(successor))}
    if str(basis.id) in following:
        raise invalid("successor", N_("A basis cannot take its own place."))
