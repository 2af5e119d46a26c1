"""The project's own files as the house rules look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = ("values", "models", "rules", "formats", "ledger", "workflow", "web", "worker")
"""The folders of the house, bottom up."""
ELSEWHERE = ("vendor", "versions", "__pycache__")
"""Folders within ours that hold what others wrote, or what is written once and never again (migrations)."""


def files(
    *suffixes: str, folders: tuple[str, ...] = (*CODE, "migrations", "templates", "static", "tests")
) -> list[Path]:
    """Return the files with these suffixes in the folders and at the top, without what is not ours."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    found += [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    ours = (path for path in found if not set(ELSEWHERE) & set(path.relative_to(ROOT).parts))
    return sorted(path for path in ours if path.suffix in suffixes)


def modules() -> list[Path]:
    """Return the Python files of the house, without tests and migrations."""
    return files(".py", folders=CODE)


def name_of(path: Path) -> str:
    """Return the path as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def calls_in(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a file with the last word of what is called."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node
