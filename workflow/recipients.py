"""Who is told: each audience of the transition table, resolved to people."""

from collections.abc import Callable, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Catalogue, Comment, Event, Proposal, Release, Subscription
from values.vocabulary import Action, Audience, Role, State
from workflow.actor import SYSTEM
from workflow.case import Case, contributors_of, load_case, signers_of
from workflow.lifecycle import told_of

OTHER_EVENTS: dict[str, tuple[Audience, ...]] = {
    "comment_added": (Audience.DISCUSSION,),
    "comment_resolved": (Audience.DISCUSSION,),
    "reminded": (Audience.STEP_HOLDERS,),
}
"""Who is told of events that are no transitions."""


def audiences_of(event: Event) -> tuple[Audience, ...]:
    """Return who is told of an event, by the table."""
    if event.action in set(Action) and event.from_state and event.to_state:
        return told_of(Action(event.action), State(event.from_state), State(event.to_state))
    return OTHER_EVENTS.get(event.action, ())


def recipients(session: Session, event: Event, *, today: date) -> dict[int, Audience]:
    """Return the people to be told, each with the first audience they belong to; never who acted."""
    audiences = audiences_of(event)
    proposal = session.get(Proposal, event.proposal_id) if event.proposal_id else None
    if not audiences or proposal is None:
        return {}
    case = load_case(session, proposal, SYSTEM, today=today)
    found: dict[int, Audience] = {}
    for audience in audiences:
        for person in PEOPLE[audience](session, case, today):
            found.setdefault(person, audience)
    for one in (event.actor_id, event.on_behalf_of_id):
        found.pop(one or 0, None)
    return found


def _holding(session: Session, today: date, role: Role, *where: sa.ColumnElement[bool]) -> set[int]:
    return set(
        session.scalars(
            sa.select(Assignment.person_id).where(
                Assignment.role == role,
                sa.or_(Assignment.valid_from.is_(None), Assignment.valid_from <= today),
                sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= today),
                *where,
            )
        )
    )


def _contributors(session: Session, case: Case, _: date) -> Iterable[int]:
    return contributors_of(session, case.proposal)


def _signers(_: Session, case: Case, __: date) -> Iterable[int]:
    return signers_of(case.sign_offs)


def _step_holders(session: Session, case: Case, today: date) -> Iterable[int]:
    if not case.steps or case.proposal.state is not State.IN_REVIEW:
        return set()
    places = [
        sa.and_(Assignment.body_id == step.body_id, *([Assignment.post == step.post] if step.post else []))
        for step in case.steps_in_turn
    ]
    return _holding(session, today, Role.REVIEWER, sa.or_(*places)) - contributors_of(session, case.proposal)


def _supervisors(session: Session, case: Case, today: date) -> Iterable[int]:
    in_charge = _holding(session, today, Role.SUPERVISOR, Assignment.body_id == case.catalogue.body_id)
    return in_charge - contributors_of(session, case.proposal) - signers_of(case.sign_offs)


def _publishers(session: Session, case: Case, today: date) -> Iterable[int]:
    bodies = {case.catalogue.body_id, case.route.publishing_body_id} - {None}
    return _holding(session, today, Role.PUBLISHER, Assignment.body_id.in_(bodies))


def _subscribers(session: Session, case: Case, _: date) -> Iterable[int]:
    # A body change makes releases of other catalogues as well.
    released = sa.select(Release.catalogue_id).where(Release.proposal_id == case.proposal.id)
    return session.scalars(
        sa.select(Subscription.person_id).where(
            sa.or_(Subscription.catalogue_id == case.catalogue.id, Subscription.catalogue_id.in_(released))
        )
    )


def _bodies_below(session: Session, case: Case, today: date) -> Iterable[int]:
    below = sa.select(Catalogue.body_id).where(Catalogue.upstream_catalogue_id == case.catalogue.id)
    return _holding(session, today, Role.DRAFTER, Assignment.body_id.in_(below))


def _discussion(session: Session, case: Case, today: date) -> Iterable[int]:
    wrote = set(session.scalars(sa.select(Comment.author_id).where(Comment.proposal_id == case.proposal.id)))
    return {*contributors_of(session, case.proposal), *wrote, *_step_holders(session, case, today)}


PEOPLE: dict[Audience, Callable[[Session, Case, date], Iterable[int]]] = {
    Audience.CONTRIBUTORS: _contributors,
    Audience.SIGNERS: _signers,
    Audience.STEP_HOLDERS: _step_holders,
    Audience.SUPERVISORS: _supervisors,
    Audience.PUBLISHERS: _publishers,
    Audience.WATCHERS: _subscribers,
    Audience.SUBSCRIBERS: _subscribers,
    Audience.BODIES_BELOW: _bodies_below,
    Audience.DISCUSSION: _discussion,
}
"""One function an audience; a test holds that none is missing."""
