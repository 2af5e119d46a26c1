"""How a warning is answered in place: a field beside it, kept in the draft under the finding's key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rules.findings import Finding, Severity
from values.proposal_content import DraftChange
from web.draft.desk import Desk
from web.forms.answers import PREFIX, read_answers
from web.forms.reading import Form


@dataclass(frozen=True, kw_only=True)
class FindingToAnswer:
    """A finding with the field in which it is answered, where it can be."""

    finding: Finding
    justification: str

    @property
    def is_answerable(self) -> bool:
        """Whether a justification lets the proposal go on: an error stands, and a hint asks for nothing."""
        return self.finding.severity is Severity.WARNING

    @property
    def name(self) -> str:
        """The name of the field."""
        return PREFIX + self.finding.key

    @property
    def field_id(self) -> str:
        """Names the field on the page; a colon would not do in a selector."""
        return self.name.replace(":", "-")


def to_answer(finding: Finding, answers: Mapping[str, str]) -> FindingToAnswer:
    """Return a finding with what was answered to it."""
    return FindingToAnswer(finding=finding, justification=answers.get(finding.key, ""))


def beside_rows(findings: Iterable[Finding], answers: Mapping[str, str]) -> dict[str, list[FindingToAnswer]]:
    """Return the findings that name no row, by field, with what was answered to them."""
    found: dict[str, list[FindingToAnswer]] = defaultdict(list)
    for finding in findings:
        if not finding.entry:
            found[finding.field].append(to_answer(finding, answers))
    return dict(found)


def of_unlisted_rows(
    changes: Iterable[DraftChange], findings: Iterable[Finding], answers: Mapping[str, str]
) -> list[tuple[str, FindingToAnswer]]:
    """Return the findings on rows that have no form, as they are left out or cancelled, each with the row's name."""
    names = {one.entry: one.after.content.name for one in changes if not one.after.is_listed}
    return [(names[one.entry], to_answer(one, answers)) for one in findings if one.entry in names]


def justified(desk: Desk, form: Form) -> Desk:
    """Return the desk with the justifications that a form brings; an empty one takes an earlier one away."""
    answers = read_answers(form, desk.draft.answers)
    return desk.with_draft(replace(desk.draft, answers=answers))
