"""PDF from the command line: the same bytes as on the page, a bar on a terminal, and none for programs."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from config import ROOT, Settings
from tests.printing import document, letters, said, taken
from tests.web.commands import Commands, in_state
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, ROWS, World
from values.canonical import sha256_hex
from values.vocabulary import State
from web.cli.catalogue.shapes import ExportedFile
from web.cli.proposal.shapes import ExportedPaper


def test_a_catalogue_is_exported_as_pdf_with_the_bytes_of_the_page(
    app: Flask, world: World, commands: Commands, tmp_path: Path
) -> None:
    assert world
    path = tmp_path / "目录.pdf"
    told = commands.json(ExportedFile, "catalogue", "export", COUNTY, "--release", "1", "--to", str(path))
    assert (told.format, told.sha256) == ("pdf", sha256_hex(path.read_bytes()))
    assert all(letters(one) in said(path.read_bytes()) for one in ROWS)
    assert taken(app, visitor(app), f"/catalogues/{COUNTY}/releases/1.pdf").data == path.read_bytes()


@pytest.mark.parametrize("kind", ["application", "approval", "redline"])
def test_a_paper_is_written_as_pdf_where_its_name_ends_so(
    app: Flask, world: World, commands: Commands, tmp_path: Path, kind: str
) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    path = tmp_path / "文书.PDF"
    asked = ("proposal", "paper", number, "--kind", kind, "--to", str(path), "--as", "reviewer")
    told = commands.json(ExportedPaper, *asked)
    assert told.sha256 == sha256_hex(path.read_bytes())
    assert document(path.read_bytes()).trailer["/Root"]["/Lang"] == "zh-CN"
    page = signed_in(app, world, "reviewer")
    assert taken(app, page, f"/proposals/{number}/papers/{kind}.pdf").data == path.read_bytes()


def test_a_machine_that_prints_nothing_says_what_is_missing_and_writes_nothing(
    world: World, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world
    monkeypatch.setattr("formats.printing.press.NEEDED", ("no_such_typesetter",))
    path = tmp_path / "x.pdf"
    assert "requirements.lock" in commands.refused("catalogue", "export", COUNTY, "--to", str(path))
    assert not path.exists()
    commands.said("catalogue", "export", COUNTY, "--to", str(tmp_path / "x.docx"))


def test_on_a_terminal_a_bar_says_how_far_it_is(world: World, settings: Settings, tmp_path: Path) -> None:
    assert world
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "catalogue", "export", COUNTY]
    environment = {
        **os.environ,
        "MULU_HOME": str(settings.home),
        "MULU_DATABASE_URL": settings.database_url,
        "MULU_LANG": "en",
        "TERM": "xterm",
    }
    ran = subprocess.run(
        [*command, "--to", str(tmp_path / "x.pdf")],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    shown = os.read(screen, 10_000).decode()
    os.close(screen)
    assert "Writing" in shown
    assert "100%" in shown
    assert "Writing" not in ran.stdout.decode()
