"""The security log, for the audit administrator (安全审计员)."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import db
from web.access import access, log_readers
from web.administering.accounts_page import member_of
from web.language import say
from web.numbers import whole_number
from web.session import seats
from web.trail.events import lines_of
from web.trail.wording import filter_label
from workflow.errors import InvalidError
from workflow.queries.security_log import Concern, security_log
from workflow.queries.timeline import TrailPage
from workflow.queries.trail_filter import read_filter

blueprint = Blueprint("security_log", __name__)

PAGE = 50
FIELDS = ("since", "until", "person")
NOTHING = TrailPage(events=(), has_newer=False, has_older=False)


@blueprint.get("/security-log")
@access(log_readers)
def show() -> ResponseReturnValue:
    """Show who came in, who was refused, what changed in rights and settings, and what was taken away."""
    typed = {name: request.args.get(name, "") for name in FIELDS}
    concern = member_of(Concern, request.args.get("concern", ""))
    error, page = None, NOTHING
    try:
        page = security_log(
            db.session(),
            seats(),
            read_filter(db.session(), typed),
            concern,
            limit=PAGE,
            before=whole_number(request.args.get("before", "")),
            after=whole_number(request.args.get("after", "")),
        )
    except InvalidError as refused:
        error = refused
    lines = lines_of(db.session(), page.events)
    kept: dict[str, Any] = {name: text for name, text in {**typed, "concern": concern or ""}.items() if text}
    ends = [one.event.id for one in lines]
    shown = render_template(
        "audit/security_log.html",
        lines=lines,
        typed=typed,
        concern=concern,
        concerns=list(Concern),
        is_filtered=bool(kept),
        error=error,
        issues=[(filter_label(one.field), say(one.message)) for one in error.issues] if error else [],
        newer=url_for(".show", **kept, after=ends[0]) if ends and page.has_newer else "",
        older=url_for(".show", **kept, before=ends[-1]) if ends and page.has_older else "",
    )
    return shown, 422 if error else 200
