"""A proposal on one page, for whoever decides in five minutes: what changes, why, what was said, and the buttons."""

from typing import Any

from values.vocabulary import StepKind
from web.proposal.shown import shown
from workflow.queries.proposal import ProposalFile

MOST_ROWS, MOST_FIELDS = 6, 5
"""What is shown of rows and of the fields of each; the rest is counted, and stands on the whole page."""


def sheet(file: ProposalFile) -> dict[str, Any]:
    """Return the values of the template: those of the whole page, cut to what a screen holds."""
    values = shown(file, view="merged")
    kinds = {step.id: step.kind for step in file.case.steps}
    office = [
        one for one in file.case.sign_offs if kinds.get(one.step_id) is StepKind.GOVERNMENT_OFFICE_REVIEW
    ]
    return {
        **values,
        "rows": values["changes"][:MOST_ROWS],
        "further_rows": len(values["changes"][MOST_ROWS:]),
        "most_fields": MOST_FIELDS,
        "advice": office,
        "next_period": next((one for one in values["periods"] if one.is_next), None),
        "open_comments": sum(comment.resolved_at is None for comment, _ in values["comments"]),
        "open_suggestions": sum(one.settled_at is None for one in file.suggestions),
    }
