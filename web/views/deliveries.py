"""Messages that fail or were given up, for the system administrator: who, when, why; and "try again"; the queue."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, technology
from web.session import actor
from workflow.commands.notify import try_again
from workflow.deliveries import dead_letters as given_up
from workflow.deliveries import failing, oldest_undelivered_age
from workflow.queries.ledger import oldest_unsealed_age
from workflow.queries.places import is_checking
from workflow.queries.unreadable import unreadable_messages

blueprint = Blueprint("deliveries", __name__)


@blueprint.get("/deliveries")
@access(technology)
def dead_letters() -> ResponseReturnValue:
    """List what was given up and what keeps failing, without content, and say how the queue stands."""
    session = db.session()
    return render_template(
        "deliveries/dead_letters.html",
        letters=given_up(session),
        failing=failing(session),
        unreadable=unreadable_messages(session),
        undelivered=oldest_undelivered_age(session),
        unsealed=oldest_unsealed_age(session),
        checks_places=is_checking(session),
    )


@blueprint.post("/deliveries/<int:delivery_id>/retry")
@access(technology)
def retry(delivery_id: int) -> ResponseReturnValue:
    """Put a message back in line."""
    try_again(delivery_id, actor=actor())
    flash(gettext("It will be sent again within a few seconds."), "ok")
    return redirect(url_for(".dead_letters"))
