"""What verifications found and which leaves they hashed, as the trail has it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event, LedgerLog
from workflow.sealing import store
from workflow.sealing.rounds import ROUND, Checked
from workflow.unit import current_clock

ACTION = "ledger_verified"

TOGETHER = 50
"""Verifications that are read at once, until one of everything is met."""


@dataclass(frozen=True, kw_only=True)
class LastVerification:
    """A verification, as the trail has it."""

    event_id: int
    at: datetime
    size: int
    outside: int | None
    """Size of the newest head that was held outside then."""
    is_right: bool
    wrong: int | None
    wrong_before: int | None
    is_whole: bool
    """Whether the contents of every leaf were hashed anew."""
    of: str
    """The log whose leaves were hashed."""
    first: int
    before: int
    """The leaves whose contents were hashed: from the first to before this one."""


def last_verification(session: Session, log: LedgerLog) -> LastVerification | None:
    """Return what stands of a log: the newest verification, or what was found wrong since the last one of everything.

    A run over a part does not take back what another found wrong elsewhere.
    """
    found = None
    query = (
        sa.select(Event)
        .where(Event.action == ACTION, Event.subject_kind == "ledger", Event.subject_id == log.origin)
        .order_by(Event.id.desc())
    )
    for start in count(0, TOGETHER):
        events = session.scalars(query.offset(start).limit(TOGETHER)).all()
        for event in events:
            one = _read(event)
            found = found or one
            if not one.is_right:
                return one
            if one.is_whole:
                return found
        if not events:
            break
    return found


def checks_of(session: Session, log: LedgerLog) -> list[Checked]:
    """Return which leaves of a log were hashed in the last two rounds, the oldest first."""
    since = current_clock.get().now() - 2 * ROUND
    query = sa.select(Event).where(Event.action == ACTION, Event.at >= since).order_by(Event.id)
    checks = []
    for event in session.scalars(query):
        one = _read(event)
        if one.is_whole and event.subject_id == log.origin:
            checks.append(Checked(0, one.size, one.at))
        elif one.is_whole and _is_earlier(session, log, event.subject_id):
            checks.append(Checked(0, store.size_of(session, log), one.at))
        elif not one.is_whole and one.of == log.origin:
            checks.append(Checked(one.first, one.before, one.at))
    return checks


def _is_earlier(session: Session, log: LedgerLog, origin: str) -> bool:
    """Whether a log had ended when the one of that origin was verified, which looks at those before it as well."""
    no = session.scalar(sa.select(LedgerLog.no).where(LedgerLog.origin == origin))
    return no is not None and log.no < no


def _read(event: Event) -> LastVerification:
    details = json.loads(event.data)["details"]
    return LastVerification(
        event_id=event.id,
        at=event.at,
        size=details["size"],
        outside=details["outside"],
        is_right=details["outcome"] == "right",
        wrong=details["wrong"],
        wrong_before=details["wrong_before"],
        # Before parts were verified, every verification was one of everything.
        is_whole=details.get("of") is None,
        of=details.get("of") or event.subject_id,
        first=details.get("first", 0),
        before=details.get("before", details["size"]),
    )


def logs(session: Session) -> Sequence[LedgerLog]:
    """Return every log, the present one last."""
    return session.scalars(sa.select(LedgerLog).order_by(LedgerLog.no)).all()
