"""The working days of the PRC: for everyone who has signed in, with the import of the yearly notice."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from formats.working_day_notice import UnreadableNoticeError, WorkingDayNotice, read_notice
from models import db
from values.messages import N_
from web.access import access, calendar_keepers, signed_in
from web.draft.entry_page import errors_by_field
from web.errors import status_of
from web.intake import takes_files
from web.numbers import whole_number
from web.proposal.page import today
from web.session import actor, seats
from web.uploads import single_upload
from workflow.commands.calendar import IMPORTERS, import_notice
from workflow.errors import InvalidError, Issue, WorkflowError, invalid
from workflow.queries.calendar import days_of_year, known_years

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/calendar")
@access(signed_in)
def show() -> ResponseReturnValue:
    """Show the days of a year that depart from Monday to Friday."""
    return render_template("calendar/show.html", **_page_values())


@blueprint.post("/calendar")
@access(calendar_keepers)
@takes_files
def import_year() -> ResponseReturnValue:
    """Import the notice that a file holds; twice is the same as once."""
    try:
        notice = _notice()
        moved = import_notice(notice, actor=actor())
    except WorkflowError as error:
        return render_template("calendar/show.html", **_page_values(error)), status_of(error)
    if moved is None:
        flash(gettext("Everything is there already; nothing was changed."), "ok")
    else:
        said = ngettext(
            "The year %(year)s is imported; %(num)d due date moved.",
            "The year %(year)s is imported; %(num)d due dates moved.",
            moved,
            year=notice.year,
        )
        flash(said, "ok")
    return redirect(url_for(".show", year=notice.year))


def _notice() -> WorkingDayNotice:
    name, data = single_upload("notice")
    if not name:
        raise invalid("notice", N_("Choose a file first."))
    try:
        return read_notice(data)
    except UnreadableNoticeError as error:
        raise InvalidError([Issue("notice", error.message)]) from error


def _page_values(error: WorkflowError | None = None) -> dict[str, Any]:
    years = known_years(db.session())
    year = whole_number(request.args.get("year", "")) or today().year
    wrong = [text for texts in errors_by_field(error).values() for text in texts]
    return {
        "years": years,
        "year": year,
        "notice": next((one for one in years if one.year == year), None),
        "days": days_of_year(db.session(), year),
        "may_import": any(seat.role in IMPORTERS for seat in seats()),
        "wrong": wrong,
    }
