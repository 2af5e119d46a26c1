"""The READMEs say what the code says, the same in both languages, and lead nowhere in vain."""

import re
from collections import UserDict
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from tests.docs.blocks import READMES, blocks
from tests.sources import ROOT

LINK = re.compile(r"\]\(([^)#:]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(make|flask|celery|waitress-serve|export) \S.*?(?=\s+#|$)", re.MULTILINE)
PAGES = sorted([*READMES.values(), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("language", READMES)
def test_what_is_written_from_the_code_is_up_to_date(language: str) -> None:
    text = READMES[language].read_text(encoding="utf-8")
    for name, block in blocks(language).items():
        assert block in text, f"{name}: run `.venv/bin/python -m tests.docs.blocks`"


@pytest.mark.parametrize("language", READMES)
def test_every_setting_that_is_read_is_in_the_table(language: str) -> None:
    environ = _Asked()
    Settings.from_environ(environ)
    assert set(re.findall(r"^\| `([A-Z_]+)` ", blocks(language)["settings"], re.MULTILINE)) == environ.names


def test_both_readmes_have_the_same_shape() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in READMES.values())
    for pattern in (r"^#+ ", r"^- ", r"^\| ", r"^!\[", r"^```"):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert counts[0] == counts[1], pattern
    assert _commands(english) == _commands(chinese)
    assert set(LINK.findall(english)) ^ set(LINK.findall(chinese)) == {"README.md", "README.zh-CN.md"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    assert [link for link in LINK.findall(text) if not (path.parent / link).exists()] == []


class _Asked(UserDict[str, str]):
    """An empty environment that remembers which names it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return default


def _commands(text: str) -> list[str]:
    return [found.group() for fence in FENCE.findall(text) for found in COMMAND.finditer(fence)]
