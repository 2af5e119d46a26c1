"""The forms of a basis: what the register says of it, and that it was amended or repealed."""

from dataclasses import dataclass
from datetime import date

from values.legal_basis import BasisStatus
from values.messages import N_, Message
from values.written_day import day_written
from web.forms.limits import EARLIEST, LATEST, NO_DAY, OUT_OF_TIME
from web.forms.reading import Form, joined, one_line, plain
from web.numbers import whole_number
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts
from workflow.errors import InvalidError, Issue

MARKS = (BasisStatus.AMENDED, BasisStatus.REPEALED)
NOT_OFFERED = N_("Choose among what is listed.")


LABELS = {
    "title": N_("Title"),
    "number": N_("Document number"),
    "issuer": N_("Issuer"),
    "issued_on": N_("Day of issue"),
    "in_force_from": N_("In force from"),
    "other_titles": N_("By what else it is cited"),
    "note": N_("Still to be verified"),
    "status": N_("What happened to it"),
    "since": N_("From which day"),
    "by": N_("By which document"),
    "order": N_("Order that published the text as amended"),
    "successor": N_("What takes its place"),
}
"""Names of the fields of both forms."""


@dataclass(frozen=True, kw_only=True)
class BasisForm:
    """What stands in the form of a basis, whatever was typed."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: str = ""
    in_force_from: str = ""
    other_titles: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkForm:
    """What stands in the form of an amendment or repeal, whatever was typed."""

    status: str = ""
    since: str = ""
    by: str = ""
    number: str = ""
    successor: str = ""
    opens: bool = True
    """Whether the citing catalogues are given drafts."""


def form_of_facts(facts: BasisFacts) -> BasisForm:
    """Return what fills the form for a basis of the register."""
    return BasisForm(
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        issued_on=facts.issued_on.isoformat() if facts.issued_on else "",
        in_force_from=facts.in_force_from.isoformat() if facts.in_force_from else "",
        other_titles=joined(facts.other_titles),
        note=facts.note,
    )


def typed_basis(form: Form) -> BasisForm:
    """Return what was typed, to fill the form again."""
    return BasisForm(
        title=one_line(form.get("title", "")),
        number=one_line(form.get("number", "")),
        issuer=one_line(form.get("issuer", "")),
        issued_on=one_line(form.get("issued_on", "")),
        in_force_from=one_line(form.get("in_force_from", "")),
        other_titles=plain(form.get("other_titles", "")),
        note=plain(form.get("note", "")),
    )


def typed_mark(form: Form) -> MarkForm:
    """Return what was typed, to fill the form again."""
    return MarkForm(
        status=form.get("status", ""),
        since=one_line(form.get("since", "")),
        by=one_line(form.get("by", "")),
        number=one_line(form.get("number", "")),
        successor=form.get("successor", ""),
        opens="opens" in form,
    )


def read_basis(form: BasisForm) -> BasisFacts:
    """Return what the form says of a basis.

    Raises: InvalidError with everything that is no day.
    """
    issues: list[Issue] = []
    facts = BasisFacts(
        title=form.title,
        number=form.number,
        issuer=form.issuer,
        issued_on=read_day("issued_on", form.issued_on, issues),
        in_force_from=read_day("in_force_from", form.in_force_from, issues),
        other_titles=tuple(line for one in form.other_titles.split("\n") if (line := one_line(one))),
        note=form.note,
    )
    if issues:
        raise InvalidError(issues)
    return facts


def read_mark(form: MarkForm) -> Mark:
    """Return the amendment or repeal that the form says.

    Raises: InvalidError with everything that is missing, no day, or not offered.
    """
    issues: list[Issue] = []
    if form.status not in MARKS:
        issues.append(Issue("status", Message(NOT_OFFERED)))
    since = read_day("since", form.since, issues)
    if not form.since:
        issues.append(Issue("since", Message(NO_DAY)))
    successor = whole_number(form.successor)
    if form.successor and successor is None:
        issues.append(Issue("successor", Message(NOT_OFFERED)))
    if issues or since is None:
        raise InvalidError(issues)
    return Mark(
        status=BasisStatus(form.status), since=since, by=form.by, number=form.number, successor=successor
    )


def read_day(field: str, text: str, issues: list[Issue]) -> date | None:
    """Return the day that a field names; None for an empty field, and with an issue for what is no day."""
    if not text:
        return None
    try:
        day = day_written(text)
    except ValueError:
        issues.append(Issue(field, Message(NO_DAY)))
        return None
    if not EARLIEST <= day <= LATEST:
        issues.append(Issue(field, Message(OUT_OF_TIME)))
    return day
