"""Checkpoints, C2SP tlog-checkpoint: the head of a log as the text of a note; and the proof of one leaf with it."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.hashing import HASH_BYTES
from ledger.note import NoteError, is_name

PROOF_HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Checkpoint:
    """How many leaves a log had, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the note's text.

        Raises: NoteError where the origin cannot stand in it.
        """
        if not is_name(self.origin):
            raise NoteError("The origin of a log has neither spaces nor plus signs.")
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the text of a note; extension lines after the third are left alone.

        Raises: NoteError.
        """
        origin, size, root, *_ = (*text.split("\n"), "", "", "")
        if not is_name(origin):
            raise NoteError("The checkpoint names no origin.")
        if not re.fullmatch("0|[1-9][0-9]{0,15}", size):
            raise NoteError("The checkpoint's size is no number.")
        return cls(origin, int(size), hash_of_line(root))


def hash_of_line(line: str) -> bytes:
    """Read a hash in Base64.

    Raises: NoteError.
    """
    try:
        data = base64.b64decode(line, validate=True)
    except ValueError as error:
        raise NoteError("A hash is not Base64.") from error
    if len(data) != HASH_BYTES or _base64(data) != line:
        raise NoteError("A hash has not 32 bytes.")
    return data


def hash_lines(hashes: Sequence[bytes]) -> str:
    """Return hashes in Base64, a line each."""
    return "".join(f"{_base64(one)}\n" for one in hashes)


def leaf_proof(index: int, proof: Sequence[bytes], note: bytes) -> bytes:
    """Return a C2SP tlog-proof: that the leaf at an index is in the tree of a signed checkpoint."""
    return f"{PROOF_HEADER}\nindex {index}\n{hash_lines(proof)}\n".encode() + note


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
