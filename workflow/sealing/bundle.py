"""Evidence bundles: what an auditor takes away to check without us. `docs/evidence.md` describes the form."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import hash_lines, leaf_proof
from ledger.hashing import TreeHash
from ledger.tree import consistency_proof, inclusion_proof
from models import (
    DestructionItem,
    Event,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerLeaf,
    LedgerLog,
    Proposal,
    TransitionTable,
)
from values.messages import N_, Message
from workflow.sealing import store
from workflow.sealing.contents import named_hashes, stored_together
from workflow.sealing.safe import SealError
from workflow.sealing.signing import known_keys, turnovers
from workflow.sealing.walk import Leaf

VERIFIER = Path(__file__).resolve().parents[2] / "ledger" / "verify.py"

ALWAYS = ("installed", "table_in_force", "ledger_key_in_force", "log_opened")
"""Actions whose events are in every bundle: which tables and keys were in force when."""

TOGETHER = 1000

README = """\
政务公开目录动态调整 · 证据包

核验（无需联网，只要 Python 3.9 以上）：
    python3 -I verify.py . --vkey 你另行取得的公钥文件 --checkpoint 你另行保存的检查点文件
公钥和检查点应当从别的渠道取得；本包内所附的，只能说明本包自相一致。
只含一件申请或一个目录的证据包，证明包内所列属实，不证明此外没有别的。

Disclosure catalogues · evidence bundle

To verify (no network, only Python 3.9 or later):
    python3 -I verify.py . --vkey YOUR-VKEY-FILE --checkpoint YOUR-CHECKPOINT-FILE
Key and checkpoint should have reached you another way; those in here only show that the bundle agrees with itself.
A bundle of one proposal or catalogue proves what is in it, not that nothing else exists.
"""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which events a bundle has: all, or those of a proposal or a catalogue."""

    name: str
    """`all`, `proposal:990101-2026-0007`, `catalogue:990101-employment`."""
    proposal_id: int | None = None
    catalogue_id: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether the whole log is in it."""
        return self.proposal_id is None and self.catalogue_id is None

    def condition(self) -> sa.ColumnElement[bool]:
        """Return which events are in it."""
        if self.is_all:
            return sa.true()
        same = (
            Event.proposal_id == self.proposal_id
            if self.proposal_id is not None
            else Event.catalogue_id == self.catalogue_id
        )
        return sa.or_(same, Event.action.in_(ALWAYS), self._of_lists())

    def _of_lists(self) -> sa.ColumnElement[bool]:
        """Return the condition that an event is of a list for destruction that names one of the cases."""
        named = sa.select(sa.cast(DestructionItem.list_id, sa.String)).join(
            Proposal, Proposal.id == DestructionItem.proposal_id
        )
        wanted = (
            Proposal.id == self.proposal_id
            if self.proposal_id is not None
            else Proposal.catalogue_id == self.catalogue_id
        )
        return sa.and_(Event.subject_kind == "destruction_list", Event.subject_id.in_(named.where(wanted)))


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """What was written."""

    scope: str
    size: int
    root: bytes
    leaves: int
    contents: int


def write_bundle(session: Session, log: LedgerLog, scope: Scope, folder: Path) -> Bundled:
    """Write a bundle into an empty folder, up to the newest signed head.

    Raises: SealError where nothing is signed yet.
    """
    heads = session.scalars(
        sa.select(LedgerCheckpoint)
        .where(LedgerCheckpoint.log_no == log.no)
        .order_by(LedgerCheckpoint.size.desc())
        .limit(2)
    ).all()
    if not heads:
        raise SealError(Message(N_("Nothing is sealed yet; try again in a minute.")))
    head, *before = heads
    folder.mkdir(parents=True, exist_ok=True)
    note = head.note + _cosignatures(session, head)
    (folder / "checkpoint").write_bytes(note)
    _write_previous(session, log, head, before, folder)
    (folder / "vkey").write_text("".join(f"{key}\n" for key in known_keys(session, log)), encoding="utf-8")
    leaves, named = _write_leaves(session, log, head, scope, folder)
    contents = _write_contents(session, named, folder)
    for table in session.scalars(sa.select(TransitionTable)):
        _file(folder, "tables", f"{table.sha256}.json").write_bytes(table.data)
    if not scope.is_all:
        _write_proofs(session, log, head, note, leaves, folder)
    _write_turnovers(session, log, head, folder)
    manifest = {
        "v": 1,
        "log": log.origin,
        "hash": log.hash_algorithm,
        "scope": scope.name,
        "size": head.size,
        "leaves": len(leaves),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    (folder / "README.txt").write_text(README, encoding="utf-8")
    (folder / "verify.py").write_bytes(VERIFIER.read_bytes())
    return Bundled(scope=scope.name, size=head.size, root=head.root, leaves=len(leaves), contents=contents)


def _cosignatures(session: Session, head: LedgerCheckpoint) -> bytes:
    lines = session.scalars(
        sa.select(LedgerCosignature.line)
        .where(LedgerCosignature.log_no == head.log_no, LedgerCosignature.size == head.size)
        .order_by(LedgerCosignature.verifier_key)
    )
    return "".join(lines).encode()


def _write_previous(
    session: Session,
    log: LedgerLog,
    head: LedgerCheckpoint,
    before: Sequence[LedgerCheckpoint],
    folder: Path,
) -> None:
    proof: Sequence[bytes] = ()
    if before:
        (folder / "previous-checkpoint").write_bytes(before[0].note)
        proof = consistency_proof(
            TreeHash(log.hash_algorithm), before[0].size, head.size, store.reader(session, log)
        )
    (folder / "consistency.txt").write_text(hash_lines(proof), encoding="ascii")


def _write_leaves(
    session: Session, log: LedgerLog, head: LedgerCheckpoint, scope: Scope, folder: Path
) -> tuple[list[int], set[str]]:
    """Write the leaves in ascending order; return their indices, and the hashes of content that they name."""
    indices: list[int] = []
    named: set[str] = set()
    with (folder / "leaves.ndjson").open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(session, log, head, scope):
            text = row.data.decode()
            line = {"index": row.place, "data": text, "leaf_hash": row.leaf_hash.hex()}
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            indices.append(row.place)
            named |= set(named_hashes(Leaf(row.place, row.event_id, row.action, json.loads(text))))
    return indices, named


def _rows(session: Session, log: LedgerLog, head: LedgerCheckpoint, scope: Scope) -> Iterator[Any]:
    after = -1
    while True:
        rows = session.execute(
            sa.select(
                LedgerLeaf.index.label("place"),
                LedgerLeaf.event_id,
                LedgerLeaf.leaf_hash,
                Event.action,
                Event.data,
            )
            .join(Event, Event.id == LedgerLeaf.event_id)
            .where(
                LedgerLeaf.log_no == log.no,
                LedgerLeaf.index > after,
                LedgerLeaf.index < head.size,
                scope.condition(),
            )
            .order_by(LedgerLeaf.index)
            .limit(TOGETHER)
        ).all()
        yield from rows
        if len(rows) < TOGETHER:
            return
        after = rows[-1].place


def _write_contents(session: Session, named: Iterable[str], folder: Path) -> int:
    """Write the frozen contents that events name, and the attached files; tables have a folder of their own."""
    count = 0
    tables = set(session.scalars(sa.select(TransitionTable.sha256)))
    for sha256, data in stored_together(session, set(named) - tables):
        _file(folder, "contents", f"{sha256}.json").write_bytes(data)
        count += 1
    return count


def _write_proofs(
    session: Session,
    log: LedgerLog,
    head: LedgerCheckpoint,
    note: bytes,
    indices: Iterable[int],
    folder: Path,
) -> None:
    tree_hash, read = TreeHash(log.hash_algorithm), store.reader(session, log)
    for index in indices:
        proof = inclusion_proof(tree_hash, index, head.size, read)
        _file(folder, "proofs", f"{index}.tlog-proof").write_bytes(leaf_proof(index, proof, note))


def _write_turnovers(session: Session, log: LedgerLog, head: LedgerCheckpoint, folder: Path) -> None:
    """Prove of each key after the first that it came into force under a head that the key before signed as well."""
    tree_hash, read = TreeHash(log.hash_algorithm), store.reader(session, log)
    for index, turned in turnovers(session, log):
        if turned.size <= head.size:
            proof = inclusion_proof(tree_hash, index, turned.size, read)
            _file(folder, "turnovers", f"{index}.tlog-proof").write_bytes(
                leaf_proof(index, proof, turned.note)
            )


def _file(folder: Path, kind: str, name: str) -> Path:
    (folder / kind).mkdir(exist_ok=True)
    return folder / kind / name
