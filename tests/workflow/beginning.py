"""What tests do with a county's catalogue that is being begun: begin it, and ask what R03 finds."""

from datetime import date

from rules.findings import Severity
from tests.founding import NEW, found, said
from tests.world import World
from values.proposal_content import DraftContent
from workflow.base import findings_of
from workflow.commands.beginning import begin_from_standard
from workflow.unit import transaction


def begin(county: World, by: str = "new-drafter", **more: object) -> str:
    return begin_from_standard(
        NEW,
        said(county),
        actor=county.actor(by),
        **more,  # type: ignore[arg-type]
    )


def found_in(text: DraftContent, code: str = NEW) -> dict[str, Severity]:
    """Return the sentences of R03 on a draft, with their severity."""
    catalogue = found(code)
    states = [one.after for one in text.changes]
    with transaction() as session:
        found_ = findings_of(session, session.merge(catalogue), states, day=date(2026, 3, 2))
    return {one.message.in_english(): one.severity for one in found_ if one.rule == "R03"}
