"""Statistics for the leadership: figures over a period, each as a table with its chart, and as a workbook."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from formats.figures_writing import MEDIA_TYPE, workbook_of
from models import db
from web.access import access, compliance_readers
from web.downloads import file_headers
from web.session import actor, seats
from web.statistics_page import asked_scope, said_tables, workbook_name
from web.wording import statistics as statistics_wording
from workflow.commands.auditing import note_statistics_export
from workflow.statistics import every_figure, newest_returns

blueprint = Blueprint("statistics", __name__)

RETURNS = 20
"""Reasons for which proposals were sent back that the page lists."""
MOST_ROWS = 100
"""Of a figure that the page shows; a whole country has thousands of bodies, and the workbook all of them."""


@blueprint.get("/statistics")
@access(compliance_readers)
def show() -> ResponseReturnValue:
    """Show the figures of a period."""
    scope, error = asked_scope(request.args, seats())
    page = render_template(
        "statistics/show.html",
        scope=scope,
        error=error,
        typed=request.args if error else {"since": scope.since, "until": scope.until},
        figures=every_figure(db.session(), scope),
        said=statistics_wording,
        most_rows=MOST_ROWS,
        returns=newest_returns(db.session(), scope, most=RETURNS),
    )
    return page, 422 if error else 200


@blueprint.get("/statistics.xlsx")
@access(compliance_readers)
def download() -> ResponseReturnValue:
    """Give the same figures as a workbook."""
    scope, error = asked_scope(request.args, seats())
    if error:
        raise error
    figures = every_figure(db.session(), scope)
    note_statistics_export(actor=actor(), since=scope.since, until=scope.until)
    name = workbook_name(scope)
    return Response(
        workbook_of(said_tables(figures, scope)), headers=file_headers(name), content_type=MEDIA_TYPE
    )
