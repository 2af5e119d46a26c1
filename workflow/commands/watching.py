"""Watching a catalogue (关注): whoever does is told of every release, and finds its proposals in the inbox."""

import sqlalchemy as sa

from models import Catalogue, Subscription
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, NotFoundError
from workflow.permissions import Standing
from workflow.unit import Unit, unit


def watch(code: str, *, actor: Actor) -> None:
    """Begin to watch a catalogue; doing so again changes nothing. In one's own name, whoever one stands in for.

    Raises: NotFoundError for an unknown catalogue; ForbiddenError for administrators of the system.
    """
    with unit(actor) as work:
        catalogue, kept = _asked(work, code, "watch")
        if kept is None:
            work.session.add(Subscription(person_id=actor.person_id or 0, catalogue_id=catalogue.id))
            _record(work, "catalogue_watched", catalogue)


def stop_watching(code: str, *, actor: Actor) -> None:
    """Stop watching a catalogue; doing so again changes nothing."""
    with unit(actor) as work:
        catalogue, kept = _asked(work, code, "stop_watching")
        if kept is not None:
            work.session.delete(kept)
            _record(work, "catalogue_unwatched", catalogue)


def _asked(work: Unit, code: str, action: str) -> tuple[Catalogue, Subscription | None]:
    work.about.action, work.about.object = action, f"catalogue:{code}"[:80]
    catalogue = work.session.scalar(
        sa.select(Catalogue).where(Catalogue.code == code, Catalogue.current_release_no.is_not(None))
    )
    if catalogue is None:
        raise NotFoundError
    seats = seats_of_actor(work.session, work.actor, work.today)
    if not seats or Standing(seats=seats).is_administrator_only:
        raise ForbiddenError(Message(N_("Administrators of the system do not see business content.")))
    work.hold_person(work.actor.person_id or 0)
    kept = work.session.scalar(
        sa.select(Subscription).where(
            Subscription.person_id == work.actor.person_id, Subscription.catalogue_id == catalogue.id
        )
    )
    return catalogue, kept


def _record(work: Unit, action: str, catalogue: Catalogue) -> None:
    subject = Subject(
        kind="catalogue",
        id=catalogue.code,
        jurisdiction_id=catalogue.jurisdiction_id,
        catalogue_id=catalogue.id,
    )
    record(work, Happening(action=action, subject=subject, owed=False))
