"""The trail as auditors read it: every event of their scope, filtered, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Event, Hiding, Proposal, Revision, RevisionChange
from values.canonical import content_hash
from values.clock import end_of_day, start_of_day
from workflow.action_groups import EVERYTHING, UNASKED, actions_of
from workflow.actor import SYSTEM
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.reach import visible_events

TOGETHER = 500
"""Events that an export reads at a time."""

NEIGHBOURS = 50


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What of the trail is wanted; empty: all. Everything in it may stand in an event: ids, codes and days."""

    action: str = ""
    """A kind of event or a group; empty: all but `UNASKED`; `EVERYTHING`: these too."""
    kind: str = ""
    """What the event is about: a proposal, a person, a route …"""
    subject: str = ""
    """The beginning of a proposal's number, a catalogue's code, an account's id …"""
    since: date | None = None
    until: date | None = None
    people: tuple[int, ...] = ()
    """Who acted, or for whom."""
    bodies: tuple[int, ...] = ()
    """For which body they acted."""
    catalogue: str = ""
    proposal: str = ""
    entry: str = ""
    """A row, by identity: the proposals whose revisions touch it, and its hidings."""
    request: str = ""
    """The beginning of a request's id."""

    @property
    def plain(self) -> dict[str, str]:
        """What is asked, as events name it; nothing of what is not."""
        said = {
            "action": self.action,
            "kind": self.kind,
            "subject": self.subject,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "people": ",".join(map(str, self.people)),
            "bodies": ",".join(map(str, self.bodies)),
            "catalogue": self.catalogue,
            "proposal": self.proposal,
            "entry": self.entry,
            "request": self.request,
        }
        return {name: text for name, text in said.items() if text}

    @property
    def id(self) -> str:
        """A short name of what is asked, the same for the same question."""
        return content_hash(self.plain)[:16]


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    """Some events, the newest first, and whether there are newer and older ones."""

    events: Sequence[Event]
    has_newer: bool
    has_older: bool


def timeline(
    session: Session,
    seats: tuple[Seat, ...],
    wanted: Filter,
    *,
    limit: int,
    before: int | None = None,
    after: int | None = None,
) -> TrailPage:
    """Return a page of events in one statement.

    Args:
        session: in which they are read.
        seats: what the reader is; events outside an auditor's scope do not exist.
        wanted: which events.
        limit: how many at most.
        before: only events older than this one.
        after: only events newer than this one, those next to it.
    """
    return page_of(session, conditions(seats, wanted), limit=limit, before=before, after=after)


def page_of(
    session: Session,
    where: Iterable[sa.ColumnElement[bool]],
    *,
    limit: int,
    before: int | None,
    after: int | None,
) -> TrailPage:
    """Return a page of the events for which conditions hold, in one statement."""
    statement = sa.select(Event).where(*where).limit(limit + 1)
    if after is not None:
        found = session.scalars(statement.where(Event.id > after).order_by(Event.id)).all()
        return TrailPage(events=found[:limit][::-1], has_newer=len(found) > limit, has_older=True)
    if before is not None:
        statement = statement.where(Event.id < before)
    found = session.scalars(statement.order_by(Event.id.desc())).all()
    return TrailPage(events=found[:limit], has_newer=before is not None, has_older=len(found) > limit)


def conditions(seats: tuple[Seat, ...], wanted: Filter) -> list[sa.ColumnElement[bool]]:
    """Return what limits a query of events to a reader's scope and to what is wanted."""
    found = [visible_events(seats), *of_columns(wanted)]
    if wanted.catalogue:
        catalogue = sa.select(Catalogue.id).where(Catalogue.code == wanted.catalogue).scalar_subquery()
        found.append(Event.catalogue_id == catalogue)
    if wanted.proposal:
        proposal = sa.select(Proposal.id).where(Proposal.number == wanted.proposal).scalar_subquery()
        refused = sa.and_(Event.subject_kind == "object", Event.subject_id == f"proposal:{wanted.proposal}")
        found.append(sa.or_(Event.proposal_id == proposal, refused))
    if wanted.entry:
        found.append(_about_entry(wanted.entry))
    return found


def of_columns(wanted: Filter) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what is wanted of the columns of an event itself."""
    if not wanted.action:
        yield Event.action.not_in(UNASKED)
    elif wanted.action != EVERYTHING:
        yield Event.action.in_(actions_of(wanted.action))
    if wanted.kind:
        yield Event.subject_kind == wanted.kind
    if wanted.subject:
        yield Event.subject_id.startswith(wanted.subject, autoescape=True)
    if wanted.since:
        yield Event.at >= start_of_day(wanted.since)
    if wanted.until:
        yield Event.at <= end_of_day(wanted.until)
    if wanted.people:
        yield sa.or_(Event.actor_id.in_(wanted.people), Event.on_behalf_of_id.in_(wanted.people))
    if wanted.bodies:
        yield Event.body_id.in_(wanted.bodies)
    if wanted.request:
        yield Event.request_id.startswith(wanted.request, autoescape=True)


def _about_entry(entry: str) -> sa.ColumnElement[bool]:
    touching = (
        sa.select(Revision.proposal_id)
        .join(RevisionChange, RevisionChange.revision_id == Revision.id)
        .where(RevisionChange.entry_id == entry)
    )
    hidings = sa.select(sa.cast(Hiding.id, sa.String)).where(Hiding.entry_id == entry)
    hidden = sa.and_(Event.subject_kind == "hiding", Event.subject_id.in_(hidings))
    return sa.or_(Event.proposal_id.in_(touching), hidden)


def counted(session: Session, seats: tuple[Seat, ...], wanted: Filter, *, most: int) -> tuple[int, int]:
    """Return the newest event that is wanted (0: none), and how many there are, counted up to one more than `most`."""
    found = sa.select(Event.id).where(*conditions(seats, wanted)).order_by(Event.id.desc()).limit(most + 1)
    ids = found.subquery()
    newest, count = session.execute(sa.select(sa.func.max(ids.c.id), sa.func.count())).one()
    return newest or 0, count


def exported(
    session: Session, seats: tuple[Seat, ...], wanted: Filter, *, upto: int, most: int
) -> Iterator[Sequence[Event]]:
    """Yield the events up to one of them, the newest first, some at a time, so that memory does not grow with them.

    Which ones is asked once; of each only its number is kept until its turn comes.
    """
    asked = sa.select(Event.id).where(*conditions(seats, wanted), Event.id <= upto)
    ids = session.scalars(asked.order_by(Event.id.desc()).limit(most)).all()
    for first in range(0, len(ids), TOGETHER):
        some = sa.select(Event).where(Event.id.in_(ids[first : first + TOGETHER]))
        yield session.scalars(some.order_by(Event.id.desc())).all()


def was_opened(session: Session, person_id: int, wanted: Filter, *, since: datetime) -> bool:
    """Whether a person's opening of the trail with this filter is in the trail since a moment."""
    asked = sa.select(Event.id).where(
        Event.subject_kind == "trail_filter",
        Event.subject_id == wanted.id,
        Event.action == "audit_opened",
        Event.actor_id == person_id,
        Event.at >= since,
    )
    return session.scalar(asked.limit(1)) is not None


def event_in_scope(session: Session, seats: tuple[Seat, ...], event_id: int) -> Event:
    """Return one event of the scope.

    Raises: NotFoundError.
    """
    event = session.scalar(sa.select(Event).where(Event.id == event_id, visible_events(seats)))
    if event is None:
        raise NotFoundError
    return event


def neighbours(session: Session, seats: tuple[Seat, ...], event: Event) -> Sequence[Event]:
    """Return the other events of the click that an event belongs to, in their order; the system clicks nothing."""
    if event.request_id == SYSTEM.request_id:
        return []
    return session.scalars(
        sa.select(Event)
        .where(Event.request_id == event.request_id, Event.id != event.id, visible_events(seats))
        .order_by(Event.id)
        .limit(NEIGHBOURS)
    ).all()
