"""Keys that sign: files that only their owner reads, or anything else that can sign (a hardware module, say)."""

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.note import COSIGNATURE, ED25519, KEY_BYTES, Signature, VerifierKey, is_name

PRIVATE = "PRIVATE+KEY"
"""What a file with a signing key begins with: the form that Go's `note.NewSigner` reads."""

OTHERS = 0o077
"""Rights of anyone but the owner."""


class KeyFileError(ValueError):
    """A key file cannot be used; `reason` is `missing`, `open` (others may read it) or `malformed`."""

    def __init__(self, reason: str, path: Path) -> None:
        """Keep why, and which file."""
        self.reason, self.path = reason, path
        super().__init__(f"{path}: {reason}")


class Signer(Protocol):
    """Whoever can sign: with a name, a public key, and never more of the private one than a signature."""

    @property
    def verifier_key(self) -> VerifierKey:
        """The public half."""

    def sign(self, text: str) -> Signature:
        """Sign the text of a note."""


@dataclass(frozen=True)
class FileSigner:
    """A signing key that was read from a file."""

    name: str
    private: Ed25519PrivateKey
    kind: bytes = ED25519

    @property
    def verifier_key(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw(), self.kind)

    def sign(self, text: str) -> Signature:
        """Sign the text of a note."""
        return Signature(self.name, self.verifier_key.key_id, self.private.sign(text.encode()))

    def cosign(self, text: str, *, at: int) -> Signature:
        """Sign as a witness that this was the largest consistent tree seen, at a POSIX time (C2SP cosignature/v1)."""
        signed = self.private.sign(cosigned_message(text, at=at))
        return Signature(self.name, self.verifier_key.key_id, at.to_bytes(8, "big") + signed)


def cosigned_message(text: str, *, at: int) -> bytes:
    """Return what a witness signs: a header, its time, and the text of the note."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def make_key_file(path: Path, name: str, *, kind: bytes = ED25519) -> FileSigner:
    """Make a key and keep it in a new file of mode 0600.

    Raises: FileExistsError; ValueError where a key cannot be called so.
    """
    if not is_name(name):
        raise ValueError("The name of a key has neither spaces nor plus signs.")
    signer = FileSigner(name, Ed25519PrivateKey.generate(), kind)
    key = base64.b64encode(kind + signer.private.private_bytes_raw()).decode("ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{PRIVATE}+{name}+{signer.verifier_key.key_id.hex()}+{key}\n")
        file.flush()
        os.fsync(file.fileno())
    return signer


def read_key_file(path: Path) -> FileSigner:
    """Read a key that was made before.

    Raises: KeyFileError; where others than its owner may read it, too.
    """
    try:
        with path.open(encoding="utf-8") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & OTHERS:
                raise KeyFileError("open", path)
            line = file.read(1000).strip()
    except FileNotFoundError as error:
        raise KeyFileError("missing", path) from error
    except UnicodeDecodeError as error:
        raise KeyFileError("malformed", path) from error
    return _signer(line, path)


def _signer(line: str, path: Path) -> FileSigner:
    parts = line.split("+", 4)
    try:
        if len(parts) != 5 or "+".join(parts[:2]) != PRIVATE or not is_name(parts[2]):  # noqa: PLR2004
            raise KeyFileError("malformed", path)
        material = base64.b64decode(parts[4], validate=True)
    except binascii.Error as error:
        raise KeyFileError("malformed", path) from error
    if material[:1] not in (ED25519, COSIGNATURE) or len(material) != KEY_BYTES + 1:
        raise KeyFileError("malformed", path)
    signer = FileSigner(parts[2], Ed25519PrivateKey.from_private_bytes(material[1:]), material[:1])
    if signer.verifier_key.key_id.hex() != parts[3]:
        raise KeyFileError("malformed", path)
    return signer
