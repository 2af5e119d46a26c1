"""Sign in and out, and choose the language."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from config import Settings
from models import Person, db
from values.vocabulary import Role
from web.access import access, anyone, signed_in
from web.addresses import inside
from web.errors import status_of
from web.language import COOKIE, LANGUAGES, say
from web.session import Reader, own_actor, represent, seats
from workflow.commands import sign_in as commands
from workflow.passwords import Passwords
from workflow.reach import WORKING_ROLES

blueprint = Blueprint("entrance", __name__)

HOMES = {
    Role.AUDITOR: "audit.timeline",
    Role.OVERSEER: "compliance.index",
    Role.BUSINESS_ADMINISTRATOR: "routes.index",
    Role.SECURITY_ADMINISTRATOR: "accounts.index",
    Role.AUDIT_ADMINISTRATOR: "security_log.show",
    Role.SYSTEM_ADMINISTRATOR: "deliveries.dead_letters",
}
"""Where they begin who do not work on proposals; the others begin with the catalogues."""

YEAR = 365 * 24 * 3600


def passwords() -> Passwords:
    """Return the hasher with this installation's cost."""
    settings: Settings = current_app.config["SETTINGS"]
    return Passwords(time_cost=settings.password_time_cost, memory_kib=settings.password_memory_kib)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(anyone)
def sign_in() -> ResponseReturnValue:
    """Show the form, or sign the person in and lead them on."""
    target = request.values.get("next", "")
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(home())
        return render_template("entrance/sign_in.html", target=target, login="", problem="", typed=[])
    settings: Settings = current_app.config["SETTINGS"]
    login = request.form.get("login", "").strip()[:200]
    try:
        person_id = commands.sign_in(
            login,
            request.form.get("password", "")[:1000],
            passwords=passwords(),
            request_id=g.request_id,
            lockout_after=settings.lockout_after,
            lockout_minutes=settings.lockout_minutes,
        )
    except commands.SignInError as error:
        form = render_template(
            "entrance/sign_in.html", target=target, login=login, problem=say(error.message), typed=[]
        )
        return form, status_of(error)
    represent(None)
    login_user(Reader(db.session.get_one(Person, person_id)))
    return redirect(inside(target) or home())


@blueprint.post("/sign-out")
@access(signed_in)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    commands.sign_out(actor=own_actor())
    represent(None)
    logout_user()
    return redirect(url_for("catalogues.index"))


@blueprint.post("/language/<language>")
@access(anyone)
def choose_language(language: str) -> ResponseReturnValue:
    """Keep the reader's language, and for a signed-in person that of their mails too."""
    answer = redirect(inside(request.form.get("next", "")) or url_for("catalogues.index"))
    if language in LANGUAGES:
        answer.set_cookie(
            COOKIE,
            language,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SETTINGS"].https,
        )
        if current_user.is_authenticated:
            commands.choose_language(language, actor=own_actor())
    return answer


def home() -> str:
    """Return where a person begins: the inbox for those who work on proposals, else where their role looks first."""
    roles = {seat.role for seat in seats()}
    if roles & WORKING_ROLES:
        return url_for("inbox.show")
    return url_for(next((page for role, page in HOMES.items() if role in roles), "catalogues.index"))
