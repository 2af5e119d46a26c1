"""Mark a basis amended or repealed, or take a mark back that was a mistake (业务管理员)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import BasisOpening, LegalBasis, LegalBasisChange
from values.legal_basis import BasisStatus
from values.messages import N_
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.bases import register_of
from workflow.commands.bases import LONGEST_NUMBER, LONGEST_TITLE, administering, changed, held
from workflow.errors import NotFoundError, invalid
from workflow.permissions import Seat
from workflow.queries.bases import citing_catalogues
from workflow.unit import Unit, unit

MARKED = {BasisStatus.AMENDED: "basis_amended", BasisStatus.REPEALED: "basis_repealed"}
"""By what a mark says: the event that records it."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """That a basis was amended or repealed: since which day, by which document, and what takes its place."""

    status: BasisStatus
    since: date
    by: str
    number: str = ""
    successor: int | None = None


def mark(basis_id: int, said: Mark, *, actor: Actor, version: int | None = None, opens: bool = True) -> int:
    """Record an amendment or repeal and return its id; the citing catalogues' drafts are opened by the queue.

    Args:
        basis_id: which basis.
        said: what happened to it.
        actor: a business administrator, who confirms.
        version: of the basis, as the page showed it.
        opens: whether each citing catalogue in the administrator's jurisdiction and below is given a draft.

    Raises: InvalidError for what does not fit the history; StaleError where another was quicker.
    """
    if said.status not in MARKED:
        raise invalid("status", N_("Say whether the basis was amended or repealed."))
    with unit(actor) as work:
        work.about.action, work.about.object = "mark_basis", f"basis:{basis_id}"
        seat = administering(work)
        basis = held(work, basis_id, version)
        _require_fitting(work, basis, said)
        row = LegalBasisChange(
            legal_basis_id=basis_id,
            status=said.status,
            since=said.since,
            by=said.by,
            number=said.number,
            recorded_at=work.now,
            recorded_by_id=work.actor.person_id,
        )
        work.session.add(row)
        basis.successor_id = said.successor or basis.successor_id
        basis.version += 1
        work.session.flush()
        changed(work)
        catalogues = citing_catalogues(work.session, basis_id, below=seat.path) if opens else []
        work.session.add_all(
            BasisOpening(
                change_id=row.id, catalogue_id=one.catalogue.id, confirmed_by_id=work.actor.person_id or 0
            )
            for one in catalogues
        )
        _record(
            work, seat, row, MARKED[said.status], said.successor, [one.catalogue.code for one in catalogues]
        )
        return row.id


def take_mark_back(change_id: int, *, actor: Actor) -> None:
    """Say that a mark was a mistake; it stays in the history, and drafts not opened yet are opened no more.

    Raises: NotFoundError for an unknown mark; InvalidError where it was taken back already.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "mark_basis", f"basis_change:{change_id}"
        seat = administering(work)
        row = work.session.get(LegalBasisChange, change_id)
        if row is None or row.revokes_id is not None:
            raise NotFoundError
        basis = held(work, row.legal_basis_id, None)
        if work.session.scalar(
            sa.select(LegalBasisChange.id).where(LegalBasisChange.revokes_id == change_id)
        ):
            raise invalid("change", N_("This mark was taken back already."))
        work.session.add(
            LegalBasisChange(
                legal_basis_id=basis.id,
                status=row.status,
                since=row.since,
                by=row.by,
                number=row.number,
                recorded_at=work.now,
                recorded_by_id=work.actor.person_id,
                revokes_id=row.id,
            )
        )
        if row.status is BasisStatus.REPEALED:
            basis.successor_id = None
        basis.version += 1
        for opening in work.session.scalars(
            sa.select(BasisOpening).where(BasisOpening.change_id == change_id, ~BasisOpening.is_done)
        ):
            opening.is_done = True
        work.session.flush()
        changed(work)
        _record(work, seat, row, "basis_mark_taken_back", None, [])


def _require_fitting(work: Unit, basis: LegalBasis, said: Mark) -> None:
    if not said.by.strip():
        raise invalid("by", N_("Name the document that says so."))
    for field, text, most in (("by", said.by, LONGEST_TITLE), ("number", said.number, LONGEST_NUMBER)):
        if len(text) > most:
            raise invalid(field, N_("At most %(most)s characters fit here."), most=most)
    if said.successor is not None:
        _require_successor(work, basis, said)
    back = aliased(LegalBasisChange)
    standing = work.session.scalars(
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


def _require_successor(work: Unit, basis: LegalBasis, said: Mark) -> None:
    register = register_of(work.session)
    by_key = {one.key: one for one in register.bases}
    successor = by_key.get(str(said.successor))
    if successor is None or said.status is not BasisStatus.REPEALED:
        raise invalid(
            "successor", N_("Only a repealed basis has a successor, and the register must know it.")
        )
    following = {successor.key, *(one.key for one in register.successors(successor))}
    if str(basis.id) in following:
        raise invalid("successor", N_("A basis cannot take its own place."))


def _record(
    work: Unit,
    seat: Seat,
    row: LegalBasisChange,
    action: str,
    successor: int | None,
    catalogues: Collection[str],
) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(kind="basis", id=str(row.legal_basis_id), jurisdiction_id=seat.jurisdiction),
            seat=seat,
            details={
                "change": str(row.id),
                "since": row.since.isoformat(),
                "by": row.by,
                "number": row.number,
                "successor": str(successor) if successor else None,
                "catalogues": list(catalogues),
            },
            owed=False,
        ),
    )
