"""One's own account: the password, which nobody else knows."""

from flask import Blueprint, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_user

from config import Settings
from models import Person, db
from web.access import access, signed_in
from web.errors import status_of
from web.password_due import password_page
from web.session import Reader, own_actor
from web.views.entrance import home, passwords
from workflow.commands.own_password import change_own_password
from workflow.errors import InvalidError

blueprint = Blueprint("own_account", __name__)


@blueprint.route("/account/password", methods=["GET", "POST"])
@access(signed_in)
def password() -> ResponseReturnValue:
    """Ask for another password, or put it in the place of the present one."""
    if request.method == "GET":
        return password_page(None)
    settings: Settings = current_app.config["SETTINGS"]
    typed = (request.form.get(one, "")[:1000] for one in ("old_password", "new_password", "password_again"))
    try:
        change_own_password(
            *typed,
            actor=own_actor(),
            passwords=passwords(),
            lockout_after=settings.lockout_after,
            lockout_minutes=settings.lockout_minutes,
            lasts_days=settings.password_days,
        )
    except InvalidError as error:
        return password_page(error), status_of(error)
    db.session.rollback()
    login_user(Reader(db.session.get_one(Person, current_user.person_id, populate_existing=True)))
    flash(gettext("Your password is changed. Wherever else you were signed in, you are signed out."), "ok")
    return redirect(home())
