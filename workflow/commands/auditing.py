"""That the trail, a report or evidence was looked at or taken away: whoever watches is watched too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from values.messages import N_, Message
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import read_case, seats_of_actor
from workflow.errors import ForbiddenError
from workflow.move import subject_of
from workflow.permissions import Seat
from workflow.queries.compliance import READERS
from workflow.queries.timeline import Filter, counted, was_opened
from workflow.unit import Unit, unit

AS_AUDITOR = (Role.AUDITOR,)


class ExportForm(StrEnum):
    """In which form the trail is taken away."""

    CSV = "csv"
    JSON = "json"
    PRINT = "print"


@dataclass(frozen=True, kw_only=True)
class Export:
    """What an export holds: the newest events up to one of them, and whether older ones were left out."""

    upto: int
    count: int
    is_cut: bool


def note_opening(wanted: Filter, *, actor: Actor) -> None:
    """Record that an auditor opened the trail: once for a filter and hour of the clock, however often they look."""
    with unit(actor) as work:
        seat, _ = _seat(work, "open_trail", "trail", AS_AUDITOR)
        # The second of two requests at once waits here, and then finds the first one's event.
        work.hold_person(actor.person_id or 0)
        hour = work.now.replace(minute=0, second=0, microsecond=0)
        if not was_opened(work.session, actor.person_id or 0, wanted, since=hour):
            _record(work, seat, "audit_opened", _of_filter(wanted, seat), {"filter": wanted.plain})


def note_export(wanted: Filter, *, actor: Actor, form: ExportForm, most: int) -> Export:
    """Record that an auditor takes events away, before the first one leaves, and return what the export holds.

    Args:
        wanted: which events.
        actor: the auditor.
        form: in which form.
        most: the newest ones, at most so many.
    """
    with unit(actor) as work:
        seat, seats = _seat(work, "export_trail", "trail", AS_AUDITOR)
        newest, count = counted(work.session, seats, wanted, most=most)
        export = Export(upto=newest, count=min(count, most), is_cut=count > most)
        details = {
            "filter": wanted.plain,
            "form": form.value,
            "upto": str(export.upto),
            "count": export.count,
            "is_cut": export.is_cut,
        }
        _record(work, seat, "audit_exported", _of_filter(wanted, seat), details)
        return export


def note_compliance_export(*, actor: Actor, count: int) -> None:
    """Record that the compliance report of a subtree was taken away."""
    with unit(actor) as work:
        seat, _ = _seat(work, "export_compliance", "compliance", tuple(READERS))
        subject = Subject(kind="compliance", id="report", jurisdiction_id=seat.jurisdiction)
        _record(work, seat, "compliance_exported", subject, {"count": count})


def note_statistics_export(*, actor: Actor, since: date, until: date) -> None:
    """Record that the statistics of a period were taken away."""
    with unit(actor) as work:
        seat, _ = _seat(work, "export_statistics", "statistics", tuple(READERS))
        subject = Subject(kind="statistics", id="figures", jurisdiction_id=seat.jurisdiction)
        period = {"since": since.isoformat(), "until": until.isoformat()}
        _record(work, seat, "statistics_exported", subject, period)


def note_evidence(number: str, sha256: str, *, actor: Actor) -> None:
    """Record that an auditor took a file of a proposal away; reading papers is the daily work of everyone else."""
    with unit(actor) as work:
        seat, _ = _seat(work, "download_evidence", f"proposal:{number}", AS_AUDITOR)
        case = read_case(work.session, number, actor, today=work.today)
        record(
            work,
            Happening(
                action="evidence_downloaded",
                subject=subject_of(case),
                seat=seat,
                about_proposal=case.proposal,
                details={"sha256": sha256},
                owed=False,
            ),
        )


def _seat(work: Unit, action: str, about: str, roles: tuple[Role, ...]) -> tuple[Seat, tuple[Seat, ...]]:
    """Return on whose authority, and everything that the person is."""
    work.about.action, work.about.object = action, about
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next((one for one in seats if one.role in roles), None)
    if seat is None:
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    return seat, seats


def _of_filter(wanted: Filter, seat: Seat) -> Subject:
    return Subject(kind="trail_filter", id=wanted.id, jurisdiction_id=seat.jurisdiction)


def _record(work: Unit, seat: Seat, action: str, subject: Subject, details: Mapping[str, object]) -> None:
    record(work, Happening(action=action, subject=subject, seat=seat, details=details, owed=False))
