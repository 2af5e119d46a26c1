"""The official papers as files: well-formed, complete, the same bytes, on one page where one is promised; redlines tracked."""

import copy
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from formats.papers import write_paper
from formats.reading import read
from formats.unreadable import TRACKED, UnreadableFileError
from tests.formats.test_office_programs import letters
from values.papers import (
    ApplicationForm,
    ApprovalSheet,
    NoticePaper,
    Paper,
    PaperField,
    PaperOpinion,
    PaperRow,
    RedlinePaper,
    Submitted,
)
from values.redline import redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AMENDED = PaperRow(
    operation="变更",
    number="1.1",
    name="就业政策法规咨询",
    fields=(
        PaperField(
            label="公开时限",
            parts=redline(
                "公开事项信息形成或变更之日起20个工作日内公开", "公开事项信息形成或变更之日起10个工作日内公开"
            ),
        ),
        PaperField(
            label="公开渠道和载体", parts=redline("政府网站\n政务新媒体", "政府网站\n政务新媒体\n12333热线")
        ),
    ),
    note="缩短<时限> & 便民",
)
ADDED = PaperRow(
    operation="增加",
    number="1.3",
    name="就业见习",
    fields=(PaperField(label="公开事项", parts=redline("", "就业见习")),),
    origin="岗位信息发布",
    since="2026年9月1日",
)
SUBMITTED = Submitted(
    number="990101-2026-0001",
    revision=2,
    sha256="ab" * 32,
    catalogue="青禾县就业领域基层政务公开标准目录",
    body="青禾县人力资源和社会保障局",
    submitted_on="2026年3月9日",
    title="压缩公开时限",
    trigger="年度核对",
    trigger_date="2026年3月2日",
    in_force="",
    is_trial=True,
    valid_until="2028年3月1日",
    rationale="年度核对发现可以缩短。",
    policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
    body_change="",
    rows=(AMENDED, ADDED),
)
OPINION = PaperOpinion(
    step="科室审核",
    body="青禾县人力资源和社会保障局",
    said="同意",
    text="表述准确。",
    person="林审核",
    absent="周科长",
    recorder="吴文书",
    day="2026年3月10日",
)
APPLICATION = ApplicationForm(
    submitted=SUBMITTED,
    interpretation="办得更快。",
    attachments=("依据文件.pdf",),
    boxes=(("科室审核", "就业科"), ("保密审查", "青禾县政府办")),
)
APPROVAL = ApprovalSheet(
    submitted=SUBMITTED, rules="规则核对无问题。", opinions=(OPINION,), advice=(), decision=None
)
REDLINE = RedlinePaper(submitted=SUBMITTED, moment=datetime(2026, 3, 9, 1, 30, tzinfo=UTC))
NOTICE = NoticePaper(
    catalogue="青禾县就业领域基层政务公开标准目录",
    release=2,
    index_number="990101-employment-2026-0002",
    document_number="青人社发〔2026〕3号",
    issuing_body="青禾县人力资源和社会保障局",
    drafting_body="青禾县就业服务中心",
    signatory="赵签发",
    title="压缩公开时限",
    written_on="2026年3月12日",
    published_on="2026年3月13日",
    effective_on="2026年3月15日",
    is_trial=False,
    valid_until="",
    text="请遵照执行。",
    rows=(AMENDED, ADDED),
)
PAPERS: dict[str, Paper] = {
    "application": APPLICATION,
    "approval": APPROVAL,
    "redline": REDLINE,
    "notice": NOTICE,
}
LONG = "调整的理由和经过需要逐一说明，" * 300
FULL = replace(
    APPROVAL,
    submitted=replace(
        SUBMITTED,
        title=LONG[:200],
        catalogue=LONG[:200],
        body=LONG[:120],
        rationale=f"{LONG}\n{LONG}",
        rows=(replace(AMENDED, name=LONG[:200]), *[AMENDED] * 90),
    ),
    opinions=(replace(OPINION, text=LONG),) * 12,
    advice=(replace(OPINION, text=LONG),) * 2,
    decision=replace(OPINION, text=LONG),
)


def document(data: bytes) -> etree._Element:
    """Return the document of a package, each of whose parts has to be well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one: etree.fromstring(package.read(one)) for one in package.namelist()}
    return parts["word/document.xml"]


def text_of(element: etree._Element, *tags: str) -> str:
    return "".join(one.text or "" for one in element.iter(*(f"{W}{tag}" for tag in tags)))


def texts_of(paper: object) -> Iterator[str]:
    """Yield every text of a paper, however deep; a field by what it says before and after."""
    if isinstance(paper, str):
        yield paper
    elif isinstance(paper, PaperField):
        yield from (paper.label, paper.old, paper.new)
    elif isinstance(paper, tuple):
        for one in paper:
            yield from texts_of(one)
    elif hasattr(paper, "__dataclass_fields__"):
        for name in paper.__dataclass_fields__:
            yield from texts_of(getattr(paper, name))


@pytest.mark.parametrize("kind", ["application", "notice"])
def test_a_paper_holds_every_text(kind: str) -> None:
    said = letters(text_of(document(write_paper(PAPERS[kind])), "t"))
    lines = [line for text in texts_of(PAPERS[kind]) for line in text.split("\n") if line]
    assert [one for one in lines if letters(one).rstrip("。") not in said] == []


def test_the_sheet_says_what_changes_and_what_was_said_of_it() -> None:
    said = text_of(document(write_paper(APPROVAL)), "t")
    assert "1．变更“就业政策法规咨询”（序号1.1）：公开时限、公开渠道和载体" in said
    assert (
        "科室审核（青禾县人力资源和社会保障局）：同意。表述准确。林审核（代周科长）（线下签批，吴文书代录）　2026年3月10日"
        in said
    )
    assert "拟办意见" in said


@pytest.mark.parametrize("kind", PAPERS)
def test_the_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert write_paper(PAPERS[kind]) == write_paper(copy.deepcopy(PAPERS[kind]))


def test_accepted_changes_are_the_new_text_and_rejected_ones_the_old() -> None:
    found = document(write_paper(REDLINE))
    fields = {one.label: one for row in SUBMITTED.rows for one in row.fields}
    for row in found.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        field = fields.get(text_of(cells[0], "t"))
        if field is None:
            continue
        for br in cells[1].iter(f"{W}br"):
            br.tag, br.text = (
                (f"{W}delText" if br.getparent().find(f"{W}delText") is not None else f"{W}t"),
                "\n",
            )
        kept = "".join(
            one.text or ""
            for one in cells[1].iter(f"{W}t")
            if next(one.iterancestors(f"{W}ins"), None) is None
        )
        assert text_of(cells[1], "t") == field.new
        assert len(kept) <= len(field.old)
        old = "".join(
            one.text or ""
            for one in cells[1].iter(f"{W}t", f"{W}delText")
            if next(one.iterancestors(f"{W}ins"), None) is None
        )
        assert old == field.old
        del fields[field.label]
    assert fields == {}
    marks = list(found.iter(f"{W}ins", f"{W}del"))
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in marks} == {
        ("青禾县人力资源和社会保障局", "2026-03-09T09:30:00Z")
    }
    assert len({one.get(f"{W}id") for one in marks}) == len(marks)


def test_our_own_reader_refuses_the_redline_and_says_why() -> None:
    with pytest.raises(UnreadableFileError) as raised:
        read("redline.docx", write_paper(REDLINE))
    assert raised.value.message.id == TRACKED


def test_what_xml_cannot_hold_does_not_break_the_paper() -> None:
    odd = replace(NOTICE, title="甲\x0b乙\ud800", text="<w:p>&")
    assert "甲\ufffd乙\ufffd" in text_of(document(write_paper(odd)), "t")


def test_a_sheet_that_cuts_says_so() -> None:
    said = text_of(document(write_paper(FULL)), "t")
    assert "……（全文见办理页面）" in said
    assert re.search("……其余\\d+项见办理页面", said)


OFFICE, TEXT = shutil.which("soffice"), shutil.which("pdftotext")


@pytest.mark.slow
@pytest.mark.skipif(not (OFFICE and TEXT), reason="LibreOffice or poppler is not installed")
@pytest.mark.parametrize("name", [*PAPERS, "full"])
def test_libreoffice_prints_every_line(name: str, tmp_path: Path) -> None:
    paper = PAPERS.get(name, FULL)
    path = tmp_path / f"{name}.docx"
    path.write_bytes(write_paper(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        OFFICE or "",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pdf = str(path.with_suffix(".pdf"))
    drawn = subprocess.run([TEXT or "", "-raw", pdf, "-"], check=True, capture_output=True, text=True)
    printed = letters(re.sub(r"— \d+ —", "", drawn.stdout))
    paragraphs = [text_of(one, "t", "delText") for one in document(path.read_bytes()).iter(f"{W}p")]
    assert [one for one in paragraphs if letters(one) not in printed] == []
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+ pts", told), told
    if isinstance(paper, ApprovalSheet):
        assert re.search(r"Pages:\s+1\n", told), told
