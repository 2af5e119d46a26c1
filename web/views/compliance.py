"""How a subtree's catalogues satisfy standard and rules: the report, one catalogue's findings, a table to take away."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from formats.safe_csv import BYTE_ORDER_MARK, csv_line
from models import db
from web.access import access, compliance_readers, compliance_starters
from web.numbers import whole_number
from web.proposal.page import today
from web.session import actor, seats
from workflow.commands.auditing import note_compliance_export
from workflow.commands.sweep import STARTERS, start_sweep
from workflow.queries.compliance import (
    compliance_file,
    latest_run,
    report,
    rules_in,
    visible_catalogues,
)

blueprint = Blueprint("compliance", __name__)

PAGE = 50
HEAD = ("catalogue", "title", "jurisdiction", "release", "standard_release", "checked_at")
NUMBERS = ("present", "left_out", "missing", "errors", "warnings", "hints", "open", "overdue")


@blueprint.get("/compliance")
@access(compliance_readers)
def index() -> ResponseReturnValue:
    """Show the report a page at a time, with the run that is under way."""
    page = whole_number(request.args.get("page", "")) or 1
    where = visible_catalogues(seats())
    lines = report(db.session(), where, today=today(), most=PAGE + 1, offset=(page - 1) * PAGE)
    return render_template(
        "compliance/index.html",
        lines=lines[:PAGE],
        rules=rules_in(lines[:PAGE]),
        run=latest_run(db.session()),
        may_start=any(seat.role in STARTERS for seat in seats()),
        previous=url_for(".index", page=page - 1) if page > 1 else "",
        following=url_for(".index", page=page + 1) if len(lines) > PAGE else "",
    )


@blueprint.post("/compliance")
@access(compliance_starters)
def start() -> ResponseReturnValue:
    """Begin a check of every catalogue."""
    start_sweep(actor=actor())
    flash(gettext("The check has begun; reload this page to see how far it is."), "ok")
    return redirect(url_for(".index"))


@blueprint.get("/compliance/<code>")
@access(compliance_readers)
def show(code: str) -> ResponseReturnValue:
    """Show what was last found on a catalogue, row by row, with its legacy defects."""
    file = compliance_file(db.session(), code, visible_catalogues(seats()))
    return render_template("compliance/show.html", file=file, today=today(), person_id=current_user.person_id)


@blueprint.get("/compliance.csv")
@access(compliance_readers)
def download() -> ResponseReturnValue:
    """Send the whole report as a table."""
    lines = report(db.session(), visible_catalogues(seats()), today=today())
    note_compliance_export(actor=actor(), count=len(lines))
    rows = [csv_line((*HEAD, *NUMBERS))]
    for one in lines:
        result = one.result
        about = (one.code, one.title, one.place, result.release_no, result.standard_release_no)
        found = (one.severities[kind] for kind in ("error", "warning", "hint"))
        covered = (result.present, result.left_out, result.missing)
        rows.append(
            csv_line((*about, result.checked_at.isoformat(), *covered, *found, one.open, one.overdue))
        )
    sent = Response(BYTE_ORDER_MARK + "".join(rows), mimetype="text/csv")
    sent.headers["Content-Disposition"] = "attachment; filename=compliance.csv"
    return sent
