"""Where I am reached: one's own addresses in the message services that are on where one works."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import db
from values.vocabulary import SERVICE_CHANNELS, Channel
from web.access import access, signed_in
from web.draft.entry_page import errors_by_field
from web.errors import status_of
from web.proposal.page import today
from web.session import own_actor
from web.wording.services import address_hint
from workflow.commands.addresses import set_addresses
from workflow.errors import InvalidError
from workflow.queries.services import own_addresses
from workflow.reaching import open_channels

blueprint = Blueprint("addresses", __name__)


@blueprint.get("/addresses")
@access(signed_in)
def show() -> str:
    """Show one's own addresses."""
    return _page()


@blueprint.post("/addresses")
@access(signed_in)
def save() -> ResponseReturnValue:
    """Keep them; an empty one is taken away."""
    typed = {one: request.form[one.value] for one in SERVICE_CHANNELS if one.value in request.form}
    try:
        set_addresses(typed, actor=own_actor())
    except InvalidError as error:
        db.session.rollback()
        return _page(typed, error), status_of(error)
    flash(gettext("Saved."), "ok")
    return redirect(url_for(".show"))


def _page(typed: Mapping[Channel, str] | None = None, error: InvalidError | None = None) -> str:
    kept = own_addresses(db.session(), current_user.person_id)
    channels = open_channels(db.session(), current_user.person_id, today=today())
    return render_template(
        "addresses/show.html",
        channels=[one for one in SERVICE_CHANNELS if one in channels or one in kept],
        is_open=channels,
        addresses={**kept, **(typed or {})},
        hints={one: address_hint(one) for one in SERVICE_CHANNELS},
        errors=errors_by_field(error),
    )
