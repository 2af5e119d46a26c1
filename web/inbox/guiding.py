"""The guide through a first proposal: what is done, and where the next step is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_login import current_user

from models import db
from rules.findings import Finding, Severity
from values.vocabulary import State
from web.draft.desk import Desk
from web.session import seats
from workflow.queries.guiding import FirstSteps, first_steps, needs_guide, newest_draft
from workflow.queries.tallies import Tally, tallies


@dataclass(frozen=True, kw_only=True)
class GuideStep:
    """A step of the guide; the first that is not done is next."""

    says: str
    where: str
    url: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The steps of a first proposal, and the draft that they are read from; empty before there is one."""

    number: str
    steps: tuple[GuideStep, ...]

    @property
    def next(self) -> GuideStep:
        """The step to be taken now; the last is done when the guide is gone."""
        return next(one for one in self.steps if not one.is_done)


def guide_of_inbox() -> Guide | None:
    """Return the guide of the signed-in person, by their newest draft; None for who needs none."""
    if not needs_guide(db.session(), seats(), current_user.person_id):
        return None
    newest = newest_draft(db.session(), current_user.person_id)
    if newest is None:
        return _guide("", FirstSteps())
    number, text = newest
    return _guide(number, first_steps(text, tallies(db.session(), [number]).get(number)))


def guide_of_draft(desk: Desk, findings: Sequence[Finding]) -> Guide | None:
    """Return the guide beside a draft that is open; None for who needs none, and once it was submitted."""
    if desk.case.proposal.state is not State.DRAFT:
        return None
    if not needs_guide(db.session(), seats(), current_user.person_id):
        return None
    answers = desk.draft.answers
    warnings = [one for one in findings if one.severity is Severity.WARNING]
    found = Tally(
        errors=sum(one.severity is Severity.ERROR for one in findings),
        warnings=len(warnings),
        unanswered=sum(not answers.get(one.key) for one in warnings),
    )
    return _guide(desk.case.proposal.number, first_steps(desk.draft, found))


def _guide(number: str, done: FirstSteps) -> Guide:
    draft = url_for("editor.edit", number=number) if number else ""
    catalogues = url_for("catalogues.index")
    rows, why = f"{draft}#h-rows", f"{draft}#h-why"
    proposal = url_for("proposals.show", number=number) if number else ""
    steps = (
        (gettext("Pick the rows that are to change"), catalogues, done.has_rows),
        (gettext("Edit each row"), rows, done.has_edits),
        (gettext("Mend what the rules find, or answer it"), rows, done.is_answered),
        (gettext("Say what made it necessary, since which day, and why"), why, done.has_reason),
        (gettext("Read it once more and submit it"), proposal, False),
    )
    places = (
        gettext("To the catalogues") if not number else gettext("Pick more rows"),
        gettext("To the rows"),
        gettext("To the rows"),
        gettext("To the reasons"),
        gettext("To the proposal"),
    )
    return Guide(
        number=number,
        steps=tuple(
            GuideStep(
                says=says, where=where, url=rows if number and url == catalogues else url, is_done=is_done
            )
            for (says, url, is_done), where in zip(steps, places, strict=True)
        ),
    )
