"""R14 (N4.2): a proposal that a new policy made necessary brings the interpretation that people understand."""

from collections.abc import Iterator

from rules.findings import Finding, Severity
from rules.grounds import Grounds
from values.messages import N_, Message
from values.vocabulary import Trigger

LACKING = N_(
    "A new policy made this change necessary: add the plain-language interpretation (政策解读) here or on a row that"
    " changes, or say where it is published."
)


def interpreted(grounds: Grounds) -> Iterator[Finding]:
    """Find that a new policy comes without its interpretation, on the proposal as on the rows that it changes.

    A new law is interpreted by who made it; the Notice asks for policies.
    """
    paper = grounds.paper
    if paper is None or paper.trigger is not Trigger.NEW_POLICY or paper.interpretation.strip():
        return
    changed = (row for key, row in grounds.sheet.present.items() if row != grounds.published.get(key))
    if not any(row.content.interpretation.strip() for row in changed):
        yield Finding(
            rule="R14",
            severity=Severity.WARNING,
            entry="",
            field="interpretation",
            clause="N4.2",
            message=Message(LACKING),
        )
