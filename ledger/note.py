"""Signed notes, C2SP signed-note: a text, and lines that sign it."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
"""Signature type: Ed25519 over the text."""

COSIGNATURE = b"\x04"
"""Signature type: a witness's timestamped cosignature (C2SP tlog-cosignature)."""

ID_BYTES = 4
KEY_BYTES = 32
MOST_SIGNATURES = 64
LARGEST = 100_000
"""Bytes of a note beyond which it is not read."""


class NoteError(ValueError):
    """A note is malformed, or is not signed as it should be."""


@dataclass(frozen=True)
class Signature:
    """A line below a note."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """Return the line as it stands in the note."""
        return f"— {self.name} {_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True)
class Note:
    """A text that ends with a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        """Return the note as it is written, UTF-8."""
        return (self.text + "\n" + "".join(one.line() for one in self.signatures)).encode()

    def signed_also(self, *signatures: Signature) -> "Note":
        """Return the note with further signatures."""
        return Note(self.text, (*self.signatures, *signatures))


@dataclass(frozen=True)
class VerifierKey:
    """A public key with its name, as auditors hold it: `name+id+base64(type ‖ key)`."""

    name: str
    key: bytes
    kind: bytes = ED25519

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature names this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.key).digest()[:ID_BYTES]

    def __str__(self) -> str:
        """Return the key in the one line that can be read again."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(self.kind + self.key)}"

    @classmethod
    def parse(cls, line: str) -> "VerifierKey":
        """Read the line.

        Raises: NoteError.
        """
        parts = line.strip().split("+", 2)
        if len(parts) != 3 or not is_name(parts[0]):  # noqa: PLR2004 - name, id, key
            raise NoteError("A verifier key is name+id+key.")
        material = _bytes(parts[2])
        found = cls(parts[0], material[1:], material[:1])
        if found.kind not in (ED25519, COSIGNATURE) or len(found.key) != KEY_BYTES:
            raise NoteError("The verifier key is of another kind than Ed25519.")
        if found.key_id.hex() != parts[1]:
            raise NoteError("The verifier key's id is not that of its key.")
        return found

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Return whether this key signed these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def parse_note(data: bytes) -> Note:
    """Read a note strictly; nothing in it is to be believed before `require_signed`.

    Raises: NoteError.
    """
    if len(data) > LARGEST:
        raise NoteError("The note is too long.")
    try:
        written = data.decode()
    except UnicodeDecodeError as error:
        raise NoteError("The note is not UTF-8.") from error
    if any(sign < " " and sign != "\n" for sign in written):
        raise NoteError("The note holds control characters.")
    text, gap, below = written.rpartition("\n\n")
    if not gap or not below.endswith("\n"):
        raise NoteError("The note has no signatures.")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteError("The note has too many signatures.")
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def require_signed(note: Note, key: VerifierKey) -> None:
    """Check that a key signed the note; signatures of other keys are left alone.

    Raises: NoteError.
    """
    mine = [one for one in note.signatures if (one.name, one.key_id) == (key.name, key.key_id)]
    if not mine:
        raise NoteError(f"The note is not signed by {key.name}.")
    if not all(key.verify(note.text.encode(), one.signature) for one in mine):
        raise NoteError(f"The signature of {key.name} is not right.")


def is_name(name: str) -> bool:
    """Return whether a key may be called so: not empty, no space, no plus sign."""
    return bool(name) and "+" not in name and not any(sign.isspace() or sign < " " for sign in name)


def _signature(line: str) -> Signature:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if mark != "—" or not is_name(name):
        raise NoteError("A line below the note is no signature.")
    signed = _bytes(encoded)
    if len(signed) <= ID_BYTES:
        raise NoteError("A signature is too short.")
    return Signature(name, signed[:ID_BYTES], signed[ID_BYTES:])


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(encoded: str) -> bytes:
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("A part of the note is not Base64.") from error
    if _base64(data) != encoded:
        raise NoteError("A part of the note is not the one Base64 form of its bytes.")
    return data
