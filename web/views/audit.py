"""The auditor's timeline over everything in their subtree."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import db
from values.canonical import sha256_hex
from web.access import access, auditors
from web.numbers import page_number
from web.proposal_page import told
from web.session import seats
from workflow.queries.proposal import names_of_bodies, names_of_people
from workflow.queries.timeline import Filter, event_in_scope
from workflow.queries.timeline import timeline as events_of
from workflow.sentences import SENTENCES, before_and_after

blueprint = Blueprint("audit", __name__)

PAGE = 50


@blueprint.get("/audit")
@access(auditors)
def timeline() -> ResponseReturnValue:
    """Show every event of the subtree, the newest first, by kind, subject and time."""
    wanted = Filter(
        action=request.args.get("action", ""),
        subject=request.args.get("subject", "").strip()[:80],
        since=_day(request.args.get("since", "")),
        until=_day(request.args.get("until", "")),
    )
    at = page_number(request.args.get("page", ""))
    found = events_of(db.session(), seats(), wanted, offset=(at - 1) * PAGE, limit=PAGE)
    people = names_of_people(
        db.session(), [person for one in found for person in (one.actor_id, one.on_behalf_of_id)]
    )
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key != "page" and value}
    return render_template(
        "audit/timeline.html",
        events=[(*told(one, people), before_and_after(one)) for one in found[:PAGE]],
        bodies=names_of_bodies(db.session(), [one.body_id for one in found]),
        people=people,
        actions=sorted({name.partition(":")[0] for name in SENTENCES}),
        wanted=wanted,
        previous=url_for(".timeline", **kept, page=at - 1) if at > 1 else "",
        following=url_for(".timeline", **kept, page=at + 1) if len(found) > PAGE else "",
    )


@blueprint.get("/audit/events/<int:event_id>")
@access(auditors)
def event(event_id: int) -> ResponseReturnValue:
    """Show an event's exact bytes and their hash."""
    found = event_in_scope(db.session(), seats(), event_id)
    people = names_of_people(db.session(), [found.actor_id, found.on_behalf_of_id])
    return render_template(
        "audit/event.html", told=told(found, people), data=found.data.decode(), digest=sha256_hex(found.data)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
