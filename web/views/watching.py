"""Watch a catalogue, or stop doing so."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.access import access, business
from web.session import own_actor
from workflow.commands import watching

blueprint = Blueprint("watching", __name__)


@blueprint.post("/catalogues/<code>/watch")
@access(business)
def watch(code: str) -> ResponseReturnValue:
    """Begin to watch a catalogue."""
    watching.watch(code, actor=own_actor())
    flash(
        gettext(
            "You watch this catalogue: you are told of each release, and its proposals stand in your inbox."
        ),
        "ok",
    )
    return redirect(url_for("catalogues.show", code=code))


@blueprint.post("/catalogues/<code>/unwatch")
@access(business)
def stop(code: str) -> ResponseReturnValue:
    """Stop watching a catalogue."""
    watching.stop_watching(code, actor=own_actor())
    flash(gettext("You no longer watch this catalogue."), "ok")
    return redirect(url_for("catalogues.show", code=code))
