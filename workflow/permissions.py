"""Who may: small named predicates over how a person stands to a proposal, and the verdict of the table on them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from values.vocabulary import ADMINISTRATORS, Post, Role


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A role of the acting person (or of the one they stand in for) in a body."""

    role: Role
    body: int
    post: Post
    jurisdiction: int
    path: str
    """The jurisdiction's path; an overseer or auditor reaches what begins with it."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A step that waits for its sign-off now."""

    step: int
    body: int
    post: Post | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a person stands to a proposal; everything the table asks, and nothing that needs a database."""

    seats: tuple[Seat, ...] = ()
    drafting_body: int = 0
    holding_body: int = 0
    publishing_bodies: frozenset[int] = frozenset()
    has_contributed: bool = False
    """Contributed to the draft or any revision, themselves or for another, or is stood in for by one who did."""
    has_signed: bool = False
    """Signed off any revision, or recorded a sign-off."""
    has_decided: bool = False
    """Took one of the supervisor's actions on any revision."""
    turns: tuple[Turn, ...] = ()
    """The steps that wait now, and the person's own that can still be replaced."""
    steps: tuple[Turn, ...] = ()
    """All steps of the present revision; before there is one, of the route."""
    took_a_step: bool = False
    """On the present revision, another step than those in turn."""
    route_allows_two_steps: bool = False
    is_schedule: bool = False
    """The system acts on a publisher's schedule."""
    completes_route: bool = False
    is_unchanged: bool = False
    returned_by_supervisor: bool = False

    def holds(self, role: Role, bodies: Iterable[int]) -> Seat | None:
        """Return the seat with which the person holds a role in one of the bodies."""
        wanted = set(bodies)
        return next((seat for seat in self.seats if seat.role is role and seat.body in wanted), None)

    @property
    def is_administrator_only(self) -> bool:
        """Whether the person holds nothing but offices of the 三员, which see no business content."""
        return bool(self.seats) and all(seat.role in ADMINISTRATORS for seat in self.seats)


Predicate = Callable[[Standing], Seat | None]
"""Returns the seat on whose authority the person acts, or None."""

SYSTEM_SEAT = Seat(role=Role.PUBLISHER, body=0, post=Post.STAFF, jurisdiction=0, path="")
"""On whose authority a schedule runs; the event names the scheduling event."""


def is_drafter(standing: Standing) -> Seat | None:
    """Hold 起草人 in the drafting body."""
    return standing.holds(Role.DRAFTER, [standing.drafting_body])


def is_free_drafter(standing: Standing) -> Seat | None:
    """Hold 起草人 in the drafting body without having judged any revision."""
    return None if standing.has_signed or standing.has_decided else is_drafter(standing)


def is_contributing_drafter(standing: Standing) -> Seat | None:
    """Hold 起草人 in the drafting body and have contributed."""
    return is_drafter(standing) if standing.has_contributed else None


def is_holder_of_step_in_turn(standing: Standing) -> Seat | None:
    """Hold 审核人 with the post of a step that is in turn, without a part in what is judged."""
    found = turn_of(standing)
    return found[1] if found else None


def turn_of(standing: Standing) -> tuple[Turn, Seat] | None:
    """Return the step that the person may take now, and the seat for it."""
    if standing.has_contributed or standing.has_decided:
        return None
    if standing.took_a_step and not standing.route_allows_two_steps:
        return None
    return _seat_for(standing, standing.turns)


def is_holder_of_a_step(standing: Standing) -> Seat | None:
    """Hold 审核人 with the post of any step, in turn or not, having neither contributed nor decided."""
    found = None if standing.has_contributed or standing.has_decided else _seat_for(standing, standing.steps)
    return found[1] if found else None


def _seat_for(standing: Standing, turns: Iterable[Turn]) -> tuple[Turn, Seat] | None:
    for turn in turns:
        for seat in standing.seats:
            if seat.role is Role.REVIEWER and seat.body == turn.body and turn.post in {None, seat.post}:
                return turn, seat
    return None


def is_supervisor(standing: Standing) -> Seat | None:
    """Hold 签发人 in the body that holds the catalogue, having neither contributed nor signed off."""
    if standing.has_contributed or standing.has_signed:
        return None
    return standing.holds(Role.SUPERVISOR, [standing.holding_body])


def is_publisher(standing: Standing) -> Seat | None:
    """Hold 发布员 in the body that holds the catalogue or that the route names; publishing is no judgement."""
    return standing.holds(Role.PUBLISHER, {standing.holding_body} | standing.publishing_bodies)


def is_publisher_or_schedule(standing: Standing) -> Seat | None:
    """Hold 发布员, or be the system acting on a schedule."""
    return SYSTEM_SEAT if standing.is_schedule else is_publisher(standing)


OUT_OF_TURN: dict[Predicate, Predicate] = {is_holder_of_step_in_turn: is_holder_of_a_step}
"""Who would satisfy a predicate at another moment: they are told "not now" instead of "not you"."""
