"""The drafts that a mark of a basis opens: which it would before it is recorded, and what became of them since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import BasisOpening, Catalogue, Jurisdiction, LegalBasis, Proposal
from values.vocabulary import Role
from workflow.basis_marking import Mark, administering_seat, require_fitting
from workflow.errors import NotFoundError, StaleError
from workflow.permissions import Seat
from workflow.queries.bases import CitingCatalogue, citing_catalogues
from workflow.reach import visible_proposals


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What follows a mark that is not recorded yet."""

    drafts: Sequence[CitingCatalogue]
    """The catalogues in the administrator's jurisdiction and below, each of which is given a draft."""
    path: str
    """Of the administrator's jurisdiction."""
    jurisdiction: str


def consequences(
    session: Session, basis_id: int, said: Mark, seats: Iterable[Seat], *, version: int
) -> Consequences:
    """Return what a mark would bring about.

    Raises: StaleError, InvalidError as the mark itself would; NotFoundError for who may record none.
    """
    seat = administering_seat(seats)
    basis = session.get(LegalBasis, basis_id)
    if seat is None or basis is None:
        raise NotFoundError
    if basis.version != version:
        raise StaleError(seen=version, present=basis.version)
    require_fitting(session, basis, said)
    return Consequences(
        drafts=citing_catalogues(session, basis_id, below=seat.path),
        path=seat.path,
        jurisdiction=session.get_one(Jurisdiction, seat.jurisdiction).name,
    )


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What became of the draft that a mark opens for a catalogue."""

    code: str
    title: str
    is_done: bool
    number: str
    """Of the proposal; empty while the draft is waiting, and where nothing is left to change."""
    is_visible: bool
    """Whether the reader may open the proposal."""


def drafts_of(session: Session, change_id: int, seats: tuple[Seat, ...]) -> list[Opened]:
    """Return the drafts that a mark opens in the jurisdictions of business administrators, by catalogue."""
    paths = [seat.path for seat in seats if seat.role is Role.BUSINESS_ADMINISTRATOR]
    below = (Jurisdiction.path.startswith(path, autoescape=True) for path in paths)
    rows = session.execute(
        sa.select(
            Catalogue.code,
            Catalogue.title,
            BasisOpening.is_done,
            sa.func.coalesce(Proposal.number, ""),
            sa.case((visible_proposals(seats), True), else_=False),
        )
        .select_from(BasisOpening)
        .join(Catalogue, Catalogue.id == BasisOpening.catalogue_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .outerjoin(Proposal, Proposal.id == BasisOpening.proposal_id)
        .where(BasisOpening.change_id == change_id, sa.or_(sa.false(), *below))
        .order_by(Catalogue.code)
    )
    return [
        Opened(code=code, title=title, is_done=done, number=number, is_visible=bool(visible))
        for code, title, done, number, visible in rows
    ]
