"""Several warnings of the same rule on a draft, answered at once: each keeps an answer of its own that says the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rules.findings import Finding, Severity
from values.messages import N_
from values.proposal_content import DraftContent
from web.draft.desk import Desk, is_typing
from web.forms.draft_form import read_header
from web.forms.limits import justification_issues
from web.forms.reading import Form
from workflow.errors import InvalidError, invalid

TEXT, SHOWN = "together:", "together-shown:"
"""Before the rule, in the names of the answer's field and of the keys that the page showed with it."""

FEWEST = 2
"""So many warnings of a rule are answered at once; a single one has a field of its own."""

BETWEEN = "\n"
"""Between the keys that the page showed; no key has it."""


@dataclass(frozen=True, kw_only=True)
class SameRule:
    """The warnings of a rule that nobody has answered yet."""

    rule: str
    warnings: tuple[tuple[str, Finding], ...]
    """Each with the name of its row; empty beside the rows."""
    typed: str

    @property
    def name(self) -> str:
        """The name of the field for their one answer."""
        return TEXT + self.rule

    @property
    def shown_name(self) -> str:
        """The name of the field that says which warnings the answer is for."""
        return SHOWN + self.rule

    @property
    def shown(self) -> str:
        """The keys of the warnings."""
        return BETWEEN.join(one.key for _, one in self.warnings)


def same_rules(
    findings: Iterable[Finding], answers: Mapping[str, str], names: Mapping[str, str], form: Form | None
) -> list[SameRule]:
    """Return the rules with several unanswered warnings, in their order.

    Args:
        findings: on the draft.
        answers: given so far.
        names: of the rows, by entry.
        form: what was typed, where the page is shown again.
    """
    found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for one in _unanswered(findings, answers):
        found[one.rule].append((names.get(one.entry, ""), one))
    return [
        SameRule(rule=rule, warnings=tuple(several), typed=form.get(TEXT + rule, "") if form else "")
        for rule, several in sorted(found.items())
        if len(several) >= FEWEST
    ]


def answered_together(desk: Desk, form: Form, rule: str) -> DraftContent:
    """Return the draft with what the form says, and with one answer to the warnings of a rule that the page showed.

    What was answered meanwhile keeps its answer, and what the rules do not find any more gets none.
    Raises: InvalidError without an answer, for one that is too long, and where nothing is left to answer.
    """
    draft = read_header(form, desk.draft)
    if not _typed(form, rule):
        raise invalid(TEXT + rule, N_("Write the answer that is to hold for all of these warnings."))
    return _answered(desk, draft, form, rule)


def typed_header(desk: Desk, form: Form) -> DraftContent:
    """Return the draft with what the form says, and with the answers to several warnings that were typed into it.

    A button beside theirs saves them too; while somebody types they are not finished yet.
    Raises: InvalidError as `answered_together` does.
    """
    draft = read_header(form, desk.draft)
    if is_typing():
        return draft
    for name in sorted(form):
        rule = name.removeprefix(TEXT)
        if name != rule and _typed(form, rule):
            draft = _answered(desk, draft, form, rule)
    return draft


def _typed(form: Form, rule: str) -> str:
    return form.get(TEXT + rule, "").strip().replace("\r\n", "\n")


def _answered(desk: Desk, draft: DraftContent, form: Form, rule: str) -> DraftContent:
    text = _typed(form, rule)
    shown = set(form.get(SHOWN + rule, "").splitlines())
    found = desk.with_draft(draft).findings(draft.changes)
    keys = [one.key for one in _unanswered(found, draft.answers) if one.rule == rule and one.key in shown]
    if not keys:
        raise invalid(
            TEXT + rule, N_("None of these warnings waits for an answer any more; look at the page again.")
        )
    answers = {**draft.answers, **dict.fromkeys(keys, text)}
    if issues := justification_issues(dict.fromkeys(keys[:1], text)):
        raise InvalidError([replace(one, field=TEXT + rule) for one in issues])
    return replace(draft, answers=answers)


def _unanswered(findings: Iterable[Finding], answers: Mapping[str, str]) -> Iterable[Finding]:
    return (one for one in findings if one.severity is Severity.WARNING and one.key not in answers)
