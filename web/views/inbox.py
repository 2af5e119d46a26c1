"""The inbox: what waits for the person, then what waits for their bodies."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import db
from web import place_wording
from web.access import access, business
from web.guiding import guide_of_inbox
from web.language import say
from web.numbers import page_number
from web.place_page import places_waiting
from web.proposal_page import today
from web.session import actor, own_count, own_inbox, seats
from web.signing_together import asked_opinion, asked_versions, together
from workflow.commands.together import sign_off_together
from workflow.dues import working_days
from workflow.errors import InvalidError
from workflow.queries.archive import lists_to_judge
from workflow.queries.compliance import defects_owned
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox import waiting, waits
from workflow.queries.tallies import tallies
from workflow.queries.waiting import Waiting
from workflow.queries.watching import watched_proposals

blueprint = Blueprint("inbox", __name__)

PAGE = 25
"""Proposals on a page of what waits."""

WATCHED = 20
"""Open proposals of watched catalogues that are listed."""

DEFECTS = 20
"""The most urgent legacy defects are listed; the compliance report lists all."""


@blueprint.get("/inbox")
@access(business)
def show() -> ResponseReturnValue:
    """List what waits, by due date, with the working days left."""
    inbox, session = own_inbox(), db.session()
    counts = own_count()
    mine = _listed("page", counts.mine, mine=True)
    others = _listed("colleagues", counts.others, mine=False)
    hidings = hidings_to_judge(session, seats(), inbox.person_id)
    defects = defects_owned(session, inbox.person_id, most=DEFECTS + 1)
    due = {one.due_on for one in (*mine.waiting, *others.waiting) if one.due_on}
    due |= {one.file.due_on for one in hidings} | {one.row.due_on for one in defects}
    table, day = working_days(session), today()
    return render_template(
        "inbox/show.html",
        mine=mine,
        others=others,
        days_left={one: table.days_left(day, one) for one in due},
        found=tallies(session, [one.number for one in mine.waiting]),
        hidings=hidings,
        destructions=lists_to_judge(session, seats(), inbox.person_id),
        defects=defects[:DEFECTS],
        more_defects=len(defects) > DEFECTS,
        places=places_waiting(),
        said_places=place_wording,
        guide=guide_of_inbox(),
        is_drafter=any(seat.role == "drafter" for seat in seats()),
        together=together(mine.waiting, inbox.person_id),
        watched=watched_proposals(session, seats(), inbox.person_id, without=waits(inbox), most=WATCHED),
    )


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of one of the two lists, with the addresses of its neighbours; empty: there is none."""

    waiting: list[Waiting]
    count: int
    """In all."""
    previous: str
    following: str


def _listed(argument: str, count: int, *, mine: bool) -> Listed:
    page = min(page_number(request.args.get(argument, "")), max(-(-count // PAGE), 1))
    asked = {name: request.args[name] for name in ("page", "colleagues") if name in request.args}

    def address(number: int) -> str:
        return f"{url_for('.show')}?{urlencode(asked | {argument: number})}"

    return Listed(
        waiting=waiting(db.session(), own_inbox(), mine=mine, offset=(page - 1) * PAGE, limit=PAGE)
        if count
        else [],
        count=count,
        previous=address(page - 1) if page > 1 else "",
        following=address(page + 1) if page * PAGE < count else "",
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
