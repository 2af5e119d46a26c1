"""What the auditor's timeline shows: the filter as it was typed, a page of events, and ways to go on."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, url_for

from models import db
from values.clock import shanghai_day
from web.language import say
from web.numbers import whole_number
from web.session import actor, seats
from web.trail.events import lines_of, links_of, subject_address
from web.trail.wording import filter_label, group_label, kind_label
from web.wording.common import event_label
from workflow.action_groups import ACTIONS, SUBJECT_KINDS
from workflow.commands.auditing import Export, ExportForm, note_export, note_opening
from workflow.errors import InvalidError
from workflow.queries.ledger import ledger_state
from workflow.queries.timeline import Filter, timeline, was_opened
from workflow.queries.trail_filter import FIELDS, offered, read_filter
from workflow.unit import current_clock

PAGE = 50


def asked_filter(texts: Mapping[str, str]) -> Filter:
    """Return what an address or a form asks of the trail.

    Raises: InvalidError with everything that is not understood.
    """
    return read_filter(db.session(), texts)


def note_visit(wanted: Filter) -> None:
    """Have it in the trail that the reader looks at it; once a filter and hour, so that the trail is not flooded."""
    who = actor()
    hour = current_clock.get().now().replace(minute=0, second=0, microsecond=0)
    if not was_opened(db.session(), who.person_id or 0, wanted, since=hour):
        note_opening(wanted, actor=who)
        # What is read from here on knows of it.
        db.session.rollback()


def noted_export(texts: Mapping[str, str], form: ExportForm) -> tuple[Filter, Export]:
    """Have it in the trail that the reader takes events away, and return which.

    Raises: InvalidError with everything that is not understood.
    """
    wanted = asked_filter(texts)
    most = current_app.config["SETTINGS"].audit_export_rows
    held = note_export(wanted, actor=actor(), form=form, most=most)
    # What is read from here on is what the command has seen, not what stood before it.
    db.session.rollback()
    return wanted, held


def timeline_values(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the page; what is not understood is said, and then nothing is shown."""
    try:
        wanted = asked_filter(texts)
    except InvalidError as error:
        issues = [(filter_label(one.field), say(one.message)) for one in error.issues]
        return {**_form(texts), "lines": [], "error": error, "issues": issues, "newer": "", "older": ""}
    note_visit(wanted)
    page = timeline(
        db.session(),
        seats(),
        wanted,
        limit=PAGE,
        before=whole_number(texts.get("before", "")),
        after=whole_number(texts.get("after", "")),
    )
    kept: dict[str, Any] = typed(texts)
    lines = lines_of(db.session(), page.events)
    ends = [one.event.id for one in lines]
    return {
        **_form(texts),
        "lines": [(one, links_of(one), subject_address(one)) for one in lines],
        "error": None,
        "issues": [],
        "newer": url_for("audit.timeline", **kept, after=ends[0]) if ends and page.has_newer else "",
        "older": url_for("audit.timeline", **kept, before=ends[-1]) if ends and page.has_older else "",
    }


def typed(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the filter, to be kept from page to page."""
    return {name: texts[name] for name in FIELDS if texts.get(name)}


def _form(texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "typed": {name: texts.get(name, "") for name in FIELDS},
        "is_filtered": bool(typed(texts)),
        "groups": [
            (group.value, group_label(group), [(one, event_label(one)) for one in kinds])
            for group, kinds in ACTIONS.items()
        ],
        "kinds": [("", ""), *((kind, kind_label(kind)) for kind in SUBJECT_KINDS)],
        "seal": ledger_state(db.session()),
        "offered": offered(db.session(), seats()),
        "today": shanghai_day(current_clock.get().now()),
    }
