"""Wrong usage and help are said in the language of the command line, the library's own sentences included."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask import Flask

from tests.contexts import cheap_settings, dispose
from web import create_app
from web.cli.story.usage import COUNTED, SENTENCES


@pytest.fixture(params=["en", "zh_Hans"])
def speaking_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Flask]]:
    settings = cheap_settings(f"sqlite:///{tmp_path / 'none.sqlite'}", tmp_path / "home")
    app = create_app(replace(settings, language=request.param))
    yield request.param, app
    dispose(app)


@pytest.mark.parametrize(
    ("args", "english", "chinese"),
    [
        (["proposal", "list"], "Missing option '--as'", "缺少选项"),
        (["catalogue", "as-of", "x"], "Missing argument", "缺少参数"),
        (["catalogue", "list", "--nonsense"], "No such option '--nonsense'", "没有 '--nonsense' 这一选项"),
        (["catalogue", "nonsense"], "No such command 'nonsense'", "没有 'nonsense' 这一命令"),
        (
            ["catalogue", "list", "too", "much"],
            "unexpected extra arguments (too much)",
            "多出的参数：too much",
        ),
        (["erase", "comment", "1", "0"], "is not in the range", "不在允许的范围内"),
        (["erase", "comment", "1", "x"], "is not a valid integer", "不是有效的数"),
        (["erase", "comment", "1", "1", "--ground"], "requires an argument", "需要 1 个值"),
        (["erase", "comment", "1", "1", "--ground", "x"], "is not one of", "不是可选的值"),
    ],
)
def test_wrong_usage_is_said_in_the_language(
    speaking_app: tuple[str, Flask], args: list[str], english: str, chinese: str
) -> None:
    language, app = speaking_app
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 2
    assert {"en": english, "zh_Hans": chinese}[language] in result.stderr
    assert ("Error: " in result.stderr, "错误：" in result.stderr) == (language == "en", language != "en")


def test_help_is_headed_in_the_language(speaking_app: tuple[str, Flask]) -> None:
    language, app = speaking_app
    said = app.test_cli_runner().invoke(args=["erase", "--help"]).stdout
    assert said.startswith({"en": "Usage:", "zh_Hans": "用法："}[language])


def test_the_library_says_nothing_that_was_forgotten() -> None:
    """Each sentence of the errors and of the help of the library is among those that are translated."""
    known = {*SENTENCES, *(str(one._args[0]) for one in COUNTED)}
    folder = Path(click.__file__).parent
    said = set()
    for name in ("exceptions.py", "parser.py", "formatting.py"):
        for node in ast.walk(ast.parse((folder / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                said.add(ast.literal_eval(node.args[0]))
    said = {one for one in said if not one.startswith(("Missing {", "Missing parameter:", "Invalid start"))}
    assert said <= known
