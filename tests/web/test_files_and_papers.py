"""Uploads, downloads, papers and deputies through the pages."""

import io
from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask import Flask

from tests import papers
from tests.web.editing import opened
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import submission
from workflow.commands.attaching import attach

pytestmark = pytest.mark.usefixtures("clock")

SHA = sha256_hex(papers.PDF)


def test_files_are_attached_listed_downloaded_and_taken_out(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    files = [(io.BytesIO(papers.PDF), "../意见.pdf"), (io.BytesIO(papers.PNG), "扫描.png")]
    answer = client.submit(page, "Attach", file=files, rationale="写到一半")
    assert answer.status_code == 302
    assert [one.name for one in draft.content.attachments] == ["意见.pdf", "扫描.png"]
    assert draft.content.rationale == "写到一半"
    for address in (draft.address, f"/proposals/{draft.number}"):
        text = client.get(address).text
        assert "意见.pdf" in text
        assert SHA[:12] in text
    got = client.get(f"/proposals/{draft.number}/attachments/{SHA}")
    assert (got.data, got.content_type) == (papers.PDF, "application/pdf")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Disposition"].startswith("attachment;")
    said = got.headers["Content-Disposition"]
    assert said.isascii(), "a server sends headers in Latin letters only"
    assert unquote(said.split("filename*=UTF-8''")[1]) == "意见.pdf"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert client.submit(client.get(draft.address), "Take out 意见.pdf").status_code == 302
    assert [one.name for one in draft.content.attachments] == ["扫描.png"]


def test_a_refused_file_says_why_and_keeps_what_was_typed(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    files = [(io.BytesIO(papers.PDF), "a.pdf"), (io.BytesIO(papers.EXE), "发票.pdf")]
    answer = client.submit(client.get(draft.address), "Attach", file=files, rationale="写到一半")
    assert answer.status_code == 422
    assert "发票.pdf" in answer.text
    assert "写到一半" in answer.text
    assert [one.name for one in draft.content.attachments] == ["a.pdf"]
    again = client.submit(answer, "Attach", file=(io.BytesIO(papers.PNG), "b.png"))
    assert again.status_code == 302
    empty = client.submit(client.get(draft.address), "Attach")
    assert (empty.status_code, "Choose a file first." in empty.text) == (422, True)


def test_too_much_at_once_is_refused_and_less_from_strangers(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    large = bytes(200_000)
    answer = client.submit(client.get(draft.address), "Attach", file=(io.BytesIO(large), "a.pdf"))
    assert (answer.status_code, "none of them" in answer.text) == (422, True)
    sent = {"file": (io.BytesIO(large), "a.pdf")}
    assert visitor(app).post(f"{draft.address}/attachments", data=sent).status_code == 413
    assert draft.content.attachments == ()


def test_a_rows_file_is_published_for_everyone(app: Flask, world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(hours=1))
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    assert client.submit(page, "Attach", file=(io.BytesIO(papers.DOCX), "空白表.docx")).status_code == 302
    entry, sha = draft.content.changes[0].entry, sha256_hex(papers.DOCX)
    assert draft.content.changes[0].after.content.attachments == (sha,)
    address = f"/catalogues/{COUNTY}/entries/{entry}"
    assert visitor(app).get(f"{address}/attachments/{sha}").status_code == 404
    with app.app_context():
        submission.submit(draft.number, actor=world.actor("drafter"))
        world.sign(draft.number, "reviewer", "secrecy")
        world.decided(draft.number, State.PUBLISHED)
    assert "空白表.docx" in visitor(app).get(address).text
    assert visitor(app).get(f"{address}/attachments/{sha}").data == papers.DOCX
    assert visitor(app).get(f"/catalogues/nowhere/entries/{entry}/attachments/{sha}").status_code == 404


def test_who_does_not_see_the_proposal_gets_no_file(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened()
        attach(number, actor=world.actor("drafter"), name="a.pdf", data=papers.PDF, draft_version=1)
    for login, status in (("other-drafter", 404), ("secrecy", 404), ("system-admin", 403), ("auditor", 200)):
        got = signed_in(app, world, login).get(f"/proposals/{number}/attachments/{SHA}")
        assert got.status_code == status
    assert visitor(app).get(f"/proposals/{number}/attachments/{SHA}").status_code == 302
    assert signed_in(app, world, "drafter").get(f"/proposals/{number}/attachments/0").status_code == 404


def test_a_clerk_records_a_paper(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "publisher", language="zh_Hans")
    address = f"/proposals/{number}"
    page = client.get(address)
    said = {"signatory": str(world.people["reviewer"]), "signed_on": "2026-02-27", "opinion": "同意。"}
    refused = client.submit(page, "登记", **said)
    assert refused.status_code == 422
    assert 'value="2026-02-27"' in refused.text
    answer = client.submit(refused, "登记", **said, scan=(io.BytesIO(papers.JPEG), "呈批单.jpg"))
    assert answer.status_code == 302
    text = client.get(address).text
    assert "线下签批" in text
    assert "许扬代录王岚" in text
    scan = signed_in(app, world, "secrecy").get(f"{address}/attachments/{sha256_hex(papers.JPEG)}")
    assert scan.data == papers.JPEG


def test_a_deputy_acts_in_anothers_name_and_every_page_says_so(app: Flask, world: World) -> None:
    reviewer = signed_in(app, world, "reviewer")
    said = {"deputy": str(world.people["publisher"]), "valid_from": "2026-03-02", "valid_until": "2026-03-06"}
    nothing = reviewer.submit(reviewer.get("/absence"), "Name the deputy")
    assert nothing.text.count("Give the day as year-month-day") == 2
    assert "Choose who stands in for you." in nothing.text
    wrong = reviewer.submit(reviewer.get("/absence"), "Name the deputy", **(said | {"valid_until": "soon"}))
    assert wrong.status_code == 422
    assert reviewer.submit(wrong, "Name the deputy", **said).status_code == 302
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    deputy = signed_in(app, world, "publisher")
    page = deputy.get(f"/proposals/{number}")
    assert "Agree</button>" not in page.text
    assert deputy.submit(deputy.get("/absence"), "Act in the name of 王岚").status_code == 302
    assert "You act in the name of 王岚" in deputy.get("/catalogues").text
    assert "Act in the name of" not in deputy.get("/absence").text
    assert deputy.submit(deputy.get(f"/proposals/{number}"), "Agree").status_code == 302
    assert "许扬 (for 王岚)" in deputy.get(f"/proposals/{number}").text
    deputy.submit(deputy.get("/absence"), "Act in my own name again")
    assert "You act in the name" not in deputy.get("/catalogues").text
    forged = deputy.post("/absence/act", data={"person": str(world.people["supervisor"])})
    assert forged.status_code == 400
    deputy.submit(deputy.get("/absence"), "Act in the name of 王岚")
    assert reviewer.submit(reviewer.get("/absence"), "End 许扬").status_code == 302
    assert "You act in the name" not in deputy.get("/catalogues").text
    auditor = signed_in(app, world, "auditor")
    for kind in ("delegated", "delegation_ended"):
        assert "许扬" in auditor.get(f"/audit?action={kind}").text
