"""What is written comes back when it is read: everything from JSON, the official table from every other kind of file."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from formats.reading import read
from formats.tabled import as_tabled, one_line
from formats.writing import FileKind, write
from tests.formats.generated import catalogues
from tests.sources import ROOT
from values.catalogue_document import CatalogueDocument

TABLES = [one for one in FileKind if one not in {FileKind.JSON, FileKind.PDF}]
"""What is read again; nothing is read from PDF."""
NOTES = ("注：重建稿，待核。", "=HYPERLINK(1)", "目录")


def without_places(document: CatalogueDocument) -> CatalogueDocument:
    return replace(document, rows=tuple(replace(row, place="") for row in document.rows))


def national(name: str) -> CatalogueDocument:
    """A standard as it stands in the data, with the title of the annex."""
    (found,) = read("x.json", (ROOT / "data" / f"national_{name}.json").read_bytes()).catalogues
    rows = tuple(replace(row, further={}) for row in found.rows)
    return replace(found, title="基层政务公开标准目录", rows=rows)


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=catalogues())
def test_every_catalogue_comes_back_from_its_official_table(
    kind: FileKind, document: CatalogueDocument
) -> None:
    report = read("附件", write(document, kind, notes=NOTES))
    expected = as_tabled(document)
    # A table without a title is called by the name of its file.
    expected = replace(expected, title=expected.title or "附件")
    assert [without_places(one) for one in report.catalogues] == [expected]
    assert (report.mended, report.unplaced) == ((), ())
    assert as_tabled(expected) == expected


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=catalogues())
def test_every_catalogue_comes_back_whole_from_json(document: CatalogueDocument) -> None:
    report = read("x", write(document, FileKind.JSON, notes=NOTES))
    assert [without_places(one) for one in report.catalogues] == [document]
    assert report.unplaced == ()


@pytest.mark.parametrize("kind", [*TABLES, FileKind.JSON])
@pytest.mark.parametrize("name", ["employment", "social_insurance"])
def test_the_national_catalogues_come_back_from_every_kind_of_file(name: str, kind: FileKind) -> None:
    document = national(name)
    data = write(document, kind, notes=NOTES)
    report = read("x", data)
    expected = without_places(document if kind is FileKind.JSON else as_tabled(document))
    assert [without_places(one) for one in report.catalogues] == [expected]
    assert (report.mended, report.unplaced) == ((), ())
    assert write(document, kind, notes=NOTES) == data
    # What the table holds of a row is all that it says there: nothing was lost on the way to paper.
    for row, told in zip(document.rows, expected.rows, strict=True):
        assert [one.text for one in told.content.legal_bases] == [one.text for one in row.content.legal_bases]
        for field in ("name", "content_elements", "deadline", "disclosing_bodies", "channels", "audience"):
            assert getattr(told.content, field) == getattr(row.content, field)
        assert (told.number, told.content.mode, told.content.levels) == (
            row.number,
            row.content.mode,
            row.content.levels,
        )


def test_a_text_is_put_on_one_line_once_and_for_all() -> None:
    assert one_line(" 甲\u3000\u3000乙\n丙\x00\u2060\ufffe ") == "甲 乙 丙"
