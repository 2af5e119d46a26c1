"""The inbox: what waits for the person, then what waits for their bodies."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models import db
from values.clock import shanghai_day
from web.access import access, business
from web.session import seats
from workflow.dues import working_days
from workflow.queries.compliance import defects_owned
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox import inbox
from workflow.queries.tallies import tallies
from workflow.unit import current_clock

blueprint = Blueprint("inbox", __name__)

DEFECTS = 20
"""The most urgent legacy defects are listed; the compliance report lists all."""


@blueprint.get("/inbox")
@access(business)
def show() -> ResponseReturnValue:
    """List what waits, by due date, with the working days left."""
    waiting = inbox(db.session(), seats(), current_user.person_id)
    table = working_days(db.session())
    today = shanghai_day(current_clock.get().now())
    hidings = hidings_to_judge(db.session(), seats(), current_user.person_id)
    defects = defects_owned(db.session(), current_user.person_id, most=DEFECTS + 1)
    due = {one.due_on for one in waiting if one.due_on} | {one.file.due_on for one in hidings}
    due |= {one.row.due_on for one in defects}
    days_left = {day: table.days_left(today, day) for day in due}
    return render_template(
        "inbox/show.html",
        mine=[one for one in waiting if one.is_mine],
        others=[one for one in waiting if not one.is_mine],
        days_left=days_left,
        found=tallies(db.session(), [one.number for one in waiting if one.is_mine]),
        hidings=hidings,
        defects=defects[:DEFECTS],
        more_defects=len(defects) > DEFECTS,
        is_drafter=any(seat.role == "drafter" for seat in seats()),
    )
