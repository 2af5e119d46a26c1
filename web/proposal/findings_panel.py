"""The findings of a proposal as its page lists them: with row, place on the page, and answer."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from rules.findings import Finding, Severity
from web.language import say
from web.proposal.alike import together
from workflow.outcomes import Outcome, answered
from workflow.queries.proposal import ProposalFile

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, kw_only=True)
class ListedFinding:
    """A finding in the list."""

    finding: Finding
    row: str
    """Name of the row; empty where it is about the proposal itself."""
    anchor: int | None
    """Which of the changes on the page it is about, counted from 1."""
    address: str
    """Where in the editor it is mended or answered; the row's form, or the draft's."""
    justification: str
    is_newer: bool
    """Whether it was not there at the submit; then it stops nothing (decision 24)."""


@dataclass(frozen=True, kw_only=True)
class FindingsAlike:
    """One finding of one row, or the same of many."""

    rows: tuple[ListedFinding, ...]

    @property
    def first(self) -> ListedFinding:
        """The finding that is shown for all."""
        return self.rows[0]

    @property
    def number(self) -> int:
        """How many findings it says."""
        return len(self.rows)


def listed_findings(file: ProposalFile) -> list[ListedFinding]:
    """Return the findings, errors first, then those that wait for an answer."""
    number = file.case.proposal.number
    places = {change.entry: place for place, change in enumerate(file.changes, start=1)}
    names = {change.entry: change.after.content.name for change in file.changes}
    listed = [change.entry for change in file.changes if change.after.is_listed]
    answers = file.said.answers
    submitted = None if file.shows_draft else file.outcome
    known = {one.key for one in submitted.findings} if submitted else set()
    found = [
        ListedFinding(
            finding=one,
            row=names.get(one.entry, "") or named_now(one.entry, file),
            anchor=places.get(one.entry),
            address=_address(number, one, frozenset(listed)),
            justification=answers.get(one.key, ""),
            is_newer=submitted is not None and one.key not in known,
        )
        for one in file.findings
    ]
    return sorted(found, key=lambda one: (ORDER[one.finding.severity], bool(one.justification)))


def findings_alike(found: Iterable[ListedFinding]) -> list[FindingsAlike]:
    """Return findings in their order, those that read the same of many rows where the first of them stands."""
    return [FindingsAlike(rows=rows) for rows in together(found, _kind)]


def _kind(listed: ListedFinding) -> Hashable:
    one = listed.finding
    return (one.rule, one.severity, one.field, say(one.message), listed.justification, listed.is_newer)


def named_now(entry: str, file: ProposalFile) -> str:
    """Return what a row is called that a finding is about and that the proposal does not name; "" for no row."""
    return file.current[entry].state.content.name if entry in file.current else ""


def _address(number: str, found: Finding, listed: frozenset[str]) -> str:
    anchor = f"found-{found.field}"
    if found.entry in listed:
        return url_for("editor.edit_entry", number=number, entry=found.entry, _anchor=anchor)
    return url_for("editor.edit", number=number, _anchor=anchor)


def counted(outcome: Outcome) -> str:
    """Say how much was found, and how much of it still has to be answered."""
    if not outcome.findings:
        return gettext("The rules find nothing.")
    errors, hints = outcome.count(Severity.ERROR), outcome.count(Severity.HINT)
    warnings = outcome.count(Severity.WARNING)
    parts = [
        ngettext("%(num)d error", "%(num)d errors", errors),
        ngettext("%(num)d warning", "%(num)d warnings", warnings),
        ngettext("%(num)d hint", "%(num)d hints", hints),
    ]
    if outcome.unanswered:
        parts.append(
            ngettext("%(num)d warning to be answered", "%(num)d warnings to be answered", outcome.unanswered)
        )
    return " · ".join(parts)


def counted_of(file: ProposalFile) -> str:
    """Say how much is found on what the page shows."""
    return counted(answered(file.findings, file.said.answers))
