"""Files that point elsewhere: nothing is fetched, the file itself is read, and what was not looked into is said."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from formats import remarks
from formats.reading import read
from tests.formats.official import CLEAN, MERGED
from tests.formats.table_files import (
    HEAD,
    MAIN,
    PACKAGE,
    RELATIONS,
    WORD,
    docx_of,
    page_table,
    sheet_xml,
    word_table,
    workbook_of,
    zipped,
)
from tests.formats.test_workbook_limits import parts_of
from tests.fuzzing.trial import nothing_reached
from tests.sources import ROOT

FIXTURES = ROOT / "tests" / "formats" / "fixtures"
TABLE = word_table(CLEAN, MERGED)


OUTSIDE = ' TargetMode="External"'


class Listener:
    """A server on loopback that only counts who comes."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        self.visits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen, and stop."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.socket.shutdown(socket.SHUT_RDWR)
        listener.socket.close()


def related(*targets: tuple[str, str, bool]) -> str:
    """Return a part that says what belongs to what: kinds, targets, and whether they are outside."""
    told = "".join(
        f'<Relationship Id="rId{90 + at}" Type="{RELATIONS}/{kind}" Target="{target}"'
        f"{OUTSIDE if is_outside else ''}/>"
        for at, (kind, target, is_outside) in enumerate(targets)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def word_with(more: str, *targets: tuple[str, str, bool], **parts: str) -> bytes:
    """Return a Word file with something in its text, and what it relates to."""
    members = parts_of(docx_of(TABLE + more))
    members["word/_rels/document.xml.rels"] = related(*targets)
    return zipped(members | {f"word/{name}.xml": text for name, text in parts.items()})


def a_page(address: str) -> bytes:
    return (
        f'<!DOCTYPE html SYSTEM "{address}.dtd"><html><head><meta charset="utf-8"><base href="{address}">'
        f'<meta http-equiv="refresh" content="0;url={address}"><link rel="stylesheet" href="{address}">'
        f'<script src="{address}"></script><style>@import url("{address}");</style></head>'
        f'<body background="{address}"><img src="{address}"><iframe src="{address}"></iframe>'
        f"{page_table(CLEAN, MERGED).replace('就业信息服务', f'就业信息服务<img src={address!r}>')}</body></html>"
    ).encode()


def a_workbook(address: str) -> bytes:
    formula = (
        f'<c r="D4" t="str"><f>WEBSERVICE("{address}")&amp;[1]Sheet1!A1</f><v>服务对象；服务内容</v></c>'
    )
    link = f'{HEAD}<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return workbook_of(
        sheet_xml(CLEAN, MERGED, cells={"D4": formula}),
        more={
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": related(("externalLinkPath", address, True)),
            "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection><webPr url="{address}"/></connection></connections>',
            "xl/drawings/drawing1.xml": "<a/>",
            "xl/drawings/_rels/drawing1.xml.rels": related(("image", address, True)),
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"/>',
        },
    )


def a_word_file(address: str) -> bytes:
    field = f'<w:p><w:r><w:instrText>DDEAUTO cmd "/c calc" INCLUDETEXT "{address}"</w:instrText></w:r></w:p>'
    shape = '<w:p><w:r><w:object><o:OLEObject xmlns:o="o" Type="Link"/></w:object></w:r></w:p>'
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="rId93"/>'
    return word_with(
        field + shape + chunk,
        ("attachedTemplate", address, True),
        ("oleObject", f"{address}.xls", True),
        ("image", f"{address}.png", True),
        ("aFChunk", "afchunk1.html", False),
        comments=f'<w:comments xmlns:w="{WORD}"/>',
    )


SAID = {
    a_page: {remarks.PICTURES, remarks.INSERTED},
    a_workbook: {remarks.LINKED, remarks.PICTURES, remarks.COMMENTS},
    a_word_file: {remarks.LINKED, remarks.INSERTED, remarks.COMMENTS},
}


@pytest.mark.parametrize("make", SAID)
def test_nothing_is_fetched_and_what_was_not_looked_into_is_said(make: object) -> None:
    with listening() as listener:
        data = make(listener.address)  # type: ignore[operator]
        assert listener.address.encode() in data or data.startswith(b"PK")
        with nothing_reached():
            report = read("x", data)
        assert listener.visits == 0
        with socket.create_connection(listener.socket.getsockname()):
            pass
        while not listener.visits:
            threading.Event().wait(0.01)
    assert len(report.catalogues[0].rows) == 5
    assert set(report.remarks) == SAID[make]  # type: ignore[index]


def test_an_old_workbook_that_asks_another_file_says_so() -> None:
    report = read("x", (FIXTURES / "linked.xls").read_bytes())
    assert report.remarks == (remarks.LINKED,)
    assert [one.place for one in report.mended] == ["Sheet1!D5"]


def test_a_file_that_points_nowhere_has_no_remarks() -> None:
    links = word_with("", ("hyperlink", "http://www.example.gov.cn/", True))
    for data in (
        links,
        docx_of(TABLE),
        workbook_of(sheet_xml(CLEAN, MERGED)),
        (FIXTURES / "official.xls").read_bytes(),
    ):
        assert read("x", data).remarks == ()


def test_relations_that_are_damaged_do_not_keep_a_table_from_being_read() -> None:
    members = parts_of(docx_of(TABLE))
    assert read("x", zipped(members | {"word/_rels/document.xml.rels": "<x"})).remarks == ()
