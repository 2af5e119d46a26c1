"""How a warning is answered in place: a field beside it, kept in the draft under the finding's key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.findings import Finding, Severity
from web.desk import Desk
from web.forms.reading import Form

PREFIX = "justification:"
"""Before the key of the finding, in the name of its field."""

LONGEST_KEY = 200
"""Characters of a key; longer ones name no finding."""


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


def to_answer(finding: Finding, answers: Mapping[str, str]) -> FindingToAnswer:
    """Return a finding with what was answered to it."""
    return FindingToAnswer(finding=finding, justification=answers.get(finding.key, ""))


def justified(desk: Desk, form: Form) -> Desk:
    """Return the desk with the justifications that a form brings; an empty one takes an earlier one away."""
    typed = {
        name.removeprefix(PREFIX): text.strip().replace("\r\n", "\n")
        for name, text in form.items()
        if name.startswith(PREFIX) and len(name) <= LONGEST_KEY
    }
    answers = {key: text for key, text in {**desk.draft.answers, **typed}.items() if text}
    return desk.with_draft(replace(desk.draft, answers=answers))
