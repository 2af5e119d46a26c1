"""The only writer of events: their final bytes, and the sentence of each action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from models import Catalogue, Event, Jurisdiction, LedgerLog, Outbox, Proposal
from models.db import ask
from values.canonical import canonical_bytes, instant, sha256_hex
from values.messages import N_
from values.vocabulary import State
from workflow.permissions import Seat
from workflow.unit import Unit

EVENT_FORM = 1

NEWEST_LOG = sa.select(LedgerLog.origin).order_by(LedgerLog.no.desc()).limit(1)
"""What the log is called to which the next event belongs; commands ask for it with what they read anyway."""

_WRITE = sa.insert(cast("sa.Table", Event.__table__))
_WRITE_ONE = _WRITE.returning(Event.id)
_OWE = sa.insert(cast("sa.Table", Outbox.__table__))


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What an event is about, and whose trail it belongs to."""

    kind: str
    id: str
    jurisdiction_id: int | None = None
    catalogue_id: int | None = None


def proposal_subject(proposal: Proposal, catalogue: Catalogue) -> Subject:
    """Return a proposal as the subject of an event, in the trail of its catalogue's jurisdiction."""
    return Subject(
        kind="proposal",
        id=proposal.number,
        jurisdiction_id=catalogue.jurisdiction_id,
        catalogue_id=catalogue.id,
    )


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What an event says beyond who and when; members of `details` are fixed per action (`docs/events.md`)."""

    action: str
    subject: Subject
    seat: Seat | None = None
    proposal: Proposal | None = None
    """Given where the event makes a new version of a proposal, whose row holds it already."""
    about_proposal: Proposal | None = None
    """Given where the event belongs to a proposal without changing it."""
    from_state: State | None = None
    comment: str | None = None
    content_sha256: str | None = None
    previous_sha256: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    recorded_for: int | None = None
    """Who signed the paper that the actor recorded (代录)."""
    owed: bool = True
    """Whether someone is to be told, so that the outbox keeps it."""


class Recorded(NamedTuple):
    """An event that was written."""

    id: int
    data: bytes
    """What is hashed of it."""


def record(unit: Unit, happening: Happening) -> Recorded:
    """Write an event in the unit's transaction after what it tells of, and what is owed for it into the outbox."""
    unit.session.flush()
    columns = _columns(unit, happening)
    number = ask(unit.session, _WRITE_ONE, columns).scalar_one()
    if happening.owed:
        ask(unit.session, _OWE, {"event_id": number, "created_at": unit.now})
        unit.event_ids.append(number)
    return Recorded(number, columns["data"])


def record_all(unit: Unit, happenings: Iterable[Happening]) -> None:
    """Write events of which nobody is told in the unit's transaction, in one statement, however many there are."""
    rows = [_columns(unit, happening) for happening in happenings]
    if rows:
        ask(unit.session, _WRITE, rows)


def log_name(unit: Unit) -> str:
    """Return what the log is called to which the next event belongs: the newest."""
    name = unit.session.info.get("log") or unit.session.scalar(NEWEST_LOG)
    if name is None:
        raise NotInstalledError
    know_log(unit, name)
    return str(name)


def know_log(unit: Unit, name: str | None) -> None:
    """Keep what `NEWEST_LOG` gave, so that no event of the unit asks again."""
    unit.session.info["log"] = name


class NotInstalledError(RuntimeError):
    """The database has no log yet: it was migrated, but never set up."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            N_("This database is not set up yet: run `flask --app wsgi seed` or `make run` first.")
        )


def _columns(unit: Unit, happening: Happening) -> dict[str, Any]:
    """Return the columns of an event; they repeat its bytes."""
    proposal = happening.proposal or happening.about_proposal
    seat, actor, subject = happening.seat, unit.actor, happening.subject
    on_behalf_of = happening.recorded_for or actor.on_behalf_of_id
    to_state = happening.proposal.state if happening.proposal else None
    data = canonical_bytes(
        {
            "v": EVENT_FORM,
            "log": log_name(unit),
            "ts": instant(unit.now),
            "action": happening.action,
            "actor": {
                "id": _text(actor.person_id) or "system",
                "role": seat.role.value
                if seat and actor.person_id
                else "system"
                if not actor.person_id
                else "person",
                "body": _text(seat.body if seat and seat.body else None),
                "jurisdiction": _code(unit, seat.jurisdiction if seat and seat.jurisdiction else None),
            },
            "on_behalf_of": {
                "id": str(on_behalf_of),
                "body": _text(seat.body if seat else None),
                "kind": "recorded" if happening.recorded_for else "deputy",
            }
            if on_behalf_of
            else None,
            "request_id": actor.request_id,
            "subject": f"{subject.kind}:{subject.id}",
            "proposal": proposal.number if proposal else None,
            "revision": proposal.revision_no if proposal else None,
            "from": happening.from_state.value if happening.from_state else None,
            "to": to_state.value if to_state else None,
            "comment_sha256": sha256_hex(happening.comment.encode()) if happening.comment else None,
            "content_sha256": happening.content_sha256,
            "previous_sha256": happening.previous_sha256,
            "details": dict(happening.details),
        }
    )
    return {
        "at": unit.now,
        "action": happening.action,
        "actor_id": actor.person_id,
        "on_behalf_of_id": on_behalf_of,
        "body_id": seat.body if seat and seat.body else None,
        "jurisdiction_id": subject.jurisdiction_id,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "proposal_id": proposal.id if proposal else None,
        "proposal_version": happening.proposal.version if happening.proposal else None,
        "catalogue_id": subject.catalogue_id,
        "revision_no": proposal.revision_no if proposal else None,
        "from_state": happening.from_state.value if happening.from_state else None,
        "to_state": to_state.value if to_state else None,
        "request_id": actor.request_id,
        "data": data,
    }


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _code(unit: Unit, jurisdiction_id: int | None) -> str | None:
    if jurisdiction_id is None:
        return None
    jurisdiction = unit.session.get(Jurisdiction, jurisdiction_id)
    return jurisdiction.code if jurisdiction else None
