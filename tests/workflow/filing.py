"""How tests attach files to a draft."""

from tests import papers
from tests.world import World
from workflow.commands.attaching import attach


def attached(
    world: World, number: str, *, name: str = "意见.pdf", data: bytes = papers.PDF, by: str = "drafter"
) -> int:
    """Attach a file to whatever the draft is now."""
    version = world.draft_version(number)
    return attach(number, actor=world.actor(by), name=name, data=data, draft_version=version)
