"""The page about the command line names every command, and every member of what `--json` prints."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import click

from tests.sources import ROOT
from web.cli import administered_shapes, archive_shapes, service_shapes
from web.cli.account import shapes as account_shapes
from web.cli.account.group import account
from web.cli.archive import archive
from web.cli.catalogue import hiding_shapes, importing_shapes
from web.cli.catalogue import shapes as catalogue_shapes
from web.cli.catalogue.group import catalogue
from web.cli.catalogue.hiding import hiding
from web.cli.erase import erase
from web.cli.proposal import conflict_shapes
from web.cli.proposal import shapes as proposal_shapes
from web.cli.proposal.group import proposal
from web.cli.services import services
from web.cli.trail import audit_shapes
from web.cli.trail.audit import audit
from web.trail import shapes as trail_shapes

PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SHAPE = re.compile(
    r"^### `(\w+)`\n\n(?:\w.*\n\n)?\| member \| what it is \|\n\|---\|---\|\n((?:\|.*\|\n)+)", re.MULTILINE
)
ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)
DESCRIBED = {name: ROW.findall(table) for name, table in SHAPE.findall(PAGE)}
SHAPES = {
    name: kind
    for module in (
        account_shapes,
        catalogue_shapes,
        importing_shapes,
        conflict_shapes,
        proposal_shapes,
        hiding_shapes,
        audit_shapes,
        trail_shapes,
        administered_shapes,
        archive_shapes,
        service_shapes,
    )
    for name, kind in vars(module).items()
    if is_dataclass(kind) and kind.__module__ == module.__name__
}
COMMANDS = re.compile(
    r"^\| `flask (account|archive|audit|catalogue|erase|proposal|hiding|services) ([a-z-]+)(.*?) \| ",
    re.MULTILINE,
)
FURTHER_IN = {"EntryContent", "ProvincialRule"}
"""Shapes that are described where they are defined."""


def test_every_shape_is_described_member_by_member_in_its_order() -> None:
    said = {name: [member for member, _ in rows] for name, rows in DESCRIBED.items()}
    assert said == {name: [one.name for one in fields(kind)] for name, kind in SHAPES.items()}


def test_a_member_that_holds_a_shape_names_it() -> None:
    silent = [
        (name, member)
        for name, rows in DESCRIBED.items()
        for member, text in rows
        for inner in _shapes_in(get_type_hints(SHAPES[name])[member])
        if f"`{inner}`" not in text
    ]
    assert silent == []


def test_every_command_is_named_and_no_other() -> None:
    """A table's row may name a second command without repeating its group."""
    named = {
        (group, command)
        for group, first, rest in COMMANDS.findall(PAGE)
        for command in (first, *re.findall(r"`([a-z-]+) [A-Z]", rest))
    }
    groups: dict[str, click.Group] = {
        "account": account,
        "archive": archive,
        "audit": audit,
        "catalogue": catalogue,
        "proposal": proposal,
        "hiding": hiding,
        "erase": erase,
        "services": services,
    }
    assert named == {(name, command) for name, group in groups.items() for command in group.commands}


def test_every_command_that_prints_json_says_which_shape() -> None:
    said = set(
        re.findall(
            r"^\| `(account|archive|audit|catalogue|erase|proposal|hiding|services) ([a-z-]+)[^|]*` \| ",
            PAGE,
            re.MULTILINE,
        )
    )
    printing = {
        (group.name, name)
        for group in (account, archive, audit, catalogue, erase, proposal, hiding, services)
        for name, command in group.commands.items()
        if any(one.name == "as_json" for one in command.params)
        and not any(one.name == "version" for one in command.params)
    }
    writing = {"open", "undo", "save", "row", "begin", "adapt", "claim", "comment", "answer"}
    writing |= {"ask", "opinion", "attach", "detach", "record", "justify", "undo-edit", "redo-edit"}
    assert said == printing - {("proposal", one) for one in writing}


def _shapes_in(hint: Any) -> Iterator[str]:
    """Yield the names of the shapes that a type holds."""
    if is_dataclass(hint) and isinstance(hint, type) and hint.__name__ not in FURTHER_IN:
        yield hint.__name__
    for inner in get_args(hint):
        yield from _shapes_in(inner)
