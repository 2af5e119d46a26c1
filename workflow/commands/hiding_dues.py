"""What becomes of hidings that nobody approved in time: escalated, ended, or up one more level (decision 17)."""

from datetime import date

import sqlalchemy as sa

from models import Catalogue, Hiding, HidingAct
from values.hiding import HidingAction
from values.workdays import DAY
from workflow.actor import SYSTEM
from workflow.audit import Happening, record
from workflow.commands.hiding import locked_file, subject_of
from workflow.dues import working_days
from workflow.hiding import APPROVAL_WORKING_DAYS, HidingFile, hiding_files, is_over
from workflow.unit import Unit, unit


def attend_to_hidings() -> int:
    """Escalate and end every hiding whose time is over, each in a unit of its own; return how often something was done.

    A hiding for want of another reason than personal data and secrets ends with its first escalation.
    """
    with unit(SYSTEM) as work:
        waiting = [one.hiding.id for one in _overdue(work)]
    return sum(_escalate(one) for one in waiting) + sum(_end(one) for one in waiting)


def _overdue(work: Unit) -> list[HidingFile]:
    approved = sa.exists().where(HidingAct.hiding_id == Hiding.id, HidingAct.action == HidingAction.APPROVE)
    found = hiding_files(work.session, Hiding.due_on < work.today, sa.not_(is_over()), sa.not_(approved))
    return [one for one in found if one.due_on < work.today or not _stays(one)]


def _stays(file: HidingFile) -> bool:
    return file.hiding.reason.outlasts_delay or not file.level


def _escalate(hiding_id: int) -> bool:
    """Tell the next level up, unless someone was quicker."""
    with unit(SYSTEM) as work:
        file = locked_file(work, hiding_id)
        if file is None or file.is_judged or file.due_on >= work.today:
            return False
        # The last day was yesterday; who is told today has two working days, this one included.
        due = working_days(work.session).due_after(work.today - DAY, APPROVAL_WORKING_DAYS).day
        _follow(work, file, HidingAction.ESCALATE, level=file.level + 1, due_on=due)
        _record(work, file, "hiding_escalated", level=file.level + 1, due=due.isoformat())
        return True


def _end(hiding_id: int) -> bool:
    """Show again what nobody approved, where the reason permits."""
    with unit(SYSTEM) as work:
        file = locked_file(work, hiding_id)
        if file is None or file.is_judged or _stays(file):
            return False
        _follow(work, file, HidingAction.END)
        _record(work, file, "hiding_ended", reason=file.hiding.reason.value)
        return True


def _follow(
    work: Unit, file: HidingFile, action: HidingAction, *, level: int = 0, due_on: date | None = None
) -> None:
    work.session.add(
        HidingAct(hiding_id=file.hiding.id, action=action, level=level, due_on=due_on, acted_at=work.now)
    )


def _record(work: Unit, file: HidingFile, action: str, **details: object) -> None:
    catalogue = work.session.get_one(Catalogue, file.hiding.catalogue_id)
    record(
        work,
        Happening(
            action=action,
            subject=subject_of(file.hiding, catalogue),
            details={"catalogue": catalogue.code, "entry": file.hiding.entry_id, **details},
        ),
    )
