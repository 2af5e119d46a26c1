"""Who may open which address: every view names its rule, and one hook enforces them all."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from values.messages import N_, Message
from values.vocabulary import ADMINISTRATORS, Role
from web.errors import status_of
from web.password_due import lead_to_password
from web.session import actor, seats
from web.unread_form import came_from, typed_texts
from workflow.commands.calendar import IMPORTERS
from workflow.commands.erasure import ERASERS
from workflow.commands.sign_in import SignInError
from workflow.commands.sweep import STARTERS
from workflow.errors import ForbiddenError
from workflow.queries.compliance import READERS
from workflow.refusals import record_refused_page
from workflow.retention import KEEPERS

View = TypeVar("View", bound=Callable[..., Any])

Rule = Callable[[], bool]


def anyone() -> bool:
    """Open to the public."""
    return True


def signed_in() -> bool:
    """Any person who has signed in."""
    return bool(current_user.is_authenticated)


def business() -> bool:
    """Anyone but those who hold nothing but offices of the 三员, or nothing at all."""
    return any(seat.role not in ADMINISTRATORS for seat in seats())


def auditors() -> bool:
    """Auditors only."""
    return any(seat.role is Role.AUDITOR for seat in seats())


def business_administrators() -> bool:
    """Business administrators (业务管理员), who keep the routes of their jurisdiction."""
    return any(seat.role is Role.BUSINESS_ADMINISTRATOR for seat in seats())


def calendar_keepers() -> bool:
    """Administrators of the business or the system, who import the yearly notices."""
    return any(seat.role in IMPORTERS for seat in seats())


def compliance_readers() -> bool:
    """Whoever works on catalogues, oversees, audits or administers them; each sees their own subtree."""
    return any(seat.role in READERS for seat in seats())


def compliance_starters() -> bool:
    """Overseers and business administrators, who have all catalogues checked."""
    return any(seat.role in STARTERS for seat in seats())


def archivists() -> bool:
    """Business administrators and supervisors, who keep the case files of their jurisdiction."""
    return any(seat.role in KEEPERS for seat in seats())


def erasers() -> bool:
    """Administrators of the business (comments) or the system (accounts), who erase personal data by law."""
    return any(seat.role in ERASERS for seat in seats())


def technology() -> bool:
    """System administrators, who keep deliveries going without seeing business content."""
    return any(seat.role is Role.SYSTEM_ADMINISTRATOR for seat in seats())


def account_keepers() -> bool:
    """Security administrators (安全保密管理员), who keep accounts and roles without seeing business content."""
    return any(seat.role is Role.SECURITY_ADMINISTRATOR for seat in seats())


def log_readers() -> bool:
    """Audit administrators (安全审计员), who read the security log without seeing business content."""
    return any(seat.role is Role.AUDIT_ADMINISTRATOR for seat in seats())


def access(rule: Rule) -> Callable[[View], View]:
    """Name the rule of a view."""

    def keep(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return keep


def rule_of(endpoint: str) -> Rule | None:
    """Return the rule of an endpoint; None where it has none, which the house rules forbid."""
    if endpoint == "static":
        return anyone
    rule: Rule | None = getattr(current_app.view_functions[endpoint], "access_rule", None)
    return rule


def init_app(app: Flask) -> None:
    """Ask for the rule before every view; without sign-in every inside address leads to sign-in."""

    @app.before_request
    def _enforce() -> Response | None:
        if request.endpoint is None:
            return None
        if (choosing := lead_to_password(request.endpoint)) is not None:
            return choosing
        rule = rule_of(request.endpoint)
        if rule is anyone:
            return None
        if not current_user.is_authenticated:
            return _sign_in_first()
        if rule is None or not rule():
            error = ForbiddenError(Message(N_("Your roles do not include this page.")))
            record_refused_page(actor(), f"page:{request.endpoint}", error)
            raise error
        return None


def _sign_in_first() -> Response:
    """Lead to the sign-in; whoever was signed out while they wrote finds their words there."""
    if request.method == "GET":
        return redirect(url_for("entrance.sign_in", next=request.full_path.rstrip("?")))
    typed = typed_texts()
    if not typed:
        return redirect(url_for("entrance.sign_in", next=came_from() or None))
    form = render_template("entrance/sign_in.html", target=came_from(), login="", problem="", typed=typed)
    return make_response(form, status_of(SignInError()))
