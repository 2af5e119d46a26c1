"""Routes in the hands of the business administrator (业务管理员): set up, change, acknowledge, give to a catalogue."""

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from models import Jurisdiction, Route, RouteAcknowledgement, RouteStep
from values.messages import N_, Message
from values.route_plan import (
    STATUTORY_WORKING_DAYS,
    PlannedStep,
    RoutePlan,
    longest,
    reviews_everything,
)
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, NotFoundError, StaleError, invalid
from workflow.once import once
from workflow.permissions import Seat
from workflow.queries.routes import (
    RouteFile,
    administered,
    assignable_catalogues,
    nameable_bodies,
    number_of,
    plan_of_route,
    route_file,
)
from workflow.unit import Unit, unit

LONGEST_NAME = 200
LONGEST_REASON = 4000
MOST_STEPS = 30
MOST_WORKING_DAYS = 60


def set_up(
    jurisdiction_id: int, plan: RoutePlan, *, actor: Actor, reason: str = "", key: str | None = None
) -> int:
    """Add a route of a jurisdiction and return its number.

    Raises: InvalidError for what is missing or wrong, and for a route that does not fit the statutory time
    while nobody says why it is kept.
    """
    with unit(actor) as work:
        seat = _seat(work, jurisdiction_id, "set_up_route", f"jurisdiction:{jurisdiction_id}")
        jurisdiction = work.session.get_one(Jurisdiction, jurisdiction_id)
        _require_sound(plan, nameable_bodies(work.session, jurisdiction))
        _require_acknowledged(plan, reason)

        def added() -> str:
            route = _write(work, plan, jurisdiction_id)
            _acknowledge(work, route, plan, reason)
            details = {"after": plan.plain}
            _record(work, seat, "route_set_up", route, reason if _is_long(plan) else "", details)
            return str(route.id)

        return int(once(work, key, added))


def change_route(number: int, plan: RoutePlan, *, actor: Actor, version: int, reason: str = "") -> int:
    """Write the next version of a route and return its version; catalogues that took it take the new one.

    Proposals under way keep the version that their revision took (docs/decisions/0006 and 0018). An unchanged plan
    makes no version; with a reason it acknowledges that the present one does not fit.
    Raises: StaleError where another administrator was quicker; InvalidError as `set_up` does.
    """
    with unit(actor) as work:
        found, seat = _held(work, number, "change_route")
        if found.route.version != version:
            raise StaleError(seen=version, present=found.route.version)
        offered = nameable_bodies(work.session, found.jurisdiction)
        _require_sound(plan, {*offered, *_bodies_of(found.plan)})
        if plan == found.plan:
            if reason.strip() and _is_long(plan):
                _acknowledge(work, found.route, plan, reason)
                details = {"version": found.route.version, "longest": longest(plan)}
                _record(work, seat, "route_acknowledged", found.route, reason, details)
            return found.route.version
        _require_acknowledged(plan, reason)
        route = _write(work, plan, found.route.jurisdiction_id, before=found.route)
        _acknowledge(work, route, plan, reason)
        for catalogue in found.catalogues:
            catalogue.route_id = route.id
        _record(
            work,
            seat,
            "route_changed",
            route,
            reason if _is_long(plan) else "",
            {
                "version": route.version,
                "before": found.plan.plain,
                "after": plan.plain,
                "catalogues": [one.code for one in found.catalogues],
            },
        )
        return route.version


def assign_route(number: int, catalogue: str, *, actor: Actor, before: int | None = None) -> None:
    """Give a catalogue of the jurisdiction, or of one of its townships, the route, from its next revision on.

    Args:
        number: of the route.
        catalogue: its code.
        actor: who acts.
        before: the number of the route that the page showed for the catalogue.
    """
    with unit(actor) as work:
        found, seat = _held(work, number, "assign_route")
        taken = assignable_catalogues(work.session, found.jurisdiction)
        row, present = next(((one, route) for one, route in taken if one.code == catalogue), (None, None))
        if row is None or present is None:
            raise NotFoundError
        if number_of(present) == number:
            return
        if before is not None and before != number_of(present):
            raise StaleError(seen=before, present=number_of(present))
        row.route_id = found.route.id
        record(
            work,
            Happening(
                action="route_assigned",
                subject=Subject(
                    kind="catalogue",
                    id=row.code,
                    jurisdiction_id=row.jurisdiction_id,
                    catalogue_id=row.id,
                ),
                seat=seat,
                details={"before": str(number_of(present)), "after": str(number)},
                owed=False,
            ),
        )


def require_review(steps: Iterable[PlannedStep]) -> None:
    """Refuse a route on which some proposals would pass unreviewed."""
    if not reviews_everything(steps):
        raise invalid("steps", N_("A route needs at least one step that every proposal takes."))


def plan_of(route: Route, steps: Sequence[PlannedStep]) -> RoutePlan:
    """Return a route that is just being set up as a plan."""
    return plan_of_route(route, rows_of_steps(route, steps))


def _seat(work: Unit, jurisdiction_id: int, action: str, about: str) -> Seat:
    """Return the seat from which the jurisdiction's routes are administered."""
    work.about.action, work.about.object = action, about
    seats = seats_of_actor(work.session, work.actor, work.today)
    if not administered(seats):
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    if jurisdiction_id not in administered(seats):
        raise NotFoundError
    work.about.jurisdiction_id = jurisdiction_id
    return next(seat for seat in seats if seat.jurisdiction == jurisdiction_id and administered([seat]))


def _held(work: Unit, number: int, action: str) -> tuple[RouteFile, Seat]:
    """Lock a route by its first version, so that its versions come one after the other, and return the newest."""
    if not work.is_sqlite:
        first = sa.select(Route.id).where(Route.id == number).with_for_update(key_share=True)
        work.session.execute(first)
    found = route_file(work.session, number)
    seat = _seat(work, found.route.jurisdiction_id if found else 0, action, f"route:{number}")
    if found is None:
        raise NotFoundError
    return found, seat


def _is_long(plan: RoutePlan) -> bool:
    return longest(plan) > STATUTORY_WORKING_DAYS


def _bodies_of(plan: RoutePlan) -> set[int]:
    named = {step.body_id for step in plan.steps}
    return named | ({plan.publishing_body_id} if plan.publishing_body_id else set())


def _require_sound(plan: RoutePlan, offered: Iterable[int]) -> None:
    if not plan.name.strip():
        raise invalid("name", N_("Give the route a name."))
    if len(plan.name) > LONGEST_NAME:
        raise invalid("name", N_("At most %(most)s characters fit here."), most=LONGEST_NAME)
    if len(plan.steps) > MOST_STEPS:
        raise invalid("steps", N_("A route can have %(most)s steps at most."), most=MOST_STEPS)
    require_review(plan.steps)
    if not _bodies_of(plan) <= set(offered):
        raise invalid("steps", N_("Choose among the bodies that are listed."))
    periods = [plan.apply_working_days or 0, plan.approval_working_days, plan.publication_working_days]
    if not all(0 <= days <= MOST_WORKING_DAYS for days in periods) or not all(
        1 <= step.working_days <= MOST_WORKING_DAYS for step in plan.steps
    ):
        raise invalid(
            "working_days", N_("Give a number of working days from 1 to %(most)s."), most=MOST_WORKING_DAYS
        )


def _require_acknowledged(plan: RoutePlan, reason: str) -> None:
    if _is_long(plan) and not reason.strip():
        raise invalid(
            "reason",
            N_(
                "On its longest way this route takes %(longest)s working days, beyond the statutory %(statutory)s."
                " Say in a sentence why it is kept."
            ),
            longest=longest(plan),
            statutory=STATUTORY_WORKING_DAYS,
        )
    if len(reason.strip()) > LONGEST_REASON:
        raise invalid("reason", N_("At most %(most)s characters fit here."), most=LONGEST_REASON)


def _write(work: Unit, plan: RoutePlan, jurisdiction_id: int, *, before: Route | None = None) -> Route:
    route = Route(
        name=plan.name.strip(),
        jurisdiction_id=jurisdiction_id,
        allows_two_steps=plan.allows_two_steps,
        apply_working_days=plan.apply_working_days,
        approval_working_days=plan.approval_working_days,
        publication_working_days=plan.publication_working_days,
        publishing_body_id=plan.publishing_body_id,
        version=before.version + 1 if before else 1,
        first_id=number_of(before) if before else None,
    )
    work.session.add(route)
    work.session.flush()
    work.session.add_all(rows_of_steps(route, plan.steps))
    return route


def rows_of_steps(route: Route, steps: Sequence[PlannedStep]) -> list[RouteStep]:
    """Return the planned steps of a route as they are stored."""
    return [
        RouteStep(
            route_id=route.id,
            position=step.position,
            kind=step.kind,
            body_id=step.body_id,
            post=step.post,
            working_days=step.working_days,
            operations=step.operations,
            normative_only=step.normative_only,
        )
        for step in steps
    ]


def _acknowledge(work: Unit, route: Route, plan: RoutePlan, reason: str) -> None:
    """Keep with name and reason that the route is known not to fit; nothing where it fits."""
    if _is_long(plan):
        work.session.add(
            RouteAcknowledgement(
                route_id=route.id,
                person_id=work.actor.person_id or 0,
                on_behalf_of_id=work.actor.on_behalf_of_id,
                reason=reason.strip(),
                longest=longest(plan),
                acknowledged_at=work.now,
            )
        )


def _record(
    work: Unit, seat: Seat, action: str, route: Route, reason: str, details: Mapping[str, object]
) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(kind="route", id=str(number_of(route)), jurisdiction_id=route.jurisdiction_id),
            seat=seat,
            comment=reason.strip() or None,
            details=details,
            owed=False,
        ),
    )
