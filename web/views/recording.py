"""A clerk records a sign-off that was given on paper (代录)."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.intake import takes_files
from web.numbers import whole_number
from web.proposal.recording_form import read_paper
from web.session import actor
from web.uploads import limits, single_upload
from web.views.proposals import again
from workflow.commands.recording import record_sign_off
from workflow.errors import WorkflowError

blueprint = Blueprint("recording", __name__)


@blueprint.post("/proposals/<number>/recorded-sign-offs")
@access(business)
@takes_files
def record(number: str) -> ResponseReturnValue:
    """Record the paper; a refusal shows the page again with its reason and what was typed."""
    version = whole_number(request.form.get("version", ""))
    paper = read_paper(request.form, single_upload("scan"))
    try:
        record_sign_off(number, actor=actor(), paper=paper, version=version, limits=limits())
    except WorkflowError as error:
        return again(number, error, version)
    flash(gettext("Recorded. Signatory and recorder are both named."), "ok")
    return redirect(url_for("proposals.show", number=number))
