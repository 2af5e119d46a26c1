"""The auditor's pages: the timeline of their scope, an event with its record, exports, and how to verify all this."""

from flask import (
    Blueprint,
    Response,
    redirect,
    render_template,
    request,
    stream_template,
    url_for,
)
from flask import stream_with_context as streamed
from flask.typing import ResponseReturnValue

from models import db
from values.clock import shanghai_day
from web.access import access, anyone, auditors
from web.session import actor, seats
from web.trail.events import lines_of, links_of, subject_address
from web.trail.export import MEDIA_TYPES, file_name, lines_in, note_of, text_of
from web.trail.page import noted_export, timeline_values
from workflow.commands.auditing import ExportForm
from workflow.errors import NotFoundError
from workflow.queries.catalogues import published_catalogue
from workflow.queries.timeline import event_in_scope, neighbours
from workflow.refusals import record_refused_page
from workflow.unit import current_clock

blueprint = Blueprint("audit", __name__)


@blueprint.get("/audit")
@access(auditors)
def timeline() -> ResponseReturnValue:
    """Show the events of the scope that are asked for, the newest first."""
    values = timeline_values(request.args)
    return render_template("audit/timeline.html", **values), 422 if values["error"] else 200


@blueprint.get("/audit/events/<int:event_id>")
@access(auditors)
def event(event_id: int) -> ResponseReturnValue:
    """Show an event with its exact bytes, their hash, and what else belongs to the same click."""
    try:
        found = event_in_scope(db.session(), seats(), event_id)
    except NotFoundError as error:
        record_refused_page(actor(), f"event:{event_id}", error)
        raise
    line, *others = lines_of(db.session(), [found, *neighbours(db.session(), seats(), found)])
    return render_template(
        "audit/event.html", line=line, links=links_of(line), about=subject_address(line), others=others
    )


@blueprint.post("/audit/export/<form>")
@access(auditors)
def export(form: str) -> ResponseReturnValue:
    """Send the events that are asked for as a table, as JSON, or as pages for the printer."""
    if form not in set(ExportForm):
        raise NotFoundError
    asked = ExportForm(form)
    wanted, held = noted_export(request.form, asked)
    if asked is ExportForm.PRINT:
        lines, now = lines_in(db.session(), seats(), wanted, held), current_clock.get().now()
        page = stream_template("audit/print.html", lines=lines, note=note_of(held), made_at=now)
        return Response(page, mimetype=MEDIA_TYPES[asked])
    sent = Response(
        streamed(text_of(db.session(), seats(), wanted, held, asked)), mimetype=MEDIA_TYPES[asked]
    )
    sent.headers["Content-Disposition"] = f"attachment; filename={file_name(asked)}"
    return sent


@blueprint.get("/audit/as-of")
@access(auditors)
def as_of() -> ResponseReturnValue:
    """Lead on to a catalogue on a day, on either clock, by what was known then."""
    catalogue = published_catalogue(db.session(), request.args.get("code", "").strip())
    today = shanghai_day(current_clock.get().now()).isoformat()
    asked = {name: request.args.get(name, "").strip() for name in ("as-of", "clock", "known")}
    asked["as-of"] = asked["as-of"] or today
    kept: dict[str, str] = {name: text for name, text in asked.items() if text}
    return redirect(url_for("catalogues.show", code=catalogue.code, **kept))  # type: ignore[arg-type]


@blueprint.get("/audit/how-to-verify")
@access(anyone)
def how_to_verify() -> ResponseReturnValue:
    """Say how anyone verifies the trail with tools that do not come from here."""
    return render_template("audit/how_to_verify.html")
