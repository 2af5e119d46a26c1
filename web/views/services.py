"""Message services (消息通道), for the system administrator: set up, switch, try out. Technology, no business content."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, technology
from web.administering.services_page import (
    BASE,
    form_values,
    inside_hosts,
    kept_place,
    kind_of,
    list_values,
    vault,
)
from web.errors import status_of
from web.session import actor
from workflow.commands.services import set_service, switch_service, try_service
from workflow.errors import InvalidError, NotAllowedError

blueprint = Blueprint("services", __name__)


@blueprint.get("/deliveries/services")
@access(technology)
def index() -> str:
    """List the services of the reader's jurisdictions, and how their messages go."""
    return render_template("deliveries/services.html", **list_values())


@blueprint.get("/deliveries/services/<place>/<kind>")
@access(technology)
def edit(place: str, kind: str) -> str:
    """Show the form of a service."""
    return render_template("deliveries/service.html", **form_values(kept_place(place), kind_of(kind)))


@blueprint.post("/deliveries/services/<place>/<kind>")
@access(technology)
def save(place: str, kind: str) -> ResponseReturnValue:
    """Set a service up, or change it."""
    where, which, typed = kept_place(place), kind_of(kind), request.form
    try:
        set_service(
            which,
            actor=actor(),
            vault=vault(),
            settings=typed,
            credentials=typed,
            base=typed.get(BASE, ""),
            place=where.id,
            inside=inside_hosts(),
        )
    except (InvalidError, NotAllowedError) as error:
        db.session.rollback()
        shown = form_values(where, which, typed, error)
        return render_template("deliveries/service.html", **shown), status_of(error)
    flash(gettext("Saved. Try it out with a message to yourself."), "ok")
    return redirect(url_for(".index"))


@blueprint.post("/deliveries/services/<int:number>/switch")
@access(technology)
def switch(number: int) -> ResponseReturnValue:
    """Switch a service on or off."""
    on = request.form.get("on") == "1"
    switch_service(number, actor=actor(), on=on)
    flash(gettext("Switched on.") if on else gettext("Switched off; it keeps its settings."), "ok")
    return redirect(url_for(".index"))


@blueprint.post("/deliveries/services/<int:number>/try")
@access(technology)
def attempt(number: int) -> ResponseReturnValue:
    """Have a message sent to oneself."""
    try:
        try_service(number, actor=actor(), key=g.idempotency_key)
    except NotAllowedError as error:
        db.session.rollback()
        return render_template("deliveries/services.html", **list_values(error)), status_of(error)
    flash(gettext("It is sent within half a minute; load this page again to see how it went."), "ok")
    return redirect(url_for(".index"))
