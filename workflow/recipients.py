"""Who is told: each audience of the transition table, resolved to people."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Assignment,
    Catalogue,
    Comment,
    Event,
    OpinionRequest,
    Person,
    Proposal,
    Release,
    Subscription,
)
from models.db import ask
from values.vocabulary import Action, Audience, Role, State
from workflow.case import Around, Case, surroundings
from workflow.destruction_recipients import told_of_destruction
from workflow.hand_over_recipients import told_of_hand_over
from workflow.hiding_recipients import overseers_above, told_of_hiding
from workflow.holders import drafters_in_charge, holders_in, holds_on
from workflow.lifecycle import told_of
from workflow.parts import signers_of
from workflow.queries.opinions import unanswered
from workflow.superiors import superiors
from workflow.told_above import concerns_overseers

OTHER_EVENTS: dict[str, tuple[Audience, ...]] = {
    "comment_added": (Audience.DISCUSSION,),
    "comment_resolved": (Audience.DISCUSSION,),
    "reminded": (Audience.STEP_HOLDERS,),
    "escalated": (Audience.SUPERIORS,),
    "schedule_failed": (Audience.PUBLISHERS, Audience.SUPERVISORS, Audience.CONTRIBUTORS),
    "consultation_over": (Audience.CONTRIBUTORS,),
    "validity_ending": (Audience.CONTRIBUTORS, Audience.PUBLISHERS, Audience.IN_CHARGE),
    "delegated": (Audience.DEPUTY,),
    "taken_on": (Audience.ATTENDING, Audience.CONTRIBUTORS),
    "passed_on": (Audience.ATTENDING,),
    "catalogue_handed_over": (Audience.DRAFTERS, Audience.SUPERVISORS, Audience.PUBLISHERS),
    "drafting_handed_over": (Audience.DRAFTERS, Audience.CONTRIBUTORS),
    "hiding_begun": (Audience.SUPERVISORS, Audience.PUBLISHERS),
    "hiding_approved": (Audience.SUPERVISORS, Audience.PUBLISHERS),
    "hiding_lifted": (Audience.SUPERVISORS, Audience.PUBLISHERS),
    "hiding_escalated": (Audience.SUPERVISORS, Audience.PUBLISHERS, Audience.OVERSEERS),
    "hiding_ended": (Audience.SUPERVISORS, Audience.PUBLISHERS, Audience.OVERSEERS),
    "destruction_proposed": (Audience.SUPERVISORS,),
    "opinion_requested": (Audience.ASKED_BODIES,),
    "opinion_reminded": (Audience.ASKED_BODIES,),
    "basis_draft_opened": (Audience.DRAFTERS,),
    "opinion_given": (Audience.CONTRIBUTORS, Audience.STEP_HOLDERS),
}
"""Who is told of events that are no transitions."""


BESIDE_PROPOSALS = {
    "hiding": told_of_hiding,
    "destruction_list": told_of_destruction,
    "catalogue": told_of_hand_over,
}
"""Who resolves the audiences of events that belong to no proposal, by what those are about."""


def audiences_of(event: Event) -> tuple[Audience, ...]:
    """Return who is told of an event, by the table."""
    if event.action in set(Action) and event.from_state and event.to_state:
        return told_of(Action(event.action), State(event.from_state), State(event.to_state))
    return OTHER_EVENTS.get(event.action, ())


def recipients(
    session: Session, event: Event, *, today: date, around: Around | None = None
) -> dict[int, Audience]:
    """Return the people to be told, each with the first audience they belong to; never who acted, nor who has left.

    What the event's proposal belongs to may be known already.
    """
    found = _told(session, event, today, around)
    for person in ask(session, _LEFT, {"people": list(found)}).scalars().all() if found else ():
        del found[person]
    return found


_LEFT = sa.select(Person.id).where(
    Person.id.in_(sa.bindparam("people", expanding=True)), Person.password_hash == ""
)


def _told(session: Session, event: Event, today: date, around: Around | None) -> dict[int, Audience]:
    audiences = audiences_of(event)
    if audiences and (aside := BESIDE_PROPOSALS.get(event.subject_kind)):
        return aside(session, event, audiences, today=today)
    if event.action == "delegated":
        deputy = int(json.loads(event.data)["details"]["deputy"])
        return dict.fromkeys({deputy} - {event.actor_id}, Audience.DEPUTY)
    proposal = session.get(Proposal, event.proposal_id) if audiences and event.proposal_id else None
    if proposal is None:
        return {}
    case = surroundings(session, proposal, around)
    if event.action == "validity_ending" and event.catalogue_id:
        # A body change makes releases of other catalogues as well.
        case = replace(case, catalogue=session.get_one(Catalogue, event.catalogue_id))
    if event.action == Action.PUBLISH and concerns_overseers(session, case, today=today):
        audiences = (*audiences, Audience.OVERSEERS)
    found: dict[int, Audience] = {}
    for audience in audiences:
        for person in _people(session, event, case, audience, today):
            found.setdefault(person, audience)
    for one in (event.actor_id, event.on_behalf_of_id):
        found.pop(one or 0, None)
    return found


def _people(session: Session, event: Event, case: Case, audience: Audience, today: date) -> Iterable[int]:
    """Return an audience; the event names which bodies still have to answer, and what went up a level."""
    people = PEOPLE[audience](session, case, today)
    if audience not in {Audience.ASKED_BODIES, Audience.SUPERIORS, Audience.ATTENDING}:
        return people
    details = json.loads(event.data)["details"]
    if audience is Audience.ATTENDING:
        return [int(person) for person in (details["to"], details["from"]) if person]
    if audience is Audience.SUPERIORS:
        return superiors(session, case, details, today)
    named = {int(body) for body in details.get("bodies") or [details["body"]]}
    return set(people) & _reviewers(session, today, named)


def _holding(session: Session, today: date, role: Role, bodies: Collection[int | None]) -> set[int]:
    return {person for person, _, _ in holders_in(session, today, role, bodies)}


def _contributors(_: Session, case: Case, __: date) -> Iterable[int]:
    return case.contributors


def _signers(_: Session, case: Case, __: date) -> Iterable[int]:
    return signers_of(case.sign_offs)


def _step_holders(session: Session, case: Case, today: date) -> Iterable[int]:
    if not case.steps or case.proposal.state is not State.IN_REVIEW:
        return set()
    places = [(step.body_id, step.post) for step in case.steps_in_turn]
    held = holders_in(session, today, Role.REVIEWER, {body for body, _ in places})
    return {
        person for person, body, post in held if {(body, post), (body, "")} & set(places)
    } - case.contributors


def _supervisors(session: Session, case: Case, today: date) -> Iterable[int]:
    in_charge = _holding(session, today, Role.SUPERVISOR, {case.catalogue.body_id})
    return in_charge - case.contributors - signers_of(case.sign_offs)


def _publishers(session: Session, case: Case, today: date) -> Iterable[int]:
    bodies = {case.catalogue.body_id, case.route.publishing_body_id}
    return _holding(session, today, Role.PUBLISHER, bodies)


def _subscribers(session: Session, case: Case, _: date) -> Iterable[int]:
    asked = {"catalogue": case.catalogue.id, "proposal": case.proposal.id}
    return ask(session, _SUBSCRIBED, asked).scalars()


_SUBSCRIBED = sa.select(Subscription.person_id).where(
    sa.or_(
        Subscription.catalogue_id == sa.bindparam("catalogue"),
        # A body change makes releases of other catalogues as well.
        Subscription.catalogue_id.in_(
            sa.select(Release.catalogue_id).where(Release.proposal_id == sa.bindparam("proposal"))
        ),
    )
)


def _bodies_below(session: Session, case: Case, today: date) -> Iterable[int]:
    return set(ask(session, _BELOW, {"catalogue": case.catalogue.id, "day": today}).scalars())


_BELOW = sa.select(Assignment.person_id).where(
    Assignment.role == Role.DRAFTER,
    holds_on(sa.bindparam("day")),
    Assignment.body_id.in_(
        sa.select(Catalogue.body_id).where(Catalogue.upstream_catalogue_id == sa.bindparam("catalogue"))
    ),
)


def _discussion(session: Session, case: Case, today: date) -> Iterable[int]:
    wrote = set(session.scalars(sa.select(Comment.author_id).where(Comment.proposal_id == case.proposal.id)))
    return {*case.contributors, *wrote, *_step_holders(session, case, today)}


def _overseers(session: Session, case: Case, today: date) -> Iterable[int]:
    return overseers_above(session, case.jurisdiction.path, 1, today)


def _asked_bodies(session: Session, case: Case, today: date) -> Iterable[int]:
    asked = (
        sa.select(OpinionRequest.body_id).join(Proposal, unanswered()).where(Proposal.id == case.proposal.id)
    )
    return _reviewers(session, today, set(session.scalars(asked)))


def _reviewers(session: Session, today: date, bodies: set[int]) -> set[int]:
    return _holding(session, today, Role.REVIEWER, bodies)


def _drafters(session: Session, case: Case, today: date) -> Iterable[int]:
    return _holding(session, today, Role.DRAFTER, {case.proposal.drafting_body_id})


def _in_charge(session: Session, case: Case, today: date) -> Iterable[int]:
    return drafters_in_charge(session, today, [case.catalogue.body_id]).values()


def _of_the_event(_: Session, __: Case, ___: date) -> Iterable[int]:
    return ()  # The event itself names who stands in or attends to it, or what went up a level.


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
    Audience.OVERSEERS: _overseers,
    Audience.ASKED_BODIES: _asked_bodies,
    Audience.DRAFTERS: _drafters,
    Audience.IN_CHARGE: _in_charge,
    Audience.DEPUTY: _of_the_event,
    Audience.SUPERIORS: _of_the_event,
    Audience.ATTENDING: _of_the_event,
}
"""One function an audience; a test holds that none is missing."""
