"""代录: a clerk records what was signed on paper; signatory and recorder are both named and both bound."""

from datetime import date
from typing import Any

import pytest

from models import Attachment, Event, SignOff, Suggestion
from tests import papers
from tests.workflow.looking import last_told, rows_of
from tests.world import World
from values.canonical import sha256_hex
from values.vocabulary import Outcome, Role, State
from workflow.commands import approval, register, submission
from workflow.commands.recording import Paper, record_sign_off
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError, StaleError
from workflow.sentences import sentence
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SHA = sha256_hex(papers.PDF)


def record(
    world: World,
    number: str,
    *,
    by: str = "publisher",
    of: str = "reviewer",
    version: int | None = None,
    **said: Any,
) -> None:
    """Have a clerk record a paper that is complete but for what is said."""
    paper: dict[str, Any] = {
        "signatory": world.people[of],
        "outcome": Outcome.AGREED,
        "opinion": "同意。",
        "signed_on": date(2026, 2, 27),
        "scan_name": "呈批单.pdf",
        "scan": papers.PDF,
    }
    record_sign_off(number, actor=world.actor(by), paper=Paper(**(paper | said)), version=version)


def test_the_step_is_taken_by_the_signatory_and_both_are_named(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    record(world, number)
    (signed,) = rows_of(SignOff, number)
    assert (signed.actor_id, signed.recorded_by_id) == (world.people["reviewer"], world.people["publisher"])
    assert (signed.scan_sha256, signed.signed_on) == (SHA, date(2026, 2, 27))
    said = last_told(number)
    assert said["actor"] | {"jurisdiction": ""} == {
        "id": str(world.people["publisher"]),
        "role": "publisher",
        "body": str(world.bodies["bureau"]),
        "jurisdiction": "",
    }
    assert said["on_behalf_of"]["id"] == str(world.people["reviewer"])
    assert said["on_behalf_of"]["kind"] == "recorded"
    assert (said["details"]["scan"], said["details"]["signed_on"]) == (SHA, "2026-02-27")
    event = rows_of(Event, number)[-1]
    assert sentence(event, "许扬", "王岚").in_english() == (
        "许扬 recorded what 王岚 signed on paper on 2026-02-27: Agreed, revision 1."
    )
    with transaction() as session:
        assert session.get(Attachment, SHA) is not None
    world.sign(number, "secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_the_last_step_on_paper_completes_the_route(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, "reviewer")
    record(world, number, by="office", of="secrecy")
    assert world.state(number) is State.IN_APPROVAL


def test_the_recorder_can_neither_take_another_step_nor_approve(world: World) -> None:
    register.assign(person_id=world.people["publisher"], body_id=world.bodies["bureau"], role=Role.SUPERVISOR)
    register.assign(
        person_id=world.people["publisher2"], body_id=world.bodies["bureau"], role=Role.SUPERVISOR
    )
    number = world.in_state(State.IN_REVIEW)
    record(world, number, by="two-posts")
    for refused in (
        lambda: world.sign(number, "two-posts"),
        lambda: record(world, number, by="two-posts", of="secrecy"),
    ):
        with pytest.raises((ForbiddenError, NotAllowedError)):
            refused()
    assert world.state(number) is State.IN_REVIEW
    world.sign(number, "secrecy")
    again = world.in_state(State.IN_REVIEW, world.amendment("岗位信息发布"))
    record(world, again)
    world.sign(again, "secrecy")
    with pytest.raises(ForbiddenError, match="signed off"):
        approval.approve(again, actor=world.actor("publisher"))
    approval.approve(again, actor=world.actor("publisher2"))


def test_the_recorder_can_no_longer_write(world: World) -> None:
    register.assign(person_id=world.people["publisher"], body_id=world.bodies["bureau"], role=Role.DRAFTER)
    number = world.in_state(State.IN_REVIEW)
    record(world, number, outcome=Outcome.RETURNED, opinion="请补充依据。")
    assert world.state(number) is State.CHANGES_REQUESTED
    with pytest.raises(ForbiddenError, match="judged"):
        world.save(number, world.amendment(deadline="1个工作日内公开"), by="publisher")
    submission.submit(number, actor=world.actor("drafter"), comment="依据已附。")
    world.sign(number, "reviewer", "secrecy")


@pytest.mark.parametrize("outcome", [Outcome.AGREED_WITH_CHANGES, Outcome.OBJECTED])
def test_what_the_paper_says_counts_as_if_it_were_typed(world: World, outcome: Outcome) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError, match="opinion"):
        record(world, number, outcome=outcome, opinion=" ")
    record(world, number, outcome=outcome, opinion="建议改为5日。")
    texts = [one.text for one in rows_of(Suggestion, number)]
    assert texts == (["建议改为5日。"] if outcome is Outcome.AGREED_WITH_CHANGES else [])


@pytest.mark.parametrize("clerk", ["drafter", "drafter2", "supervisor", "office", "overseer", "auditor"])
def test_only_a_clerk_of_the_body_records(world: World, clerk: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(ForbiddenError):
        record(world, number, by=clerk)
    record(world, number)


def test_nobody_records_from_elsewhere_or_for_another(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(NotFoundError):
        record(world, number, by="other-publisher")


@pytest.mark.parametrize("signatory", ["secrecy", "drafter", "publisher", "drafting-supervisor"])
def test_only_who_could_take_the_step_can_have_signed(world: World, signatory: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError, match="who signed"):
        record(world, number, of=signatory)
    with pytest.raises(InvalidError, match="who signed"):
        record(world, number, by="two-posts", of="two-posts")
    record(world, number)


def test_a_contributor_has_not_signed(world: World) -> None:
    number = world.opened(by="drafting-reviewer")
    submission.submit(number, actor=world.actor("drafting-reviewer"))
    with pytest.raises(InvalidError, match="who signed"):
        record(world, number, of="drafting-reviewer")
    record(world, number)


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ({"signed_on": None}, "date"),
        ({"signed_on": date(2026, 3, 3)}, "date"),
        ({"signed_on": date(1999, 1, 1)}, "date"),
        ({"scan": b""}, "scan"),
        ({"scan": papers.EXE}, "none of them"),
    ],
)
def test_a_paper_needs_its_date_and_scan(world: World, missing: dict[str, Any], why: str) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError, match=why):
        record(world, number, **missing)
    assert rows_of(SignOff, number) == []
    record(world, number)


def test_all_that_is_missing_of_a_paper_is_said_at_once(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(InvalidError) as refused:
        record(world, number, outcome=Outcome.RETURNED, opinion=" ", signed_on=None, scan=b"")
    assert [issue.field for issue in refused.value.issues] == ["opinion", "signed_on", "scan"]


def test_an_old_page_or_another_state_records_nothing(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    with pytest.raises(StaleError):
        record(world, number, version=1)
    done = world.in_state(State.IN_APPROVAL, world.amendment("岗位信息发布"))
    with pytest.raises(NotAllowedError):
        record(world, done)
