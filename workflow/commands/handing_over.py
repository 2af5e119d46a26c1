"""Hand over what a body has of a catalogue to another (移交目录): the business administrator, with a reason."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import Body, Catalogue, CatalogueHandOver, Jurisdiction, Proposal, Revision
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, Subject, proposal_subject, record
from workflow.case import seats_of_actor
from workflow.commands.drafting import catalogue_with_place
from workflow.errors import ForbiddenError, NotFoundError, invalid
from workflow.handing_over import Share, administering_seat, going_along, require_successor, share_of
from workflow.once import once
from workflow.permissions import Seat
from workflow.queries.routes import administered
from workflow.unit import Unit, unit

LONGEST_REASON = 2000
"""Characters of why a catalogue is handed over."""


def hand_over_catalogue(
    code: str, to: int, *, reason: str, actor: Actor, of: int | None = None, key: str | None = None
) -> int:
    """Hand over what a body has of a catalogue to another of the same jurisdiction, and return the hand-over's number.

    The body that holds a catalogue gives it away. Where it has ended or is about to, its open proposals to the
    catalogue go along, whatever their state, and so do those of an ended body that only drafted; revisions,
    sign-offs and who contributed stay what they are (docs/decisions/0054).

    Args:
        code: of the catalogue.
        to: the body that takes over.
        reason: why, in a sentence that stays.
        actor: a business administrator of the catalogue's jurisdiction, or of the county above a township.
        of: whose share is handed over, as the page showed it; None: that of the body that holds the catalogue.
        key: of the button, so that a click that comes twice hands over once.

    Raises: ForbiddenError for no business administrator; NotFoundError for a catalogue of elsewhere; InvalidError
    for a body that cannot take over, for nothing to hand over, and without a reason.
    """
    with unit(actor) as work:
        catalogue, place, seat = _administered(work, code)

        def handed_over() -> str:
            said = _sound(reason)
            _lock(work, catalogue, of)
            share = share_of(work.session, catalogue, of or catalogue.body_id)
            body = require_successor(work.session, catalogue, share.body.id, to, work.today)
            return str(_carry_out(work, catalogue, share, body, said, seat))

        work.about.jurisdiction_id = place.id
        return int(once(work, key, handed_over))


def _administered(work: Unit, code: str) -> tuple[Catalogue, Jurisdiction, Seat]:
    work.about.action, work.about.object = "hand_over_catalogue", f"catalogue:{code}"[:80]
    seats = seats_of_actor(work.session, work.actor, work.today)
    if not administered(seats):
        raise ForbiddenError(Message(N_("Only a business administrator hands a catalogue over.")))
    catalogue, place = catalogue_with_place(work, code)
    seat = administering_seat(seats, place)
    if seat is None:
        raise NotFoundError
    return catalogue, place, seat


def _sound(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise invalid("why", N_("Say in a sentence why the catalogue is handed over."))
    if len(said) > LONGEST_REASON:
        raise invalid("why", N_("At most %(most)s characters fit here."), most=LONGEST_REASON)
    return said


def _lock(work: Unit, catalogue: Catalogue, of: int | None) -> None:
    """Hold the proposals first and then the catalogue, as publishing does, and read the catalogue again."""
    if work.is_sqlite:
        return
    body = of or catalogue.body_id
    work.session.execute(
        sa.select(Proposal.id)
        .where(going_along(catalogue.id, body))
        .order_by(Proposal.id)
        .with_for_update(of=Proposal)
    )
    work.session.refresh(catalogue, with_for_update=True)


def _carry_out(work: Unit, catalogue: Catalogue, share: Share, body: Body, reason: str, seat: Seat) -> int:
    along = _proposals(work, catalogue, share)
    if share.holds:
        catalogue.body_id = body.id
    row = CatalogueHandOver(
        catalogue_id=catalogue.id,
        from_body_id=share.body.id,
        to_body_id=body.id,
        with_catalogue=share.holds,
        proposals=len(along),
        reason=reason,
        person_id=work.actor.person_id or 0,
        on_behalf_of_id=work.actor.on_behalf_of_id,
        handed_over_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    sides = {"body_before": str(share.body.id), "body_after": str(body.id)}
    record(
        work,
        Happening(
            action="catalogue_handed_over",
            subject=Subject(
                kind="catalogue",
                id=catalogue.code,
                jurisdiction_id=catalogue.jurisdiction_id,
                catalogue_id=catalogue.id,
            ),
            seat=seat,
            comment=reason,
            details={
                "hand_over": str(row.id),
                **sides,
                "outcome": "catalogue" if share.holds else "proposals",
                "proposals": [one.number for one, _ in along],
            },
        ),
    )
    for proposal, content_sha256 in along:
        proposal.drafting_body_id = body.id
        proposal.version += 1
        record(
            work,
            Happening(
                action="drafting_handed_over",
                subject=proposal_subject(proposal, catalogue),
                seat=seat,
                proposal=proposal,
                from_state=proposal.state,
                content_sha256=content_sha256,
                details=sides,
            ),
        )
    return row.id


def _proposals(work: Unit, catalogue: Catalogue, share: Share) -> Sequence[tuple[Proposal, str | None]]:
    """Return the proposals that go along, each with the hash of its newest revision."""
    if not share.proposals:
        return []
    rows = work.session.execute(
        sa.select(Proposal, Revision.content_sha256)
        .outerjoin(
            Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
        )
        .where(going_along(catalogue.id, share.body.id))
        .order_by(Proposal.id)
    )
    return [(proposal, content_sha256) for proposal, content_sha256 in rows]
