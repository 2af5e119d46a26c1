"""The form with which a clerk records a sign-off on paper (代录): what it offers, and what it sends."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.vocabulary import Outcome
from values.written_day import day_written
from web.language import say
from web.numbers import whole_number
from web.session import actor
from web.wording.common import label
from workflow.commands.recording import Paper
from workflow.errors import InvalidError, WorkflowError
from workflow.queries.proposal import ProposalFile
from workflow.queries.signatories import possible_signatories
from workflow.unit import current_clock


@dataclass(frozen=True, kw_only=True)
class RecordingForm:
    """What stands in the form."""

    signatories: list[tuple[str, str]]
    outcomes: list[tuple[str, str]]
    signatory: str
    outcome: str
    opinion: str
    signed_on: str
    errors: dict[str, list[str]]


def recording_form(
    file: ProposalFile, typed: Mapping[str, str], error: WorkflowError | None
) -> RecordingForm | None:
    """Return the form for those who may record a paper now, with what was typed; else None."""
    today = shanghai_day(current_clock.get().now())
    people = possible_signatories(db.session(), file.case, actor(), today=today)
    if not people:
        return None
    errors: dict[str, list[str]] = defaultdict(list)
    for issue in error.issues if isinstance(error, InvalidError) and "signatory" in typed else ():
        errors[issue.field].append(say(issue.message))
    return RecordingForm(
        signatories=[("", gettext("Choose …")), *((str(person), name) for person, name in people)],
        outcomes=[(one.value, label(one)) for one in Outcome],
        signatory=typed.get("signatory", ""),
        outcome=typed.get("paper_outcome", ""),
        opinion=typed.get("opinion", ""),
        signed_on=typed.get("signed_on", ""),
        errors=dict(errors),
    )


def read_paper(form: Mapping[str, str], scan: tuple[str, bytes]) -> Paper:
    """Return what the form says of the paper; what is missing is for the command to refuse."""
    outcome = form.get("paper_outcome", "")
    try:
        signed_on = day_written(form.get("signed_on", ""))
    except ValueError:
        signed_on = None
    return Paper(
        signatory=whole_number(form.get("signatory", "")) or 0,
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.AGREED,
        opinion=form.get("opinion", ""),
        signed_on=signed_on,
        scan_name=scan[0],
        scan=scan[1],
    )
