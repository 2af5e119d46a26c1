"""How rows of the standard come into a county's draft: the form that asks for body, place and telephone, and what it makes."""

from typing import Any

from flask import request

from models import Catalogue, db
from values.claim import Substitution
from values.entry import DisclosingBody
from values.messages import N_
from values.proposal_content import DraftContent
from values.vocabulary import Level
from web.draft.desk import Desk, form_version
from web.draft.entry_page import errors_by_field, refusal
from web.forms.claim_form import claim_values, read_substitution, substitution_issues
from web.forms.reading import Form
from web.proposal.page import today
from web.session import seats
from workflow.adapting import Rows, missing, standard_in_force, with_standard
from workflow.commands.beginning import require_known_bodies, rows_of, standard_of
from workflow.errors import InvalidError, NotFoundError, WorkflowError, invalid
from workflow.queries.catalogue import arranged
from workflow.queries.draft import offered_bodies
from workflow.queries.founding import empty_catalogue, first_proposals
from workflow.queries.proposal import states_after


def empty(code: str) -> Catalogue:
    """Return a catalogue that has published nothing yet, for one who may begin it.

    Raises: NotFoundError for everybody else.
    """
    catalogue = empty_catalogue(db.session(), code, seats())
    if catalogue is None:
        raise NotFoundError
    return catalogue


def read_said(form: Form) -> Substitution:
    """Return who discloses the rows here, where, and whom to call.

    Raises: InvalidError for what is beyond the limits; whether the body is on offer says the command.
    """
    said = read_substitution(form, Level.COUNTY)
    issues = substitution_issues(said, {one.body for one in said.bodies})
    if issues:
        raise InvalidError(issues)
    return said


def begin_values(catalogue: Catalogue, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page on which an empty catalogue is begun."""
    standard = standard_of(db.session(), catalogue)
    rows = rows_of(db.session(), standard)
    return {
        "catalogue": catalogue,
        "standard": standard,
        "rows_number": len(arranged(row.state for row in rows.values())),
        "begun": first_proposals(db.session(), catalogue, seats()),
        **_asked(catalogue),
        "errors": errors_by_field(error),
        "refusal": refusal(None, error),
    }


def add_values(desk: Desk, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page on which a draft takes over what is missing of the standard."""
    catalogue = desk.case.catalogue
    states = states_after(desk.current, desk.draft).values()
    return {
        "proposal": desk.case.proposal,
        "catalogue": catalogue,
        "standard": standard_of(db.session(), catalogue),
        "missing": [one.content.name for one in missing(_in_force(desk), states)],
        **_asked(catalogue),
        "errors": errors_by_field(error),
        "refusal": refusal(desk.case.proposal, error),
        "draft_version": form_version(desk, error),
    }


def with_missing(desk: Desk, form: Form) -> DraftContent:
    """Return the draft with every row of the standard that nothing stands for yet.

    Raises: InvalidError for what is beyond the limits or not on offer, and where nothing is missing.
    """
    catalogue, said = desk.case.catalogue, read_said(form)
    require_known_bodies(db.session(), catalogue, said, today=today())
    standard_of(db.session(), catalogue)  # Refuses a catalogue that adapts none.
    text = with_standard(desk.draft, desk.current, _in_force(desk), said, seed=desk.case.proposal.number)
    if text == desk.draft:
        raise invalid("changes", N_("Every row of the standard is taken over or left out already."))
    return text


def _in_force(desk: Desk) -> Rows:
    """Return the rows of the standard on the day that the draft names, else today, as where rows are picked."""
    return standard_in_force(db.session(), desk.case.catalogue, day=desk.draft.effective_from or today())


def _asked(catalogue: Catalogue) -> dict[str, Any]:
    bodies = offered_bodies(db.session(), catalogue, today=today())
    proposed = Substitution(bodies=(DisclosingBody(body=str(catalogue.body_id)),))
    return {
        "values": claim_values(request.form if request.method == "POST" else None, proposed),
        "body_options": [(str(key), name) for key, name in bodies.items()],
    }
