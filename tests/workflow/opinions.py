"""A body of the county that can be asked for its opinion, and what tests do and look at around it."""

from models import Event, OpinionRequest
from tests.workflow.looking import rows_of, whole_inbox
from tests.world import World
from values.vocabulary import Audience, OpinionAnswer, Role
from workflow.case import read_case
from workflow.commands import opinions, register, review, submission
from workflow.errors import NotFoundError
from workflow.queries.opinions import AskedOpinion, asked_opinions
from workflow.reach import seats_of
from workflow.recipients import recipients
from workflow.unit import current_clock, transaction


def with_reviewer(world: World) -> int:
    """Give the employment centre a reviewer, who is otherwise its drafter, and return the centre."""
    centre = world.bodies["centre"]
    register.assign(person_id=world.people["centre-drafter"], body_id=centre, role=Role.REVIEWER)
    return centre


def ask(
    world: World, number: str, *bodies: str, days: int = 5, by: str = "drafter", question: str = ""
) -> None:
    """Have the drafter ask bodies."""
    opinions.request_opinions(
        number,
        actor=world.actor(by),
        bodies=[world.bodies[body] for body in bodies or ("centre",)],
        working_days=days,
        question=question,
    )


def give(world: World, number: str, by: str = "centre-drafter", **more: object) -> None:
    """Have someone answer the newest request."""
    answer: dict[str, object] = {"answer": OpinionAnswer.AGREED, "opinion": ""} | more
    request = rows_of(OpinionRequest, number)[-1].id
    opinions.give_opinion(number, request, actor=world.actor(by), **answer)  # type: ignore[arg-type]


def lines(world: World, number: str) -> list[AskedOpinion]:
    """Return the requests on a proposal with their answers."""
    with transaction() as session:
        return asked_opinions(session, world.proposal(number).id)


def sees(world: World, login: str, number: str) -> bool:
    """Return whether the proposal exists for an account."""
    with transaction() as session:
        try:
            read_case(session, number, world.actor(login), today=current_clock.get().now().date())
        except NotFoundError:
            return False
        return True


def waiting(world: World, login: str) -> list[tuple[str, bool, bool]]:
    """Return what the inbox of an account holds: the number, whether an opinion is asked, whether it is theirs."""
    with transaction() as session:
        seats = seats_of(session, world.people[login], current_clock.get().now().date())
        found = whole_inbox(session, seats, world.people[login])
        return [(one.number, one.asks_opinion, one.is_mine) for one in found]


def told(world: World, number: str) -> dict[str, Audience]:
    """Return who is told of the newest event of a proposal, by login."""
    logins = {person: login for login, person in world.people.items()}
    event = rows_of(Event, number)[-1]
    with transaction() as session:
        found = recipients(session, event, today=current_clock.get().now().date())
    return {logins[person]: audience for person, audience in found.items()}


def revised(world: World, number: str) -> None:
    """Bring the proposal to its next revision."""
    review.request_changes(number, actor=world.actor("reviewer"), comment="请改。")
    world.save(number, world.amendment(deadline="7个工作日内公开"))
    submission.submit(number, actor=world.actor("drafter"))
