"""A bundle that the product made, verified by an auditor without a network: accepted as it is, refused once touched."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from flask import Flask

from tests.counting import counted
from tests.ledger.bundles import Signer, checkpoint, sha256
from tests.world import World
from workflow.actor import SYSTEM
from workflow.commands.export_bundle import export_bundle
from workflow.commands.seal import seal
from workflow.sealing import store
from workflow.sealing.bundle import Scope
from workflow.sealing.safe import Safe

WITHOUT_NETWORK = """
import runpy, sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit("the verifier asked for the network: " + event)
sys.addaudithook(refuse)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs a program in which any use of a socket ends it."""

WHERE_CONTENTS_ARE = tuple(
    f"SELECT {table}." for table in ("revision", "rule_outcome", "transition_table", "attachment")
)
"""How statements begin that ask for contents; how many ask for the tree depends on its shape."""

Lines = list[dict[str, Any]]


@pytest.fixture
def taken(context: Flask, sealed: World, safe: Safe, tmp_path: Path) -> Path:
    """What an auditor took away: a bundle of everything, and beside it the key and a head that came another way."""
    sealed.published(sealed.amendment())
    seal(safe)
    folder = tmp_path / "bundle"
    export_bundle(Scope(name="all"), folder, actor=SYSTEM)
    (tmp_path / "vkey").write_bytes((folder / "vkey").read_bytes())
    (tmp_path / "head").write_bytes((folder / "checkpoint").read_bytes())
    assert context
    return folder


def test_a_bundle_asks_as_often_for_two_contents_as_for_many(
    context: Flask, sealed: World, safe: Safe, tmp_path: Path
) -> None:
    asked, written = [], []
    for deadlines in (("2", "3"), ("4", "5", "6", "7", "8")):
        for days in deadlines:
            sealed.published(sealed.amendment(deadline=f"{days}个工作日内公开"))
        while seal(safe).added:
            pass
        with counted() as cost:
            bundled = export_bundle(Scope(name="all"), tmp_path / "-".join(deadlines), actor=SYSTEM)
        asked.append([one for one in cost.statements if one.startswith(WHERE_CONTENTS_ARE)])
        written.append(bundled.contents)
    assert written[1] - written[0] >= len(deadlines)
    assert 0 < len(asked[0]) == len(asked[1]) <= 6
    assert context


def verified(folder: Path) -> tuple[int, str]:
    """Return the exit status and what was said."""
    beside = ["--vkey", str(folder.parent / "vkey"), "--checkpoint", str(folder.parent / "head")]
    program = [sys.executable, "-I", "-c", WITHOUT_NETWORK, str(folder / "verify.py"), str(folder), *beside]
    ran = subprocess.run(program, capture_output=True, check=False)
    assert not ran.stderr, ran.stderr.decode()
    return ran.returncode, ran.stdout.decode()


def lines_of(folder: Path) -> Lines:
    return [json.loads(line) for line in (folder / "leaves.ndjson").read_text(encoding="utf-8").splitlines()]


def write_lines(folder: Path, lines: Lines) -> None:
    """Write leaves as a bundle does, each with the number of its place and the hash of its data."""
    for index, line in enumerate(lines):
        line["index"], line["leaf_hash"] = index, sha256(b"\0" + line["data"].encode()).hex()
    text = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in lines)
    (folder / "leaves.ndjson").write_text(text, encoding="utf-8", newline="")


def edited(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "data": rfc8785.dumps({**json.loads(line["data"]), "request_id": "other"}).decode()}


def place_of(lines: Lines, action: str) -> int:
    return next(at for at, line in enumerate(lines) if json.loads(line["data"])["action"] == action)


def edit(folder: Path) -> int:
    lines = lines_of(folder)
    at = place_of(lines, "approve")
    write_lines(folder, [*lines[:at], edited(lines[at]), *lines[at + 1 :]])
    return at


def delete(folder: Path) -> int:
    lines = lines_of(folder)
    at = place_of(lines, "approve")
    write_lines(folder, lines[:at] + lines[at + 1 :])
    return at


def swap(folder: Path) -> int:
    lines = lines_of(folder)
    at = place_of(lines, "approve")
    lines[at - 1], lines[at] = lines[at], lines[at - 1]
    write_lines(folder, lines)
    return at


def truncate(folder: Path) -> int:
    lines = lines_of(folder)
    write_lines(folder, lines[:-3])
    return len(lines) - 3


def append(folder: Path) -> int:
    lines = lines_of(folder)
    write_lines(folder, [*lines, edited(lines[-1])])
    return len(lines)


def forge(folder: Path) -> None:
    """Sign the same head with another key under the log's name."""
    leaves = [line["data"].encode() for line in lines_of(folder)]
    origin = store.current_log().origin
    (folder / "checkpoint").write_bytes(checkpoint(leaves, Signer(name=origin), origin=origin))


def replace_content(folder: Path) -> int:
    lines = lines_of(folder)
    at = place_of(lines, "submit")
    digest = json.loads(lines[at]["data"])["content_sha256"]
    (folder / "contents" / f"{digest}.json").write_bytes(b"{}")
    return at


def rebuild(folder: Path) -> int:
    """Make history anew with a key of one's own, which replaces the bundle's."""
    lines = lines_of(folder)
    at = place_of(lines, "approve")
    write_lines(folder, [*lines[:at], edited(lines[at]), *lines[at + 1 :]])
    forge(folder)
    (folder / "vkey").write_text(Signer(name=store.current_log().origin).vkey, encoding="utf-8")
    (folder / "previous-checkpoint").unlink()
    (folder / "consistency.txt").write_bytes(b"")
    return at


TOUCHED: dict[str, Callable[[Path], int | None]] = {
    "edit": edit,
    "delete": delete,
    "swap": swap,
    "truncate": truncate,
    "append": append,
    "forged signature": forge,
    "swapped content": replace_content,
    "rebuilt tree": rebuild,
}


def test_as_it_was_taken_it_is_accepted_and_touched_in_any_way_refused(taken: Path, tmp_path: Path) -> None:
    status, told = verified(taken)
    assert status == 0, told
    for name, touch in TOUCHED.items():
        folder = tmp_path / "touched"
        shutil.copytree(taken, folder)
        at = touch(folder)
        status, told = verified(folder)
        assert (status, "REFUSED" in told) == (1, True), f"{name}: {told}"
        if at is not None:
            assert names(told, at), f"{name}, leaf {at}: {told}"
        shutil.rmtree(folder)


def names(told: str, at: int) -> bool:
    """Whether the first wrong leaf is this one, or lies in the interval that is told."""
    line = next(one for one in told.splitlines() if one.startswith("第一处不符"))
    words = line.rpartition(" / ")[2].split()
    if words[0] == "leaf":
        return int(words[1]) in {at, at - 1}
    return int(words[2]) <= at <= int(words[4])


def test_a_verifier_that_asks_for_the_network_would_be_noticed(taken: Path) -> None:
    (taken / "verify.py").write_text("import socket\nsocket.create_connection(('127.0.0.1', 9))\n")
    with pytest.raises(AssertionError, match="asked for the network"):
        verified(taken)
