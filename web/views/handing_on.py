"""Taking on what waits, and passing it on (转办)."""

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.numbers import whole_number
from web.session import actor
from web.views.proposals import again
from workflow.commands import handing_on
from workflow.errors import WorkflowError

blueprint = Blueprint("handing_on", __name__)


@blueprint.post("/proposals/<number>/take-on")
@access(business)
def take_on(number: str) -> ResponseReturnValue:
    """Take on the draft, a step, the approval or the publication."""
    version = whole_number(request.form.get("version", ""))
    step = whole_number(request.form.get("step", ""))
    try:
        handing_on.take_on(number, actor=actor(), step=step, version=version)
    except WorkflowError as error:
        return again(number, error, version)
    flash(gettext("You attend to it from now on. Others who may act here still can."), "ok")
    return redirect(url_for("proposals.show", number=number))


@blueprint.post("/proposals/<number>/pass-on")
@access(business)
def pass_on(number: str) -> ResponseReturnValue:
    """Pass it on to somebody, with a sentence why."""
    version = whole_number(request.form.get("version", ""))
    try:
        handing_on.pass_on(
            number,
            actor=actor(),
            to=whole_number(request.form.get("to", "")) or 0,
            reason=request.form.get("reason", ""),
            step=whole_number(request.form.get("step", "")),
            version=version,
            key=g.idempotency_key,
        )
    except WorkflowError as error:
        return again(number, error, version)
    flash(gettext("Passed on. Whoever has it now is being told."), "ok")
    return redirect(url_for("proposals.show", number=number))
