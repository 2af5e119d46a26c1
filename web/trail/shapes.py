"""What exports of the trail hold for programs; `docs/command-line.md` describes each member."""

from dataclasses import dataclass

from web.trail.events import TrailLine
from web.wording.common import local

FORM = "mulu-audit-export/1"
"""Names the form of the JSON; members are only ever added."""


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One thing that an event changed."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """An event, in the reader's language, with its exact record."""

    id: int
    at: str
    action: str
    label: str
    sentence: str
    person: str | None
    login: str | None
    name: str
    on_behalf_of: str | None
    role: str
    body: str
    subject_kind: str
    subject: str
    catalogue: str | None
    proposal_version: int | None
    revision: int | None
    from_state: str | None
    to_state: str | None
    changes: tuple[ChangeLine, ...]
    previous_sha256: str | None
    content_sha256: str | None
    comment_sha256: str | None
    request_id: str
    record: str
    record_sha256: str


@dataclass(frozen=True, kw_only=True)
class TrailListing:
    """A page of the trail."""

    filter: dict[str, str]
    older_than: int | None
    next_before: int | None
    events: tuple[EventLine, ...]


@dataclass(frozen=True, kw_only=True)
class TrailExport:
    """What an export says of itself, before its events."""

    form: str
    made_at: str
    language: str
    filter: dict[str, str]
    upto: int
    count: int
    is_cut: bool
    note: str


def event_line(line: TrailLine) -> EventLine:
    """Return an event as programs read it."""
    event = line.event
    return EventLine(
        id=event.id,
        at=local(event.at).isoformat(),
        action=event.action,
        label=line.label,
        sentence=line.sentence,
        person=str(event.actor_id) if event.actor_id else None,
        login=line.login or None,
        name=line.who,
        on_behalf_of=str(event.on_behalf_of_id) if event.on_behalf_of_id else None,
        role=line.role,
        body=line.body,
        subject_kind=event.subject_kind,
        subject=event.subject_id,
        catalogue=line.catalogue or None,
        proposal_version=event.proposal_version,
        revision=event.revision_no,
        from_state=event.from_state,
        to_state=event.to_state,
        changes=tuple(ChangeLine(what=one.what, before=one.before, after=one.after) for one in line.changes),
        previous_sha256=line.previous_sha256,
        content_sha256=line.content_sha256,
        comment_sha256=line.comment_sha256,
        request_id=event.request_id,
        record=line.record,
        record_sha256=line.record_sha256,
    )
