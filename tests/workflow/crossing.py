"""One case of each kind of conflict: a draft, and what is published beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.workflow.conflicting import OURS, THEIRS, saying
from tests.world import ROWS, World, draft
from values.vocabulary import Choice, ConflictKind, LeaveOutReason, WaitingAnswer
from workflow import operations

AHEAD = date(2099, 6, 1)
"""A day on which no test runs, by whichever clock."""

Crossing = Callable[[World], str]
"""Opens a draft, publishes what crosses it, and returns the draft's number."""


def _same_field(world: World) -> str:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    return number


def _structure(world: World) -> str:
    number = world.opened(saying(world, deadline=OURS))
    gone = operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本地未开展此项业务。")
    world.published(draft([gone]))
    return number


def _cycle(world: World) -> str:
    row, other = (world.row(name) for name in ROWS)
    number = world.opened(draft([operations.moved(row, parent=other.state.entry, rank="5")]))
    world.published(draft([operations.moved(other, parent=row.state.entry, rank="5")]))
    return number


def _order(world: World) -> str:
    number = world.opened(world.addition("就业见习"))
    world.published(world.addition("技能培训"))
    return number


def _equal_name(world: World) -> str:
    number = world.opened(world.addition("就业见习"))
    world.published(world.addition("就业 见习"))
    return number


def _waiting_version(world: World) -> str:
    world.published(replace(saying(world, deadline=THEIRS), effective_from=AHEAD))
    return world.opened(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))


CROSSINGS: dict[ConflictKind, Crossing] = {
    ConflictKind.SAME_FIELD: _same_field,
    ConflictKind.STRUCTURE: _structure,
    ConflictKind.CYCLE: _cycle,
    ConflictKind.ORDER: _order,
    ConflictKind.EQUAL_NAME: _equal_name,
    ConflictKind.WAITING_VERSION: _waiting_version,
}

ANSWERS: dict[ConflictKind, str] = {
    **dict.fromkeys(ConflictKind, Choice.MINE.value),
    ConflictKind.CYCLE: Choice.PUBLISHED.value,
    ConflictKind.WAITING_VERSION: WaitingAnswer.AS_WELL.value,
}
"""An answer that each kind of question can have."""
