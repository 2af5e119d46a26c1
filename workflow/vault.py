"""Where credentials of message services are locked: the key is a file, so that a copy of the database opens nothing."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from values.canonical import canonical_bytes
from values.messages import N_, Message
from workflow.errors import NotAllowedError

OTHERS = 0o077
"""Rights of anyone but the owner."""

KEY_BYTES = 32
NONCE_BYTES = 12


class VaultError(NotAllowedError):
    """Credentials cannot be locked or opened; says why."""


class Vault:
    """Locks and opens credentials with the key in a file of mode 0600, which is made when first something is locked."""

    def __init__(self, path: Path) -> None:
        """Take the file of the key."""
        self._path = path

    def lock(self, credentials: Mapping[str, str], bound: Mapping[str, object]) -> str:
        """Return credentials so that nobody reads them without the key.

        Args:
            credentials: by name.
            bound: for what they were given; with anything else they do not open.

        Raises: VaultError.
        """
        if not self._path.exists():
            self._make()
        nonce = secrets.token_bytes(NONCE_BYTES)
        locked = AESGCM(self._key()).encrypt(
            nonce, canonical_bytes(dict(credentials)), canonical_bytes(bound)
        )
        return base64.b64encode(nonce + locked).decode("ascii")

    def open(self, locked: str, bound: Mapping[str, object]) -> dict[str, str]:
        """Return credentials that were locked for this.

        Raises: VaultError where the key is another, or the row says otherwise than when they were locked.
        """
        key = self._key()
        try:
            data = base64.b64decode(locked, validate=True)
            opened = AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], canonical_bytes(bound))
        except (InvalidTag, ValueError) as error:
            said = N_("The credentials do not open with the present key, or were given for another address.")
            raise VaultError(Message(said)) from error
        found: dict[str, str] = json.loads(opened)
        return found

    def _key(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                is_open = os.name == "posix" and os.fstat(file.fileno()).st_mode & OTHERS
                key = base64.b64decode(file.read(100).strip(), validate=True)
        except FileNotFoundError as error:
            raise self._error(N_("The key %(path)s of the message services is missing.")) from error
        except binascii.Error as error:
            raise self._error(N_("The file %(path)s is no key of message services.")) from error
        if is_open:
            raise self._error(N_("Others than its owner may read the key %(path)s: set its mode to 0600."))
        if len(key) != KEY_BYTES:
            raise self._error(N_("The file %(path)s is no key of message services."))
        return key

    def _make(self) -> None:
        """Make the key whole or not at all; whoever is quicker has made it for both."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(part, self._path)
            except FileExistsError:
                return
        finally:
            part.unlink(missing_ok=True)

    def _error(self, said: str) -> VaultError:
        return VaultError(Message(said, {"path": str(self._path)}))
