"""Read from the bytes of events what stands beside the route: hidings, papers, opinions; and compare."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Attachment, Catalogue, DepartmentOpinion, Event, Hiding, OpinionRequest, Revision, SignOff
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.hiding import HidingTarget
from workflow.grounds import EVER
from workflow.hiding import hiding_files, is_over
from workflow.queries import catalogue as raw
from workflow.queries.catalogue import PublishedRow
from workflow.queries.public import NOT_DISPLAYED
from workflow.queries.reading import reading


def said_of(session: Session, *actions: str) -> list[dict[str, Any]]:
    """Return what the events of some actions say, in their order."""
    asked = sa.select(Event.data).where(Event.action.in_(actions)).order_by(Event.id)
    return [json.loads(data) for data in session.scalars(asked)]


def hidden_by_events(session: Session) -> dict[str, HidingTarget]:
    """Return what the events say that is hidden now, by the number of its hiding."""
    found = {}
    for event in said_of(session, "hiding_begun", "hiding_lifted", "hiding_ended"):
        number = event["subject"].removeprefix("hiding:")
        if event["action"] == "hiding_begun":
            parts = event["details"]
            found[number] = HidingTarget(entry=parts["entry"], field=parts["field"] or "")
        else:
            del found[number]
    return found


def assert_hidden_is_hidden(session: Session, code: str, *, now: datetime) -> None:
    """No answer to the public, for any day and of any release, has what the events say is hidden."""
    hidden = hidden_by_events(session)
    assert {str(one.hiding.id) for one in hiding_files(session, sa.not_(is_over()))} == set(hidden)
    assert session.scalar(sa.select(sa.func.count()).select_from(Hiding)) == len(
        said_of(session, "hiding_begun")
    )
    catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
    public = reading(session, catalogue, (), now=now, notice=NOT_DISPLAYED)
    today, newest = shanghai_day(now), catalogue.current_release_no or 0
    tables = [
        public.in_force(today),
        public.in_force(today + timedelta(days=10)),
        public.shown(today - timedelta(days=1)),
        public.with_waiting(today)[1],
        *(public.at_release(number) for number in range(max(newest - 2, 1), newest + 1)),
    ]
    parents = _parents(session, catalogue.id)
    answers = [row for table in tables for row in table.values()]
    for target in hidden.values():
        answers += public.versions(target.entry)
    for row in answers:
        for target in hidden.values():
            _assert_veiled(session, row, target, parents)


def _parents(session: Session, catalogue_id: int) -> dict[str, str | None]:
    rows = raw.catalogue_as_of(session, catalogue_id, day=date.max, known=EVER)
    return {entry: row.state.parent for entry, row in rows.items()}


def _assert_veiled(
    session: Session, row: PublishedRow, target: HidingTarget, parents: dict[str, str | None]
) -> None:
    if target.is_row:
        above: str | None = row.state.entry
        while above is not None:
            assert above != target.entry, "a row is shown though it, or one above it, is hidden"
            above = parents.get(above)
    elif row.state.entry == target.entry:
        versions = {one.version_id: one for one in raw.entry_versions(session, target.entry)}
        bare = getattr(versions[row.version_id].state.content, target.field)
        assert getattr(row.state.content, target.field) != bare, "a hidden field is shown"
        assert target.field in row.hidden_fields
        assert row.content_sha256 == ""


def assert_papers_and_opinions_hold(session: Session) -> None:
    """Sign-offs on paper have their scan and their event; opinions their request, its revision and their event."""
    recorded = [
        event
        for event in said_of(session, "sign_off", "request_changes")
        if (event["on_behalf_of"] or {}).get("kind") == "recorded"
    ]
    signed = session.scalars(
        sa.select(SignOff).where(SignOff.recorded_by_id.is_not(None)).order_by(SignOff.id)
    ).all()
    assert [(event["on_behalf_of"]["id"], event["actor"]["id"]) for event in recorded] == [
        (str(one.actor_id), str(one.recorded_by_id)) for one in signed
    ]
    for event, one in zip(recorded, signed, strict=True):
        scan = session.get_one(Attachment, one.scan_sha256)
        assert sha256_hex(scan.data) == one.scan_sha256 == event["details"]["scan"]
        assert one.content_sha256 == event["content_sha256"]
    asked = {
        request: body
        for event in said_of(session, "opinion_requested")
        for request, body in zip(event["details"]["requests"], event["details"]["bodies"], strict=True)
    }
    requests = session.scalars(sa.select(OpinionRequest)).all()
    assert asked == {str(one.id): str(one.body_id) for one in requests}
    given = [
        (event["details"]["request"], event["details"]["outcome"])
        for event in said_of(session, "opinion_given")
    ]
    opinions = session.scalars(sa.select(DepartmentOpinion).order_by(DepartmentOpinion.id)).all()
    assert given == [(str(one.request_id), one.answer.value) for one in opinions]
    for one in opinions:
        assert one.content_sha256 == session.get_one(Revision, one.revision_id).content_sha256
