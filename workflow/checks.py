"""What must hold before an action, by the names that the transition table uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Suggestion
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import Action, Outcome
from workflow.base import moved_rows
from workflow.case import Case
from workflow.conflicts.overtaken import overtaken_rows
from workflow.errors import NotAllowedError, invalid
from workflow.lifecycle import rows
from workflow.outcomes import judge
from workflow.queries.opinions import has_remarks
from workflow.touching import Moved
from workflow.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the person entered with the action."""

    comment: str = ""
    moment: datetime | None = None
    answers: Mapping[str, str] | None = None


Check = Callable[[Unit, Case, Given], None]

FURTHEST = timedelta(days=366)
"""A time later than this is a slip of the pen; a window so long could not be closed again."""


def check_all(unit: Unit, case: Case, action: Action, given: Given) -> None:
    """Run the checks of an action that do not concern a draft; those are run by `submit` itself.

    Raises: InvalidError for what is missing or wrong; NotAllowedError for what stands in the way.
    """
    for name in rows(action, case.proposal.state)[0].checks:
        if name in CHECKS:
            CHECKS[name](unit, case, given)


def base_stands(unit: Unit, case: Case, _: Given) -> None:
    """No release since the base touched the proposal."""
    moved = _moved(unit, case)
    if moved:
        raise NotAllowedError(
            Message(
                N_(
                    "The base has moved on: release %(release)s changed “%(name)s”. The drafter has to revise first."
                ),
                {"release": moved[0].release_no, "name": moved[0].name},
            )
        )


def base_has_moved(unit: Unit, case: Case, _: Given) -> None:
    """A release since the base touched the proposal."""
    if not _moved(unit, case):
        raise NotAllowedError(Message(N_("The base has not moved; there is nothing to revise for.")))


def _moved(unit: Unit, case: Case) -> list[Moved]:
    content = case.content
    return [
        *moved_rows(unit.session, case.proposal, content, case.catalogue.current_release_no),
        *overtaken_rows(unit.session, content, case.given_revision, today=unit.today),
    ]


def rules_pass(unit: Unit, case: Case, _: Given) -> None:
    """The rules find no error on the rows that the revision touches, by the standard known at its submit."""
    _require_valid_when_published(case.content.valid_until, unit.today)
    case.outcome = judge(unit, case, case.content)


def _require_valid_when_published(until: date | None, published: date) -> None:
    """Raise NotAllowedError for what would have lost its validity before anybody could read it."""
    if until is not None and until < published:
        raise NotAllowedError(
            Message(
                N_(
                    "It is to be valid until %(until)s, and would be published on %(published)s. Publish it earlier,"
                    " or return it to the drafter for a later day."
                ),
                {"until": until.isoformat(), "published": published.isoformat()},
            )
        )


def content_is_what_was_approved(unit: Unit, case: Case, _: Given) -> None:  # noqa: ARG001
    """The stored bytes hash to what the last approval names."""
    approvals = [one for one in case.decisions if one.action is Action.APPROVE]
    revision = case.given_revision
    if not approvals or not (
        approvals[-1].content_sha256 == revision.content_sha256 == sha256_hex(revision.data)
    ):
        raise NotAllowedError(
            Message(N_("The content is not what was approved. Nothing was published; tell the auditors."))
        )


def reason_is_given(unit: Unit, case: Case, given: Given) -> None:  # noqa: ARG001
    """A reason was written."""
    if not given.comment.strip():
        raise invalid("comment", N_("Please give the reason in a sentence."))


def objections_are_answered(unit: Unit, case: Case, given: Given) -> None:  # noqa: ARG001
    """Where a step objected, the approval answers it in words."""
    objected = any(one.outcome is Outcome.OBJECTED for one in case.valid_sign_offs.values())
    if objected and not given.comment.strip():
        raise invalid("comment", N_("A step objected; answer its objection in the approval."))


def suggestions_are_settled(unit: Unit, case: Case, _: Given) -> None:
    """No suggestion on the present revision is open."""
    if open_suggestions(unit, case):
        raise NotAllowedError(
            Message(N_("A suggestion is still open; the drafter accepts or answers it before the approval."))
        )


def suggestion_is_open(unit: Unit, case: Case, _: Given) -> None:
    """There is something to adopt: a suggestion of a step, or what a department remarks on this revision."""
    if not open_suggestions(unit, case) and not has_remarks(unit.session, case.revision):
        raise NotAllowedError(
            Message(
                N_("No suggestion and no remark of a department is open; there is nothing to take back for.")
            )
        )


def open_suggestions(unit: Unit, case: Case) -> list[Suggestion]:
    """Return suggestions that were neither accepted nor answered."""
    return list(unit.session.scalars(_OPEN, {"proposal": case.proposal.id}))


_OPEN = sa.select(Suggestion).where(
    Suggestion.proposal_id == sa.bindparam("proposal"), Suggestion.settled_at.is_(None)
)


def time_is_ahead(unit: Unit, case: Case, given: Given) -> None:  # noqa: ARG001
    """The time lies ahead."""
    if given.moment is None or given.moment <= unit.now:
        raise invalid("moment", N_("Choose a time that lies ahead."))
    if given.moment > unit.now + FURTHEST:
        raise invalid("moment", N_("This time lies more than a year ahead; look at the year again."))


def time_of_publication_fits(unit: Unit, case: Case, given: Given) -> None:
    """The time of publication lies ahead, and the validity is not over by then."""
    time_is_ahead(unit, case, given)
    _require_valid_when_published(case.content.valid_until, shanghai_day(given.moment or unit.now))


def is_scheduled(unit: Unit, case: Case, _: Given) -> None:  # noqa: ARG001
    """A schedule stands."""
    if case.proposal.scheduled_for is None:
        raise NotAllowedError(Message(N_("No publication is scheduled.")))


def window_has_ended(unit: Unit, case: Case, _: Given) -> None:
    """The window of the consultation is over."""
    until = case.proposal.consulting_until
    if until is not None and unit.now < until:
        raise NotAllowedError(Message(N_("The consultation can be closed when its window has ended.")))


CHECKS: dict[str, Check] = {
    "base_stands": base_stands,
    "base_has_moved": base_has_moved,
    "rules_pass": rules_pass,
    "content_is_what_was_approved": content_is_what_was_approved,
    "reason_is_given": reason_is_given,
    "objections_are_answered": objections_are_answered,
    "suggestions_are_settled": suggestions_are_settled,
    "suggestion_is_open": suggestion_is_open,
    "time_is_ahead": time_of_publication_fits,
    "window_is_ahead": time_is_ahead,
    "is_scheduled": is_scheduled,
    "window_has_ended": window_has_ended,
}
