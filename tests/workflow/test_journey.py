"""The main job: a proposal goes from draft to published, and what each part of it leaves behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import Decision, Event, PublicationNotice, Release, Revision, SignOff, StatutoryClock
from tests.workflow.looking import last_told, rows_of, steps_of, told
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.vocabulary import Action, Operation, State, StepKind
from workflow.commands import approval, publication, submission
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_an_amendment_goes_all_the_way(world: World) -> None:
    number = world.opened(world.amendment(ROWS[0], deadline="3个工作日内公开"))
    assert world.state(number) is State.DRAFT
    assert submission.submit(number, actor=world.actor("drafter")) == 1
    assert world.state(number) is State.IN_REVIEW
    world.sign(number, "reviewer")
    assert world.state(number) is State.IN_REVIEW
    world.sign(number, "secrecy")
    assert world.state(number) is State.IN_APPROVAL
    approval.approve(number, actor=world.actor("supervisor"))
    assert world.state(number) is State.APPROVED
    assert publication.publish(number, actor=world.actor("publisher")) == 2
    assert world.state(number) is State.PUBLISHED

    row = world.row(ROWS[0])
    assert (row.state.content.deadline, row.release_no) == ("3个工作日内公开", 2)
    assert world.row(ROWS[1]).release_no == 1
    assert [one["action"] for one in told(number)] == [
        "opened",
        "submit",
        "sign_off",
        "sign_off",
        "approve",
        "publish",
    ]


def test_numbers_count_up_within_a_county_and_a_year(world: World, clock: FrozenClock) -> None:
    first, second = world.opened(), world.opened()
    assert (first, second) == ("990101-2026-0002", "990101-2026-0003")
    assert world.opened(code="990102-employment", by="other-drafter") == "990102-2026-0002"
    clock.advance(timedelta(days=365))
    assert world.opened() == "990101-2027-0001"


def test_what_is_approved_and_published_is_what_was_signed_off_to_the_byte(world: World) -> None:
    number = world.published()
    (revision,) = rows_of(Revision, number)
    hashes = {one.content_sha256 for model in (SignOff, Decision, Release) for one in rows_of(model, number)}
    assert hashes == {revision.content_sha256}
    assert last_told(number)["content_sha256"] == revision.content_sha256


def test_an_amendment_skips_the_government_office_and_an_addition_does_not(world: World) -> None:
    amendment = world.in_state(State.IN_REVIEW)
    assert [step.kind for step in steps_of(amendment)] == [StepKind.SECTION_REVIEW, StepKind.SECRECY_REVIEW]
    addition = world.in_state(State.IN_REVIEW, world.addition())
    assert [step.kind for step in steps_of(addition)] == [
        StepKind.SECTION_REVIEW,
        StepKind.SECRECY_REVIEW,
        StepKind.GOVERNMENT_OFFICE_REVIEW,
    ]


def test_an_addition_appears_with_its_identity_for_good(world: World) -> None:
    text = world.addition("就业见习")
    number = world.published(text)
    row = world.row("就业见习")
    assert row.state == text.changes[0].after
    assert last_told(number)["details"]["versions"] == [row.content_sha256] == [row.state.sha256]
    again = replace(text, changes=(replace(text.changes[0], operation=Operation.AMEND, base_sha256=""),))
    changed = replace(again.changes[0].after, content=replace(row.state.content, deadline="即时公开"))
    world.published(replace(again, changes=(replace(again.changes[0], after=changed),)))
    assert world.row("就业见习").state.entry == row.state.entry


def test_a_release_carries_its_notice(world: World, clock: FrozenClock) -> None:
    text = replace(world.amendment(), is_trial=True, valid_until=date(2027, 3, 31))
    number = world.in_state(State.IN_APPROVAL, text)
    approval.approve(number, actor=world.actor("supervisor"))
    clock.advance(timedelta(days=2))
    notice = publication.NoticeDetails(document_number=" 青政办发〔2026〕3号 ", body_text="现予公布。")
    publication.publish(number, actor=world.actor("publisher"), notice=notice)
    (release,) = rows_of(Release, number)
    with transaction() as session:
        found = session.query(PublicationNotice).filter_by(release_id=release.id).one()
    assert found.document_number == "青政办发〔2026〕3号"
    assert (found.signatory, found.is_trial, found.valid_until) == ("郑岩", True, date(2027, 3, 31))
    assert (found.written_on, found.published_on) == (date(2026, 3, 2), date(2026, 3, 4))
    assert found.index_number == "990101-employment-2026-0002"


def test_releases_of_a_catalogue_are_published_one_after_the_other_even_if_the_clock_stands(
    world: World,
) -> None:
    first = world.in_state(State.APPROVED, world.amendment(ROWS[0]))
    second = world.in_state(State.APPROVED, world.amendment(ROWS[1]))
    for number in (first, second):
        publication.publish(number, actor=world.actor("publisher"))
    (one,), (two,) = rows_of(Release, first), rows_of(Release, second)
    assert (one.no, two.no) == (2, 3)
    assert two.published_at - one.published_at == timedelta(microseconds=1)


def test_steps_in_turn_have_a_due_date_in_working_days(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    first, second = steps_of(number)
    assert (first.due_on, second.due_on) == (date(2026, 3, 5), None)
    world.sign(number, "reviewer")
    first, second = steps_of(number)
    assert second.due_on == date(2026, 3, 9)


def test_the_statutory_clock_runs_from_the_trigger_until_publication(
    world: World, clock: FrozenClock
) -> None:
    number = world.in_state(State.APPROVED)
    (running,) = rows_of(StatutoryClock, number)
    assert (running.anchored_on, running.due_on, running.met_on) == (
        date(2026, 3, 2),
        date(2026, 3, 30),
        None,
    )
    clock.advance(timedelta(days=1))
    publication.publish(number, actor=world.actor("publisher"))
    (met,) = rows_of(StatutoryClock, number)
    assert met.met_on == date(2026, 3, 3)


def test_every_event_of_the_way_names_who_acted_for_which_body(world: World) -> None:
    number = world.published()
    bodies = [(one["actor"]["role"], one["actor"]["body"]) for one in told(number)]
    bureau, office = str(world.bodies["bureau"]), str(world.bodies["office"])
    assert bodies == [
        ("drafter", bureau),
        ("drafter", bureau),
        ("reviewer", bureau),
        ("reviewer", office),
        ("supervisor", bureau),
        ("publisher", bureau),
    ]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.IN_APPROVAL])
def test_a_contributor_withdraws_before_approval_and_the_number_stays(world: World, state: State) -> None:
    number = world.in_state(state)
    submission.withdraw(number, actor=world.actor("drafter"), comment="不再需要。")
    assert world.state(number) is State.WITHDRAWN
    assert last_told(number)["from"] == state
    assert rows_of(Event, number)[-1].action == Action.WITHDRAW
    assert world.opened() > number
