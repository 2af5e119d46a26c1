"""The route as data: parallel steps, two steps in one hand, steps by operation, the legality step."""

import pytest

from tests.workflow.looking import steps_of
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.world import World
from values.vocabulary import Operation, Outcome, Post, Role, State, StepKind
from workflow.commands import approval, publication, register, review, submission
from workflow.errors import ForbiddenError, NotAllowedError

pytestmark = pytest.mark.usefixtures("context", "clock")


def submitted(world: World, code: str) -> str:
    number = world.opened(rows_added(world), code=code)
    submission.submit(number, actor=world.actor("drafter"))
    return number


@pytest.fixture
def parallel(world: World) -> str:
    """A proposal whose section and secrecy reviews run side by side, and the office's after them."""
    code = catalogue_on(
        world,
        [
            step(world, 1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF),
            step(world, 1, StepKind.SECRECY_REVIEW, "office", Post.OPENNESS_OFFICER),
            step(world, 2, StepKind.GOVERNMENT_OFFICE_REVIEW, "office", Post.DEPUTY_LEADER),
        ],
    )
    return submitted(world, code)


@pytest.mark.parametrize("order", [("reviewer", "secrecy"), ("secrecy", "reviewer")])
def test_parallel_steps_are_taken_in_any_order(world: World, parallel: str, order: tuple[str, ...]) -> None:
    assert [one.due_on is not None for one in steps_of(parallel)] == [True, True, False]
    world.sign(parallel, order[0])
    with pytest.raises(NotAllowedError):
        world.sign(parallel, "office")
    world.sign(parallel, order[1], "office")
    assert world.state(parallel) is State.IN_APPROVAL


def test_a_parallel_sign_off_can_be_replaced_until_a_later_step_is_taken(world: World, parallel: str) -> None:
    world.sign(parallel, "reviewer", "secrecy")
    world.sign(parallel, "reviewer", opinion="再次确认，同意。")
    world.sign(parallel, "office")
    assert world.state(parallel) is State.IN_APPROVAL


def test_the_first_return_of_parallel_steps_returns_the_proposal(world: World, parallel: str) -> None:
    review.request_changes(parallel, actor=world.actor("secrecy"), comment="请改。")
    assert world.state(parallel) is State.CHANGES_REQUESTED
    with pytest.raises(NotAllowedError):
        world.sign(parallel, "reviewer")
    submission.submit(parallel, actor=world.actor("drafter"), comment="无需改。")
    world.sign(parallel, "reviewer", "secrecy", "office")


def test_one_person_takes_one_step_of_a_revision(world: World, parallel: str) -> None:
    world.sign(parallel, "two-posts")
    taken, other = steps_of(parallel)[:2]
    world.sign(parallel, "two-posts", opinion="同意，补签意见。")
    world.sign(parallel, "secrecy")
    with pytest.raises(NotAllowedError):
        world.sign(parallel, "reviewer")
    assert (taken.kind, other.kind) == (StepKind.SECTION_REVIEW, StepKind.SECRECY_REVIEW)


def test_the_next_step_is_refused_to_whoever_took_the_one_before(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "two-posts")
    world.sign(number, "two-posts", outcome=Outcome.OBJECTED, opinion="再想，不同意。")
    assert world.state(number) is State.IN_REVIEW
    review.request_changes(number, actor=world.actor("secrecy"), comment="请改。")
    submission.submit(number, actor=world.actor("drafter"), comment="不改。")
    with pytest.raises((ForbiddenError, NotAllowedError)):
        world.sign(number, "two-posts")
    world.sign(number, "secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_a_small_office_may_allow_two_steps(world: World) -> None:
    code = catalogue_on(
        world,
        [
            step(world, 1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF),
            step(world, 2, StepKind.SECRECY_REVIEW, "office", Post.OPENNESS_OFFICER),
        ],
        allows_two_steps=True,
    )
    number = submitted(world, code)
    world.sign(number, "two-posts")
    world.sign(number, "two-posts")
    assert world.state(number) is State.IN_APPROVAL


def test_a_step_without_post_is_any_reviewers_of_the_body(world: World) -> None:
    number = submitted(world, catalogue_on(world, [step(world, 1, StepKind.COUNTERSIGNATURE, "office")]))
    with pytest.raises(ForbiddenError):
        world.sign(number, "reviewer")
    world.sign(number, "office")
    assert world.state(number) is State.IN_APPROVAL


def test_steps_are_chosen_by_operation(world: World) -> None:
    plan = [
        step(world, 1, StepKind.SECTION_REVIEW, "bureau"),
        step(
            world,
            2,
            StepKind.GOVERNMENT_OFFICE_REVIEW,
            "office",
            operations=(Operation.CANCEL, Operation.MERGE),
        ),
        step(world, 2, StepKind.SECRECY_REVIEW, "office", operations=(Operation.ADD,)),
    ]
    number = submitted(world, catalogue_on(world, plan))
    assert [one.kind for one in steps_of(number)] == [StepKind.SECTION_REVIEW, StepKind.SECRECY_REVIEW]


@pytest.mark.parametrize("normative", [True, False])
def test_a_normative_document_needs_the_legality_review(world: World, *, normative: bool) -> None:
    plan = [
        step(world, 1, StepKind.SECTION_REVIEW, "bureau"),
        step(world, 2, StepKind.LEGALITY_REVIEW, "office", Post.LEGAL_OFFICER, normative_only=True),
    ]
    number = submitted(world, catalogue_on(world, plan, normative=normative))
    assert (StepKind.LEGALITY_REVIEW in [one.kind for one in steps_of(number)]) is normative


def test_steps_stay_as_they_were_when_submitted(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
    world.sign(number, "reviewer", "secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_a_body_that_the_route_names_may_publish(world: World) -> None:
    plan = [step(world, 1, StepKind.SECTION_REVIEW, "bureau")]
    code = catalogue_on(world, plan, publisher="centre")
    register.assign(
        person_id=world.people["centre-drafter"], body_id=world.bodies["centre"], role=Role.PUBLISHER
    )
    number = submitted(world, code)
    world.sign(number, "reviewer")
    approval.approve(number, actor=world.actor("supervisor"))
    publication.publish(number, actor=world.actor("centre-drafter"))
    assert world.state(number) is State.PUBLISHED
