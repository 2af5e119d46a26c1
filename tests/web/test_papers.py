"""The official papers of a proposal: who gets them, that they stay the same, what the notice never says, and the trail."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask import Flask
from lxml import etree

from models import Event
from tests.web.commands import Commands
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.workflow.operating import moved_up
from tests.workflow.opinions import ask, give, with_reviewer
from tests.workflow.test_body_change import merging, opened, with_second_catalogue
from tests.world import COUNTY, ROWS, SIGNERS_OF_ADDITIONS, World, draft
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.papers import HEADINGS, PaperKind
from values.vocabulary import State
from web.cli.proposal.shapes import ExportedPaper
from workflow.commands import submission
from workflow.unit import transaction

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LATER = "10个工作日内公开"
"""What the world's amendment makes of a deadline."""
OF_PROPOSALS = ("application", "approval", "redline")


def text_of(data: bytes, *tags: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(one.text or "" for one in document.iter(*(f"{W}{tag}" for tag in tags or ("t",))))


def events(app: Flask) -> list[dict[str, Any]]:
    with app.app_context(), transaction() as session:
        rows = session.scalars(
            sa.select(Event.data).where(Event.action == "paper_exported").order_by(Event.id)
        )
        return [json.loads(one) for one in rows]


@pytest.mark.parametrize("kind", OF_PROPOSALS)
def test_a_submitted_proposal_has_its_papers(app: Flask, world: World, kind: str) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "reviewer")
    address = f"/proposals/{number}/papers/{kind}.docx"
    assert f'href="{address}"' in client.get(f"/proposals/{number}").text
    got = client.get(address)
    assert got.status_code == 200
    assert f"{HEADINGS[PaperKind(kind)]}（{number}第1稿）.docx" in unquote(got.headers["Content-Disposition"])
    said = text_of(got.data)
    for one in (HEADINGS[PaperKind(kind)], "压缩公开时限", f"变更“{ROWS[0]}”"):
        assert one in said
    if kind != "approval":
        assert LATER in said.replace("\n", "")


def test_papers_are_the_same_for_every_reader_on_any_day(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    address = f"/proposals/{number}/papers/application.docx"
    first = signed_in(app, world, "reviewer").get(address)
    clock.advance(timedelta(days=40))
    other = signed_in(app, world, "drafter", language="zh_Hans").get(address)
    assert other.data == first.data
    assert other.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    ("login", "status"), [("drafter", 200), ("other-drafter", 404), ("system-admin", 403)]
)
def test_only_who_sees_the_proposal_gets_its_papers(
    app: Flask, world: World, login: str, status: int
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, login)
    for kind in OF_PROPOSALS:
        assert client.get(f"/proposals/{number}/papers/{kind}.docx").status_code == status
    assert client.get(f"/proposals/{number}/papers/notice.docx").status_code in {403, 404}
    assert len(events(app)) == (len(OF_PROPOSALS) if status == 200 else 0)
    assert visitor(app).get(f"/proposals/{number}/papers/approval.docx").status_code == 302


def test_what_was_not_submitted_has_no_papers(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened()
    client = signed_in(app, world, "drafter")
    assert "papers/application.docx" not in client.get(f"/proposals/{number}").text
    assert client.get(f"/proposals/{number}/papers/application.docx").status_code == 409


def test_the_sheet_tells_the_leader_what_was_said(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW, world.addition())
        with_reviewer(world)
        ask(world, number)
    client = signed_in(app, world, "supervisor")
    address = f"/proposals/{number}/papers/approval.docx"
    assert "：未反馈（期限" in text_of(client.get(address).data)
    with app.app_context():
        give(world, number, opinion="表述无异议。")
        world.sign(number, *SIGNERS_OF_ADDITIONS)
        world.decided(number, State.APPROVED)
    said = text_of(client.get(address).data)
    assert "增加“就业见习”" in said
    opinions = said[said.index("已有意见") : said.index("拟办意见")]
    assert "表述无异议。" in opinions
    assert "科室审核（" in opinions
    advice = said[said.index("拟办意见") : said.index("领导批示")]
    assert "政府办审核（" in advice
    assert "同意公布" in said[said.index("领导批示") :]


def test_the_notice_is_public_and_never_says_what_is_hidden(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.published(world.amendment(*ROWS))
    address = f"/catalogues/{COUNTY}/releases/2/notice.docx"
    assert f'href="{address}"' in visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text
    said = text_of(visitor(app).get(address).data)
    for one in (
        f"{COUNTY}-",
        "索 引 号",
        "签 发 人",
        "公布日期",
        f"变更“{ROWS[0]}”",
        f"变更“{ROWS[1]}”",
        LATER,
    ):
        assert one in said
    with app.app_context():
        hidings = Hidings(world)
        hidings.hide(target=HidingTarget(entry=world.row(ROWS[0]).state.entry))
        hidings.hide(target=HidingTarget(entry=world.row(ROWS[1]).state.entry, field="deadline"))
    client = signed_in(app, world, "supervisor")
    assert ROWS[0] in client.get(f"/catalogues/{COUNTY}/releases/2").text
    for place in (address, f"/proposals/{number}/papers/notice.docx"):
        said = text_of(client.get(place).data, "t", "delText", "instrText")
        assert ROWS[0] not in said
        assert LATER not in said
        assert "此项内容暂不公开显示。" in said
    assert visitor(app).get(f"/catalogues/{COUNTY}/releases/9/notice.docx").status_code == 404


def test_what_someone_signed_in_takes_is_in_the_trail(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.published()
    client = signed_in(app, world, "drafter")
    got = client.get(f"/proposals/{number}/papers/redline.docx")
    again = client.get(
        f"/proposals/{number}/papers/redline.docx", headers={"If-None-Match": got.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    visitor(app).get(f"/catalogues/{COUNTY}/releases/2/notice.docx")
    client.get(f"/catalogues/{COUNTY}/releases/2/notice.docx")
    paper, notice = events(app)
    assert paper["details"] == {
        "paper": "redline",
        "format": "docx",
        "sha256": sha256_hex(got.data),
        "release": None,
    }
    assert (paper["proposal"], paper["subject"]) == (number, f"catalogue:{COUNTY}")
    assert (notice["proposal"], notice["details"]["paper"], notice["details"]["release"]) == (
        None,
        "notice",
        2,
    )
    assert "took a paper of the catalogue" in client.get(f"/proposals/{number}").text


def test_the_command_writes_what_the_page_gives(
    commands: Commands, app: Flask, world: World, tmp_path: Path
) -> None:
    with app.app_context():
        number = world.published()
    path = tmp_path / "申请表.docx"
    asked_for = ("proposal", "paper", number, "--kind", "application", "--to", str(path))
    assert "--as" in commands(*asked_for, status=2).stderr
    commands.refused(*asked_for, "--as", "other-drafter")
    assert not path.exists()
    told = commands.json(ExportedPaper, *asked_for, "--as", "drafter")
    client = signed_in(app, world, "drafter")
    assert path.read_bytes() == client.get(f"/proposals/{number}/papers/application.docx").data
    assert (told.kind, told.size, told.sha256) == (
        PaperKind.APPLICATION,
        path.stat().st_size,
        sha256_hex(path.read_bytes()),
    )
    recorded = len(events(app))
    said = commands.said("proposal", "paper", number, "--kind", "notice", "--to", str(path))
    assert str(path) in said
    assert path.read_bytes() == visitor(app).get(f"/catalogues/{COUNTY}/releases/2/notice.docx").data
    assert len(events(app)) == recorded
    commands.refused("proposal", "paper", "990101-2026-9999", "--kind", "notice", "--to", str(path))


def test_a_change_of_a_body_is_told_with_its_rows_in_every_catalogue(app: Flask, world: World) -> None:
    with app.app_context():
        with_second_catalogue(world)
        number = opened(world, merging(world))
        submission.submit(number, actor=world.actor("drafter"))
    client = signed_in(app, world, "drafter")
    said = text_of(client.get(f"/proposals/{number}/papers/application.docx").data)
    assert "青禾县人力资源和社会保障局 → 青禾县就业服务中心（并入其他单位）" in said
    assert f"变更“{ROWS[0]}”（序号1.1）" in said
    assert "变更“社会保险登记”（序号1），《青禾县社会保险政务公开目录》" in said


def test_a_row_that_moves_says_from_which_number_to_which(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW, draft(moved_up(world)))
    client = signed_in(app, world, "drafter")
    got = client.get(f"/proposals/{number}/papers/redline.docx").data
    assert f"调整位置“{ROWS[1]}”（序号1.1）" in text_of(got)
    assert text_of(got, "delText") == "1.2"
