"""What auditors take away: a table, JSON and pages to print, whole or cut with a sentence, and each an event."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models import db
from tests import papers
from tests.checked_client import CheckedClient
from tests.web.people import signed_in
from tests.web.trails import recorded
from tests.world import World
from values.canonical import sha256_hex
from values.serial import from_plain
from values.vocabulary import State
from web.trail.shapes import EventLine, TrailExport
from workflow.commands.attaching import attach
from workflow.queries.timeline import TOGETHER, Filter, exported
from workflow.reach import seats_of
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("clock")

Exported = Callable[..., str]
CSV, JSON, PRINT = "Table (CSV)", "For programs (JSON)", "To print"


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A published proposal, of which one file is called like a formula."""
    with app.app_context():
        published = world.published()
        drafted = world.opened()
        attach(drafted, actor=world.actor("drafter"), name="=cmd|calc.pdf", data=papers.PDF, draft_version=1)
    return published


def export(client: CheckedClient, form: str, asked: str = "") -> str:
    """Press a button of the export below a filtered timeline."""
    answer = client.submit(client.get(f"/audit{asked}"), form)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_holds_every_event_with_its_exact_record(app: Flask, world: World, number: str) -> None:
    head, *rows, note = rows_of(export(signed_in(app, world, "auditor"), CSV, f"?proposal={number}"))
    assert head[3] == "What was done"
    assert rows[0][3] == "许扬 published release 2."
    assert "State: Awaiting publication → Published" in rows[0][4]
    assert note == [f"The export holds every event that matches: {len(rows)}."]
    for row in rows:
        assert row[-2] == sha256_hex(row[-1].encode())
        assert json.loads(row[-1])["proposal"] == number


def test_no_cell_of_a_table_is_a_formula(app: Flask, world: World, number: str) -> None:
    assert number
    _, *rows, _ = rows_of(export(signed_in(app, world, "auditor"), CSV, "?action=attached"))
    assert "=cmd" in rows[0][4]
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_json_is_as_described_and_hashes_hold(app: Flask, world: World, number: str) -> None:
    plain = json.loads(export(signed_in(app, world, "auditor"), JSON, f"?proposal={number}"))
    events = [from_plain(one, EventLine) for one in plain.pop("events")]
    head = from_plain(plain, TrailExport)
    assert (head.form, head.language, head.is_cut) == ("mulu-audit-export/1", "en", False)
    assert (head.filter, head.count, head.upto) == ({"proposal": number}, len(events), events[0].id)
    assert [event.id for event in events] == sorted((event.id for event in events), reverse=True)
    assert all(sha256_hex(event.record.encode()) == event.record_sha256 for event in events)
    publish = events[0]
    assert (publish.login, publish.from_state, publish.to_state) == ("publisher", "approved", "published")
    assert [(one.what, one.before, one.after) for one in publish.changes] == [
        ("State", "Awaiting publication", "Published"),
        ("Release", "1", "2"),
    ]


def test_pages_to_print_hold_the_same(app: Flask, world: World, number: str) -> None:
    text = export(signed_in(app, world, "auditor"), PRINT, f"?proposal={number}")
    assert "许扬 published release 2." in text
    assert "State: Awaiting publication → Published" in text
    assert '<p class="printtitle">' in text


def test_an_export_is_an_event_before_its_first_byte_leaves(app: Flask, world: World, number: str) -> None:
    client = signed_in(app, world, "auditor")
    for form in (CSV, CSV, JSON, PRINT):
        export(client, form, f"?proposal={number}")
    said = [details for _, details in recorded(app, "audit_exported")]
    assert [one["form"] for one in said] == ["csv", "csv", "json", "print"]
    assert {(one["count"], one["is_cut"], one["filter"]["proposal"]) for one in said} == {(6, False, number)}
    told = client.get("/audit?action=reading").text
    assert "周正 exported 6 events of the audit trail." in told


@pytest.mark.parametrize("form", ["csv", "json", "print"])
@pytest.mark.parametrize("is_read_to_its_end", [True, False])
def test_an_export_gives_its_connection_back(
    app: Flask, world: World, number: str, form: str, *, is_read_to_its_end: bool
) -> None:
    assert number
    client = signed_in(app, world, "auditor")
    token = client.get("/audit").text.split('name="csrf_token" value="')[1].split('"')[0]
    with app.app_context():
        pool = db.engine.pool
    # The checking client reads pages to their end; this one leaves that to the test.
    app.test_client_class = FlaskClient
    plain = app.test_client()
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    plain.set_cookie(kept.key, kept.value)
    sent = plain.post(f"/audit/export/{form}", data={"csrf_token": token}, buffered=False)
    parts = iter(sent.response)
    assert next(parts)
    if is_read_to_its_end:
        assert list(parts)
    sent.close()
    assert pool.checkedout() == 0


@pytest.mark.parametrize("form", [CSV, JSON, PRINT])
def test_a_long_export_is_cut_with_a_sentence(app: Flask, world: World, number: str, form: str) -> None:
    assert number
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], audit_export_rows=3)
    text = export(signed_in(app, world, "auditor"), form)
    assert "Only the newest 3 events are in this export" in text
    ((_, said),) = recorded(app, "audit_exported")
    assert (said["count"], said["is_cut"]) == (3, True)


def test_only_auditors_export_and_nothing_of_another_county(app: Flask, world: World) -> None:
    with app.app_context():
        other = world.in_state(State.IN_REVIEW, code="990102-employment", prefix="other-")
    client = signed_in(app, world, "auditor")
    assert other not in export(client, JSON, "?action=everything")
    token = client.get("/audit").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/audit/export/xml", data={"csrf_token": token}).status_code == 404
    wrong = client.post("/audit/export/csv", data={"csrf_token": token, "since": "x"})
    assert wrong.status_code == 422
    drafter = signed_in(app, world, "drafter")
    token = drafter.get("/proposals").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert drafter.post("/audit/export/csv", data={"csrf_token": token}).status_code == 403
    assert len(recorded(app, "audit_exported")) == 1


def test_events_are_read_some_at_a_time(app: Flask, world: World) -> None:
    with app.app_context(), transaction() as session:
        seats = seats_of(session, world.people["auditor"], current_clock.get().now().date())
        wanted = Filter(action="everything")
        parts = list(exported(session, seats, wanted, upto=10**9, most=TOGETHER + 1))
        assert 0 < sum(map(len, parts)) < TOGETHER
        some = list(exported(session, seats, wanted, upto=parts[0][4].id, most=7))
        assert [event.id for part in some for event in part] == [event.id for event in parts[0][4:11]]
        assert list(exported(session, seats, wanted, upto=0, most=7)) == []


def test_what_auditors_take_of_a_proposal_is_evidence_and_others_read_it_daily(
    app: Flask, world: World, number: str
) -> None:
    assert number
    drafted = next(event.subject_id for event, _ in recorded(app, "attached"))
    address = f"/proposals/{drafted}/attachments/{sha256_hex(papers.PDF)}"
    auditor = signed_in(app, world, "auditor")
    for client in (signed_in(app, world, "drafter"), auditor):
        assert client.get(address).data == papers.PDF
    assert auditor.get(address.replace(sha256_hex(papers.PDF), "0" * 64)).status_code == 404
    ((event, said),) = recorded(app, "evidence_downloaded")
    assert (event.actor_id, event.subject_id) == (world.people["auditor"], drafted)
    assert said == {"sha256": sha256_hex(papers.PDF)}


def test_taking_the_compliance_report_away_is_an_event(app: Flask, world: World) -> None:
    assert signed_in(app, world, "overseer").get("/compliance.csv").status_code == 200
    ((event, said),) = recorded(app, "compliance_exported")
    assert (event.actor_id, event.subject_kind, said) == (
        world.people["overseer"],
        "compliance",
        {"count": 0},
    )
