"""What the rules found stays with the revision, and the event of each action that asked names it."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from models import Event, Proposal
from tests.world import HEADING, ROWS, STANDARD, World, draft
from values.canonical import sha256_hex
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Action, LeaveOutReason, State
from workflow import operations
from workflow.commands import submission
from workflow.errors import InvalidError
from workflow.outcomes import Outcome, outcomes_of
from workflow.seed.catalogues import amended
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def kept(number: str) -> list[tuple[Action, str, Outcome]]:
    with transaction() as session:
        proposal = session.scalars(sa.select(Proposal).where(Proposal.number == number)).one()
        found = outcomes_of(session, proposal.id)
        assert all(sha256_hex(row.data) == row.content_sha256 for row, _ in found)
        return [(row.action, row.content_sha256, outcome) for row, outcome in found]


def named(number: str, action: Action) -> dict[str, object]:
    with transaction() as session:
        data = session.scalars(
            sa.select(Event.data)
            .join(Proposal, Proposal.id == Event.proposal_id)
            .where(Proposal.number == number, Event.action == action.value)
            .order_by(Event.id.desc())
            .limit(1)
        ).one()
        rules: dict[str, object] = json.loads(data)["details"]["rules"]
        return rules


def without_elements(world: World) -> DraftContent:
    """Return a draft that leaves out a content element of the standard: a warning (R06)."""
    row = world.row()
    content = replace(row.state.content, content_elements=row.state.content.content_elements[:1])
    return replace(world.amendment(), changes=(amended(row, content),))


def more_elements(world: World) -> DraftContent:
    """Return the change of the standard that asks for one element more."""
    row = world.row(code=STANDARD)
    content = replace(row.state.content, content_elements=(*row.state.content.content_elements, "政策解读"))
    return replace(world.amendment(code=STANDARD), changes=(amended(row, content),))


def test_submit_approval_and_publication_keep_what_was_found(world: World) -> None:
    number = world.published(without_elements(world))
    found = kept(number)
    assert [action for action, *_ in found] == [Action.SUBMIT, Action.APPROVE, Action.PUBLISH]
    for action, sha256, outcome in found:
        assert named(number, action)["sha256"] == sha256
        warnings = [one for one in outcome.findings if one.rule == "R06"]
        assert [outcome.answers[one.key] for one in warnings] == ["本地情况如此，已与业务科室核实。"]
        assert named(number, action)["warning"] == outcome.count(warnings[0].severity)


def test_an_unanswered_warning_stops_the_submit_and_keeps_nothing(world: World) -> None:
    number = world.opened(without_elements(world))
    draft = replace(without_elements(world), answers={})
    world.save(number, draft)
    with pytest.raises(InvalidError, match="The standard also names"):
        submission.submit(number, actor=world.actor("drafter"))
    assert kept(number) == []


def test_what_a_newer_standard_asks_for_stops_nothing_until_the_next_submit(world: World) -> None:
    number = world.in_state(State.IN_APPROVAL)
    world.in_state(
        State.PUBLISHED, more_elements(world), code=STANDARD, prefix="national-", signers=["reviewer"]
    )
    world.decided(number, State.PUBLISHED)
    (_, _, submitted), (_, _, approved), (_, _, published) = kept(number)
    assert submitted.newer == ()
    assert [key.split(":")[0] for key in approved.newer] == ["R06"]
    assert approved.newer == published.newer
    assert (submitted.upstream_release, published.upstream_release) == (1, 2)
    assert named(number, Action.PUBLISH)["newer"] == 1

    later = world.opened(replace(world.amendment(deadline="8个工作日内公开"), title="再次压缩"))
    world.save(later, replace(_draft_of(world, deadline="8个工作日内公开"), answers={}))
    with pytest.raises(InvalidError, match="政策解读"):
        submission.submit(later, actor=world.actor("drafter"))


def _draft_of(world: World, *, deadline: str) -> DraftContent:
    row = world.row()
    change: DraftChange = amended(row, replace(row.state.content, deadline=deadline))
    return replace(world.amendment(), changes=(change,))


def moved_away(world: World, *names: str) -> list[DraftChange]:
    """Return changes that leave rows of the standard out of the county's catalogue."""
    return [
        operations.left_out(row, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务，待开展后恢复列入。")
        for row in world.chosen(*names)
    ]


def test_a_heading_that_loses_its_last_row_is_refused_until_it_goes_as_well(world: World) -> None:
    """Nothing names the heading, and the sentence does (docs/decisions/0058)."""
    number = world.opened(draft(moved_away(world, *ROWS)))
    with pytest.raises(InvalidError, match="would stand empty") as refused:
        submission.submit(number, actor=world.actor("drafter"))
    heading = world.row(HEADING).state.entry
    (issue,) = [one for one in refused.value.issues if one.entry == heading]
    assert (issue.message.params["name"], kept(number)) == (HEADING, [])
    world.save(number, draft(moved_away(world, *ROWS, HEADING)))
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    assert [action for action, *_ in kept(number)] == [Action.SUBMIT]


def test_a_heading_that_keeps_a_row_is_no_matter(world: World) -> None:
    number = world.opened(draft(moved_away(world, ROWS[0])))
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    assert [action for action, *_ in kept(number)] == [Action.SUBMIT]
