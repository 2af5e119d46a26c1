"""PDF on pages: asked for at the address of the file, made once, watched while it is made, and given like any file."""

import json
from typing import Any
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event, Job
from tests.printing import document, letters, made, said, taken
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, ROWS, World
from values.canonical import sha256_hex
from values.hiding import HidingTarget
from values.jobs import JobState
from values.papers import HEADINGS, PaperKind
from values.vocabulary import State
from web import printing
from workflow.unit import transaction

TABLE = f"/catalogues/{COUNTY}.pdf"
RELEASE = f"/catalogues/{COUNTY}/releases/1.pdf"


def events(app: Flask, action: str) -> list[dict[str, Any]]:
    with app.app_context(), transaction() as session:
        rows = session.scalars(sa.select(Event.data).where(Event.action == action).order_by(Event.id))
        return [json.loads(one) for one in rows]


def jobs(app: Flask) -> list[Job]:
    with app.app_context(), transaction() as session:
        return list(session.scalars(sa.select(Job).order_by(Job.id)))


def test_anyone_has_a_pdf_made_watches_it_and_takes_it(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    assert f'href="{TABLE}"' in client.get(f"/catalogues/{COUNTY}").text
    led = client.get(TABLE)
    assert led.status_code == 302
    here = led.headers["Location"]
    page = client.get(here)
    assert page.status_code == 200
    assert "It waits for its turn." in page.text
    assert f'href="{here}"' in page.text, "without JavaScript one reloads"
    assert f'hx-get="{here}"' in page.text
    assert client.get(here).text == page.text, "a reload shows the same"
    assert made(app) == 1
    page = client.get(here)
    assert "hx-get" not in page.text
    assert f'href="{TABLE}"' in page.text
    assert f'href="{TABLE.removesuffix(".pdf")}"' in page.text, "back to where it was asked for"
    got = client.get(TABLE)
    assert (got.status_code, got.content_type) == (200, "application/pdf")
    assert unquote(got.headers["Content-Disposition"]).endswith("（第1版）.pdf")
    text = said(got.data)
    assert all(letters(one) in text for one in (HEADING, *ROWS))
    assert events(app, "catalogue_exported") == []


def test_the_same_version_is_made_once_for_everyone_and_not_sent_twice(app: Flask, world: World) -> None:
    first = taken(app, visitor(app), RELEASE)
    again = visitor(app).get(RELEASE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = signed_in(app, world, "drafter", language="zh_Hans").get(RELEASE)
    assert other.data == first.data
    assert len(jobs(app)) == 1
    assert jobs(app)[0].attempts == 1
    (event,) = events(app, "catalogue_exported")
    assert (event["details"]["format"], event["details"]["sha256"]) == ("pdf", sha256_hex(first.data))


def test_a_draft_is_printed_for_who_sees_it_and_the_page_is_theirs_alone(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened()
    drafter = signed_in(app, world, "drafter")
    address = f"/proposals/{number}/table.pdf"
    here = drafter.get(address).headers["Location"]
    for login in ("reviewer", "other-drafter"):
        assert signed_in(app, world, login).get(here).status_code == 404
    assert visitor(app).get(here).status_code == 404
    assert made(app) == 1
    got = drafter.get(address)
    assert letters(f"调整申请{number}的工作稿") in said(got.data) or number in said(got.data)
    assert signed_in(app, world, "other-drafter").get(address).status_code == 404
    (event,) = events(app, "catalogue_exported")
    assert event["details"]["format"] == "pdf"
    listed = drafter.get("/work").text
    assert here in listed
    assert address in listed
    assert here not in signed_in(app, world, "reviewer").get("/work").text


@pytest.mark.parametrize("kind", ["application", "approval", "redline"])
def test_a_proposal_has_its_papers_in_print(app: Flask, world: World, kind: str) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "reviewer")
    address = f"/proposals/{number}/papers/{kind}.pdf"
    assert f'href="{address}"' in client.get(f"/proposals/{number}").text
    got = taken(app, client, address)
    assert f"{HEADINGS[PaperKind(kind)]}（{number}第1稿）.pdf" in unquote(got.headers["Content-Disposition"])
    text = said(got.data)
    assert letters(HEADINGS[PaperKind(kind)]) in text
    assert letters(ROWS[0]) in text
    (event,) = events(app, "paper_exported")
    assert event["details"] | {"sha256": ""} == {
        "paper": kind,
        "format": "pdf",
        "sha256": "",
        "release": None,
    }
    assert signed_in(app, world, "other-drafter").get(address).status_code == 404


def test_anyone_takes_the_notice_of_a_release_in_print(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    address = f"/catalogues/{COUNTY}/releases/1/notice.pdf"
    assert f'href="{address}"' in client.get(f"/catalogues/{COUNTY}/releases/1").text
    got = taken(app, client, address)
    assert "索引号" in said(got.data)
    assert len(document(got.data).pages) >= 1


def test_what_is_hidden_since_is_never_given_out_again(app: Flask, world: World) -> None:
    client = visitor(app)
    before = taken(app, client, TABLE)
    assert letters(ROWS[0]) in said(before.data)
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=world.row().state.entry))
    led = client.get(TABLE, headers={"If-None-Match": before.headers["ETag"]})
    assert led.status_code == 302, "it is made anew"
    after = taken(app, client, TABLE)
    assert letters(ROWS[0]) not in said(after.data)
    assert letters(ROWS[1]) in said(after.data)
    release = taken(app, client, RELEASE)
    assert letters(ROWS[0]) not in said(release.data)


def test_a_day_that_was_asked_about_is_kept_on_the_way(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    here = client.get(f"{TABLE}?as-of=2026-03-01&junk={'x' * 3000}").headers["Location"]
    assert made(app) == 1
    page = client.get(here).text
    assert f'href="{TABLE}?as-of=2026-03-01"' in page
    assert "junk" not in page


def test_a_machine_that_prints_nothing_says_so_and_does_everything_else(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world
    monkeypatch.setattr(printing, "can_print", lambda: False)
    client = visitor(app)
    refused = client.get(TABLE)
    assert refused.status_code == 409
    assert "typst" in refused.text
    assert "requirements.lock" in refused.text
    assert client.get(f"/catalogues/{COUNTY}.xlsx").status_code == 200
    assert jobs(app) == []


def test_work_that_failed_says_why_and_is_tried_again(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    here = client.get(TABLE).headers["Location"]
    with app.app_context(), transaction() as session:
        job = session.scalars(sa.select(Job)).one()
        job.state, job.error = JobState.FAILED, printing.UNAVAILABLE
    page = client.get(here).text
    assert "typst" in page
    assert f'href="{TABLE}"' in page
    assert "这台机器上无法生成 PDF" in visitor(app, language="zh_Hans").get(here).text
    assert client.get(TABLE).headers["Location"] == here
    assert made(app) == 1
    assert client.get(TABLE).status_code == 200
