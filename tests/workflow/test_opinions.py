"""Department opinions: who asks whom, who answers, what an answer is bound to, and what silence is."""

from datetime import timedelta

import pytest

from models import DepartmentOpinion, Event, OpinionRequest, Revision
from tests.models.raw import into, refused
from tests.workflow.looking import last_told, rows_of
from tests.workflow.opinions import ask, give, lines, revised, sees, told, waiting, with_reviewer
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Audience, OpinionAnswer, Role, State
from workflow.commands import approval, opinions, register
from workflow.errors import (
    ForbiddenError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    StaleError,
)
from workflow.recipients import recipients
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def number(world: World) -> str:
    """A proposal in review, in a county whose employment centre can answer."""
    with_reviewer(world)
    return world.in_state(State.IN_REVIEW)


def test_a_body_sees_the_proposal_once_it_is_asked_and_no_sooner(world: World, number: str) -> None:
    assert not sees(world, "centre-drafter", number)
    ask(world, number)
    assert sees(world, "centre-drafter", number)
    assert not sees(world, "other-drafter", number)
    assert not sees(world, "centre-drafter", world.in_state(State.IN_REVIEW))


def test_an_answer_is_bound_to_the_revision_and_is_in_the_trail(world: World, number: str) -> None:
    ask(world, number, question="请就第二行提出意见。")
    asked = last_told(number)
    (request,) = rows_of(OpinionRequest, number)
    (revision,) = rows_of(Revision, number)
    assert (asked["action"], asked["details"]["due"]) == ("opinion_requested", "2026-03-09")
    assert asked["content_sha256"] == request.content_sha256 == revision.content_sha256
    give(world, number, answer=OpinionAnswer.HAS_REMARKS, opinion="建议明确材料。")
    given = last_told(number)
    (opinion,) = rows_of(DepartmentOpinion, number)
    assert given["action"] == "opinion_given"
    assert given["details"] == {
        "request": str(request.id),
        "body": str(world.bodies["centre"]),
        "outcome": "has_remarks",
    }
    assert given["content_sha256"] == opinion.content_sha256 == revision.content_sha256
    assert given["actor"]["body"] == str(world.bodies["centre"])
    assert "建议" not in str(given)
    assert world.state(number) is State.IN_REVIEW


@pytest.mark.parametrize(
    ("by", "error"),
    [
        ("drafter2", None),
        ("reviewer", ForbiddenError),
        ("supervisor", ForbiddenError),
        ("auditor", ForbiddenError),
        ("other-drafter", NotFoundError),
        ("centre-drafter", NotFoundError),
        ("system-admin", ForbiddenError),
    ],
)
def test_drafters_of_the_drafting_body_ask(
    world: World, number: str, by: str, error: type[Exception] | None
) -> None:
    if error is None:
        ask(world, number, by=by)
        assert len(rows_of(OpinionRequest, number)) == 1
        return
    with pytest.raises(error):
        ask(world, number, by=by)


@pytest.mark.parametrize("state", State)
def test_bodies_are_asked_while_it_is_in_review_and_of_nothing_unsubmitted(
    world: World, state: State
) -> None:
    with_reviewer(world)
    number = world.in_state(state)
    if state in {State.IN_REVIEW, State.CONSULTING}:
        ask(world, number)
        assert sees(world, "centre-drafter", number)
        return
    with pytest.raises(NotAllowedError, match="in review"):
        ask(world, number)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"bodies": []}, "bodies"),
        ({"bodies": ["bureau"]}, "bodies"),
        ({"bodies": ["other-office"]}, "bodies"),
        ({"bodies": ["audit"]}, "bodies"),
        ({"working_days": 0}, "working_days"),
        ({"working_days": None}, "working_days"),
        ({"working_days": 61}, "working_days"),
        ({"question": "问" * 4001}, "question"),
    ],
)
def test_what_cannot_be_asked_is_said_by_field(
    world: World, number: str, wrong: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"bodies": ["centre"], "working_days": 5} | wrong
    given["bodies"] = [world.bodies[str(body)] for body in given["bodies"]]  # type: ignore[attr-defined]
    with pytest.raises(InvalidError) as refusal:
        opinions.request_opinions(number, actor=world.actor("drafter"), **given)  # type: ignore[arg-type]
    assert refusal.value.issues[0].field == field
    ask(world, number)


def test_a_body_is_asked_once_until_it_has_answered_and_anew_about_a_new_revision(
    world: World, number: str
) -> None:
    ask(world, number)
    with pytest.raises(InvalidError, match="asked already"):
        ask(world, number)
    give(world, number)
    with pytest.raises(InvalidError, match="asked already"):
        ask(world, number)
    revised(world, number)
    ask(world, number)
    assert [one.asked_about for one in lines(world, number)] == [1, 2]


@pytest.mark.parametrize("by", ["office-drafter", "drafter", "secrecy", "supervisor"])
def test_only_a_reviewer_of_the_asked_body_answers(world: World, number: str, by: str) -> None:
    ask(world, number)
    with pytest.raises(ForbiddenError, match="reviewer of the body"):
        give(world, number, by=by)
    give(world, number)


def test_a_request_is_answered_on_its_own_proposal(world: World, number: str) -> None:
    ask(world, number)
    other = world.in_state(State.IN_REVIEW)
    ask(world, other)
    (request,) = rows_of(OpinionRequest, other)
    for unknown in (request.id, request.id + 1):
        with pytest.raises(NotFoundError):
            opinions.give_opinion(
                number, unknown, actor=world.actor("centre-drafter"), answer=OpinionAnswer.AGREED
            )
    give(world, other)


def test_nobody_is_told_to_answer_what_is_answered(world: World, number: str) -> None:
    ask(world, number)
    event = rows_of(Event, number)[-1]

    def told() -> set[int]:
        with transaction() as session:
            return {*recipients(session, event, today=current_clock.get().now().date())}

    assert world.people["centre-drafter"] in told()
    give(world, number)
    assert told() == set()


def test_a_contributor_gives_no_opinion_and_the_database_says_so_too(world: World) -> None:
    with_reviewer(world)
    register.assign(person_id=world.people["drafter"], body_id=world.bodies["centre"], role=Role.REVIEWER)
    number = world.in_state(State.IN_REVIEW)
    ask(world, number)
    with pytest.raises(ForbiddenError, match="wrote into"):
        give(world, number, by="drafter")
    (request,) = rows_of(OpinionRequest, number)
    row = {
        "request_id": request.id,
        "proposal_id": request.proposal_id,
        "revision_id": request.revision_id,
        "content_sha256": request.content_sha256,
        "actor_id": world.people["centre-drafter"],
        "answer": OpinionAnswer.AGREED,
        "opinion": "",
        "given_at": current_clock.get().now(),
    }
    writer = world.people["drafter"]
    for wrong, message in (
        ({"actor_id": writer}, "contributor cannot give an opinion"),
        ({"on_behalf_of_id": writer}, "contributor cannot give an opinion"),
        ({"content_sha256": "0" * 64}, "names the hash of its revision"),
        ({"request_id": request.id + 1}, "answers a request on its proposal"),
    ):
        refused(into(DepartmentOpinion, **(row | wrong)), message)
    assert waiting(world, "drafter") == [(number, True, False)]


def test_remarks_need_a_text_and_an_answer_is_chosen(world: World, number: str) -> None:
    ask(world, number)
    for wrong, field in (
        ({"answer": OpinionAnswer.HAS_REMARKS, "opinion": "  "}, "opinion"),
        ({"answer": None}, "answer"),
        ({"opinion": "言" * 4001}, "opinion"),
    ):
        with pytest.raises(InvalidError) as refusal:
            give(world, number, **wrong)
        assert refusal.value.issues[0].field == field
    give(world, number, answer=OpinionAnswer.NO_REMARKS)
    with pytest.raises(NotAllowedError, match="answered the request already"):
        give(world, number)


def test_an_answer_to_a_page_that_shows_an_earlier_revision_is_stale(world: World, number: str) -> None:
    ask(world, number)
    revised(world, number)
    with pytest.raises(StaleError):
        give(world, number, revision=1)
    give(world, number, revision=2)
    (line,) = lines(world, number)
    assert (line.asked_about, line.given_on) == (1, 2)


def test_an_earlier_answer_is_shown_as_given_to_its_revision(world: World, number: str) -> None:
    ask(world, number)
    give(world, number)
    revised(world, number)
    (line,) = lines(world, number)
    assert (line.given_on, world.proposal(number).revision_no) == (1, 2)


def test_silence_is_no_answer_and_stops_nothing(world: World, number: str, clock: FrozenClock) -> None:
    ask(world, number)
    world.sign(number, "reviewer", "secrecy")
    (line,) = lines(world, number)
    assert not line.is_overdue(line.request.due_on)
    clock.advance(timedelta(days=8))
    (line,) = lines(world, number)
    assert line.is_overdue(current_clock.get().now().date())
    assert line.given is None
    approval.approve(number, actor=world.actor("supervisor"))
    with pytest.raises(NotAllowedError, match="until a proposal is approved"):
        give(world, number)


def test_a_late_answer_is_heard_until_the_approval(world: World, number: str, clock: FrozenClock) -> None:
    ask(world, number)
    world.sign(number, "reviewer", "secrecy")
    clock.advance(timedelta(days=8))
    give(world, number)
    (line,) = lines(world, number)
    assert not line.is_overdue(current_clock.get().now().date())


def test_the_inbox_of_the_asked_body_holds_it_until_it_is_answered(world: World, number: str) -> None:
    assert waiting(world, "centre-drafter") == []
    ask(world, number)
    assert waiting(world, "centre-drafter") == [(number, True, True)]
    give(world, number)
    assert waiting(world, "centre-drafter") == []


def test_the_reviewers_of_the_bodies_that_an_event_names_are_told(world: World, number: str) -> None:
    ask(world, number)
    ask(world, number, "office")
    assert "centre-drafter" not in told(world, number)
    assert told(world, number)["secrecy"] is Audience.ASKED_BODIES
    opinions.give_opinion(
        number,
        rows_of(OpinionRequest, number)[0].id,
        actor=world.actor("centre-drafter"),
        answer=OpinionAnswer.AGREED,
    )
    assert told(world, number) == {
        "drafter": Audience.CONTRIBUTORS,
        "reviewer": Audience.STEP_HOLDERS,
        "signing-supervisor": Audience.STEP_HOLDERS,
        "drafting-reviewer": Audience.STEP_HOLDERS,
        "two-posts": Audience.STEP_HOLDERS,
    }
