"""Cases that are closed, taken out and over: what tests of destruction begin with."""

from dataclasses import dataclass
from datetime import UTC, datetime

from tests import papers
from tests.world import World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from workflow.commands import submission
from workflow.commands.attaching import attach, detach
from workflow.commands.destruction import (
    carry_out_destruction,
    judge_destruction,
    propose_destruction,
)
from workflow.commands.discussion import add_comment
from workflow.commands.retention import TakenPackage, note_case_file
from workflow.retention import Keeping, keeping_of
from workflow.unit import at, current_clock, transaction

SHA = sha256_hex(papers.PDF)
PACKAGE = "ab" * 32
LATER = datetime(2057, 1, 4, 1, 0, tzinfo=UTC)
"""After the thirty years of a case that was closed in 2026."""
SECRET = "李某电话13800000000"


@dataclass
class Archived:
    """The world's proposals as case files."""

    world: World
    clock: FrozenClock

    def withdrawn(self, *, with_file: bool = True, deadline: str = "10个工作日内公开") -> str:
        """Bring a proposal with a file and a comment to its end, and return its number."""
        world = self.world
        number = world.opened(world.amendment(deadline=deadline))
        if with_file:
            version = world.draft_version(number)
            drafter = world.actor("drafter")
            version = attach(number, actor=drafter, name="意见.pdf", data=papers.PDF, draft_version=version)
            version = detach(number, SHA, actor=drafter, draft_version=version)
            attach(number, actor=drafter, name="意见.pdf", data=papers.PDF, draft_version=version)
        submission.submit(number, actor=world.actor("drafter"))
        add_comment(number, actor=world.actor("reviewer"), text=SECRET)
        submission.withdraw(number, actor=world.actor("drafter"))
        return number

    def over(self, *numbers: str) -> None:
        """Let the terms of proposals end after their packages were taken out."""
        for number in numbers:
            self.take_out(number)
        self.clock.at = LATER

    def take_out(self, number: str, *, by: str = "supervisor") -> None:
        """Note that the package of a case was taken out."""
        keeping = self.keeping(number)
        taken = TakenPackage(
            proposal=number,
            version=keeping.proposal.version,
            file_number=keeping.file_number,
            sha256=PACKAGE,
            size=7,
        )
        note_case_file(taken, actor=self.world.actor(by))

    def keeping(self, number: str) -> Keeping:
        """Return how a case is kept."""
        proposal = self.world.proposal(number)
        with transaction() as session:
            return keeping_of(session, proposal)

    def proposed(self, *numbers: str, by: str = "business-admin") -> int:
        """Propose a list, and return its number."""
        actor = self.world.actor(by)
        return int(propose_destruction(numbers, actor=actor, reason="已无保存价值。"))

    def approved(self, *numbers: str) -> int:
        """Have a list proposed and approved, and return its number."""
        number = self.proposed(*numbers, by="supervisor2")
        judge_destruction(number, actor=self.world.actor("supervisor"), approves=True, opinion="同意销毁。")
        return number

    def destroyed(self, *numbers: str) -> int:
        """Have the case files of proposals destroyed, from taking them out on; return the number of the list."""
        self.over(*numbers)
        number = self.approved(*numbers)
        carry_out_destruction(number, actor=self.world.actor("supervisor2"))
        return number


def listed_for_destruction(world: World) -> str:
    """Return the number of a list with a case file whose term is over thirty years from now."""
    archived = Archived(world, FrozenClock(current_clock.get().now()))
    number = archived.withdrawn()
    with at(archived.clock):
        archived.over(number)
        return str(archived.proposed(number))
