"""What a claim (认领) may say, of which rows, and who claims."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.townships import (
    PREFIX,
    SIGNERS,
    SUBSTITUTION,
    TOWNSHIP,
    claimed,
    claiming,
    claiming_rows,
    found_township,
)
from tests.world import HEADING, ROWS, World, draft
from values.claim import Substitution
from values.clock import FrozenClock, shanghai_day
from values.entry import EntryContent
from values.proposal_content import DraftContent
from values.vocabulary import LeaveOutReason, Level, State
from workflow import operations
from workflow.commands import publication, submission
from workflow.errors import ForbiddenError, InvalidError
from workflow.seed.catalogues import amended

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def township(world: World, clock: FrozenClock) -> World:
    """The small world with a township in it, a while after everything else."""
    clock.advance(timedelta(days=1))
    return found_township(world)


def county_says(world: World, row_name: str, /, **fields: object) -> DraftContent:
    """Return a draft with which the county changes a row."""
    row = world.row(row_name)
    return draft([amended(row, replace(row.state.content, **fields))])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda content: replace(content, deadline="1个工作日内公开"), "and nothing else"),
        (lambda content: replace(content, name="别的名称"), "and nothing else"),
        (
            lambda content: EntryContent(name=content.name, audience=content.audience, mode=content.mode),
            "nothing in the place",
        ),
    ],
)
def test_a_claim_says_where_and_who_and_nothing_else(
    township: World, change: "object", sentence: str
) -> None:
    text = claiming(township, ROWS[0])
    (one,) = text.changes
    assert callable(change)
    wrong = replace(one, after=replace(one.after, content=change(one.after.content)))
    number = township.opened(replace(text, changes=(wrong,)), by=f"{PREFIX}drafter", code=TOWNSHIP)
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert any(sentence in issue.message.id for issue in refused.value.issues)
    township.save(number, text, by=f"{PREFIX}drafter")
    submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert township.state(number) is State.IN_REVIEW


def test_a_row_that_the_county_took_out_cannot_be_claimed(township: World) -> None:
    text = claiming(township, *ROWS)
    number = township.opened(text, by=f"{PREFIX}drafter", code=TOWNSHIP)
    township.published(county_says(township, ROWS[0], levels=(Level.COUNTY,)))
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert [issue.message.id.split(":")[0] for issue in refused.value.issues] == [
        "This row cannot be claimed"
    ]
    township.save(number, replace(text, changes=text.changes[1:]), by=f"{PREFIX}drafter")
    submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))


def test_a_row_cannot_be_claimed_twice(township: World) -> None:
    claimed(township, ROWS[0])
    with pytest.raises(InvalidError, match="Tick at least one row"):
        claiming_rows(township, [], Substitution())
    assert claiming(township, ROWS[0]).changes == ()
    again = claiming_rows(township, [township.row(ROWS[1]).state.entry], SUBSTITUTION).changes[0]
    twice = replace(again, after=replace(again.after, upstream_entry=township.row(ROWS[0]).state.entry))
    number = township.opened(draft([twice]), by=f"{PREFIX}drafter", code=TOWNSHIP)
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert any("claimed twice" in issue.message.id for issue in refused.value.issues)


def test_a_heading_cannot_be_claimed(township: World) -> None:
    with pytest.raises(InvalidError):
        claiming_rows(township, [township.row(HEADING).state.entry], SUBSTITUTION)


def test_only_the_townships_own_people_claim(township: World) -> None:
    with pytest.raises(ForbiddenError):
        township.opened(claiming(township, ROWS[0]), by="drafter", code=TOWNSHIP)
    assert township.opened(claiming(township, ROWS[0]), by=f"{PREFIX}drafter", code=TOWNSHIP)


def test_a_claim_stands_when_the_county_calls_the_row_otherwise_meanwhile(township: World) -> None:
    number = township.in_state(
        State.APPROVED, claiming(township, ROWS[0]), code=TOWNSHIP, prefix=PREFIX, signers=SIGNERS
    )
    township.published(county_says(township, ROWS[0], name="就业政策咨询"))
    publication.publish(number, actor=township.actor(f"{PREFIX}publisher"))
    assert township.state(number) is State.PUBLISHED


def test_a_claim_is_checked_against_the_countys_rows_of_its_own_day(
    township: World, clock: FrozenClock
) -> None:
    later = shanghai_day(clock.now()) + timedelta(days=30)
    township.published(township.addition("就业见习", effective_from=later))
    clock.advance(timedelta(minutes=1))
    with pytest.raises(InvalidError, match="cannot be claimed now"):
        claiming(township, "就业见习")
    text = claiming(township, "就业见习", day=later)
    number = township.opened(replace(text, effective_from=None), by=f"{PREFIX}drafter", code=TOWNSHIP)
    with pytest.raises(InvalidError):
        submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    township.save(number, text, by=f"{PREFIX}drafter")
    submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert township.state(number) is State.IN_REVIEW


def test_a_row_that_the_county_ends_later_is_claimed_until_then_only(
    township: World, clock: FrozenClock
) -> None:
    later = shanghai_day(clock.now()) + timedelta(days=30)
    text = claiming(township, ROWS[1])
    township.published(
        draft(
            [
                operations.left_out(
                    township.row(ROWS[1]), LeaveOutReason.NOT_PRACTISED, "本地没有开展这项业务。"
                )
            ],
            effective_from=later,
        )
    )
    clock.advance(timedelta(minutes=1))
    number = township.opened(replace(text, effective_from=later), by=f"{PREFIX}drafter", code=TOWNSHIP)
    with pytest.raises(InvalidError):
        submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    township.save(number, text, by=f"{PREFIX}drafter")
    submission.submit(number, actor=township.actor(f"{PREFIX}drafter"))
    assert township.state(number) is State.IN_REVIEW
