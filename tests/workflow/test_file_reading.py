"""What attached files say is found by those who see the files, and no file does harm by being read."""

import io
import zipfile

import pytest
import sqlalchemy as sa

from formats.attached_text import LONGEST, text_of
from formats.media_type import PDF
from formats.office_files import DOCX
from models import AttachmentText, ReadingOutcome
from tests import papers
from tests.workflow.filing import attached
from tests.workflow.searching import assert_the_index_is_the_data, titles
from tests.world import World
from values.canonical import sha256_hex
from values.search_text import SearchKind
from values.vocabulary import State
from workflow.commands.file_reading import files_to_read, read_file
from workflow.unit import transaction

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
    '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)


def word_file(body: str) -> bytes:
    """Return a Word file with these paragraphs, as XML."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return kept.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_file(text: str) -> bytes:
    """Return a PDF file of one page that says this, in Latin letters."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return data + head + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def read_all() -> None:
    with transaction() as session:
        waiting = files_to_read(session, most=10)
    for sha256 in waiting:
        read_file(sha256)


def outcome(data: bytes) -> ReadingOutcome | None:
    with transaction() as session:
        return session.scalar(
            sa.select(AttachmentText.outcome).where(AttachmentText.sha256 == sha256_hex(data))
        )


def test_word_and_pdf_files_are_read() -> None:
    inserted = f"<w:ins>{paragraph('补充说明')}</w:ins>"
    deleted = "<w:p><w:del><w:r><w:t>作废</w:t></w:r></w:del></w:p>"
    said = text_of(word_file(paragraph("就业补贴") + inserted + deleted + paragraph("第二段")), DOCX)
    assert said == "就业补贴\n补充说明\n第二段"
    assert text_of(pdf_file("Employment subsidy"), PDF) == "Employment subsidy"
    assert len(text_of(word_file(paragraph("长" * 300) * 1000), DOCX)) == LONGEST


@pytest.mark.usefixtures("context", "clock")
def test_what_files_say_is_found_by_those_who_see_them(world: World) -> None:
    number = world.opened(world.addition("职业培训补贴"))
    attached(world, number, name="说明.docx", data=word_file(paragraph("见习基地名单")))
    attached(world, number, name="notice.pdf", data=pdf_file("Employment subsidy"))
    assert titles(world, "说明", "drafter", SearchKind.ATTACHMENT) == ["说明.docx"]
    assert titles(world, "见习基地", "drafter", SearchKind.ATTACHMENT) == []
    read_all()
    assert titles(world, "见习基地", "drafter", SearchKind.ATTACHMENT) == ["说明.docx"]
    assert titles(world, "subsidy", "drafter", SearchKind.ATTACHMENT) == ["notice.pdf"]
    for login in ("secrecy", "other-drafter", None):
        assert titles(world, "见习基地", login, SearchKind.ATTACHMENT) == []
    assert_the_index_is_the_data()


@pytest.mark.usefixtures("context", "clock")
def test_a_file_is_read_once_and_what_cannot_be_read_does_no_harm(world: World) -> None:
    number = world.opened(world.addition("职业培训补贴"))
    bomb = word_file("<w:p>" * 5000)
    attached(world, number, name="坏.docx", data=bomb)
    attached(world, number)
    read_all()
    assert outcome(bomb) is ReadingOutcome.UNREADABLE
    assert outcome(papers.PDF) in set(ReadingOutcome)
    with transaction() as session:
        assert files_to_read(session, most=10) == []
    read_file(sha256_hex(bomb))
    assert titles(world, "坏", "drafter", SearchKind.ATTACHMENT) == ["坏.docx"]


@pytest.mark.usefixtures("context", "clock")
def test_a_file_of_a_working_draft_is_found_by_others_once_it_is_submitted(world: World) -> None:
    number = world.in_state(State.CHANGES_REQUESTED, world.addition("职业培训补贴"))
    attached(world, number, name="新意见.pdf")
    assert titles(world, "新意见", "drafter", SearchKind.ATTACHMENT) == ["新意见.pdf"]
    assert titles(world, "新意见", "auditor", SearchKind.ATTACHMENT) == ["新意见.pdf"]
    assert titles(world, "新意见", "secrecy", SearchKind.ATTACHMENT) == []
    assert_the_index_is_the_data()
