"""What becomes of a version that waits when its row changes before it comes into force (decision 14)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import State, WaitingAnswer
from workflow.commands import submission
from workflow.errors import InvalidError
from workflow.queries.catalogue import in_force, versions_of_release
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

NOW, LATER = date(2026, 3, 2), date(2026, 6, 1)


def said_on(world: World, clock: FrozenClock, day: date) -> tuple[str, tuple[str, ...]]:
    """Return deadline and channels of the first row as in force on a day."""
    entry = world.row().state.entry
    with transaction() as session:
        rows = in_force(session, world.catalogues[COUNTY], day=day, now=clock.now())
    content = rows[entry].state.content
    return content.deadline, content.channels


@pytest.fixture
def waiting(world: World, clock: FrozenClock) -> World:
    """A world whose first row has a shorter deadline from June on."""
    world.published(world.amendment(deadline="5个工作日内公开", effective_from=LATER))
    clock.advance(timedelta(minutes=1))
    return world


def with_channel(world: World) -> object:
    """Return a draft that adds a channel to the row as it was last published."""
    text = world.amendment(deadline=world.row().state.content.deadline)
    (change,) = text.changes
    content = replace(change.after.content, channels=(*change.after.content.channels, "广播电视"))
    return replace(text, changes=(replace(change, after=replace(change.after, content=content)),))


@pytest.mark.parametrize(
    ("answer", "later"),
    [
        (WaitingAnswer.UNTIL_THEN, ("政府网站", "政务新媒体")),
        (WaitingAnswer.AS_WELL, ("政府网站", "政务新媒体", "广播电视")),
    ],
)
def test_a_change_holds_until_then_or_as_well(
    waiting: World, clock: FrozenClock, answer: WaitingAnswer, later: tuple[str, ...]
) -> None:
    before = said_on(waiting, clock, NOW)
    waiting.published(waiting.answered(with_channel(waiting), answer=answer))
    clock.advance(timedelta(minutes=1))
    assert said_on(waiting, clock, NOW) == (before[0], (*before[1], "广播电视"))
    assert said_on(waiting, clock, LATER) == ("5个工作日内公开", later)
    with transaction() as session:
        written = versions_of_release(session, waiting.catalogues[COUNTY], 3)
    expected = [NOW, LATER] if answer is WaitingAnswer.AS_WELL else [NOW]
    assert [row.effective_from for row in written] == expected


def test_an_unchanged_answer_makes_no_new_revision(waiting: World) -> None:
    text = waiting.answered(with_channel(waiting), answer=WaitingAnswer.AS_WELL)
    number = waiting.returned_by_supervisor(text)
    assert submission.submit(number, actor=waiting.actor("drafter"), comment="已与各单位核对。") == 1
    assert waiting.state(number) is State.IN_APPROVAL


def test_nothing_can_hold_until_an_entry_comes_into_force_at_all(world: World) -> None:
    world.published(world.addition("就业见习", effective_from=LATER))
    text = world.answered(world.amendment("就业见习"))
    number = world.opened(text)
    with pytest.raises(InvalidError, match="is not in force before"):
        submission.submit(number, actor=world.actor("drafter"))
    world.published(world.answered(world.amendment("就业见习"), answer=WaitingAnswer.AS_WELL))
    assert world.row("就业见习").effective_from == LATER
