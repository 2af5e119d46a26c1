"""How long pages take in a country at its full size with thousands of open proposals: the slowest in twenty of each."""

import gc
import time
from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from bench.blocks import Ratio, within
from bench.country import COUNTY, lay_down
from bench.places import Place, vacuum
from bench.searched import lay_down_searched
from models import Assignment, Body, Catalogue, Draft, Event, Jurisdiction, LegalBasis, Person, Proposal
from models.db import db
from values.clock import shanghai_day
from values.proposal_content import DraftContent, draft_content
from values.vocabulary import Level, Role, State, Trigger
from web import create_app
from workflow.actor import Actor
from workflow.commands import drafting, notify, submission, sweep
from workflow.queries.catalogue import catalogue_at_release
from workflow.seed.catalogues import amended
from workflow.unit import current_clock, on_commit, transaction

WANTED_MS = 100.0
"""At the 95th percentile."""

ROUNDS, WARM = 40, 2

PROPOSALS_AN_ENTRY = 60
"""An open proposal for so many entries: 5,000 of 300,000."""

PAGES = {
    "": (
        "/",
        "/catalogues/{county}",
        "/catalogues/{county}?as-of=2026-03-01",
        "/catalogues/{county}/entries/{entry}",
        "/catalogues/{county}/entries/{entry}/compare",
        "/catalogues/{county}/releases/1",
        "/catalogues/{county}/compare",
        "/search?q=申领",
        "/search?q=就业&as-of=2026-03-01",
        "/help",
    ),
    "drafter": (
        "/inbox",
        "/proposals",
        "/proposals/{proposal}",
        "/proposals/{proposal}/told",
        "/proposals/{draft}/edit",
        "/proposals/{draft}/edit/table",
        "/proposals/{draft}/edit/rows",
        "/proposals/{draft}/edit/entries/{changed}",
        "/messages",
        "/messages/preferences",
        "/catalogues/{county}",
        "/catalogues/{county}/propose",
        "/catalogues/{county}/import",
        "/catalogues/{county}/body-change",
        "/compliance",
        "/compliance/{county}",
        "/statistics",
        "/places",
        "/search?q=申领",
        "/names?q=申领",
        "/bases",
        "/bases/{basis}",
        "/calendar",
        "/absence",
        "/rules",
        "/work",
    ),
    "reviewer": ("/inbox", "/inbox?page=9", "/proposals/{proposal}", "/proposals/{proposal}/revisions"),
    "supervisor": ("/inbox", "/archive", "/catalogues/{county}/hidings"),
    "overseer": ("/inbox", "/proposals", "/compliance", "/statistics"),
    "auditor": (
        "/audit",
        "/audit?action=everything",
        "/audit?kind=proposal",
        "/audit/events/{event}",
        "/ledger",
    ),
    "business-admin": (
        "/routes",
        "/rules/channels",
        "/rules/provincial",
        "/bases/{basis}/mark",
        "/archive",
        "/erasures",
    ),
    "system-admin": ("/deliveries", "/deliveries/services", "/addresses"),
}
"""What is asked for, by who asks."""


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure on a country of that many entries, in whose county many proposals wait for review."""
    url = place.seeded("pages")
    country = lay_down(place, url, entries)
    lay_down_searched(place, url, country)
    app = create_app(replace(place.settings(url), testing=True))
    with app.app_context():
        waiting = max(entries // PROPOSALS_AN_ENTRY, 5)
        _submit(waiting)
        _sweep()
        names = _names()
        _oversee()
    vacuum(place, url)
    gc.freeze()  # As `wsgi.py` does.
    size = f"{country.entries:,} entries, {country.versions:,} versions, {waiting:,} open proposals"
    for login, addresses in PAGES.items():
        client = _signed_in(app, login)
        for address in addresses:
            yield _asked(place, client, login or "the public", address, names, size)
    with app.app_context():
        db.engine.dispose()


def _oversee() -> None:
    """Let the overseer look over the whole country."""
    with transaction() as session:
        person = session.scalars(sa.select(Person.id).where(Person.login == "overseer")).one()
        nation = sa.select(Body.id).join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        body = session.scalars(nation.where(Jurisdiction.level == Level.NATION).limit(1)).one()
        session.add(Assignment(person_id=person, body_id=body, role=Role.OVERSEER))


def _submit(count: int) -> None:
    """Open so many proposals for the county's rows, submit them, and tell everybody in the system."""
    owed: list[int] = []
    on_commit(owed.extend)
    with transaction() as session:
        person = session.scalars(sa.select(Person.id).where(Person.login == "drafter")).one()
        drafts = [text for code in COUNTY for text in _texts(session, code)]
    for number in range(count):
        code, text = drafts[number % len(drafts)]
        proposal = drafting.open_proposal(code, actor=Actor(person_id=person), content=text)
        submission.submit(proposal, actor=Actor(person_id=person))
        while owed:
            notify.fan_out(owed.pop(0))
    drafting.open_proposal(drafts[0][0], actor=Actor(person_id=person), content=drafts[0][1])


def _sweep() -> None:
    """Hold every catalogue against the rules, as the week's sweep does."""
    sweep.begin_weekly_sweep()
    while chunks := sweep.chunks_to_queue():
        for chunk in chunks:
            sweep.check_chunk(chunk)


def _texts(session: Session, code: str) -> list[tuple[str, DraftContent]]:
    """Return a change of each row of a catalogue."""
    catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
    rows = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    return [
        (
            code,
            DraftContent(
                title=f"压缩公开时限：{row.state.content.name}",
                trigger=Trigger.ANNUAL_CHECK,
                trigger_date=shanghai_day(current_clock.get().now()),
                rationale="年度核对发现可以缩短。",
                policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
                changes=(amended(row, replace(row.state.content, deadline="即时公开")),),
            ),
        )
        for row in rows.values()
        if row.state.content.deadline and not row.state.content.is_service
    ]


def _names() -> dict[str, str]:
    """Return what stands in the braces of addresses."""
    session = db.session()
    catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == COUNTY[1])).one()
    entry = next(iter(catalogue_at_release(session, catalogue.id, catalogue.current_release_no)))
    submitted, draft = (
        session.scalars(
            sa.select(Proposal).where(Proposal.state == state).order_by(Proposal.id.desc()).limit(1)
        ).one()
        for state in (State.IN_REVIEW, State.DRAFT)
    )
    found = {
        "county": catalogue.code,
        "entry": entry,
        "proposal": submitted.number,
        "draft": draft.number,
        "changed": draft_content(session.get_one(Draft, draft.id).content).changes[0].entry,
        "basis": str(session.scalar(sa.select(sa.func.min(LegalBasis.id)))),
        "event": str(session.scalar(sa.select(sa.func.max(Event.id)))),
    }
    session.rollback()
    return found


def _signed_in(app: Flask, login: str) -> FlaskClient:
    client = app.test_client()
    if login:
        with app.app_context():
            person = db.session.scalars(sa.select(Person).where(Person.login == login)).one()
            kept = f"{person.id}:{person.session_epoch}"
            db.session.rollback()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = kept, True
    return client


def _asked(
    place: Place, client: FlaskClient, reader: str, address: str, names: dict[str, str], size: str
) -> Ratio:
    times = []
    for number in range(ROUNDS + WARM):
        begun = time.perf_counter()
        answer = client.get(address.format(**names))
        took = (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200, (address, answer.status_code)  # noqa: S101, PLR2004
        if number >= WARM:
            times.append(took)
    times.sort()
    slow = times[ROUNDS * 95 // 100 - 1]
    return within(
        f"{place.kind}: {address} for {reader}",
        slow,
        WANTED_MS,
        blocks=ROUNDS,
        note=f"middle {times[ROUNDS // 2]:.0f} ms, {len(answer.data) // 1000} kB; {size}",
    )
