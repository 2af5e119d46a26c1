"""What a person is told and when, as they choose; who was told of a proposal, and mails that are sent again."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from config import Settings
from models import db
from values.messages import N_, Message
from values.telling import DUTIES, Timing, Topic
from web.access import access, business, signed_in
from web.language import say
from web.numbers import page_number
from web.proposal.page import today
from web.session import actor, own_actor
from web.trail.events import sentences_of
from web.wording.telling import TIMINGS, TOPICS, reason_said, standing
from workflow.case import read_case
from workflow.commands.telling import choose_timings, in_charge, repeat_delivery
from workflow.errors import ForbiddenError, NotAllowedError, invalid
from workflow.queries.told import may_see_who_was_told, told_of_proposal
from workflow.telling import timings

blueprint = Blueprint("telling", __name__)

PAGE = 30


@blueprint.route("/messages/preferences", methods=["GET", "POST"])
@access(signed_in)
def preferences() -> ResponseReturnValue:
    """Show what the reader is told and when, or keep what they choose."""
    if request.method == "POST":
        choose_timings(_chosen(), actor=own_actor())
        flash(gettext("Kept. It holds from the next message on."), "ok")
        return redirect(url_for(".preferences"))
    settings: Settings = current_app.config["SETTINGS"]
    return render_template(
        "mail/preferences.html",
        topics=TOPICS,
        timings=TIMINGS,
        duties=[one for one in Topic if one in DUTIES],
        chosen=timings(db.session(), current_user.person_id),
        hours=settings.sending_hours,
    )


@blueprint.get("/proposals/<number>/told")
@access(business)
def told(number: str) -> ResponseReturnValue:
    """Show whom the system told of a proposal, why, and how each message stands; nothing of what they say."""
    case = read_case(db.session(), number, actor(), today=today())
    if not may_see_who_was_told(case):
        raise ForbiddenError(Message(N_("Your roles do not include this page.")))
    at = page_number(request.args.get("page", ""))
    found = told_of_proposal(db.session(), case.proposal.id, offset=(at - 1) * PAGE, limit=PAGE)
    shown = found[:PAGE]
    return render_template(
        "mail/told.html",
        proposal=case.proposal,
        told=list(zip(shown, sentences_of(db.session(), [one.event for one in shown]), strict=True)),
        reason_said=reason_said,
        standing=standing,
        may_repeat=in_charge(case) is not None,
        previous=url_for(".told", number=number, page=at - 1) if at > 1 else "",
        following=url_for(".told", number=number, page=at + 1) if len(found) > PAGE else "",
    )


@blueprint.post("/proposals/<number>/told/<int:delivery_id>/repeat")
@access(business)
def repeat(number: str, delivery_id: int) -> ResponseReturnValue:
    """Send a mail of the proposal once more."""
    try:
        number = repeat_delivery(delivery_id, actor=actor())
    except NotAllowedError as error:
        flash(say(error.message), "bad")
    else:
        flash(gettext("It will be sent again within a few seconds."), "ok")
    return redirect(url_for(".told", number=number))


def _chosen() -> dict[Topic, Timing]:
    """Return what the form says; what it does not name stays.

    Raises: InvalidError for a word that is no choice.
    """
    said = {topic: request.form[topic.value] for topic in Topic if topic.value in request.form}
    for topic, word in said.items():
        if word not in set(Timing):
            raise invalid(topic.value, N_("Choose one of what is offered."))
    return {topic: Timing(word) for topic, word in said.items()}
