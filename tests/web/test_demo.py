"""The story of `make demo`: told in both languages, checked at every step, and gone when it is over."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result

from tests.contexts import cheap_settings
from web import create_app
from web.cli.story import story

Tell = Callable[[str], Result]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def tell(tmp_path: Path, scratch: Path) -> Tell:
    """A function that runs `flask demo` in a language."""
    del scratch
    unused = tmp_path / "unused.sqlite"

    def run(language: str) -> Result:
        settings = replace(cheap_settings(f"sqlite:///{unused}", tmp_path / "home"), language=language)
        result = create_app(settings).test_cli_runner().invoke(args=["demo"])
        assert not unused.exists(), "the story played in the real database"
        return result

    return run


@pytest.mark.sqlite
def test_the_story_is_told_in_chinese(tell: Tell, scratch: Path) -> None:
    result = tell("zh_Hans")
    assert result.exit_code == 0, result.output
    assert re.findall(r"^\d+\. (.+) · ", result.output, re.MULTILINE) == [
        "青禾县",
        "起草",
        "两人合写一稿",
        "提交",
        "科室审核 → 退回修改",
        "第2稿",
        "科室审核",
        "保密审查",
        "职责分离",
        "签发",
        "发布",
        "公众查阅目录",
        "试图篡改",
        "留痕",
        "两件申请改同一事项",
        "三方比对",
        "定时发布",
        "撤销发布",
        "国家标准是底线",
        "与已有事项重复的补充",
    ]
    for said in ("「-20-」「+10+」", "「-10-」「+15+」", "第2版", "append-only", "状态：已发布"):
        assert said in result.output
    assert list(scratch.iterdir()) == []


@pytest.mark.sqlite
def test_the_story_is_told_in_english(tell: Tell, scratch: Path) -> None:
    result = tell("en")
    assert result.exit_code == 0, result.output
    for said in (
        "Whoever wrote into a proposal cannot review or approve it.",
        "Somebody else was quicker",
        "a contributor or signer cannot decide",
        "FOREIGN KEY constraint failed",
        "马川 was refused: Approve",
        "publishes: release 2.",
        "As of 10 March 2026 (release 1)",
        "As of 11 March 2026 (release 2)",
        "event is append-only",
        "State: Published",
        "The base has moved on: release 3",
        "Content elements merged by themselves",
        "the system publishes release 4",
        "Release 5: the row says what it said before",
        "Refused by rule R08 (N3.4)",
        "Refused by rule R02 (N3.1)",
        "Put right, it is submitted as revision 1.",
    ):
        assert said in result.output
    assert list(scratch.iterdir()) == []


@pytest.mark.sqlite
def test_a_story_that_goes_otherwise_fails(
    tell: Tell, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "approval", SimpleNamespace(approve=lambda *_, **__: None))
    result = tell("en")
    assert result.exit_code == 1
    assert "Something was done that had to be refused: ForbiddenError" in result.output
    assert list(scratch.iterdir()) == []
