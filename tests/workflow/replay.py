"""Read the trail as an outsider would: from the bytes of the events and revisions alone, and compare."""

import json
from datetime import date

import rfc8785
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Decision, EntryVersion, Event, Proposal, Release, Revision
from rules.sheet import Sheet
from rules.structure import DEEPEST
from values.canonical import sha256_hex
from values.entry import EntryState
from values.proposal_content import EntryChange, RevisionContent, revision_content
from values.vocabulary import Action
from workflow.base import EVER
from workflow.queries.catalogue import catalogue_as_of, catalogue_at_release


def assert_the_trail_holds(session: Session) -> None:
    """Everything that stands is what its events say."""
    events = session.scalars(sa.select(Event).order_by(Event.id)).all()
    for event in events:
        _assert_columns_repeat_the_bytes(event)
    for proposal in session.scalars(sa.select(Proposal)):
        own = [event for event in events if event.proposal_id == proposal.id and event.proposal_version]
        _assert_replays_to(proposal, [json.loads(event.data) for event in own])
        assert [event.proposal_version for event in own] == list(range(1, proposal.version + 1))
    _assert_releases_are_what_was_approved(session)
    for catalogue in session.scalars(sa.select(Catalogue)):
        _assert_catalogue_replays(session, catalogue)


def _assert_columns_repeat_the_bytes(event: Event) -> None:
    said = json.loads(event.data)
    assert rfc8785.dumps(said) == event.data
    assert said["ts"] == event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert said["action"] == event.action
    assert said["actor"]["id"] == (str(event.actor_id) if event.actor_id else "system")
    assert said["request_id"] == event.request_id
    assert said["subject"] == f"{event.subject_kind}:{event.subject_id}"
    assert (said["from"], said["to"], said["revision"]) == (
        event.from_state,
        event.to_state,
        event.revision_no,
    )
    behalf = said["on_behalf_of"]
    assert (behalf["id"] if behalf else None) == (
        str(event.on_behalf_of_id) if event.on_behalf_of_id else None
    )


def _assert_replays_to(proposal: Proposal, said: list[dict[str, object]]) -> None:
    state = revision = None
    for event in said:
        assert event["from"] == state
        assert event["proposal"] == proposal.number
        state, revision = event["to"], event["revision"]
    assert (state, revision) == (proposal.state, proposal.revision_no)


def _assert_releases_are_what_was_approved(session: Session) -> None:
    for release in session.scalars(sa.select(Release)):
        revision = session.get_one(Revision, release.revision_id)
        approved = session.scalars(
            sa.select(Decision.content_sha256)
            .where(Decision.proposal_id == release.proposal_id, Decision.action == Action.APPROVE)
            .order_by(Decision.id.desc())
        ).first()
        assert release.content_sha256 == approved == revision.content_sha256 == sha256_hex(revision.data)


def _assert_catalogue_replays(session: Session, catalogue: Catalogue) -> None:
    versions: dict[str, list[tuple[date, int, EntryState]]] = {}
    releases = session.execute(
        sa.select(Release, Revision.data)
        .join(Revision, Revision.id == Release.revision_id)
        .where(Release.catalogue_id == catalogue.id)
        .order_by(Release.no)
    ).all()
    assert [one.no for one, _ in releases] == list(range(1, (catalogue.current_release_no or 0) + 1))
    for release, data in releases:
        for change in _changes_of(revision_content(json.loads(data)), catalogue.code):
            known = versions.setdefault(change.entry, [])
            # What is changed is a version that was published: the last, or one that holds until another begins.
            assert change.before in ([state for _, _, state in known] or [None])
            known.append((change.effective_from or release.effective_from, release.no, change.after))
        rows = _last_into_force(versions)
        found = catalogue_at_release(session, catalogue.id, release.no)
        assert {key: row.state for key, row in found.items()} == rows
        assert all(row.content_sha256 == row.state.sha256 for row in found.values())
    sheet = Sheet(_last_into_force(versions))
    assert all((sheet.depth(key) or DEEPEST + 1) <= DEEPEST for key in sheet.present)
    _assert_no_day_has_an_orphan(session, catalogue)


def _changes_of(content: RevisionContent, code: str) -> tuple[EntryChange, ...]:
    """Return what a revision changes in a catalogue: its own, or one that its change of a body reaches as well."""
    if content.catalogue == code:
        return content.changes
    return next(one.changes for one in content.elsewhere if one.catalogue == code)


def _last_into_force(versions: dict[str, list[tuple[date, int, EntryState]]]) -> dict[str, EntryState]:
    """Return what a table says that is as of its latest effective date (decision 14)."""
    return {key: max(known, key=lambda one: one[:2])[2] for key, known in versions.items()}


def _assert_no_day_has_an_orphan(session: Session, catalogue: Catalogue) -> None:
    """On every day that a version comes into force, every listed row has its parent (decision 14)."""
    days = session.scalars(
        sa.select(EntryVersion.effective_from).where(EntryVersion.catalogue_id == catalogue.id).distinct()
    )
    for day in days:
        rows = catalogue_as_of(session, catalogue.id, day=day, known=EVER)
        sheet = Sheet({key: row.state for key, row in rows.items()})
        assert all(sheet.depth(key) is not None for key in sheet.present)
