"""What questions to the whole database find without hashing: states and releases that no event made, leaves that are gone."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Catalogue, Event, LedgerLeaf, LedgerLog, Proposal, Release
from values.messages import N_, Message
from values.vocabulary import Action
from workflow.sealing.walk import EVENT_GONE, LEAF_GONE, Wrong


def states_without_event(session: Session) -> Iterator[Wrong]:
    """Yield proposals whose present state no event made."""
    same = (
        Event.proposal_id == Proposal.id,
        Event.proposal_version == Proposal.version,
        Event.to_state == sa.type_coerce(Proposal.state, sa.String),
    )
    states = sa.select(Proposal.number).where(~sa.exists().where(*same)).order_by(Proposal.number)
    for number in session.scalars(states):
        yield Wrong(
            Message(N_("No event made the present state of proposal %(number)s."), {"number": number})
        )


def releases_without_event(session: Session, published: set[tuple[str, int]]) -> Iterator[Wrong]:
    """Yield releases that are not among those (catalogue, number) that the events of the whole log published."""
    rows = session.execute(_releases())
    yield from map(_no_event, sorted({(code, no) for code, no in rows} - published))


def releases_of_no_publication(session: Session) -> Iterator[Wrong]:
    """Yield releases whose proposal no event published; for a part of the log, whose events do not name them all."""
    published = sa.exists().where(
        Event.proposal_id == Release.proposal_id, Event.action == Action.PUBLISH.value
    )
    rows = session.execute(_releases().where(~published).order_by(Catalogue.code, Release.no))
    yield from (_no_event((code, no)) for code, no in rows)


def gone_leaves(session: Session, log: LedgerLog, size: int) -> Iterator[Wrong]:
    """Yield the first leaf that is missing below a size, and the first whose event is; for leaves that are not hashed."""
    after = aliased(LedgerLeaf)
    of_log = sa.select(sa.func.count()).select_from(LedgerLeaf).where(LedgerLeaf.log_no == log.no)
    if session.scalar(of_log) != size:
        follows = sa.exists().where(after.log_no == log.no, after.index == LedgerLeaf.index + 1)
        last = session.scalar(
            sa.select(sa.func.min(LedgerLeaf.index)).where(LedgerLeaf.log_no == log.no, ~follows)
        )
        has_first = session.get(LedgerLeaf, (log.no, 0)) is not None
        yield Wrong(Message(LEAF_GONE), index=last + 1 if last is not None and has_first else 0)
    index, event_id = session.execute(
        sa.select(sa.func.min(LedgerLeaf.index), sa.func.min(LedgerLeaf.event_id))
        .outerjoin(Event, Event.id == LedgerLeaf.event_id)
        .where(LedgerLeaf.log_no == log.no, Event.id.is_(None))
    ).one()
    if index is not None:
        yield Wrong(Message(EVENT_GONE), index=index, event_id=event_id)


def _releases() -> sa.Select[str, int]:
    return sa.select(Catalogue.code, Release.no).join(Catalogue, Catalogue.id == Release.catalogue_id)


def _no_event(release: tuple[str, int]) -> Wrong:
    code, no = release
    return Wrong(Message(N_("No event published release %(no)s of %(code)s."), {"no": str(no), "code": code}))
