"""A proposal as a command has it: loaded and locked, with how the actor stands to it."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Catalogue,
    Decision,
    Delegation,
    Jurisdiction,
    Proposal,
    ProposalStep,
    Revision,
    Route,
    RouteStep,
    SignOff,
)
from values.messages import N_, Message
from values.proposal_content import RevisionContent, revision_content
from values.vocabulary import Action, Outcome, State, StepKind
from workflow.actor import Actor
from workflow.audit import NEWEST_LOG, know_log
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError
from workflow.parts import contributors_of, deciders_of, signers_of
from workflow.permissions import Seat, Standing, Turn
from workflow.reach import seats_of, visible_proposals
from workflow.unit import Unit

if TYPE_CHECKING:
    from workflow.outcomes import Outcome as RulesOutcome


@dataclass
class Case:
    """A proposal with its catalogue, route, present revision and its steps and sign-offs."""

    proposal: Proposal
    catalogue: Catalogue
    route: Route
    jurisdiction: Jurisdiction
    revision: Revision | None
    steps: list[ProposalStep]
    """Of the present revision, in order."""
    sign_offs: list[SignOff]
    """On any revision, in order."""
    decisions: list[Decision]
    contributors: set[int]
    """Who wrote into any revision, or into the draft since."""
    standing: Standing
    reopened_step_id: int | None = None
    """The step that sent the proposal back, while an unchanged submit returns to it."""
    outcome: "RulesOutcome | None" = None
    """What the rules found when the action asked them."""

    @property
    def content(self) -> RevisionContent:
        """What the present revision says."""
        return _read(self.given_revision.data)

    @property
    def given_revision(self) -> Revision:
        """The present revision; only called where the state implies one."""
        if self.revision is None:
            raise NotAllowedError(Message(N_("This proposal has not been submitted yet.")))
        return self.revision

    @property
    def valid_sign_offs(self) -> dict[int, SignOff]:
        """The newest sign-off of each step of the present revision."""
        ids = {step.id for step in self.steps}
        return {one.step_id: one for one in self.sign_offs if one.step_id in ids}

    @property
    def has_secrecy_opinion(self) -> bool:
        """Whether the secrecy review (保密审查) agreed to the present revision (R11)."""
        signed = self.valid_sign_offs
        agreed = {Outcome.AGREED, Outcome.AGREED_WITH_CHANGES}
        return any(
            step.kind is StepKind.SECRECY_REVIEW and step.id in signed and signed[step.id].outcome in agreed
            for step in self.steps
        )

    @property
    def open_steps(self) -> list[ProposalStep]:
        """Steps of the present revision without a completing sign-off."""
        done = {step for step, one in self.valid_sign_offs.items() if one.outcome.completes_step}
        return [step for step in self.steps if step.id not in done]

    @property
    def steps_in_turn(self) -> list[ProposalStep]:
        """The open steps of the first open position."""
        opened = self.open_steps
        return [step for step in opened if step.position == opened[0].position]


@lru_cache(maxsize=8)
def _read(data: bytes) -> RevisionContent:
    """Read what a revision says; it is frozen, and every check of an action asks for it."""
    return revision_content(json.loads(data))


_FOUND = (
    sa.select(Proposal, Catalogue.jurisdiction_id, NEWEST_LOG.scalar_subquery())
    .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
    .where(Proposal.number == sa.bindparam("number"))
)


@lru_cache(maxsize=256)
def _found_by(seats: tuple[Seat, ...], *, locks: bool) -> sa.Select[Any]:
    """Return the query for a proposal by its number, with whether someone with these seats may see it."""
    asked = _FOUND.add_columns(visible_proposals(seats))
    return asked.with_for_update(of=Proposal) if locks else asked


Around: TypeAlias = tuple[Catalogue, Route, Jurisdiction, Revision | None]
"""What a proposal belongs to, and its present revision."""


def with_around(asked: sa.Select[Any]) -> sa.Select[Any]:
    """Return a query of proposals with an `Around` behind what it asks for; it is None where there is no proposal."""
    return (
        asked.add_columns(Catalogue, Route, Jurisdiction, Revision)
        .outerjoin(Catalogue, Catalogue.id == Proposal.catalogue_id)
        .outerjoin(Route, Route.id == sa.func.coalesce(Proposal.route_id, Catalogue.route_id))
        .outerjoin(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .outerjoin(
            Revision, sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
        )
    )


_SURROUNDINGS = with_around(sa.select().select_from(Proposal)).where(Proposal.id == sa.bindparam("proposal"))
_STEPS = (
    sa.select(ProposalStep, SignOff)
    .outerjoin(SignOff, SignOff.step_id == ProposalStep.id)
    .where(ProposalStep.proposal_id == sa.bindparam("proposal"))
    .order_by(ProposalStep.position, ProposalStep.id, SignOff.id)
)
_DECISIONS = sa.select(Decision).where(Decision.proposal_id == sa.bindparam("proposal")).order_by(Decision.id)
_ROUTE_STEPS = sa.select(RouteStep).where(RouteStep.route_id == sa.bindparam("route"))
"""These are made once: every command asks them, and making a statement takes longer than SQLite does."""


def open_case(unit: Unit, number: str, action: Action | str) -> Case:
    """Load and lock a proposal for a command.

    Raises: NotFoundError where it does not exist or is hidden from the actor; ForbiddenError for those who
    hold nothing but offices of the 三员.
    """
    unit.about.action = str(action)
    unit.about.object = f"proposal:{number}"[:80]
    seats = seats_of_actor(unit.session, unit.actor, unit.today)
    proposal, unit.about.jurisdiction_id, log, is_seen = _find(
        unit.session, _found_by(seats, locks=True), number
    )
    if log:
        know_log(unit, log)
    proposal = _require_visible(proposal, unit.actor, seats, is_seen=is_seen)
    return _stood_to(unit.session, surroundings(unit.session, proposal), unit.actor, seats)


def read_case(session: Session, number: str, actor: Actor, *, today: date) -> Case:
    """Load a proposal for a page, without locking it; raise as `open_case` does."""
    seats = seats_of_actor(session, actor, today)
    proposal, _, _, is_seen = _find(session, _found_by(seats, locks=False), number)
    proposal = _require_visible(proposal, actor, seats, is_seen=is_seen)
    return _stood_to(session, surroundings(session, proposal), actor, seats)


def _find(session: Session, asked: sa.Select[Any], number: str) -> Any:
    found = session.execute(asked, {"number": number}).one_or_none() if number.isprintable() else None
    return found or (None, None, None, False)


def _require_visible(
    proposal: Proposal | None, actor: Actor, seats: tuple[Seat, ...], *, is_seen: bool
) -> Proposal:
    """Return the proposal if the actor may see it; administrators learn not even whether it exists."""
    if seats and Standing(seats=seats).is_administrator_only:
        raise ForbiddenError(Message(N_("Administrators of the system do not see business content.")))
    if proposal is None or (actor.person_id is not None and not is_seen):
        raise NotFoundError
    return proposal


def load_case(session: Session, proposal: Proposal, actor: Actor, *, today: date) -> Case:
    """Load what surrounds a proposal and how the actor stands to it; a fixed number of statements."""
    seats = seats_of_actor(session, actor, today)
    return _stood_to(session, surroundings(session, proposal), actor, seats)


def surroundings(session: Session, proposal: Proposal, around: Around | None = None) -> Case:
    """Load what surrounds a proposal and is not known already; whoever looks, it has no decisions and no standing."""
    found = around or session.execute(_SURROUNDINGS, {"proposal": proposal.id}).one()
    catalogue, route, jurisdiction, revision = found
    # Before the first submission there is neither a step nor a sign-off.
    is_submitted = proposal.revision_no is not None
    rows = session.execute(_STEPS, {"proposal": proposal.id}).all() if is_submitted else []
    steps = {step.id: step for step, _ in rows if step.revision_no == proposal.revision_no}
    sign_offs = [signed for _, signed in rows if signed is not None]
    return Case(
        proposal=proposal,
        catalogue=catalogue,
        route=route,
        jurisdiction=jurisdiction,
        revision=revision,
        steps=list(steps.values()),
        sign_offs=sorted(sign_offs, key=lambda one: one.id),
        decisions=[],
        contributors=contributors_of(session, proposal),
        standing=Standing(),
    )


def _stood_to(session: Session, case: Case, actor: Actor, seats: tuple[Seat, ...]) -> Case:
    """Add to a case what was decided, and how the actor stands to it."""
    if case.revision is not None:
        case.decisions = list(session.scalars(_DECISIONS, {"proposal": case.proposal.id}))
    case.standing = _standing(session, case, actor, seats)
    return case


def _standing(session: Session, case: Case, actor: Actor, seats: tuple[Seat, ...]) -> Standing:
    people = set(actor.person_ids)
    proposal, route = case.proposal, case.route
    turns = [_turn(step) for step in case.steps_in_turn] if case.steps else []
    if proposal.state is State.IN_REVIEW and (own := _replaceable(case, people)):
        # Whoever may take one step only can still change their mind about it, but not take the next.
        turns = [*(turns if route.allows_two_steps else ()), *own]
    waiting = {turn.step for turn in turns}
    return Standing(
        seats=seats,
        drafting_body=proposal.drafting_body_id,
        holding_body=case.catalogue.body_id,
        publishing_bodies=frozenset({route.publishing_body_id} if route.publishing_body_id else ()),
        has_contributed=bool(people & case.contributors),
        has_signed=bool(people & signers_of(case.sign_offs)),
        has_decided=bool(people & deciders_of(case.decisions)),
        turns=tuple(turns),
        steps=tuple(_turn(step) for step in (case.steps or route_steps(session, route))),
        took_a_step=bool(
            people
            & signers_of(
                one
                for one in case.valid_sign_offs.values()
                if one.step_id not in waiting and one.outcome is not Outcome.RETURNED
            )
        ),
        route_allows_two_steps=route.allows_two_steps,
        returned_by_supervisor=proposal.returned_by_supervisor,
    )


def _replaceable(case: Case, people: set[int]) -> list[Turn]:
    """Return the steps that these people completed, as long as nobody has taken a later step since."""
    places = {step.id: step.position for step in case.steps}
    signed = case.valid_sign_offs
    return [
        _turn(step)
        for step in case.steps
        if (one := signed.get(step.id))
        and one.outcome.completes_step
        and {one.actor_id, one.on_behalf_of_id} & people
        and not any(
            later.id > one.id and places.get(later.step_id, 0) > step.position for later in case.sign_offs
        )
    ]


def _turn(step: ProposalStep | RouteStep) -> Turn:
    return Turn(step=step.id, body=step.body_id, post=step.post)


def route_steps(session: Session, route: Route) -> list[RouteStep]:
    """Return what a route asks for, in its order."""
    return sorted(session.scalars(_ROUTE_STEPS, {"route": route.id}), key=lambda one: (one.position, one.id))


def seats_of_actor(session: Session, actor: Actor, today: date) -> tuple[Seat, ...]:
    """Return the seats the actor acts from: their own, or those of the person they stand in for."""
    if actor.person_id is None:
        return ()
    if actor.on_behalf_of_id is None:
        return seats_of(session, actor.person_id, today)
    deputed = session.scalar(
        sa.select(Delegation.id).where(
            Delegation.person_id == actor.on_behalf_of_id,
            Delegation.deputy_id == actor.person_id,
            Delegation.valid_from <= today,
            Delegation.valid_until >= today,
        )
    )
    return seats_of(session, actor.on_behalf_of_id, today) if deputed else ()
