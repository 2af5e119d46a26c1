"""Mark a basis amended or repealed, or take a mark back that was a mistake (业务管理员)."""

from collections.abc import Collection

import sqlalchemy as sa

from models import BasisOpening, LegalBasisChange
from values.legal_basis import BasisStatus
from values.messages import N_
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.basis_marking import Mark, require_fitting
from workflow.commands.bases import administering, changed, held
from workflow.errors import NotFoundError, invalid
from workflow.once import once
from workflow.permissions import Seat
from workflow.queries.bases import citing_catalogues
from workflow.unit import Unit, unit

MARKED = {BasisStatus.AMENDED: "basis_amended", BasisStatus.REPEALED: "basis_repealed"}
"""By what a mark says: the event that records it."""


def mark(
    basis_id: int,
    said: Mark,
    *,
    actor: Actor,
    version: int | None = None,
    opens: bool = True,
    key: str | None = None,
) -> int:
    """Record an amendment or repeal and return its id; the citing catalogues' drafts are opened by the queue.

    Args:
        basis_id: which basis.
        said: what happened to it.
        actor: a business administrator, who confirms.
        version: of the basis, as the page showed it.
        opens: whether each citing catalogue in the administrator's jurisdiction and below is given a draft.
        key: of the click, so that it is done once.

    Raises: InvalidError for what does not fit the history; StaleError where another was quicker.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "mark_basis", f"basis:{basis_id}"
        seat = administering(work)
        return int(once(work, key, lambda: str(_marked(work, seat, basis_id, said, version, opens=opens))))


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


def _marked(work: Unit, seat: Seat, basis_id: int, said: Mark, version: int | None, *, opens: bool) -> int:
    basis = held(work, basis_id, version)
    require_fitting(work.session, basis, said)
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
    codes = [one.catalogue.code for one in catalogues]
    _record(work, seat, row, MARKED[said.status], said.successor, codes)
    return row.id


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
