"""Every sentence that the software says exists in every language that it speaks."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from tests.sources import CODE, ROOT

FOLDERS = [name for name in (*CODE, "templates", "wsgi.py") if (ROOT / name).exists()]
PLACEHOLDER = re.compile(r"%\((\w+)\)(?:\.0)?([sd])")
"""Named places; one that is written `.0s` shows nothing in that language."""
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
CHINESE_MARK = re.compile("[\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")
LOCALES = sorted(path.name for path in (ROOT / "translations").iterdir() if path.is_dir())
"""English needs no catalogue: the message ids are its sentences."""


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every message that code and templates mark, collected as `make translations` does."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    keywords = ["-k", "lazy_gettext", "-k", "lazy_ngettext:1,2"]
    program = Path(sys.executable).with_name("pybabel")
    subprocess.run(
        [program, "-q", "extract", "-F", "pyproject.toml", *keywords, "-o", target, *FOLDERS],
        cwd=ROOT,
        check=True,
    )
    return _read(target)


def test_chinese_is_among_the_languages() -> None:
    assert "zh_Hans" in LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(locale: str, collected: Catalog) -> None:
    catalogue = _catalogue(locale)
    missing = [
        message.id
        for message in collected
        if message.id
        and not (
            (found := catalogue.get(message.id, message.context))
            and _is_whole(found.string)
            and not found.fuzzy
        )
    ]
    assert not missing, f"run `make translations` and translate: {missing}"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_outlives_its_sentence(locale: str, collected: Catalog) -> None:
    left = [
        message.id
        for message in _catalogue(locale)
        if message.id and not collected.get(message.id, message.context)
    ]
    assert not left, "run `make translations`"


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_the_placeholders(locale: str) -> None:
    wrong = [message.id for message in _catalogue(locale) if message.id and not _same_placeholders(message)]
    assert not wrong


def test_english_pages_have_no_marks_of_chinese() -> None:
    """What stands between sentences is a sentence's own; only the words of a row are joined as its table joins them."""
    templates = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path, text in templates.items()
        for line in COMMENT.sub("", text).splitlines()
        if CHINESE_MARK.search(line) and "elements" not in line
    ]
    assert not found


@cache
def _catalogue(locale: str) -> Catalog:
    return _read(ROOT / "translations" / locale / "LC_MESSAGES" / "messages.po", locale)


def _read(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _is_whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _same_placeholders(message: object) -> bool:
    """Whether each form of a translation names what its sentence names; a plural may leave the number out."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    named = set(PLACEHOLDER.findall(ids[-1]))
    return all(set(PLACEHOLDER.findall(string)) == named for string in strings)
