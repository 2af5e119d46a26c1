"""How tests hide, and what stands of it."""

from dataclasses import dataclass

from models import Hiding, HidingAct
from tests.world import COUNTY, World
from values.hiding import HidingReason, HidingTarget
from workflow.commands import hiding as commands
from workflow.hiding import HidingFile, hiding_files
from workflow.unit import transaction

EXPLANATION = "该行含有不应公开的信息。"


@dataclass(frozen=True)
class Hidings:
    """Hiding by commands in a world."""

    world: World

    def hide(
        self,
        *,
        by: str = "publisher",
        on_behalf_of: str | None = None,
        reason: HidingReason = HidingReason.PERSONAL_DATA,
        target: HidingTarget | None = None,
        code: str = COUNTY,
    ) -> int:
        """Hide the first row, or another target, and return the number of the hiding."""
        target = target or HidingTarget(entry=self.world.row(code=code).state.entry)
        actor = self.world.actor(by, on_behalf_of=on_behalf_of)
        return int(commands.hide(code, target, actor=actor, reason=reason, explanation=EXPLANATION))

    def approve(self, hiding_id: int, *, by: str = "supervisor", on_behalf_of: str | None = None) -> None:
        """Approve it afterwards."""
        actor = self.world.actor(by, on_behalf_of=on_behalf_of)
        commands.approve_hiding(hiding_id, actor=actor, opinion="同意继续撤下。")

    def lift(self, hiding_id: int, *, by: str = "supervisor") -> None:
        """Show it again."""
        commands.lift_hiding(hiding_id, actor=self.world.actor(by), opinion="已核实，恢复显示。")

    def file(self, hiding_id: int) -> HidingFile:
        """Return a hiding with what followed."""
        with transaction() as session:
            return hiding_files(session, Hiding.id == hiding_id)[0]

    def acts(self, hiding_id: int) -> list[tuple[str, int]]:
        """Return what followed a hiding, with the level of each escalation."""
        acts: tuple[HidingAct, ...] = self.file(hiding_id).acts
        return [(act.action.value, act.level) for act in acts]
