"""The working draft: what it may hold, and what it must be before it is frozen."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.workflow.conflicting import text_of
from tests.world import COUNTY, HEADING, ROWS, World, draft
from values.entry import Citation, DisclosingBody, EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Operation, Presence, State
from workflow.commands import drafting, submission
from workflow.drafts import LONGEST_DRAFT
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError, StaleError

pytestmark = pytest.mark.usefixtures("context", "clock")

UNSTORABLE = {
    "a NUL": lambda text: replace(text, rationale="行\x00政"),
    "half a character": lambda text: replace(text, rationale="\ud800"),
    "too much": lambda text: replace(text, rationale="长" * LONGEST_DRAFT),
    "a row twice": lambda text: replace(text, changes=text.changes * 2),
    "a long title": lambda text: replace(text, title="题" * 401),
    "a long key": lambda text: replace(text, answers={"R" * 201: "已核。"}),
}


@pytest.mark.parametrize("what", UNSTORABLE)
def test_a_draft_that_nothing_could_hold_is_refused(world: World, what: str) -> None:
    text = world.amendment()
    number = world.opened(text)
    with pytest.raises(InvalidError):
        world.save(number, UNSTORABLE[what](text))
    with pytest.raises(InvalidError):
        world.opened(UNSTORABLE[what](text))
    assert world.draft_version(number) == 1


def test_a_backslash_is_no_nul(world: World) -> None:
    text = replace(world.amendment(), rationale="文件夹\\u0000\\\\u0000")
    assert text_of(world, world.opened(text)).rationale == text.rationale


def test_a_save_that_changes_nothing_leaves_everything_as_it_is(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    assert world.save(number, text, by="drafter2") == 1
    assert world.save(number, replace(text, title="新题"), by="drafter2") == 2


def test_a_save_over_somebody_elses_is_stale(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, title="一"), by="drafter2")
    with pytest.raises(StaleError) as refused:
        drafting.save_draft(
            number, actor=world.actor("drafter"), draft_version=1, content=replace(text, title="二")
        )
    assert (refused.value.seen, refused.value.present) == (1, 2)


@pytest.mark.parametrize("state", [state for state in State if state not in drafting.WRITABLE])
def test_the_draft_is_frozen_outside_the_drafting_states(world: World, state: State) -> None:
    number = world.in_state(state)
    with pytest.raises(NotAllowedError, match="cannot be changed while"):
        world.save(number, replace(world.amendment(), title="新题"))


def test_only_drafters_of_the_county_open_proposals(world: World) -> None:
    for login in ("reviewer", "supervisor", "auditor", "other-drafter", "system-admin"):
        with pytest.raises(ForbiddenError):
            drafting.open_proposal(COUNTY, actor=world.actor(login))
    with pytest.raises(NotFoundError):
        drafting.open_proposal("990101-nothing", actor=world.actor("drafter"))


def test_an_empty_draft_can_be_withdrawn_by_whoever_opened_it(world: World) -> None:
    number = drafting.open_proposal(COUNTY, actor=world.actor("drafter"))
    submission.withdraw(number, actor=world.actor("drafter"))
    assert world.state(number) is State.WITHDRAWN


def test_an_empty_draft_is_refused_with_everything_that_is_missing(world: World) -> None:
    number = drafting.open_proposal(COUNTY, actor=world.actor("drafter"))
    with pytest.raises(InvalidError) as refused:
        submission.submit(number, actor=world.actor("drafter"))
    fields = [issue.field for issue in refused.value.issues]
    assert fields == ["title", "trigger", "trigger_date", "rationale", "changes"]


def change(text: DraftContent, **fields: object) -> DraftContent:
    """Return the draft with its only change altered."""
    return replace(text, changes=(replace(text.changes[0], **fields),))


def after(text: DraftContent, **fields: object) -> DraftContent:
    """Return the draft with another state of its only row."""
    return change(text, after=replace(text.changes[0].after, **fields))


def says(text: DraftContent, **fields: object) -> DraftContent:
    """Return the draft with other content of its only row."""
    return after(text, content=replace(text.changes[0].after.content, **fields))


Case = Callable[[World], DraftContent]


def deeper(world: World) -> DraftContent:
    above = world.row(ROWS[0]).state.entry
    changes = []
    for digit in "ab":
        state = EntryState(entry=digit * 32, parent=above, rank="5", content=world.row().state.content)
        changes.append(DraftChange(operation=Operation.ADD, after=state))
        above = state.entry
    return draft(changes)


MISFITS: dict[str, Case] = {
    "an amendment that changes nothing": lambda w: says(
        w.amendment(), deadline=w.row().state.content.deadline
    ),
    "an amendment of a row that is not there": lambda w: after(w.amendment(), entry="f" * 32),
    "an amendment of a row published since": lambda w: change(w.amendment(), base_sha256="0" * 64),
    "an amendment that moves": lambda w: after(w.amendment(), parent=None),
    "an amendment that reorders": lambda w: after(w.amendment(), rank="99"),
    "an amendment that hides": lambda w: after(w.amendment(), presence=Presence.CANCELLED),
    "an operation that is not offered": lambda w: change(w.amendment(), operation=Operation.CANCEL),
    "an addition of a row that is there": lambda w: change(w.amendment(), operation=Operation.ADD),
    "an addition of another county's row": lambda w: after(
        w.addition(), entry=w.row(code="990102-employment").state.entry
    ),
    "an addition with an identity of its own making": lambda w: after(w.addition(), entry="就业"),
    "an addition with a rank of its own making": lambda w: after(w.addition(), rank="第一"),
    "an addition of an absent row": lambda w: after(w.addition(), presence=Presence.LEFT_OUT),
    "an addition that adapts nothing known": lambda w: after(w.addition(), upstream_entry="e" * 32),
    "a body that is none": lambda w: says(w.addition(), disclosing_bodies=(DisclosingBody(body="0 or 1"),)),
    "a body that is not registered": lambda w: says(
        w.addition(), disclosing_bodies=(DisclosingBody(body="999999"),)
    ),
    "a basis that is not registered": lambda w: says(
        w.addition(), legal_bases=(Citation(text="《就业促进法》", basis="77"),)
    ),
    "a name without end": lambda w: says(w.amendment(), name="名" * 401),
    "an addition without a parent in the catalogue": lambda w: after(w.addition(), parent="d" * 32),
    "a fourth level": deeper,
    "an empty deadline": lambda w: says(w.amendment(), deadline=" "),
}


@pytest.mark.parametrize("what", MISFITS)
def test_a_draft_that_does_not_fit_the_catalogue_is_refused(world: World, what: str) -> None:
    number = world.opened(MISFITS[what](world))
    with pytest.raises(InvalidError):
        submission.submit(number, actor=world.actor("drafter"))
    assert world.state(number) is State.DRAFT


def test_a_heading_needs_nothing_but_its_name(world: World) -> None:
    row = world.row(HEADING)
    text = draft(
        [
            DraftChange(
                operation=Operation.AMEND,
                after=replace(row.state, content=EntryContent(name="就业信息")),
                base_sha256=row.content_sha256,
            )
        ]
    )
    world.published(text)
    assert world.row("就业信息").release_no == 2
