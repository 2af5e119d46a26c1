"""The proof of the trail on its pages: what was verified, what can be kept outside, and evidence to take away."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from config import Settings
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, World
from values.vocabulary import State
from workflow.commands.seal import seal
from workflow.commands.verify_ledger import verify_nightly
from workflow.sealing import rounds, walk
from workflow.sealing.safe import Safe


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A published proposal whose events are sealed."""
    with app.app_context():
        number = world.in_state(State.PUBLISHED, world.addition())
        seal(safe_of(app))
    return number


def safe_of(app: Flask) -> Safe:
    settings: Settings = app.config["SETTINGS"]
    return Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)


@pytest.mark.usefixtures("number")
def test_an_auditor_sees_where_the_trail_stands_and_verifies_it(app: Flask, world: World) -> None:
    auditor = signed_in(app, world, "auditor")
    assert "Not verified yet" in auditor.get("/ledger").text
    answer = auditor.submit(auditor.get("/ledger"), "Verify now")
    assert "Everything is as it was recorded" in answer.text
    again = auditor.get("/ledger").text
    assert "all as they were recorded" in again
    assert "held outside" in again


@pytest.mark.usefixtures("number")
def test_the_page_says_which_leaves_were_checked_when(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, value in (
        (walk, "PAGE_LEVEL", 2),
        (walk, "PAGE", 4),
        (rounds, "PAGE", 4),
        (rounds, "AT_ONCE", 4),
    ):
        monkeypatch.setattr(module, name, value)
    with app.app_context():
        assert verify_nightly(safe_of(app)) is not None
    page = signed_in(app, world, "auditor").get("/ledger").text
    assert "every head fits the tree of" in page
    assert "The contents of leaves 0 to 3 of mulu-tests were hashed anew" in page
    checked = page.split('id="h-contents"')[1].split("</section>")[0]
    assert "Leaves 0 to 3" in checked
    assert "their contents were checked on " in checked
    assert "not yet" in checked


@pytest.mark.usefixtures("number")
def test_anybody_can_keep_the_signed_head_and_the_key(app: Flask) -> None:
    public = visitor(app)
    head, key = public.get("/ledger/checkpoint"), public.get("/ledger/vkey")
    assert head.mimetype == key.mimetype == "text/plain"
    assert key.text.startswith("mulu-tests+")
    assert head.text.startswith("mulu-tests\n")


def test_before_anything_is_sealed_there_is_no_head(app: Flask, world: World) -> None:
    del world
    assert visitor(app).get("/ledger/checkpoint").status_code == 404


def test_the_evidence_of_a_proposal_is_accepted_by_the_program_in_it(
    app: Flask, world: World, number: str, tmp_path: Path
) -> None:
    auditor = signed_in(app, world, "auditor")
    answer = auditor.submit(auditor.get("/ledger"), "Download evidence", about=number)
    assert answer.mimetype == "application/zip"
    zipfile.ZipFile(io.BytesIO(answer.data)).extractall(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py"), str(tmp_path)], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stdout.decode()
    assert auditor.get("/audit?action=bundle_exported&subject=ledger").status_code == 200


def test_evidence_is_only_of_what_the_auditor_may_see(app: Flask, world: World, number: str) -> None:
    del number
    auditor = signed_in(app, world, "auditor")
    page = auditor.get("/ledger")
    answer = auditor.submit(page, "Download evidence", about="999999-2026-0001")
    assert answer.status_code == 404
    assert "There is no proposal with this number" in answer.text
    assert 'value="999999-2026-0001"' in answer.text
    for login in ("drafter", "overseer"):
        assert signed_in(app, world, login).get("/ledger").status_code == 403


@pytest.mark.usefixtures("number")
def test_the_evidence_of_a_catalogue_can_be_taken(app: Flask, world: World) -> None:
    auditor = signed_in(app, world, "auditor")
    answer = auditor.submit(auditor.get("/ledger"), "Download evidence", about=COUNTY)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as bundle:
        assert json.loads(bundle.read("manifest.json"))["scope"] == f"catalogue:{COUNTY}"
