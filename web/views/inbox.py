"""The inbox: what waits for the person, then what waits for their bodies."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import current_user

from models import db
from values.clock import shanghai_day
from web import place_wording
from web.access import access, business
from web.guiding import guide_of_inbox
from web.language import say
from web.place_page import places_waiting
from web.session import actor, seats
from web.signing_together import asked_opinion, asked_versions, together
from workflow.commands.together import sign_off_together
from workflow.dues import working_days
from workflow.errors import InvalidError
from workflow.queries.archive import lists_to_judge
from workflow.queries.compliance import defects_owned
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox import inbox
from workflow.queries.tallies import tallies
from workflow.queries.watching import watched_proposals
from workflow.unit import current_clock

blueprint = Blueprint("inbox", __name__)

WATCHED = 20
"""Open proposals of watched catalogues that are listed."""

DEFECTS = 20
"""The most urgent legacy defects are listed; the compliance report lists all."""


@blueprint.get("/inbox")
@access(business)
def show() -> ResponseReturnValue:
    """List what waits, by due date, with the working days left."""
    waiting = inbox(db.session(), seats(), current_user.person_id, seated=actor().on_behalf_of_id)
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
        destructions=lists_to_judge(db.session(), seats(), current_user.person_id),
        defects=defects[:DEFECTS],
        more_defects=len(defects) > DEFECTS,
        places=places_waiting(),
        said_places=place_wording,
        guide=guide_of_inbox(),
        is_drafter=any(seat.role == "drafter" for seat in seats()),
        together=together(waiting, current_user.person_id),
        watched=watched_proposals(
            db.session(),
            seats(),
            current_user.person_id,
            without=[one.number for one in waiting],
            most=WATCHED,
        ),
    )


@blueprint.post("/inbox/sign-off")
@access(business)
def sign_off() -> ResponseReturnValue:
    """Agree to the ticked proposals; each is signed off for itself, and those that cannot be say why."""
    try:
        signed = sign_off_together(asked_versions(), actor=actor(), opinion=asked_opinion())
    except InvalidError as error:
        flash(say(error.message), "bad")
        return redirect(url_for(".show"))
    if signed.done:
        flash(
            ngettext(
                "%(num)d proposal is signed off.", "%(num)d proposals are signed off.", len(signed.done)
            ),
            "ok",
        )
    for number, why in signed.refused:
        flash(gettext("%(number)s is not signed off: %(why)s", number=number, why=say(why)), "bad")
    return redirect(url_for(".show"))
