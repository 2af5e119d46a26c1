"""Rows of the county's catalogue, and changes of them that several tests make."""

from tests.world import HEADING, ROWS, World
from values.entry import EntryState
from values.proposal_content import DraftChange
from values.rank import rank_between
from workflow import operations
from workflow.queries.catalogue import PublishedRow, arranged


def names_listed(world: World) -> list[str]:
    """Return the rows of the county's catalogue as its table shows them."""
    return [row.state.content.name for row in arranged(one.state for one in world.rows().values())]


def states(world: World) -> list[EntryState]:
    return [row.state for row in world.rows().values()]


def supplement(world: World, name: str = "就业见习") -> PublishedRow:
    """Publish a row of the county's own and return it."""
    world.published(world.addition(name))
    return world.row(name)


def moved_up(world: World) -> list[DraftChange]:
    first, second = (world.row(name) for name in ROWS)
    return [operations.moved(second, parent=second.state.parent, rank=rank_between(None, first.state.rank))]


def out_of_the_heading(world: World) -> list[DraftChange]:
    heading, row = world.row(HEADING), world.row(ROWS[1])
    return [operations.moved(row, parent=None, rank=rank_between(None, heading.state.rank))]
