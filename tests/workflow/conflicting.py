"""A draft beside which something is published: what tests of it do and look at."""

from dataclasses import replace

import pytest

from models import Draft
from tests.world import ROWS, World, draft
from values.entry import EntryState
from values.proposal_content import DraftContent, draft_content
from workflow.commands import submission, updating
from workflow.errors import InvalidError
from workflow.operations import amended
from workflow.unit import transaction

OURS, THEIRS, LATER = "5个工作日内公开", "15个工作日内公开", "12个工作日内公开"


def saying(world: World, of: str = ROWS[0], /, **fields: object) -> DraftContent:
    """Return a draft that amends a published row."""
    row = world.row(of)
    return draft([amended(row, replace(row.state.content, **fields))])  # type: ignore[arg-type]


def text_of(world: World, number: str) -> DraftContent:
    """Return the working draft of a proposal."""
    proposal = world.proposal(number)
    with transaction() as session:
        return draft_content(session.get_one(Draft, proposal.id).content)


def only_row(world: World, number: str) -> EntryState:
    """Return the only row of a draft."""
    (change,) = text_of(world, number).changes
    return change.after


def update(world: World, number: str, *, by: str = "drafter", **answers: str) -> int:
    """Bring a draft up to date; answers are given to the fields of its first row."""
    entry = text_of(world, number).changes[0].entry
    return updating.bring_up_to_date(
        number,
        actor=world.actor(by),
        draft_version=world.draft_version(number),
        answers={f"{entry}:{name}": answer for name, answer in answers.items()},
    )


def submitted(world: World, number: str) -> int:
    return submission.submit(number, actor=world.actor("drafter"))


def refusal(world: World, number: str) -> list[tuple[str, str]]:
    """Return the fields and sentences with which a submission is refused."""
    with pytest.raises(InvalidError) as refused:
        submitted(world, number)
    return [(one.field, one.message.in_english()) for one in refused.value.issues]
