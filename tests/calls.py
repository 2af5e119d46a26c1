"""Which function of the house reaches which, read from the source: by the names that it uses."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.sources import ROOT, modules, name_of, tree_of

Place = tuple[str, str]
"""A module by its dotted name, and what is defined at its top."""


@cache
def reaches() -> dict[Place, frozenset[Place]]:
    """Return, of everything that is defined at the top of a module, what of the house it names."""
    known = {dotted(path): path for path in modules()}
    return {
        (module, name): frozenset(_named(node, module, known))
        for module, path in known.items()
        for name, node in _defined(tree_of(path))
    }


def closure(start: Place, *, not_through: str) -> set[Place]:
    """Return everything that something reaches, itself included, on other ways than through a module."""
    found, ahead = set(), [start]
    while ahead:
        place = ahead.pop()
        if place not in found and place[0] != not_through:
            found.add(place)
            ahead += reaches().get(place, ())
    return found


def dotted(path: Path) -> str:
    """Return the name under which a file of the house is imported."""
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def public_functions(folder: str) -> Iterator[Place]:
    """Yield the functions at the top of a folder's modules that others may call."""
    for path in modules():
        if path.is_relative_to(ROOT / folder):
            for node in tree_of(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield dotted(path), node.name


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def _named(node: ast.AST, module: str, known: dict[str, Path]) -> Iterator[Place]:
    """Yield what a definition names: of its own module, and through what it or its module imports."""
    local = {name for name, _ in _defined(tree_of(known[module]))}
    imported = _imports(tree_of(known[module])) | _imports(node)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            if inner.id in imported:
                yield imported[inner.id]
            elif inner.id in local:
                yield module, inner.id
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            source, name = imported.get(inner.value.id, ("", ""))
            yield f"{source}.{name}", inner.attr


def _imports(tree: ast.AST) -> dict[str, Place]:
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
