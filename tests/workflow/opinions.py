"""A body of the county that can be asked for its opinion, which the world has none of beside the route."""

from tests.world import World
from values.vocabulary import Role
from workflow.commands import opinions, register, review, submission


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


def revised(world: World, number: str) -> None:
    """Bring the proposal to its next revision."""
    review.request_changes(number, actor=world.actor("reviewer"), comment="请改。")
    world.save(number, world.amendment(deadline="7个工作日内公开"))
    submission.submit(number, actor=world.actor("drafter"))
