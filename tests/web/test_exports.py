"""Catalogues as files: for everyone what is public, for those who see a proposal its table, and in the trail who took it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask import Flask

from formats.reading import read
from formats.writing import MEDIA_TYPES, FileKind
from models import Event
from tests.web.commands import Commands
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, ROWS, World
from values.canonical import sha256_hex
from values.clock import FrozenClock, shanghai_day
from values.hiding import HidingTarget
from values.vocabulary import State
from web.cli.catalogue.shapes import ExportedFile
from workflow.unit import transaction

LATER = "15个工作日内公开"


def names(data: bytes) -> list[str]:
    (found,) = read("x", data).catalogues
    return [row.content.name for row in found.rows]


def deadlines(data: bytes) -> set[str]:
    (found,) = read("x", data).catalogues
    return {row.content.deadline for row in found.rows if row.content.deadline}


def events(app: Flask) -> list[dict[str, Any]]:
    with app.app_context(), transaction() as session:
        rows = session.scalars(
            sa.select(Event.data).where(Event.action == "catalogue_exported").order_by(Event.id)
        )
        return [json.loads(one) for one in rows]


@pytest.mark.parametrize("kind", [one for one in FileKind if one is not FileKind.PDF])
def test_anyone_takes_the_official_table_in_every_kind(app: Flask, world: World, kind: FileKind) -> None:
    assert world
    client = visitor(app)
    page = client.get(f"/catalogues/{COUNTY}").text
    assert f'href="/catalogues/{COUNTY}.{kind.value}"' in page
    got = client.get(f"/catalogues/{COUNTY}.{kind.value}")
    assert (got.status_code, got.content_type) == (200, MEDIA_TYPES[kind])
    assert sorted(names(got.data)) == sorted([HEADING, *ROWS])
    disposition = got.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert f"（第1版）.{kind.value}" in unquote(disposition)
    assert events(app) == []
    again = client.get(f"/catalogues/{COUNTY}.{kind.value}", headers={"If-None-Match": got.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = visitor(app, language="zh_Hans").get(f"/catalogues/{COUNTY}.{kind.value}")
    assert other.data == got.data


def test_a_file_is_of_the_day_or_release_that_was_asked(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        clock.advance(timedelta(days=2))
        later = shanghai_day(clock.now()) + timedelta(days=5)
        world.published(world.amendment(deadline=LATER, effective_from=later))
        clock.advance(timedelta(days=1))
    client = visitor(app)
    now = client.get(f"/catalogues/{COUNTY}.csv")
    assert LATER not in deadlines(now.data)
    note = "注：序号"
    assert note in now.data.decode()
    ahead = client.get(f"/catalogues/{COUNTY}.csv?as-of={later}")
    assert LATER in deadlines(ahead.data)
    assert note not in ahead.data.decode()
    assert ahead.headers["ETag"] != now.headers["ETag"]
    first = client.get(f"/catalogues/{COUNTY}/releases/1.csv")
    assert LATER not in deadlines(first.data)
    second = client.get(f"/catalogues/{COUNTY}/releases/2.csv")
    assert LATER in deadlines(second.data)
    assert note in second.data.decode()
    assert (
        f'href="/catalogues/{COUNTY}/releases/2.docx"' in client.get(f"/catalogues/{COUNTY}/releases/2").text
    )
    for address in (f"/catalogues/{COUNTY}/releases/3.csv", "/catalogues/990101-x.csv"):
        assert client.get(address).status_code == 404
    assert client.get(f"/catalogues/{COUNTY}.csv?as-of=2999-01-01&clock=shown").status_code == 422
    shown = client.get(f"/catalogues/{COUNTY}.csv?as-of={shanghai_day(clock.now())}&clock=shown")
    assert sorted(names(shown.data)) == sorted([HEADING, *ROWS])


def test_what_is_hidden_is_in_no_file_not_even_for_those_in_charge(app: Flask, world: World) -> None:
    with app.app_context():
        hidings = Hidings(world)
        hidings.hide(target=HidingTarget(entry=world.row(ROWS[0]).state.entry))
        hidings.hide(target=HidingTarget(entry=world.row(ROWS[1]).state.entry, field="deadline"))
    client = signed_in(app, world, "supervisor")
    assert ROWS[0] in client.get(f"/catalogues/{COUNTY}").text
    got = client.get(f"/catalogues/{COUNTY}.csv")
    assert ROWS[0] not in names(got.data)
    assert "此项内容暂不公开显示。" in deadlines(got.data)
    assert "部分内容暂不公开显示" in got.data.decode()
    assert got.data == visitor(app).get(f"/catalogues/{COUNTY}.csv").data


def test_what_someone_signed_in_takes_is_in_the_trail(app: Flask, world: World, clock: FrozenClock) -> None:
    client = signed_in(app, world, "drafter")
    got = client.get(f"/catalogues/{COUNTY}.xlsx")
    client.get(f"/catalogues/{COUNTY}/releases/1.docx")
    client.get(f"/catalogues/{COUNTY}.xlsx", headers={"If-None-Match": got.headers["ETag"]})
    day, release = events(app)
    assert (day["subject"], day["actor"]["id"]) == (f"catalogue:{COUNTY}", str(world.people["drafter"]))
    assert day["details"] == {
        "format": "xlsx",
        "sha256": sha256_hex(got.data),
        "as_of": shanghai_day(clock.now()).isoformat(),
        "release": 1,
    }
    assert (release["details"]["as_of"], release["details"]["release"]) == (None, 1)


@pytest.mark.parametrize(
    ("login", "status"), [("drafter", 200), ("other-drafter", 404), ("system-admin", 403)]
)
def test_a_draft_is_a_table_for_those_who_see_it(app: Flask, world: World, login: str, status: int) -> None:
    with app.app_context():
        number = world.opened(world.amendment(deadline=LATER))
    client = signed_in(app, world, login)
    got = client.get(f"/proposals/{number}/table.csv")
    assert got.status_code == status
    assert len(events(app)) == (status == 200)
    if status == 200:
        assert LATER in deadlines(got.data)
        assert f"调整申请{number}的工作稿，未提交，未施行。" in got.data.decode()
        assert events(app)[0]["details"]["as_of"] is None


def test_a_revision_says_which_it_is(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "reviewer")
    got = client.get(f"/proposals/{number}/table.html")
    assert f"调整申请{number}第1稿，未发布，未施行。" in got.text
    assert f'href="/proposals/{number}/table.xlsx"' in client.get(f"/proposals/{number}").text


def test_the_command_writes_what_the_page_gives(
    commands: Commands, app: Flask, world: World, clock: FrozenClock, tmp_path: Path
) -> None:
    assert world
    path = tmp_path / "目录.xlsx"
    said = commands.said("catalogue", "export", COUNTY, "--to", str(path))
    assert str(path) in said
    assert path.read_bytes() == visitor(app).get(f"/catalogues/{COUNTY}.xlsx").data
    told = commands.json(ExportedFile, "catalogue", "export", COUNTY, "--release", "1", "--to", str(path))
    assert (told.format, told.entries, told.size) == ("xlsx", 3, path.stat().st_size)
    assert told.sha256 == sha256_hex(path.read_bytes())
    assert events(app) == []
    other = tmp_path / "table"
    commands.said("catalogue", "export", COUNTY, "--format", "json", "--to", str(other), "--as", "drafter")
    assert sorted(names(other.read_bytes())) == sorted([HEADING, *ROWS])
    (event,) = events(app)
    assert event["details"]["as_of"] == shanghai_day(clock.now()).isoformat()


def test_the_command_writes_the_table_of_a_draft_for_an_account_that_sees_it(
    commands: Commands, app: Flask, world: World, tmp_path: Path
) -> None:
    with app.app_context():
        number = world.opened(world.amendment(deadline=LATER))
    path = tmp_path / "draft.docx"
    asked = ("catalogue", "export", COUNTY, "--draft", number, "--to", str(path))
    assert "--as" in commands(*asked, status=2).stderr
    commands.refused(*asked, "--as", "other-drafter")
    assert not path.exists()
    commands.said(*asked, "--as", "drafter")
    assert LATER in deadlines(path.read_bytes())
    assert [one["details"]["format"] for one in events(app)] == ["docx"]
    elsewhere = ("catalogue", "export", "000000-employment", "--draft", number, "--to", str(path))
    assert "another catalogue" in commands.refused(*elsewhere, "--as", "drafter")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--to", "table.odt"), "--format"),
        (("--to", "a.csv", "--release", "1", "--as-of", "2026-01-01"), "Choose one of"),
        (("--to", "nowhere/at/all.csv"), "nowhere/at/all.csv"),
    ],
)
def test_what_the_command_cannot_do_is_said(
    commands: Commands, world: World, options: tuple[str, ...], words: str
) -> None:
    assert world
    result = commands.runner.invoke(args=("catalogue", "export", COUNTY, *options))
    assert result.exit_code in {1, 2}
    assert words in result.stderr
    assert not Path("table.odt").exists()


def test_what_was_shown_on_a_day_to_come_is_refused_by_the_command(
    commands: Commands, world: World, tmp_path: Path
) -> None:
    assert world
    path = str(tmp_path / "a.csv")
    said = commands.refused(
        "catalogue", "export", COUNTY, "--as-of", "2999-01-01", "--clock", "shown", "--to", path
    )
    assert "still to come" in said
