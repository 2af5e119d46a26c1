"""`flask catalogue import`: what a file makes of a catalogue, and the draft that its rows become."""

from pathlib import Path

from flask import Flask

from formats.writing import FileKind, write
from tests.web.commands import Commands
from tests.workflow.importing import LATER, added, document, with_row, without_row
from tests.world import COUNTY, ROWS, World
from web.cli.catalogue.importing_shapes import ImportedRows

AS = ("--into", COUNTY, "--as", "drafter")


def test_a_file_is_looked_at_and_then_taken(
    commands: Commands, app: Flask, world: World, tmp_path: Path
) -> None:
    with app.app_context():
        file = without_row(added(with_row(document(world), ROWS[0], deadline=LATER)), ROWS[1])
    path = tmp_path / "目录.xlsx"
    path.write_bytes(write(file, FileKind.XLSX))
    seen = commands.json(ImportedRows, "catalogue", "import", str(path), *AS, "--preview")
    assert [(one.no, one.fate.value, one.name, one.taken) for one in seen.rows] == [
        (2, "changed", ROWS[0], False),
        (3, "added", "就业见习", False),
        (4, "gone", ROWS[1], False),
    ]
    assert [(one.field, one.after) for one in seen.rows[0].fields] == [("deadline", LATER)]
    assert (seen.proposal, seen.same, seen.unplaced) == (None, 1, 0)
    said = commands.said("catalogue", "import", str(path), *AS, "--preview")
    assert "Nothing was stored." in said
    assert f"[ ] 4 · Not in the file · 1.2 {ROWS[1]}" in said
    said = commands.said("catalogue", "import", str(path), *AS)
    assert "2 rows were taken into the draft 990101-2026-0002." in said
    taken = commands.json(ImportedRows, "catalogue", "import", str(path), *AS, "--rows", "2,4")
    assert [one.no for one in taken.rows if one.taken] == [2, 4]
    assert taken.proposal == "990101-2026-0003"
    sheet = commands.said("proposal", "show", taken.proposal, "--as", "drafter")
    assert ROWS[1] in sheet
    assert "目录.xlsx" in sheet


def test_a_doubtful_row_is_named_with_what_it_is(
    commands: Commands, app: Flask, world: World, tmp_path: Path
) -> None:
    with app.app_context():
        file = with_row(document(world), ROWS[0], name=f"{ROWS[0]}与办理")
    path = tmp_path / "目录.docx"
    path.write_bytes(write(file, FileKind.DOCX))
    said = commands.said("catalogue", "import", str(path), *AS, "--preview")
    assert f"perhaps 1.1 {ROWS[0]}: --rows 2=1.1" in said
    taken = commands.json(ImportedRows, "catalogue", "import", str(path), *AS, "--rows", "2=1.1")
    assert [(one.fate.value, one.taken) for one in taken.rows] == [("doubtful", True), ("gone", False)]
    assert commands.json(ImportedRows, "catalogue", "import", str(path), *AS, "--rows", "2=new").proposal
    for rows, sentence in (("2=9.9", "cannot be"), ("77", "no row of the list"), ("x", "no row of the list")):
        assert sentence in commands.refused("catalogue", "import", str(path), *AS, "--rows", rows)
    assert "Tick at least one" in commands.refused("catalogue", "import", str(path), *AS)
    refused = commands.refused("catalogue", "import", str(path), "--into", COUNTY, "--as", "reviewer")
    assert "Only a drafter" in refused


def test_what_cannot_be_read_is_said(commands: Commands, world: World, tmp_path: Path) -> None:
    assert world
    path = tmp_path / "目录.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert "Only Excel, Word" in commands.refused("catalogue", "import", str(path), *AS)
    assert "nowhere" in commands.refused("catalogue", "import", str(tmp_path / "nowhere"), *AS)
