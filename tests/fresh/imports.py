"""Import whatever a file of the product names, at its head or in a function, and say what is not installed.

A package that is imported only for a Redis broker, or for the first export, would else be missed by whoever needs it.
"""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("values", "models", "rules", "formats", "ledger", "workflow", "web", "worker")
STARTS = ("config.py", "wsgi.py", "migrations")
"""Read, but not imported: they begin something."""


def files() -> Iterator[Path]:
    """Yield the files of the product."""
    for name in (*ROOMS, *STARTS):
        place = ROOT / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def named(text: str) -> Iterator[str]:
    """Yield the modules that a file names."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def missing() -> Iterator[str]:
    """Yield a line for each module that cannot be imported, with the files that name it."""
    users: dict[str, list[str]] = {}
    for file in files():
        place = file.relative_to(ROOT)
        if place.parts[0] in ROOMS:
            parts = place.with_suffix("").parts
            users.setdefault(".".join(parts).removesuffix(".__init__"), [])
        for name in named(file.read_text(encoding="utf-8")):
            users.setdefault(name, []).append(str(place))
    for name, places in users.items():
        try:
            importlib.import_module(name)
        except ImportError as error:
            yield f"{name} ({error}): {', '.join(dict.fromkeys(places)) or 'itself'}"


if __name__ == "__main__":
    if lines := list(missing()):
        sys.exit("\n".join(["The lock leaves something out:", *lines]))
