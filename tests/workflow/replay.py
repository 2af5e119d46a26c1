"""Read the trail as an outsider would: from the bytes of the events and revisions alone, and compare."""

import json

import rfc8785
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Decision, Event, Proposal, Release, Revision
from values.canonical import sha256_hex
from values.entry import EntryState
from values.proposal_content import revision_content
from values.vocabulary import Action
from workflow.queries.catalogue import catalogue_at_release


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
    rows: dict[str, EntryState] = {}
    releases = session.execute(
        sa.select(Release.no, Revision.data)
        .join(Revision, Revision.id == Release.revision_id)
        .where(Release.catalogue_id == catalogue.id)
        .order_by(Release.no)
    ).all()
    assert [no for no, _ in releases] == list(range(1, (catalogue.current_release_no or 0) + 1))
    for no, data in releases:
        for change in revision_content(json.loads(data)).changes:
            assert rows.get(change.entry) == change.before
            rows[change.entry] = change.after
        found = catalogue_at_release(session, catalogue.id, no)
        assert {key: row.state for key, row in found.items()} == rows
        assert all(row.content_sha256 == row.state.sha256 for row in found.values())
