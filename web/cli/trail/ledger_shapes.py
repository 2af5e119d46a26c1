"""What `flask ledger … --json` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SealShape:
    """`seal`."""

    size: int
    added: int


@dataclass(frozen=True, kw_only=True)
class CopyShape:
    """Where a head was written, of `status`."""

    place: str
    size: int
    written_at: str


@dataclass(frozen=True, kw_only=True)
class WitnessShape:
    """What a witness signed, of `status` and `witness`."""

    verifier_key: str
    size: int


@dataclass(frozen=True, kw_only=True)
class StatusShape:
    """`status`."""

    log: str
    hash: str
    size: int
    oldest_unsealed_seconds: int
    checkpoint_size: int | None
    root: str | None
    signed_at: str | None
    keys: tuple[str, ...]
    copies: tuple[CopyShape, ...]
    witnesses: tuple[WitnessShape, ...]
    verified_at: str | None
    verified_size: int | None
    verified_right: bool | None
    contents_checked_since: str | None
    """Since when the contents of every leaf have been hashed anew; none where some never were."""
    rolled_back: int | None


@dataclass(frozen=True, kw_only=True)
class WrongShape:
    """Something that is not as it was recorded, of `verify`."""

    leaf: int | None
    before: int | None
    event: int | None
    message: str


@dataclass(frozen=True, kw_only=True)
class VerifyShape:
    """`verify`."""

    log: str
    right: bool
    size: int
    root: str
    contents: int
    versions: int
    heads: int
    outside: int | None
    unsealed: int
    destroyed: dict[str, int]
    """Contents that are lawfully gone, by the number of the list for destruction."""
    erased: int
    """Comments that were erased by law."""
    wrong: tuple[WrongShape, ...]


@dataclass(frozen=True, kw_only=True)
class ExportShape:
    """`export`."""

    scope: str
    size: int
    root: str
    leaves: int
    contents: int
    to: str


@dataclass(frozen=True, kw_only=True)
class KeyShape:
    """`rotate-key` and `open`."""

    log: str
    verifier_key: str
