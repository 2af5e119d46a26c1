"""Published places (公开位置) that are dead, empty or overdue: the list, "check now", and the switch."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import db
from web.access import access, compliance_readers, technology
from web.catalogue.place_page import PAGE, asked_places, drafts
from web.proposal.page import today
from web.session import actor, seats
from web.wording import places as place_wording
from workflow.commands.place_asking import ASKERS, ask_check, switch_checking
from workflow.queries.places import is_checking, place_counts, place_lines

blueprint = Blueprint("places", __name__)


@blueprint.get("/places")
@access(compliance_readers)
def index() -> ResponseReturnValue:
    """List the places that are to be mended, or that stand in another way, a page at a time."""
    asked = asked_places(request.args)
    offset = (asked.page - 1) * PAGE
    lines = place_lines(
        db.session(), *asked.where, today=today(), states=asked.states, most=PAGE + 1, offset=offset
    )
    more = len(lines) > PAGE
    return render_template(
        "places/index.html",
        asked=asked,
        lines=lines[:PAGE],
        counts=place_counts(db.session(), *asked.where, today=today()),
        said=place_wording,
        checking=is_checking(db.session()),
        drafts=drafts(),
        may_ask=any(seat.role in ASKERS for seat in seats()),
        previous=url_for(".index", page=asked.page - 1, **asked.arguments) if asked.page > 1 else "",
        following=url_for(".index", page=asked.page + 1, **asked.arguments) if more else "",
    )


@blueprint.post("/places/<code>/check")
@access(compliance_readers)
def check(code: str) -> ResponseReturnValue:
    """Have the places of a catalogue checked before any other."""
    count = ask_check(code, actor=actor())
    flash(
        ngettext(
            "%(num)d address is checked within a few minutes.",
            "%(num)d addresses are checked within a few minutes.",
            count,
        ),
        "ok",
    )
    return redirect(url_for(".index", catalogue=code))


@blueprint.post("/places/checking")
@access(technology)
def switch() -> ResponseReturnValue:
    """Switch the checking on or off."""
    to_on = request.form.get("to") == "on"
    switch_checking(to_on=to_on, actor=actor())
    flash(
        gettext("Published places are checked from now on.")
        if to_on
        else gettext("Published places are no longer checked."),
        "ok",
    )
    return redirect(url_for("deliveries.dead_letters"))
