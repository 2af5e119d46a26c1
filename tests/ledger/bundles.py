"""Evidence bundles made for tests: the formats written a second time, from their specifications and as plainly as can be."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.ledger.plain_tree import Hash, path, proof, root, sha256
from workflow.lifecycle import table_bytes

ORIGIN = "mulu.example/tests"


def hash_of(origin: str) -> Hash:
    return (lambda data: hashlib.new("sm3", data).digest()) if origin.endswith("/sm3") else sha256


# Keys and signed notes.


@dataclass(frozen=True)
class Signer:
    """A private key with its name; the same seed makes the same key."""

    seed: int = 1
    name: str = ORIGIN
    kind: int = 1

    @property
    def key(self) -> Ed25519PrivateKey:
        """The private key."""
        return Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def public(self) -> bytes:
        """The public key."""
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def id(self) -> bytes:
        """The key id of a note."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public)[:4]

    @property
    def vkey(self) -> str:
        """The line that auditors hold."""
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + self.public)}\n"

    def line(self, text: str, stamp: int = 1_700_000_000) -> str:
        """The line that signs a text."""
        if self.kind == 1:
            signature = self.key.sign(text.encode())
        else:
            said = f"cosignature/v1\ntime {stamp}\n{text}"
            signature = stamp.to_bytes(8, "big") + self.key.sign(said.encode())
        return f"— {self.name} {b64(self.id + signature)}\n"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def checkpoint(leaves: Sequence[bytes], *signers: Signer, origin: str = ORIGIN) -> bytes:
    text = f"{origin}\n{len(leaves)}\n{b64(root(leaves, hash_of(origin)))}\n"
    return (text + "\n" + "".join(one.line(text) for one in signers)).encode()


# Events.


@dataclass
class Trail:
    """Events as they happen, with the contents and tables that they name."""

    log: str = ORIGIN
    events: list[dict[str, Any]] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    tables: dict[str, bytes] = field(default_factory=dict)
    start: datetime = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def happen(self, action: str, subject: str, *, actor: str = "1", **members: Any) -> int:
        """Add an event, whose further members are given by name (`source` for `from`, `target` for `to`)."""
        at = self.start + timedelta(seconds=len(self.events))
        event = {
            "v": 1,
            "log": self.log,
            "ts": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "action": action,
            "actor": {"id": actor, "role": "person", "body": None, "jurisdiction": None},
            "on_behalf_of": None,
            "request_id": f"r{len(self.events)}",
            "subject": subject,
            **dict.fromkeys(("proposal", "revision", "comment_sha256", "content_sha256", "previous_sha256")),
            "from": members.pop("source", None),
            "to": members.pop("target", None),
            "details": {},
        }
        self.events.append({**event, **members})
        return len(self.events) - 1

    def install(self, table: bytes | None = None) -> None:
        """Begin with the table in force."""
        table = table or table_bytes()
        digest = sha256(table).hex()
        self.tables[digest] = table
        self.happen("installed", f"installation:{self.log}", actor="system", details={"table_sha256": digest})

    def content(self, value: dict[str, Any]) -> str:
        """Keep a content and return its hash."""
        data = rfc8785.dumps(value)
        digest = sha256(data).hex()
        self.contents[digest] = data
        return digest

    @property
    def leaves(self) -> list[bytes]:
        """The bytes of every event."""
        return [rfc8785.dumps(event) for event in self.events]


@dataclass
class Draft:
    """A proposal on its way: each action adds its event."""

    trail: Trail
    number: str
    contributors: tuple[str, ...] = ("11",)
    state: str | None = None
    revision: int | None = None
    content: str | None = None

    def act(self, action: str, target: str, *, actor: str = "11", **members: Any) -> int:
        """Go to a state; a submit freezes the next revision."""
        previous = None
        if action == "submit":
            previous, self.revision = self.content, (self.revision or 0) + 1
            self.content = self.frozen()
        known = {"revision": self.revision, "content_sha256": self.content, "previous_sha256": previous}
        index = self.trail.happen(
            action,
            f"proposal:{self.number}",
            actor=actor,
            proposal=self.number,
            source=self.state,
            target=target,
            **{**known, **members},
        )
        self.state = target
        return index

    def frozen(self) -> str:
        """The next revision, which says who contributed."""
        people = [{"person": one, "body": "7", "on_behalf_of": None} for one in self.contributors]
        said = {"v": 2, "proposal": self.number, "title": f"第{self.revision}稿", "contributors": people}
        return self.trail.content(said)

    def remark(self, action: str = "comment_added", *, actor: str = "12", **members: Any) -> int:
        """Say something about the proposal that does not change it."""
        known = {"proposal": self.number, "revision": self.revision}
        return self.trail.happen(action, f"proposal:{self.number}", actor=actor, **{**known, **members})


def told_trail(log: str = ORIGIN) -> Trail:
    """A log with a proposal that went all the way, and one that was withdrawn."""
    trail = Trail(log)
    trail.install()
    trail.happen("body_registered", "body:7", actor="system", details={"kind": "department"})
    one, two = Draft(trail, "990101-2026-0001"), Draft(trail, "990101-2026-0002", contributors=("13",))
    one.act("opened", "draft", details={"catalogue": "990101-employment", "cause": None})
    two.act("opened", "draft", actor="13")
    file = trail.content({"附件": 1})
    one.remark("attached", actor="11", details={"sha256": file, "name": "情况说明“附件”.docx", "size": 12})
    one.act("submit", "in_review", details={"unchanged": False})
    one.act("sign_off", "in_review", actor="21", details={"outcome": "agreed"})
    one.remark(comment_sha256="cd" * 32, details={"comment": "1"})
    two.act("submit", "in_review", actor="13")
    paper = {"id": "22", "body": "8", "kind": "recorded"}
    one.act("sign_off", "in_approval", actor="23", on_behalf_of=paper)
    one.act("request_changes", "changes_requested", actor="31")
    one.act("submit", "in_review", details={"unchanged": False})
    one.act("sign_off", "in_approval", actor="21")
    two.act("withdraw", "withdrawn", actor="13")
    one.act("approve", "approved", actor="31")
    one.act("schedule", "approved", actor="41", details={"for": "2026-03-03T00:00:00+00:00"})
    one.act("schedule_failed", "approved", actor="system")
    one.act("publish", "published", actor="41", details={"release": 1})
    return trail


# The bundle.


def write(
    folder: Path,
    trail: Trail,
    *,
    signers: Sequence[Signer] | None = None,
    previous: int | None = 5,
    part: Iterable[int] | None = None,
    leaves: Sequence[bytes] | None = None,
) -> Path:
    """Write the bundle of a trail: all of it, or the events of a part with their proofs."""
    leaves = trail.leaves if leaves is None else leaves
    signers = signers or [Signer(name=trail.log)]
    hash_ = hash_of(trail.log)
    head = checkpoint(leaves, *signers, origin=trail.log)
    for name in ("contents", "tables", *(["proofs"] if part is not None else [])):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "checkpoint").write_bytes(head)
    (folder / "vkey").write_text("".join(one.vkey for one in signers), encoding="utf-8")
    if previous := min(previous or 0, len(leaves)):
        (folder / "previous-checkpoint").write_bytes(
            checkpoint(leaves[:previous], *signers, origin=trail.log)
        )
        shown = "".join(b64(one) + "\n" for one in proof(previous, leaves, hash_))
        (folder / "consistency.txt").write_text(shown)
    for place, kept in (("contents", trail.contents), ("tables", trail.tables)):
        for digest, data in kept.items():
            (folder / place / f"{digest}.json").write_bytes(data)
    chosen = range(len(leaves)) if part is None else sorted(part)
    write_leaves(folder, [(index, leaves[index]) for index in chosen], hash_)
    if part is not None:
        for index in chosen:
            hashes = "".join(b64(one) + "\n" for one in path(index, leaves, hash_))
            told = f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n".encode() + head
            (folder / "proofs" / f"{index}.tlog-proof").write_bytes(told)
    (folder / "manifest.json").write_text(json.dumps({"v": 1, "log": trail.log}), encoding="utf-8")
    return folder


def write_leaves(folder: Path, leaves: Iterable[tuple[int, bytes]], hash_: Hash = sha256) -> None:
    lines = [
        json.dumps(
            {"index": index, "data": data.decode(), "leaf_hash": hash_(b"\0" + data).hex()},
            ensure_ascii=False,
        )
        + "\n"
        for index, data in leaves
    ]
    (folder / "leaves.ndjson").write_text("".join(lines), encoding="utf-8", newline="")


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                archive.write(one, one.relative_to(folder).as_posix())
    return target
