"""A body that was merged into another by a published proposal, and what it leaves behind."""

from datetime import date, timedelta

from tests.world import COUNTY, World
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Post, Role, State
from workflow.commands import body_changing, register, submission
from workflow.commands.handing_over import hand_over_catalogue
from workflow.unit import current_clock

REASON = "机构改革方案：人社局并入就业中心。"


def today() -> date:
    """Return the day of the tests' clock."""
    return shanghai_day(current_clock.get().now())


def merged(world: World, clock: FrozenClock, *, days: int = 1) -> str:
    """Merge the bureau into the centre, in force after some days, wait until then, and return the proposal's number."""
    number = merging(world, day=today() + timedelta(days=days))
    clock.advance(timedelta(days=days))
    return number


def merging(world: World, *, day: date) -> str:
    """Publish the proposal that merges the bureau into the centre from a day on, and return its number."""
    what = BodyChange(
        kind=BodyChangeKind.MERGE, body=str(world.bodies["bureau"]), successor=str(world.bodies["centre"])
    )
    number = body_changing.open_body_change(
        COUNTY, what, day=day, actor=world.actor("drafter"), rationale="机构改革方案已批复。"
    )
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "reviewer", "secrecy")
    world.decided(number, State.PUBLISHED)
    return number


def hand_over(
    world: World, to: str = "centre", *, code: str = COUNTY, by: str = "business-admin", **more: object
) -> int:
    """Hand the county's catalogue over."""
    said = {"reason": REASON, **more}
    return hand_over_catalogue(code, world.bodies[to], actor=world.actor(by), **said)  # type: ignore[arg-type]


def staffed(world: World, body: str = "centre") -> None:
    """Give the successor what it needs to go on: the bureau's own people get their roles there as well."""
    for login, role, post in (
        ("reviewer", Role.REVIEWER, Post.SECTION_CHIEF),
        ("supervisor", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
        ("publisher", Role.PUBLISHER, Post.STAFF),
    ):
        register.assign(person_id=world.people[login], body_id=world.bodies[body], role=role, post=post)
