"""The case file as people take it out: what is in it, the same bytes for the same case, and who may."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from tests import papers
from tests.printing import document
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.workflow.archived import SECRET, SHA, Archived
from tests.workflow.looking import all_events
from tests.world import World
from values.canonical import sha256_hex
from values.case_file import path_of
from values.clock import FrozenClock
from values.retention import RetentionTerm
from values.vocabulary import State
from web.cli.archive_shapes import (
    ChosenTerm,
    ErasableText,
    Erased,
    NumberedFonds,
    ShownCaseFile,
    ShownList,
    TakenCaseFile,
)
from workflow.commands.seal import seal
from workflow.sealing.safe import Safe

ADDRESS = "/proposals/{number}/case-file.zip"


@pytest.fixture
def number(app: Flask, world: World, clock: FrozenClock) -> str:
    """A withdrawn proposal with a file and a comment."""
    with app.app_context():
        return Archived(world, clock).withdrawn()


def package(app: Flask, world: World, number: str, login: str = "supervisor", language: str = "en") -> bytes:
    answer = signed_in(app, world, login, language=language).get(ADDRESS.format(number=number))
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    return answer.data


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_of_the_case_is_in_it_and_accounted_for(app: Flask, world: World, number: str) -> None:
    files = unpacked(package(app, world, number))
    manifest = json.loads(files["manifest.json"])
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        name: sha256_hex(data) for name, data in files.items() if name not in {"manifest.json", "目录.html"}
    }
    assert manifest["file_number"].startswith("990101-WS·2026-D30-")
    assert manifest["responsible"] == "青禾县人力资源和社会保障局"
    assert (manifest["closed_on"], manifest["kept_until"]) == ("2026-03-02", "2056-12-31")
    names = [one.split("/", 1) for one in files if "/" in one]
    assert {folder for folder, _ in names} == {"1 定稿", "2 公文", "4 附件", "5 审计轨迹"}
    assert files["4 附件/01 意见.pdf"] == papers.PDF
    titles = {one["title"] for one in manifest["files"]}
    assert {"政务公开目录清单调整申请表", "政务公开目录调整呈批单", "目录调整修订稿", "意见.pdf"} <= titles
    assert all(SECRET.encode() not in data for data in files.values())
    assert any("评论" in one for one in manifest["left_out"])
    revision = json.loads(files["1 定稿/01 第1稿.json"])
    assert revision["proposal"] == number


def test_the_same_case_gives_the_same_bytes_whoever_asks(
    app: Flask, world: World, number: str, tmp_path: Path
) -> None:
    safe = Safe(keys=tmp_path / "keys", outside=tmp_path / "outside")
    with app.app_context():
        seal(safe)
    first = package(app, world, number)
    with app.app_context():
        seal(safe)
    assert package(app, world, number, "auditor", "zh_Hans") == first
    assert any(name.endswith(".tlog-proof") for name in unpacked(first))
    with app.app_context():
        told = [json.loads(one.data)["details"] for one in all_events("case_file_exported")]
    assert {one["sha256"] for one in told} == {sha256_hex(first)}
    assert len(told) == 2


def test_each_record_says_who_answers_for_it_and_how_many_pages_it_has(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.published(world.addition())
    files = unpacked(package(app, world, number))
    manifest = json.loads(files["manifest.json"])
    records = {one["path"]: one for one in manifest["files"]}
    assert [path for path, one in records.items() if not (one["responsible"] and one["date"])] == []
    printed = {path: len(document(data).pages) for path, data in files.items() if path.endswith(".pdf")}
    assert {path: records[path]["pages"] for path in printed} == printed
    own = [path for path in records if path.startswith("2 公文/") and path.endswith(".docx")]
    assert len(own) == 4
    assert {path: records[path]["pages"] for path in own} == {
        path: printed[path.replace(".docx", ".pdf")] for path in own
    }
    approval = next(one for one in records.values() if one["title"] == "政务公开目录调整呈批单")
    assert (approval["pages"], approval["document_number"]) == (1, number)
    assert records["1 定稿/01 第1稿.json"]["pages"] is None
    assert records["3 审签/01 审签意见.json"]["responsible"] == "王岚、赵衡、陈默"
    assert manifest["pages"] == sum(printed.values())
    assert f"<th>页数</th><td>{manifest['pages']}</td>" in files["目录.html"].decode()


def test_a_machine_that_sets_no_pdf_gives_the_case_file_and_says_what_it_lacks(
    app: Flask, world: World, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formats.printing.press.NEEDED", ("no_such_typesetter",))
    manifest = json.loads(unpacked(package(app, world, number))["manifest.json"])
    own = [one for one in manifest["files"] if one["path"].startswith("2 公文/")]
    assert {one["pages"] for one in own} == {None}
    assert sum("未能排版" in one for one in manifest["left_out"]) == len(own) == 3


def test_what_was_signed_and_decided_is_in_it(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.published(world.addition())
        other = world.in_state(State.DRAFT, world.amendment(deadline="3日内公开"))
    files = unpacked(package(app, world, number))
    signed = json.loads(files["3 审签/01 审签意见.json"])
    assert [one["人员"] for one in signed] == ["王岚", "赵衡", "陈默"] or len(signed) == 3
    (decided,) = json.loads(files["3 审签/02 签发决定.json"])
    assert decided["意见"] == "同意公布。"
    assert json.loads(files["manifest.json"])["term"] == "永久"
    assert any("公布通知" in name for name in files)
    draft = unpacked(package(app, world, other, "drafter"))
    assert "1 定稿/01 草稿.json" in draft


@pytest.mark.parametrize("login", ["centre-drafter", "overseer", "office"])
def test_who_sees_the_proposal_only_does_not_take_it_out(
    app: Flask, world: World, number: str, login: str
) -> None:
    client = signed_in(app, world, login)
    assert client.get(ADDRESS.format(number=number)).status_code in {403, 404}
    with app.app_context():
        assert not all_events("case_file_exported")


def test_names_are_sane_on_windows() -> None:
    assert path_of("4 附件", 1, "CON.pdf") == "4 附件/01 _CON.pdf"
    assert path_of("4 附件", 12, "a:b?.docx") == "4 附件/12 a_b_.docx"
    assert path_of("4 附件", 1, "无") == "4 附件/01 无"
    assert len(path_of("4 附件", 1, "长" * 300 + ".pdf")) < 100
    assert path_of("4 附件", 1, "长" * 300 + ".pdf").endswith(".pdf")


def test_by_command_from_the_case_file_to_its_destruction(
    number: str, clock: FrozenClock, commands: Commands, tmp_path: Path
) -> None:
    target = tmp_path / "案卷.zip"
    taken = commands.json(
        TakenCaseFile, "proposal", "case-file", number, "--to", str(target), "--as", "supervisor"
    )
    assert sha256_hex(target.read_bytes()) == taken.sha256
    keeper, other = ("--as", "supervisor2"), ("--as", "supervisor")
    chosen = commands.json(
        ChosenTerm, "archive", "term", number, "ten_years", "--comment", "无保存价值。", *keeper
    )
    assert (chosen.proposal, chosen.term) == (number, RetentionTerm.TEN_YEARS)
    assert "capital letters" in commands.refused("archive", "fonds", "990101", "小", *keeper)
    named = commands.json(NumberedFonds, "archive", "fonds", "990101", "J008", *keeper)
    assert (named.jurisdiction, named.fonds) == ("990101", "J008")
    assert commands.said("archive", "list", "--over", *keeper).strip() == "There is no such case file."
    clock.at = clock.at.replace(year=2037)
    (over,) = commands.json(list[ShownCaseFile], "archive", "list", "--over", *keeper)
    assert over.file_number.startswith("J008-WS·2026-D10-")
    assert over.package_sha256 == taken.sha256
    assert "D10" in commands.said("archive", "list", *keeper)
    assert "Nothing was proposed" in commands.said("archive", "lists", *keeper)
    listed = commands.json(ShownList, "archive", "propose", number, "--comment", "鉴定完毕。", *keeper)
    no = str(listed.no)
    assert "colleague" in commands.refused("archive", "approve", no, "--comment", "同意。", *keeper)
    commands.said("archive", "approve", no, "--comment", "同意。", *other)
    assert commands.said("archive", "lists", *keeper).split()[-1] == "1"
    done = commands.json(ShownList, "archive", "carry-out", no, *keeper)
    assert (done.state.value, len(done.items)) == ("executed", 1)
    assert len(commands.json(list[ShownList], "archive", "lists", *keeper)) == 1
    assert number in commands.said("archive", "show", no, *keeper)
    assert "list no. 1" in commands.said("archive", "list", *keeper)
    again = ("proposal", "case-file", number, "--to", str(tmp_path / "b.zip"), "--as", "supervisor")
    assert "was destroyed" in commands.refused(*again)


def test_erasing_by_command(app: Flask, world: World, number: str, commands: Commands) -> None:
    ground = ("--ground", "consent_withdrawn")
    asked = ("erase", "comment", number, "1", *ground, "--as", "business-admin")
    assert SECRET in commands.said(*asked, "--preview")
    assert commands.json(ErasableText, *asked, "--preview").text == SECRET
    question = commands(*asked, input="n\n", status=1).output
    assert question.index(SECRET) < question.index("Is this text to be erased?")
    assert commands.json(ErasableText, *asked, "--preview").text == SECRET
    erased = commands.json(Erased, *asked)
    assert (erased.subject, erased.part) == (number, "1")
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}").get_data(as_text=True)
    assert SECRET not in page
    assert "erased by law" in page
    assert "erased by law" in commands.said(*asked)
    assert commands.json(ErasableText, *asked, "--preview").text == ""
    assert "no such comment" in commands.refused("erase", "comment", number, "7", *asked[4:])
    refused = commands.refused(
        "erase", "person", "drafter", "--part", "contact", *ground, "--as", "system-admin"
    )
    assert "still holds a role" in refused
    assert SHA not in refused


def test_an_answer_or_the_option_erases(number: str, commands: Commands) -> None:
    asked = ("erase", "comment", number, "1", "--ground", "consent_withdrawn", "--as", "business-admin")
    assert "cannot be brought back" in commands(*asked, input="\n", status=1).output
    assert "Erased" in commands.said(*asked, "--yes")
    assert commands.json(ErasableText, *asked, "--preview").text == ""
