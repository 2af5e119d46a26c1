"""Export evidence: what was sealed of a proposal, a catalogue or everything, written where it is wanted."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Jurisdiction, Proposal
from models.db import db
from values.messages import N_
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.reach import visible_proposals
from workflow.sealing import store
from workflow.sealing.bundle import Bundled, Scope, write_bundle
from workflow.unit import unit


def scope_of(session: Session, *, proposal: str | None = None, catalogue: str | None = None) -> Scope:
    """Return the scope that was asked for; everything where neither is given.

    Raises: NotFoundError.
    """
    if proposal is not None:
        found = session.scalar(sa.select(Proposal.id).where(Proposal.number == proposal))
        if found is None:
            raise NotFoundError(N_("There is no such proposal."))
        return Scope(name=f"proposal:{proposal}", proposal_id=found)
    if catalogue is not None:
        found = session.scalar(sa.select(Catalogue.id).where(Catalogue.code == catalogue))
        if found is None:
            raise NotFoundError(N_("There is no such catalogue."))
        return Scope(name=f"catalogue:{catalogue}", catalogue_id=found)
    return Scope(name="all")


def evidence_for(about: str, folder: Path, *, actor: Actor, seats: tuple[Seat, ...]) -> Bundled:
    """Write the bundle of a proposal (by number) or a catalogue (by code) that an auditor may see.

    Raises: NotFoundError; SealError where nothing is sealed yet.
    """
    auditor = next(seat for seat in seats if seat.role is Role.AUDITOR)
    with db.engine.connect() as connection, Session(connection) as session:
        if session.scalar(sa.select(Proposal.id).where(Proposal.number == about, visible_proposals(seats))):
            scope = scope_of(session, proposal=about)
        elif session.scalar(sa.select(Catalogue.id).where(Catalogue.code == about, _in_scope(seats))):
            scope = scope_of(session, catalogue=about)
        else:
            raise NotFoundError(
                N_("There is no proposal with this number and no catalogue with this code in your area.")
            )
    return export_bundle(scope, folder, actor=actor, seat=auditor)


def _in_scope(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that a catalogue lies in an auditor's subtree."""
    paths = [seat.path for seat in seats if seat.role is Role.AUDITOR]
    below = sa.or_(sa.false(), *(Jurisdiction.path.startswith(path, autoescape=True) for path in paths))
    return sa.exists().where(Jurisdiction.id == Catalogue.jurisdiction_id, below)


def export_bundle(scope: Scope, folder: Path, *, actor: Actor, seat: Seat | None = None) -> Bundled:
    """Write a bundle into an empty folder, and record that it was taken.

    Raises: SealError where nothing is sealed yet.
    """
    log = store.current_log()
    with db.engine.connect() as connection, Session(connection) as session:
        done = write_bundle(session, log, scope, folder)
    with unit(actor) as work:
        record(
            work,
            Happening(
                action="bundle_exported",
                subject=Subject(
                    kind="ledger",
                    id=log.origin,
                    jurisdiction_id=seat.jurisdiction if seat else None,
                    catalogue_id=scope.catalogue_id,
                ),
                seat=seat,
                details={
                    "scope": done.scope,
                    "size": done.size,
                    "root": done.root.hex(),
                    "leaves": done.leaves,
                },
                owed=False,
            ),
        )
    return done
