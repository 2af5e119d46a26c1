"""The trail to take away: a table, JSON or pages for the printer, written as they are read, so that memory stays small."""

import json
from collections.abc import Iterator

from flask_babel import get_locale, gettext, ngettext
from sqlalchemy.orm import Session

from formats.safe_csv import BYTE_ORDER_MARK, csv_line
from values.serial import to_plain
from web.trail.events import TrailLine, lines_of
from web.trail.shapes import FORM, TrailExport, event_line
from web.wording.common import local
from workflow.commands.auditing import Export, ExportForm
from workflow.permissions import Seat
from workflow.queries.timeline import Filter, exported
from workflow.unit import current_clock

MEDIA_TYPES = {ExportForm.CSV: "text/csv", ExportForm.JSON: "application/json", ExportForm.PRINT: "text/html"}


def file_name(form: ExportForm) -> str:
    """Return what an export is called, by the moment at which it is made."""
    return f"mulu-audit-{current_clock.get().now():%Y%m%dT%H%M%SZ}.{form.value}"


def text_of(
    session: Session, seats: tuple[Seat, ...], wanted: Filter, export: Export, form: ExportForm
) -> Iterator[str]:
    """Yield an export as text, piece by piece."""
    lines = lines_in(session, seats, wanted, export)
    return _csv(lines, export) if form is ExportForm.CSV else _json(lines, wanted, export)


def lines_in(
    session: Session, seats: tuple[Seat, ...], wanted: Filter, export: Export
) -> Iterator[TrailLine]:
    """Yield the events of an export, the newest first."""
    try:
        for events in exported(session, seats, wanted, upto=export.upto, most=export.count):
            yield from lines_of(session, events)
            # What was written is let go, so that thousands of events do not pile up.
            session.expunge_all()
    finally:
        # The answer is written after the request has ended, and with it what would have given this back.
        session.close()


def note_of(export: Export) -> str:
    """Say how many events an export holds, and whether older ones were left out."""
    if export.is_cut:
        return gettext(
            "Only the newest %(count)s events are in this export; narrow the filter to take the older ones away.",
            count=export.count,
        )
    text: str = ngettext(
        "The export holds every event that matches: %(num)d.",
        "The export holds every event that matches: %(num)d.",
        export.count,
    )
    return text


def _csv(lines: Iterator[TrailLine], export: Export) -> Iterator[str]:
    yield BYTE_ORDER_MARK + csv_line(_head())
    for line in lines:
        yield csv_line(_cells(line))
    yield csv_line([note_of(export)])


def _head() -> list[str]:
    return [
        gettext("Event"),
        gettext("Time (Beijing)"),
        gettext("Kind of event"),
        gettext("What was done"),
        gettext("Before and after"),
        gettext("Who acted"),
        gettext("User name"),
        gettext("In the name of"),
        gettext("Role"),
        gettext("Body"),
        gettext("Kind of subject"),
        gettext("Subject"),
        gettext("Catalogue"),
        gettext("Revision"),
        gettext("SHA-256 of the content before"),
        gettext("SHA-256 of the content"),
        gettext("Request"),
        gettext("SHA-256 of the record"),
        gettext("Exact record"),
    ]


def _cells(line: TrailLine) -> list[object]:
    event = line.event
    return [
        event.id,
        local(event.at).isoformat(),
        line.label,
        line.sentence,
        "\n".join(f"{one.what}: {one.before} → {one.after}" for one in line.changes),
        line.who,
        line.login,
        line.whom,
        line.role,
        line.body,
        line.kind,
        line.subject,
        line.catalogue,
        event.revision_no or "",
        line.previous_sha256 or "",
        line.content_sha256 or "",
        event.request_id,
        line.record_sha256,
        line.record,
    ]


def _json(lines: Iterator[TrailLine], wanted: Filter, export: Export) -> Iterator[str]:
    head = TrailExport(
        form=FORM,
        made_at=local(current_clock.get().now()).isoformat(),
        language=str(get_locale()),
        filter=wanted.plain,
        upto=export.upto,
        count=export.count,
        is_cut=export.is_cut,
        note=note_of(export),
    )
    yield json.dumps(to_plain(head), ensure_ascii=False)[:-1] + ', "events": ['
    between = "\n"
    for line in lines:
        yield between + json.dumps(to_plain(event_line(line)), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"
