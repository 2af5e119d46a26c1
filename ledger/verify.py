"""Verify an evidence bundle of the audit trail with nothing but Python 3.9+ 核验审计证据包，只需 Python 3.9 及以上.

    python3 -I verify.py [DIR or ZIP] [--vkey FILE]... [--checkpoint FILE]...

DIR or ZIP: the bundle (default: the present folder). --vkey: the log's public key, as received by another channel.
--checkpoint: a signed head of the log that was kept outside. Exit status: 0 all is right, 1 something is not,
2 wrong usage. This one file needs no network and no other package, and was written apart from the product that
makes the bundles, so that each tests the other. The formats are published ones: RFC 6962 (tree), RFC 8032
(Ed25519), RFC 8785 (canonical JSON), C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof.

证据包（文件夹或 zip，默认当前文件夹）；--vkey：经其他途径取得的日志公钥；--checkpoint：存于系统之外的检查点。
返回值：0 全部通过，1 有不符，2 用法有误。
"""

from __future__ import annotations

import argparse
import base64
import binascii
import gc
import hashlib
import io
import json
import os
import re
import stat
import struct
import sys
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any, BinaryIO

LONGEST_LINE = 16 << 20
LONGEST_NOTE = 1 << 20
LONGEST_CONTENT = 256 << 20
MOST_SIGNATURES = 100
LARGEST_INTEGER = 2**53 - 1
LARGEST_SIZE = 2**63 - 1
HASH_SIZE = 32

Hash = Callable[[bytes], bytes]


class RefusedError(Exception):
    """Why something is not accepted, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


# ---------------------------------------------------------------------------------------------------------------
# What was found: one line a check.

CHECKS = {
    "bundle": ("证据包", "bundle"),
    "keys": ("公钥", "keys"),
    "turnovers": ("更换公钥", "changes of key"),
    "checkpoint": ("检查点签名", "checkpoint"),
    "previous": ("上一检查点", "previous checkpoint"),
    "outside": ("外存检查点", "checkpoints held outside"),
    "consistency": ("一致性证明", "consistency proof"),
    "indices": ("编号连续", "indices"),
    "root": ("根哈希", "root"),
    "proofs": ("包含证明", "inclusion proofs"),
    "leaves": ("逐叶哈希", "leaf hashes"),
    "form": ("规范形式", "canonical form"),
    "contents": ("内容哈希", "contents"),
    "destroyed": ("依法销毁", "destroyed by law"),
    "erased": ("依法删除", "erased by law"),
    "tables": ("流转表", "transition tables"),
    "history": ("流转与稿次", "transitions and revisions"),
    "separation": ("职责分离", "separation of duties"),
    "times": ("时间先后", "order of times"),
}
"""In the order in which they are printed; of several failures the first that names a leaf counts as the first wrong."""

FIRST_TOLD = (
    *("leaves", "proofs", "indices", "root", "outside", "previous", "turnovers"),
    *("form", "contents", "destroyed", "tables", "history", "separation"),
)
"""Whose leaf is told at the end: what was tampered with comes before what follows from it."""

PASSED, FAILED, WARNED, UNCHECKED = "passed", "failed", "warned", "unchecked"
MARKS = {
    PASSED: "通过 PASS",
    FAILED: "不符 FAIL",
    WARNED: "注意 WARN",
    UNCHECKED: "未查 NOT CHECKED",
}


@dataclass(frozen=True)
class Where:
    """A leaf, or an interval of leaves where only that can be known."""

    first: int
    last: int | None = None
    about: str = ""
    """Action, subject and time, as the leaf says."""

    @property
    def zh(self) -> str:
        """Say it in Chinese."""
        if self.last is None:
            return f"第 {self.first} 号叶{f'（{self.about}）' if self.about else ''}"
        return f"第 {self.first} 至 {self.last} 号叶之间"

    @property
    def en(self) -> str:
        """Say it in English."""
        if self.last is None:
            return f"leaf {self.first}{f' ({self.about})' if self.about else ''}"
        return f"between leaves {self.first} and {self.last}"


@dataclass
class Finding:
    """What a check found: its first sentence, where, and how many more there were."""

    check: str
    state: str
    zh: str
    en: str
    where: Where | None = None
    more: int = 0

    def __str__(self) -> str:
        zh_name, en_name = CHECKS[self.check]
        zh = f"{self.where.zh}：{self.zh}" if self.where else self.zh
        en = f"{self.where.en}: {self.en}" if self.where else self.en
        more_zh, more_en = (f"（另有 {self.more} 处）", f" (and {self.more} more)") if self.more else ("", "")
        return f"{MARKS[self.state]} | {zh_name} {en_name} | {zh}{more_zh} / {en}{more_en}"


class Report:
    """All findings; a check that failed stays failed."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}
        self._beside: list[Finding] = []

    def passed(self, check: str, zh: str, en: str) -> None:
        """Note that a check found everything right, unless it failed before."""
        self._found.setdefault(check, Finding(check, PASSED, zh, en))

    def failed(self, check: str, zh: str, en: str, where: Where | None = None) -> None:
        """Note that something is wrong; the first of a check is told, the others are counted."""
        found = self._found.get(check)
        if found is not None and found.state == FAILED:
            found.more += 1
        else:
            self._found[check] = Finding(check, FAILED, zh, en, where)

    def refused(self, check: str, error: RefusedError, where: Where | None = None) -> None:
        """Note why something was not accepted."""
        self.failed(check, error.zh, error.en, where)

    def warned(self, check: str, zh: str, en: str, where: Where | None = None) -> None:
        """Note what is odd, but proves nothing."""
        self._beside.append(Finding(check, WARNED, zh, en, where))

    def unchecked(self, check: str, zh: str, en: str) -> None:
        """Note what this run could not know."""
        self._beside.append(Finding(check, UNCHECKED, zh, en))

    @property
    def findings(self) -> list[Finding]:
        """Everything found, in the order of the checks; what is odd or not checked comes last."""
        return [self._found[check] for check in CHECKS if check in self._found] + self._beside

    @property
    def is_right(self) -> bool:
        """Whether no check failed."""
        return all(one.state != FAILED for one in self._found.values())

    def has_failed(self, check: str) -> bool:
        """Whether this check found something wrong."""
        return check in self._found and self._found[check].state == FAILED

    @property
    def first_wrong(self) -> Finding | None:
        """The failure that names the first wrong leaf, or the interval where only that can be known."""
        told = [self._found[check] for check in FIRST_TOLD if self.has_failed(check)]
        return next((one for one in told if one.where), None)


def shown(value: object, longest: int = 80) -> str:
    """Return a value of the bundle as it may be printed: on one line, short, without control characters."""
    text = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in str(value)[:longest]
    )
    return text + "…" if len(str(value)) > longest else text


# ---------------------------------------------------------------------------------------------------------------
# Where the bundle is read from. Nothing is ever written or unpacked.

TOP = frozenset(
    [
        "leaves.ndjson",
        "checkpoint",
        "previous-checkpoint",
        "consistency.txt",
        "vkey",
        "manifest.json",
        "verify.py",
        "README.txt",
    ]
)
FOLDERS = {
    "contents": re.compile(r"[0-9a-f]{64}\.json"),
    "tables": re.compile(r"[0-9a-f]{64}\.json"),
    "proofs": re.compile(r"(?:0|[1-9][0-9]{0,18})\.tlog-proof"),
    "turnovers": re.compile(r"(?:0|[1-9][0-9]{0,18})\.tlog-proof"),
}
UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


_FIRST_READ = 1 << 16


class Folder:
    """A bundle that lies in a folder; links are not followed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._flags = os.O_RDONLY
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
            self._flags |= getattr(os, name, 0)

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names in one of the bundle's folders, or at its top for an empty name."""
        place = os.path.join(self._path, folder)
        if folder and (os.path.islink(place) or not os.path.isdir(place)):
            return
        with os.scandir(place) as entries:
            for entry in entries:
                yield entry.name + ("/" if entry.is_dir(follow_symlinks=False) else "")

    def _descriptor(self, name: str) -> int:
        descriptor = os.open(os.path.join(self._path, name), self._flags)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise RefusedError(f"{shown(name)} 不是普通文件。", f"{shown(name)} is no regular file.")
        return descriptor

    def open(self, name: str) -> BinaryIO:
        """Open a member for reading line by line."""
        return os.fdopen(self._descriptor(name), "rb", buffering=1 << 20)

    def read(self, name: str, longest: int) -> bytes:
        """Return up to `longest` + 1 bytes of a member."""
        descriptor = self._descriptor(name)
        try:
            data = os.read(descriptor, _FIRST_READ)
            if len(data) < _FIRST_READ:
                return data
            parts = [data]
            while parts[-1] and sum(map(len, parts)) <= longest:
                parts.append(os.read(descriptor, 1 << 20))
            return b"".join(parts)
        finally:
            os.close(descriptor)


class Archive:
    """A bundle in a zip file; its members are read in place, so that no name in it can lead elsewhere."""

    def __init__(self, path: str, report: Report) -> None:
        self._zip = zipfile.ZipFile(path)
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._names: dict[str, list[str]] = {"": []}
        for member in self._zip.infolist():
            name = member.orig_filename
            if _is_odd(member) or name in self._members:
                report.failed(
                    "bundle",
                    f"zip 内有可疑的成员 {shown(name)}。",
                    f"the zip holds the suspicious member {shown(name)}.",
                )
                continue
            self._members[name] = member
            folder, _, last = name.rstrip("/").rpartition("/")
            self._names.setdefault(folder, []).append(last + ("/" if name.endswith("/") else ""))

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names in one of the bundle's folders, or at its top for an empty name."""
        if not folder:
            yield from {name.partition("/")[0] + "/" for name in self._members if "/" in name}
        yield from (name for name in self._names.get(folder, ()) if folder or not name.endswith("/"))

    def open(self, name: str) -> BinaryIO:
        """Open a member for reading line by line."""
        if name not in self._members:
            raise FileNotFoundError(name)
        member: Any = self._zip.open(self._members[name])
        return io.BufferedReader(member, 1 << 20)

    def read(self, name: str, longest: int) -> bytes:
        """Return up to `longest` + 1 bytes of a member."""
        if name not in self._members:
            raise FileNotFoundError(name)
        with self._zip.open(self._members[name]) as member:
            return member.read(longest + 1)


def _is_odd(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    return (
        any(part in {"", ".", ".."} for part in parts)
        or any(char in "\\:" or not char.isprintable() for char in name)
        or stat.S_ISLNK(member.external_attr >> 16)
    )


class Bundle:
    """The members of a bundle by their names."""

    def __init__(self, path: str, report: Report) -> None:
        self._source: Folder | Archive = Folder(path) if os.path.isdir(path) else Archive(path, report)
        self._folders: dict[str, set[str]] = {}
        self._report = report

    def has(self, name: str) -> bool:
        """Whether there is a member of this name at the top."""
        return name in self.names("")

    def names(self, folder: str) -> set[str]:
        """Return the names in a folder of the bundle."""
        if folder not in self._folders:
            self._folders[folder] = set(self._source.names(folder))
        return self._folders[folder]

    def read(self, name: str, longest: int = LONGEST_NOTE) -> bytes:
        """Return a member's bytes, or say that it is missing, unreadable or too long."""
        try:
            data = self._source.read(name, longest)
        except UNREADABLE as error:
            raise _unreadable(name, error) from error
        if len(data) > longest:
            raise RefusedError(f"{shown(name)} 过大。", f"{shown(name)} is too large.")
        return data

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a member, none of them longer than memory should hold."""
        try:
            with self._source.open(name) as stream:
                while line := stream.readline(LONGEST_LINE + 1):
                    if len(line) > LONGEST_LINE:
                        self._report.failed(
                            "bundle", f"{name} 有过长的行。", f"{name} has a line that is too long."
                        )
                        return
                    yield line
        except UNREADABLE as error:
            self._report.refused("bundle", _unreadable(name, error))

    def look_around(self) -> None:
        """Say whether everything needed is there, and what is there beside it."""
        missing = [name for name in ("leaves.ndjson", "checkpoint") if not self.has(name)]
        for name in missing:
            self._report.failed("bundle", f"缺少 {name}。", f"{name} is missing.")
        odd = [name for name in self.names("") if name not in TOP and name.rstrip("/") not in FOLDERS]
        for folder, form in FOLDERS.items():
            odd += [f"{folder}/{name}" for name in self.names(folder) if not form.fullmatch(name)]
        if odd:
            self._report.warned(
                "bundle",
                f"{shown(min(odd))} 等 {len(odd)} 个文件不属于证据包，未予查看。",
                f"files that do not belong to a bundle and were not looked at: {len(odd)}, such as {shown(min(odd))}.",
            )
        self._report.passed("bundle", "应有的文件齐全。", "the files that must be there are there.")


def _unreadable(name: str, error: Exception) -> RefusedError:
    if isinstance(error, FileNotFoundError):
        return RefusedError(f"缺少 {shown(name)}。", f"{shown(name)} is missing.")
    return RefusedError(f"读不出 {shown(name)}。", f"{shown(name)} cannot be read ({type(error).__name__}).")


# ---------------------------------------------------------------------------------------------------------------
# Hashes: SHA-256, and SM3 (GB/T 32905) for a log whose origin ends in /sm3.

SM3_SUFFIX = "/sm3"
_WORD = 0xFFFFFFFF
_SM3_START = (
    0x7380166F,
    0x4914B2B9,
    0x172442D7,
    0xDA8A0600,
    0xA96F30BC,
    0x163138AA,
    0xE38DEE4D,
    0xB0FB0E4E,
)
_SM3_EARLY = 16
_SM3_ROUNDS = 64


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).digest()


def hash_of_log(origin: str) -> Hash:
    """Return the hash of a log, which is a property of its name."""
    if not origin.endswith(SM3_SUFFIX):
        return sha256
    try:
        hashlib.new("sm3")
    except ValueError:
        return sm3
    return lambda data: hashlib.new("sm3", data).digest()


def sm3(data: bytes) -> bytes:
    """Return the SM3 of bytes: slow, for a Python whose OpenSSL does not know it."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack(">Q", len(data) * 8)
    state: tuple[int, ...] = _SM3_START
    for start in range(0, len(padded), 64):
        state = _sm3_block(state, struct.unpack(">16I", padded[start : start + 64]))
    return struct.pack(">8I", *state)


def _rotated(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & _WORD


def _sm3_block(state: Sequence[int], block: Sequence[int]) -> tuple[int, ...]:
    words = list(block)
    for at in range(_SM3_EARLY, _SM3_ROUNDS + 4):
        mixed = words[at - 16] ^ words[at - 9] ^ _rotated(words[at - 3], 15)
        mixed ^= _rotated(mixed, 15) ^ _rotated(mixed, 23)
        words.append(mixed ^ _rotated(words[at - 13], 7) ^ words[at - 6])
    a, b, c, d, e, f, g, h = state
    for at in range(_SM3_ROUNDS):
        constant = 0x79CC4519 if at < _SM3_EARLY else 0x7A879D8A
        one = _rotated((_rotated(a, 12) + e + _rotated(constant, at)) & _WORD, 7)
        two = one ^ _rotated(a, 12)
        if at < _SM3_EARLY:
            first, second = a ^ b ^ c, e ^ f ^ g
        else:
            first, second = (a & b) | (a & c) | (b & c), (e & f) | (~e & g & _WORD)
        new_a = (first + d + two + (words[at] ^ words[at + 4])) & _WORD
        new_e = (second + h + one + words[at]) & _WORD
        a, b, c, d = new_a, a, _rotated(b, 9), c
        e, f, g, h = new_e ^ _rotated(new_e, 9) ^ _rotated(new_e, 17), e, _rotated(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))  # noqa: B905 - Python 3.9


# ---------------------------------------------------------------------------------------------------------------
# The tree of RFC 6962 §2.1, and its proofs as RFC 9162 §2.1.3 and §2.1.4 verify them.


class Range:
    """The tree over the leaves so far, as the roots of its perfect subtrees: O(log n) memory."""

    def __init__(self, hash_: Hash, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self._hash, self.size, self._peaks = hash_, size, list(peaks)

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        at, hash_, peaks = self.size, self._hash, self._peaks
        while at & 1:
            leaf = hash_(b"\x01" + peaks.pop() + leaf)
            at >>= 1
        peaks.append(leaf)
        self.size += 1

    def copy(self) -> Range:
        """Return another that grows by itself from here."""
        return Range(self._hash, self.size, self._peaks)

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self._peaks:
            return self._hash(b"")
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = self._hash(b"\x01" + peak + root)
        return root


def leaf_hash(data: bytes, hash_: Hash = sha256) -> bytes:
    """Return the hash of a leaf."""
    return hash_(b"\x00" + data)


def root_of(leaves: Iterable[bytes], hash_: Hash = sha256) -> bytes:
    """Return the root over the data of leaves."""
    tree = Range(hash_)
    for data in leaves:
        tree.append(leaf_hash(data, hash_))
    return tree.root()


def is_included(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes, hash_: Hash = sha256
) -> bool:
    """Whether the proof leads from the leaf's hash at this index to the root of a tree of this size."""
    if not 0 <= index < size or any(len(one) != HASH_SIZE for one in (leaf, root, *proof)):
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = hash_(b"\x01" + sibling + found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = hash_(b"\x01" + found + sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes], hash_: Hash = sha256
) -> bool:
    """Whether the proof shows that the tree of size2 begins with all leaves of the tree of size1.

    An empty tree begins every other, which proves nothing: it is refused. The length of roots is a matter of
    parsing checkpoints; here it only counts in a proof.
    """
    if not 0 < size1 <= size2:
        return False
    if size1 == size2:
        return not proof and root1 == root2
    if not proof or any(len(one) != HASH_SIZE for one in (root1, root2, *proof)):
        return False
    path = list(proof) if size1 & (size1 - 1) else [root1, *proof]
    at, last = size1 - 1, size2 - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = hash_(b"\x01" + sibling + old), hash_(b"\x01" + sibling + new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = hash_(b"\x01" + new + sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == root1 and new == root2


# ---------------------------------------------------------------------------------------------------------------
# Ed25519 (RFC 8032 §5.1.7, without cofactor): about 3 ms a signature.

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_I = pow(2, (_P - 1) // 4, _P)
KEY_SIZE = 32
SIGNATURE_SIZE = 64

Point = tuple[int, int, int, int]
"""Extended coordinates: X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""
_NEUTRAL: Point = (0, 1, 1, 0)


def decoded_point(data: bytes) -> Point | None:
    """Return the point of an encoding; None for what is no point, or not its one canonical encoding."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if len(data) != KEY_SIZE or y >= _P:
        return None
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    if v * x * x % _P != u:
        x = x * _I % _P
    if v * x * x % _P != u or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = decoded_point(bytes.fromhex("58" + "66" * 31)) or _NEUTRAL


def _sum(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _doubled(one: Point) -> Point:
    a, b, c = one[0] * one[0] % _P, one[1] * one[1] % _P, 2 * one[2] * one[2] % _P
    h = a + b
    e, g = h - (one[0] + one[1]) ** 2 % _P, a - b
    f = c + g
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def is_weak(point: Point) -> bool:
    """Whether a key is one of the eight points for which anybody can sign anything."""
    x, y, z, _ = _doubled(_doubled(_doubled(point)))
    return x % _P == 0 and (y - z) % _P == 0


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the Ed25519 signature over the message is the key's: [S]B = R + [k]A, everything canonical."""
    if len(signature) != SIGNATURE_SIZE:
        return False
    point, commitment = decoded_point(key), decoded_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or commitment is None or scalar >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    minus = (_P - point[0], point[1], 1, _P - point[3])
    both = _sum(_BASE, minus)
    found = _NEUTRAL
    for bit in range(_L.bit_length() - 1, -1, -1):
        found = _doubled(found)
        choice = (scalar >> bit & 1) + 2 * (challenge >> bit & 1)
        if choice:
            found = _sum(found, (_BASE, minus, both)[choice - 1])
    x, y, z, _ = found
    return (x - commitment[0] * z) % _P == 0 and (y - commitment[1] * z) % _P == 0


# ---------------------------------------------------------------------------------------------------------------
# Keys, signed notes, checkpoints, proofs (C2SP).

LOG_KEY, WITNESS_KEY = 1, 4
_SIZE = re.compile("0|[1-9][0-9]{0,18}")
_DASH = "\N{EM DASH} "
_PROOF_FORM = b"c2sp.org/tlog-proof@v1"


def decoded(text: str) -> bytes:
    """Return the bytes of strict standard Base64: one text for the same bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise RefusedError("Base64 有误。", "the Base64 is wrong.") from error
    if base64.b64encode(data).decode() != text:
        raise RefusedError("Base64 不规范。", "the Base64 is not canonical.")
    return data


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(char.isspace() for char in name)


@dataclass(frozen=True)
class Key:
    """A public key of the log or of a witness."""

    name: str
    id: bytes
    kind: int
    point: bytes


def key_of(line: str) -> Key:
    """Read a vkey: name, key id, and Base64 of the kind and the public key."""
    name, _, rest = line.partition("+")
    identity, _, encoded = rest.partition("+")
    data = decoded(encoded)
    if not _is_name(name) or not re.fullmatch("[0-9a-f]{8}", identity) or len(data) != 1 + KEY_SIZE:
        raise RefusedError("公钥格式有误。", "the key has a wrong form.")
    if sha256(name.encode() + b"\n" + data)[:4].hex() != identity:
        raise RefusedError("公钥的标识与公钥不符。", "the id of the key does not fit the key.")
    point = decoded_point(data[1:])
    if data[0] not in {LOG_KEY, WITNESS_KEY} or point is None or is_weak(point):
        raise RefusedError("公钥不是 Ed25519 公钥。", "the key is no Ed25519 key.")
    return Key(name, bytes.fromhex(identity), data[0], data[1:])


def keys_of(data: bytes) -> list[Key]:
    """Read a file of vkeys, one a line."""
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise RefusedError("公钥文件不是 UTF-8。", "the file of keys is not UTF-8.") from error
    keys = [key_of(line) for line in lines if line]
    if not any(key.kind == LOG_KEY for key in keys):
        raise RefusedError("没有日志的公钥。", "there is no key of a log.")
    return keys


@dataclass(frozen=True)
class Note:
    """A signed note: its text with the final newline, and (name, key id, signature) of each line."""

    text: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...]


def note_of(data: bytes) -> Note:
    """Read a signed note strictly."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("签名文本不是 UTF-8。", "the note is not UTF-8.") from error
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or any(char < " " and char != "\n" for char in text):
        raise RefusedError("签名文本的格式有误。", "the note has a wrong form.")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise RefusedError("签名过多。", "there are too many signatures.")
    return Note((body + "\n").encode(), tuple(_signature_of(line) for line in lines))


def _signature_of(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line[len(_DASH) :].partition(" ")
    if not line.startswith(_DASH) or not _is_name(name):
        raise RefusedError("签名行的格式有误。", "a line of a signature has a wrong form.")
    data = decoded(encoded)
    if len(data) <= 4:  # noqa: PLR2004 - the key id takes four bytes
        raise RefusedError("签名行的格式有误。", "a line of a signature has a wrong form.")
    return name, data[:4], data[4:]


@dataclass(frozen=True)
class Checkpoint:
    """A head of the log."""

    origin: str
    size: int
    root: bytes
    note: Note


def checkpoint_of(data: bytes) -> Checkpoint:
    """Read a checkpoint strictly; its signatures are another matter."""
    note = note_of(data)
    lines = note.text.decode().split("\n")[:-1]
    if len(lines) < 3 or not all(lines):  # noqa: PLR2004 - origin, size and root
        raise RefusedError("检查点的行数不对。", "the checkpoint has wrong lines.")
    if not _SIZE.fullmatch(lines[1]) or int(lines[1]) > LARGEST_SIZE:
        raise RefusedError("检查点的叶数有误。", "the checkpoint's size is no number.")
    root = decoded(lines[2])
    if len(root) != HASH_SIZE:
        raise RefusedError("检查点的根哈希长度不对。", "the checkpoint's root has a wrong length.")
    return Checkpoint(lines[0], int(lines[1]), root, note)


@dataclass(frozen=True)
class Signers:
    """Who signed a note, as far as the keys are known."""

    keys: int
    witnesses: tuple[str, ...]
    unknown: int


class Keyring:
    """The keys that are trusted in this run; each distinct note is verified once."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = {(key.name, key.id): key for key in keys}
        self._known: dict[Note, Signers] = {}

    def __contains__(self, key: Key) -> bool:
        return (key.name, key.id) in self._keys

    def trust(self, key: Key) -> None:
        """Trust a further key, for which one that is trusted has vouched."""
        self._keys.setdefault((key.name, key.id), key)
        self._known.clear()

    def signers_of(self, checkpoint: Checkpoint) -> Signers:
        """Return who signed; refuse what no trusted key of this log signed, or a known key did not sign rightly."""
        if checkpoint.note in self._known:
            return self._known[checkpoint.note]
        signed: set[bytes] = set()
        witnesses: list[str] = []
        unknown = 0
        for name, identity, signature in checkpoint.note.signatures:
            key = self._keys.get((name, identity))
            if key is None:
                unknown += 1
                continue
            if not _is_by(key, checkpoint.note.text, signature):
                raise RefusedError(f"{shown(name)} 的签名不对。", f"the signature of {shown(name)} is wrong.")
            if key.kind == WITNESS_KEY:
                witnesses.append(name)
            elif name == checkpoint.origin:
                signed.add(identity)
        if not signed:
            raise RefusedError(
                "没有所给公钥的签名：是用别的密钥签的。若日志已更换密钥而证据包未能证明，请经其他途径取得新公钥。",
                "it is not signed by the key that was given, but by another one. If the log has changed its key and the"
                " bundle does not prove it, get the new one by another channel.",
            )
        self._known[checkpoint.note] = found = Signers(len(signed), tuple(witnesses), unknown)
        return found


def _is_by(key: Key, text: bytes, signature: bytes) -> bool:
    if key.kind == LOG_KEY:
        return is_signed(key.point, text, signature)
    stamp = int.from_bytes(signature[:8], "big")
    message = b"cosignature/v1\ntime %d\n" % stamp + text
    return stamp <= LARGEST_SIZE and is_signed(key.point, message, signature[8:])


def hashes_of(lines: Iterable[str]) -> list[bytes]:
    """Read a proof: one Base64 hash a line."""
    proof = [decoded(line) for line in lines]
    if any(len(one) != HASH_SIZE for one in proof):
        raise RefusedError("证明中的哈希长度不对。", "a hash in the proof has a wrong length.")
    return proof


def inclusion_proof_of(data: bytes) -> tuple[int, list[bytes], bytes]:
    """Read a tlog-proof: index, hashes from the leaf's sibling up, and the checkpoint's bytes."""
    head, gap, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise RefusedError("证明的格式有误。", "the proof has a wrong form.") from error
    if lines[1:] and lines[1].startswith("extra "):
        decoded(lines.pop(1)[6:])
    index = lines[1][6:] if lines[1:] and lines[1].startswith("index ") else ""
    if not gap or lines[0].encode() != _PROOF_FORM or not _SIZE.fullmatch(index):
        raise RefusedError("证明的格式有误。", "the proof has a wrong form.")
    return int(index), hashes_of(lines[2:]), checkpoint


@dataclass(frozen=True)
class Turnover:
    """That a key came into force: the leaf that names it, and the head over that leaf that the key before signed too."""

    index: int
    key: Key
    head: Checkpoint
    proof: Sequence[bytes]
    log: str
    """Which log the leaf says it belongs to."""
    leaf: bytes

    def require_proven(self) -> None:
        """Refuse a head that does not hold the leaf, or another log's; who signed it is another matter."""
        hash_ = hash_of_log(self.head.origin)
        leaf = leaf_hash(self.leaf, hash_)
        if not self.log == self.key.name == self.head.origin:
            raise RefusedError("更换公钥的记录属于别的日志。", "the change of key is another log's.")
        if not is_included(self.index, self.head.size, leaf, self.proof, self.head.root, hash_):
            raise RefusedError(
                "更换公钥的记录不在该检查点的树中。", "the change of key is not in the tree of its head."
            )

    def require_both(self, keyring: Keyring) -> None:
        """Refuse a head that the new key and one before it did not both sign."""
        signed = {(name, identity) for name, identity, _ in self.head.note.signatures}
        if keyring.signers_of(self.head).keys < 2 or (self.key.name, self.key.id) not in signed:  # noqa: PLR2004
            raise RefusedError(
                "新旧公钥未在同一检查点上签名。", "the key before and the new one did not sign the same head."
            )


# ---------------------------------------------------------------------------------------------------------------
# Canonical JSON (RFC 8785) of strings, integers, booleans, null, arrays and objects.

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_LONGEST_INTEGER = 17
_SCALARS = frozenset((str, int, bool, type(None)))


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER or abs(number := int(text)) > LARGEST_INTEGER or text == "-0":
        raise RefusedError("有过大或不规范的整数。", "there is an integer that is too large, or minus zero.")
    return number


def _no_number(_: str) -> Any:
    raise RefusedError("有非整数的数。", "there is a number that is no integer.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RefusedError("有重复的键。", "a key stands twice.")
    return found


_HOOKS: dict[str, Any] = {"parse_int": _integer, "parse_float": _no_number, "parse_constant": _no_number}
_READ_STRICTLY = json.JSONDecoder(object_pairs_hook=_unique, **_HOOKS).decode
_READ_AT_ONCE = json.JSONDecoder(**_HOOKS).raw_decode
_WRITE = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode


def _read(text: str) -> Any:
    """Return the value of a JSON text with nothing around it; keys that stand twice are another matter."""
    value, end = _READ_AT_ONCE(text)
    if end != len(text):
        raise ValueError(text)
    return value


def canonical_text(value: object) -> str:
    """Return the RFC 8785 form of a value, keys in the order of their UTF-16 units."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_text, value)) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{encode_basestring(key)}:{canonical_text(value[key])}" for key in keys) + "}"
    return json.dumps(value)


def canonical_value(text: str) -> Any:
    """Return the value of a canonical JSON text; refuse any other text that says the same.

    One text a value: a key that stands twice, other escapes or blanks, and an order of its own all differ from
    what the value is written as. Python sorts keys as UTF-16 does, as long as no character is beyond U+FFFF.
    """
    try:
        value = _read(text)
        if is_plainly_canonical(text, value):
            return value
        if (canonical_text if _BEYOND.search(text) else _WRITE)(value) == text:
            return value
        _READ_STRICTLY(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError("不是 JSON。", "it is no JSON.") from error
    raise RefusedError("JSON 不是规范形式。", "the JSON is not in canonical form.")


def is_plainly_canonical(text: str, value: Any) -> bool:
    """Whether a text is canonical without writing its value anew, which takes longer than all else together.

    In ASCII without a backslash every string has one form, and every key ends in a quote before a colon: no more of
    them than there are members means that no key stands twice. Without blanks and with sorted keys nothing else is
    free. It may say no to a canonical text, as to one with a string that begins with a colon.
    """
    if not text.isascii() or "\\" in text or type(value) is not dict:
        return False
    if " " in text or "\n" in text or "\t" in text or "\r" in text:
        return False
    members, objects = len(value), [value]
    for part in value.values():
        if type(part) is dict:
            if not _SCALARS.issuperset(map(type, part.values())):
                return False
            members += len(part)
            objects.append(part)
        elif type(part) not in _SCALARS:
            return False
    for one in objects:
        if list(one) != sorted(one):
            return False
    return text.count('":') == members


# ---------------------------------------------------------------------------------------------------------------
# One event: its form, and what is told of it.

FORM = 1
MEMBERS = frozenset(
    [
        "v",
        "log",
        "ts",
        "action",
        "actor",
        "on_behalf_of",
        "request_id",
        "subject",
        "proposal",
        "revision",
        "from",
        "to",
        "comment_sha256",
        "content_sha256",
        "previous_sha256",
        "details",
    ]
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_DIGEST = re.compile("[0-9a-f]{64}")
_TEXT_OR_NONE = (str, type(None))
_INTEGER_OR_NONE = (int, type(None))

Event = dict[str, Any]


def event_of(text: str) -> Event:
    """Read an event strictly: canonical, normalised, with the members that its form has."""
    event = canonical_value(text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise RefusedError("文字未按 NFC 规范化。", "the text is not in NFC.")
    if not isinstance(event, dict) or event.keys() != MEMBERS:
        raise RefusedError("事件的成员不对。", "the event has other members than it must have.")
    if event["v"] != FORM:
        raise RefusedError("事件的版本未知。", "the event has a form that is not known here.")
    if not _are_typed(event):
        raise RefusedError("事件成员的类型不对。", "a member of the event has a wrong type.")
    if not _TIME.fullmatch(event["ts"]):
        raise RefusedError("事件的时间有误。", "the event's time is none.")
    return event


def _are_typed(event: Event) -> bool:
    """Whether what is looked at later has the type that it must have, spelled out since every leaf is asked."""
    actor, other = event["actor"], event["on_behalf_of"]
    content, previous = event["content_sha256"], event["previous_sha256"]
    return (
        type(event["log"]) is type(event["ts"]) is type(event["action"]) is type(event["subject"]) is str
        and type(event["proposal"]) in _TEXT_OR_NONE
        and type(event["from"]) in _TEXT_OR_NONE
        and type(event["to"]) in _TEXT_OR_NONE
        and type(event["revision"]) in _INTEGER_OR_NONE
        and type(event["details"]) is dict
        and type(actor) is dict
        and type(actor.get("id")) is str
        and (other is None or (type(other) is dict and type(other.get("id")) is str))
        and (content is None or (type(content) is str and bool(_DIGEST.fullmatch(content))))
        and (previous is None or (type(previous) is str and bool(_DIGEST.fullmatch(previous))))
    )


def place_of(index: int, text: str) -> Where:
    """Return where a leaf is, with what it says of itself, as far as that can be read."""
    try:
        event = json.loads(text)
        about = ", ".join(shown(event[name]) for name in ("action", "subject", "ts"))
    except (ValueError, RecursionError, TypeError, LookupError):
        about = ""
    return Where(index, about=about)


# ---------------------------------------------------------------------------------------------------------------
# Contents and transition tables, by their hashes.


class Contents:
    """The contents that events name: each is read once, when it is first named."""

    def __init__(self, bundle: Bundle, report: Report) -> None:
        self._bundle, self._report = bundle, report
        self._seen: set[bytes] = set()
        self._names = bundle.names("contents")
        self._missing: list[tuple[str | None, str, Where]] = []
        self._given_up: dict[tuple[str, str], Order] = {}
        self._lists: dict[str, dict[str, Order]] = {}
        self._without_list: list[Order] = []
        self._erased: list[tuple[str, Order]] = []

    def follow(self, event: Event, where: Callable[[], Where]) -> None:
        """Note which files an event names, which a destroyed case gave up, and what was erased by law."""
        action, details = event["action"], event["details"]
        if action in FILE_EVENTS:
            digest = details.get("sha256")
            if isinstance(digest, str) and f"{digest}.json" not in self._names:
                self._missing.append((event["proposal"], digest, where()))
        elif action == CASE_DESTROYED:
            files, number = details.get("files"), event["proposal"]
            order = _order_of(event, where(), str(details.get("list")))
            if not _is_approved(self._lists.get(order.number, {})):
                self._without_list.append(order)
            for digest in files if isinstance(files, list) else ():
                if isinstance(digest, str) and number is not None:
                    self._given_up[number, digest] = order
        elif action in LIST_EVENTS:
            number = event["subject"].partition(":")[2]
            self._lists.setdefault(number, {})[action] = _order_of(event, where(), number)
        elif action in ERASURES:
            what = f"{event['subject']} {shown(details.get('comment') or details.get('part') or '')}".strip()
            self._erased.append((shown(what), _order_of(event, where(), str(details.get("ground")))))

    def __len__(self) -> int:
        return len(self._seen)

    def need(self, digest: str, where: Callable[[], Where], *, again: bool = False) -> bytes | None:
        """Check the content of this hash, and return it if it is right and was not read before, or is asked again."""
        key = bytes.fromhex(digest)
        is_known = key in self._seen
        if is_known and not again:
            return None
        self._seen.add(key)
        if digest + ".json" not in self._names:
            if not is_known:
                self._report.failed(
                    "contents", f"缺少内容 {digest}。", f"the content {digest} is missing.", where()
                )
            return None
        return self._read(digest, None if is_known else where)

    def _read(self, digest: str, where: Callable[[], Where] | None) -> bytes | None:
        try:
            data = self._bundle.read(f"contents/{digest}.json", LONGEST_CONTENT)
        except RefusedError as error:
            self._report.refused("contents", error, where() if where else None)
            return None
        if hashlib.sha256(data).hexdigest() == digest:
            return data
        if where:
            self._report.failed(
                "contents", f"内容 {digest} 已被替换。", f"the content {digest} is another one.", where()
            )
        return None

    def finish(self, *, knows_lists: bool) -> None:
        """Check what no event named by `content_sha256` either, such as the rows that a release made."""
        form = FOLDERS["contents"]
        for name in sorted(self._names):
            if form.fullmatch(name) and bytes.fromhex(name[:64]) not in self._seen:
                self._seen.add(bytes.fromhex(name[:64]))
                try:
                    data = self._bundle.read(f"contents/{name}", LONGEST_CONTENT)
                except RefusedError as error:
                    self._report.refused("contents", error)
                    continue
                if hashlib.sha256(data).hexdigest() != name[:64]:
                    self._report.failed(
                        "contents", f"内容 {name} 已被替换。", f"the content {name} is another one."
                    )
        self._tell_destroyed()
        self._tell_erased()
        for order in self._without_list if knows_lists else ():
            self._report.failed(
                "destroyed",
                f"第 {shown(order.number)} 号销毁清册未经另一人批准。",
                f"no second person approved the list for destruction no. {shown(order.number)}.",
                order.where,
            )
        self._report.passed(
            "contents",
            f"{len(self)} 份内容与其哈希相符。",
            f"contents that have the hashes that name them: {len(self)}.",
        )

    def _tell_destroyed(self) -> None:
        """Say which missing files were destroyed by law, and refuse every other that is missing."""
        lawful: dict[Order, set[str]] = {}
        for number, digest, where in self._missing:
            order = self._given_up.get((number or "", digest))
            if order is not None:
                lawful.setdefault(order, set()).add(digest)
            else:
                self._report.failed(
                    "contents", f"缺少附件 {shown(digest)}。", f"the file {shown(digest)} is missing.", where
                )
        if lawful:
            count = len(set().union(*lawful.values()))
            said = [self._order_said(order, files) for order, files in lawful.items()]
            zh, en = _some([one for one, _ in said], "；", "等"), _some([one for _, one in said], "; ", "…")
            self._report.passed(
                "destroyed",
                f"{count} 份附件已按销毁清册依法销毁，哈希仍在：{zh}。",
                f"files destroyed under a list for destruction, whose hashes stay: {count}: {en}.",
            )

    def _order_said(self, order: Order, files: set[str]) -> tuple[str, str]:
        """Say by which list files are gone, who approved it and who carried it out, in both languages."""
        number, leaf = shown(order.number), order.where.first
        zh, en = f"第 {number} 号清册", f"list no. {number}"
        approved = self._lists.get(order.number, {}).get(LIST_APPROVED)
        if approved:
            zh += f"由人员 {approved.who} 批准（第 {approved.where.first} 号叶）"
            en += f", approved by person {approved.who} (leaf {approved.where.first})"
        names = sorted(one[:12] for one in files)
        return (
            f"{zh}、人员 {order.who} 执行（第 {leaf} 号叶），附件 {_some(names, '、', '等')}",
            f"{en}, carried out by person {order.who} (leaf {leaf}): files {_some(names, ', ', '…')}",
        )

    def _tell_erased(self) -> None:
        """Say what was erased by law, by whom, and on what ground."""
        if self._erased:
            said = [
                (
                    f"{what}（第 {by.where.first} 号叶，人员 {by.who}，{shown(by.number)}）",
                    f"{what} (leaf {by.where.first}, person {by.who}, {shown(by.number)})",
                )
                for what, by in self._erased
            ]
            zh, en = _some([one for one, _ in said], "；", "等"), _some([one for _, one in said], "; ", "…")
            self._report.passed(
                "erased",
                f"个人信息依法删除 {len(said)} 次，只余加盐哈希：{zh}。",
                f"erasures of personal data by law, of which salted hashes stay: {len(said)}: {en}.",
            )


@dataclass(frozen=True)
class Order:
    """Who did what is lawful, and where the log says so."""

    number: str
    """Of the list for destruction; of an erasure its ground."""
    who: str
    people: frozenset[str]
    """The actor and whom they stood in for."""
    where: Where


def _order_of(event: Event, where: Where, number: str) -> Order:
    other = event["on_behalf_of"]
    people = {event["actor"]["id"]} | ({other["id"]} if other else set())
    return Order(number, shown(event["actor"]["id"]), frozenset(people), where)


def _is_approved(acts: dict[str, Order]) -> bool:
    """Whether a list was proposed, and approved by somebody else."""
    proposed, approved = acts.get(LIST_PROPOSED), acts.get(LIST_APPROVED)
    return bool(proposed and approved and not proposed.people & approved.people)


def _some(said: Sequence[str], between: str, more: str) -> str:
    """Return the first few of a list, as they are told."""
    return between.join(said[:MOST_TOLD]) + (f" {more}" if len(said) > MOST_TOLD else "")


MOST_TOLD = 5
LIST_PROPOSED, LIST_APPROVED = "destruction_proposed", "destruction_approved"
LIST_EVENTS = (LIST_PROPOSED, LIST_APPROVED)
FILE_EVENTS = ("attached", "detached")
CASE_DESTROYED = "case_destroyed"
ERASURES = ("comment_erased", "personal_data_erased")
"""Events that name a file, that say which files a case gave up for destruction, and that say what was erased."""

KEY_IN_FORCE = "ledger_key_in_force"
"""The event that names a key by which heads are signed from then on."""

NEW_LOG = "log_opened"
"""The first event of a log that goes on after a restore, with proposals that began in the log before."""
Moves = frozenset[tuple[str, str, str]]
"""(action, from, to) of every row of a transition table."""


class Tables:
    """The transition tables, and the one that is in force."""

    NAMED_BY = ("installed", "table_in_force", NEW_LOG)

    def __init__(self, bundle: Bundle, report: Report) -> None:
        self._bundle, self._report = bundle, report
        self._moves: dict[str, Moves | None] = {}
        self.in_force: str | None = None

    def follow(self, event: Event, where: Callable[[], Where]) -> None:
        """Take note of an event that brings a table into force."""
        if event["action"] not in self.NAMED_BY:
            return
        digest = event["details"].get("table_sha256")
        if digest is None:
            return
        self.in_force = digest = str(digest)
        if digest in self._moves:
            return
        try:
            self._moves[digest] = self._read(digest)
        except RefusedError as error:
            self._moves[digest] = None
            self._report.refused("tables", error, where())

    def _read(self, digest: str) -> Moves:
        if not _DIGEST.fullmatch(digest):
            raise RefusedError("流转表的哈希有误。", "the hash of the transition table is none.")
        data = self._bundle.read(f"tables/{digest}.json")
        if sha256(data).hex() != digest:
            raise RefusedError(
                f"流转表 {digest} 已被替换。", f"the transition table {digest} is another one."
            )
        try:
            rows = canonical_value(data.decode())["transitions"]
            moves = frozenset((row["action"], row["from"], row["to"]) for row in rows)
        except (UnicodeDecodeError, LookupError, TypeError) as error:
            raise RefusedError("流转表的格式有误。", "the transition table has a wrong form.") from error
        return moves

    def allows(self, action: str, source: str, target: str) -> bool | None:
        """Whether the table in force has such a row; None where there is no table to ask."""
        moves = self._moves.get(self.in_force or "")
        return None if moves is None else (action, source, target) in moves

    def finish(self) -> None:
        """Say how many tables were followed."""
        count = len(self._moves)
        self._report.passed(
            "tables", f"{count} 张流转表与事件所载哈希相符。", f"tables as events name them: {count}."
        )


# ---------------------------------------------------------------------------------------------------------------
# What the events tell, proposal by proposal: states, revisions, contents, and who had which part.

OPEN_STATES = ("draft", "in_review", "consulting", "changes_requested", "in_approval", "approved")
BESIDE_TABLE = {
    ("opened", None, "draft"),
    ("schedule_failed", "approved", "approved"),
    *(("drafting_handed_over", one, one) for one in OPEN_STATES),
}
"""What happens to a proposal without being an action of the table: its beginning, a schedule that failed, and another
body that drafts it from then on."""
SUBMIT = "submit"
SIGNING = {("sign_off", "in_review"), ("request_changes", "in_review")}
DECIDING = {
    ("request_changes", "in_approval"),
    ("approve", None),
    ("reject", None),
    ("revoke_approval", None),
}
"""(action, state it starts from; None: any) of steps of the route, and of the supervisor's actions."""


@dataclass
class Proposal:
    """What is known of a proposal after the events so far."""

    stage: str | None = None
    revision: int | None = None
    content: str | None = None
    contributors: set[str] = field(default_factory=set)
    signers: set[str] = field(default_factory=set)
    supervisors: set[str] = field(default_factory=set)


class History:
    """Follows the events in their order, and says what could not have happened."""

    def __init__(self, report: Report, contents: Contents, tables: Tables) -> None:
        self._report, self._contents, self._tables = report, contents, tables
        self._proposals: dict[str, Proposal] = {}
        self._subjects: dict[str, str] = {}
        self.begins_anew = False
        """Whether an earlier log came before, whose events are not here."""
        self.earlier = 0
        """Proposals that began in an earlier log."""
        self.moves = 0
        self._latest = ""
        self._backwards = 0
        self._first_backwards: Where | None = None

    def take(self, event: Event, index: int, where: Callable[[], Where]) -> None:
        """Follow the next event."""
        if index == 0:
            self.begins_anew = event["action"] == NEW_LOG
        self._tables.follow(event, where)
        self._contents.follow(event, where)
        self._look_at_time(event["ts"], where)
        content, previous = event["content_sha256"], event["previous_sha256"]
        if previous is not None:
            self._contents.need(previous, where)
        if event["to"] is not None:
            self._move(event, where)
        else:
            self._note(event, where)
        if content is not None:
            self._contents.need(content, where)

    def _look_at_time(self, moment: str, where: Callable[[], Where]) -> None:
        if moment < self._latest:
            self._backwards += 1
            self._first_backwards = self._first_backwards or where()
        else:
            self._latest = moment

    def _note(self, event: Event, where: Callable[[], Where]) -> None:
        """Follow an event that makes no new version of a proposal."""
        number, content, previous = event["proposal"], event["content_sha256"], event["previous_sha256"]
        known = self._proposals.get(number) if number is not None else None
        if event["from"] is not None:
            self._wrong("事件有来处而无去处。", "the event leads from a state to none.", where)
        if known is not None and (event["revision"] or 0) > (known.revision or 0):
            self._wrong("事件所载的稿尚不存在。", "the event names a revision that is not there yet.", where)
        subject = event["subject"]
        last = known.content if known is not None else self._subjects.get(subject)
        if previous is not None and previous != last and not (last is None and self.begins_anew):
            self._wrong_previous(where)
        if content is not None and known is None:
            self._subjects[subject] = content

    def _move(self, event: Event, where: Callable[[], Where]) -> None:
        """Follow an event that makes the next version of a proposal."""
        self.moves += 1
        number = event["proposal"]
        if number is None or event["subject"] != f"proposal:{number}":
            self._wrong("流转事件的对象不是其提案。", "the event moves no proposal, or another one.", where)
            return
        proposal = self._proposals.get(number)
        if proposal is None:
            proposal = self._proposals[number] = Proposal()
            if self.begins_anew and event["from"] is not None:
                self.earlier += 1
                proposal.stage, proposal.content = (
                    event["from"],
                    event["previous_sha256"] or event["content_sha256"],
                )
                proposal.revision = event["revision"]
                if event["action"] == SUBMIT and not event["details"].get("unchanged"):
                    proposal.revision = (event["revision"] or 1) - 1 or None
        self._follow_state(event, proposal, where)
        self._follow_revision(event, proposal, where)
        self._follow_people(event, proposal, where)
        proposal.stage, proposal.revision = event["to"], event["revision"]
        proposal.content = event["content_sha256"]

    def _follow_state(self, event: Event, proposal: Proposal, where: Callable[[], Where]) -> None:
        action, source, target = event["action"], event["from"], event["to"]
        if source != proposal.stage:
            now = shown(proposal.stage)
            self._wrong(
                f"提案当时处于 {now}，事件却从 {shown(source)} 开始。",
                f"the proposal was in {now}, but the event starts from {shown(source)}.",
                where,
            )
        if (action, source, target) in BESIDE_TABLE:
            return
        allowed = self._tables.allows(action, str(source), target)
        if allowed is None:
            self._wrong("当时没有可查的流转表。", "there is no transition table to ask.", where)
        elif not allowed:
            move = f"{shown(action)}: {shown(source)} → {shown(target)}"
            self._wrong(
                f"当时的流转表不允许 {move}。",
                f"the transition table then in force does not allow {move}.",
                where,
            )

    def _follow_revision(self, event: Event, proposal: Proposal, where: Callable[[], Where]) -> None:
        revision, content = event["revision"], event["content_sha256"]
        is_next = event["action"] == SUBMIT and revision == (proposal.revision or 0) + 1
        if not is_next and revision != proposal.revision:
            self._wrong(
                f"稿次从 {proposal.revision or 0} 变为 {revision or 0}。",
                f"the revision goes from {proposal.revision or 0} to {revision or 0}.",
                where,
            )
        if not is_next and content != proposal.content:
            self._wrong("稿次未变而内容哈希已变。", "the content changed, but not the revision.", where)
        if (revision is None) != (content is None):
            self._wrong(
                "稿次与内容哈希不配。", "there is a revision without content, or content without.", where
            )
        previous = event["previous_sha256"]
        if previous != proposal.content and (event["action"] == SUBMIT or previous is not None):
            self._wrong_previous(where)

    def _follow_people(self, event: Event, proposal: Proposal, where: Callable[[], Where]) -> None:
        action, source = event["action"], event["from"]
        other = event["on_behalf_of"]
        people = {event["actor"]["id"]} | ({other["id"]} if other else set())
        people.discard("system")
        if action == SUBMIT and event["content_sha256"] is not None:
            proposal.contributors |= self._contributors_of(event, where)
        elif (action, source) in SIGNING:
            proposal.signers |= people
        elif (action, source) in DECIDING or (action, None) in DECIDING:
            proposal.supervisors |= people
        else:
            return
        for zh, en, found in (
            ("起草者兼为审核者", "contributed and signed off", proposal.contributors & proposal.signers),
            (
                "起草者兼为签发者",
                "contributed and decided as supervisor",
                proposal.contributors & proposal.supervisors,
            ),
            (
                "审核者兼为签发者",
                "signed off and decided as supervisor",
                proposal.signers & proposal.supervisors,
            ),
        ):
            if found:
                who = shown(min(found))
                self._report.failed("separation", f"{zh}：人员 {who}。", f"person {who} {en}.", where())

    def _contributors_of(self, event: Event, where: Callable[[], Where]) -> set[str]:
        """Return who contributed to the revision that was submitted, as its frozen content says."""
        data = self._contents.need(event["content_sha256"], where, again=True)
        if data is None:
            return set()
        try:
            content = _READ_STRICTLY(data.decode())
            people = {one[name] for one in content["contributors"] for name in ("person", "on_behalf_of")}
            if content["proposal"] != event["proposal"] or not all(
                isinstance(one, str) for one in people - {None}
            ):
                raise RefusedError("内容属于别的提案。", "the content is another proposal's.")
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            self._report.failed(
                "separation", "内容未载明起草者。", "the content does not say who contributed.", where()
            )
            return set()
        except RefusedError as error:
            self._report.refused("separation", error, where())
            return set()
        return people - {None}

    def _wrong(self, zh: str, en: str, where: Callable[[], Where]) -> None:
        self._report.failed("history", zh, en, where())

    def _wrong_previous(self, where: Callable[[], Where]) -> None:
        self._wrong(
            "previous_sha256 不是该对象此前的内容哈希。",
            "previous_sha256 is not the hash of the subject's last content.",
            where,
        )

    def finish(self) -> None:
        """Say what was followed."""
        count = len(self._proposals)
        self._report.passed(
            "history",
            f"{count} 件提案的 {self.moves} 次流转均合规。",
            f"transitions that the table allows: {self.moves}, in {count} proposals.",
        )
        self._report.passed(
            "separation",
            f"{count} 件提案中，起草、审核、签发各由不同人员承担。",
            f"proposals in which nobody had two parts among contributing, signing off and deciding: {count}.",
        )
        if self._backwards:
            self._report.warned(
                "times",
                f"时间早于前一叶，共 {self._backwards} 处，此为第一处。",
                f"its time is before that of an earlier leaf; the first of {self._backwards}.",
                self._first_backwards,
            )
        else:
            self._report.passed("times", "时间从不倒退。", "times never run backwards.")
        if self.earlier:
            self._report.unchecked(
                "history",
                f"{self.earlier} 件提案始于此前的日志，其此前经过不在本证据包内。",
                f"proposals that began in an earlier log: {self.earlier}; what happened there is not in this bundle.",
            )


# ---------------------------------------------------------------------------------------------------------------
# The leaves, line by line.


_LAST = '"}\n'


class Lines:
    """Reads the lines of `leaves.ndjson`, all written alike: another text of the same JSON is refused as well."""

    def __init__(self) -> None:
        self._begin = self._middle = self._end = ""
        self._tail = 0

    def read(self, line: bytes) -> tuple[int, str, str]:
        """Return index, data and leaf hash of a line."""
        try:
            text = line.decode("utf-8")
            parts = self._read_plain(text) if self._begin else None
            if parts is None:
                parts = self._read_any(text)
        except UnicodeError as error:
            raise RefusedError("该行不是 UTF-8。", "the line is not UTF-8.") from error
        except (ValueError, RecursionError, LookupError, TypeError) as error:
            raise RefusedError("该行不是所要求的 JSON。", "the line is not the JSON it must be.") from error
        return parts

    def _read_plain(self, text: str) -> tuple[int, str, str] | None:
        """Read a line in which quotes alone are escaped, which takes no decoder; None for other lines."""
        at, tail = text.find(self._middle), len(text) - self._tail
        number, data = text[len(self._begin) : at], text[at + len(self._middle) : tail]
        if len(number) > _LONGEST_INTEGER or not data.count('"') == data.count("\\") == data.count('\\"'):
            return None
        index, leaf = int(number), text[-2 * HASH_SIZE - len(_LAST) : -len(_LAST)]
        is_begun = at < tail and text.startswith(f"{self._begin}{index}{self._middle}")
        is_whole = is_begun and text.endswith(f"{self._end}{leaf}{_LAST}")
        return (index, data.replace('\\"', '"'), leaf) if is_whole and index >= 0 else None

    def _read_any(self, text: str) -> tuple[int, str, str]:
        parts = _READ_STRICTLY(text)
        index, data, leaf = parts["index"], parts["data"], parts["leaf_hash"]
        if type(index) is not int or type(data) is not str or type(leaf) is not str or index < 0:
            raise RefusedError("该行的成员不对。", "the line has wrong members.")
        data.encode()  # Refuses half a character.
        for item, key in ((", ", ": "), (",", ":")):
            begin, middle = f'{{"index"{key}', f'{item}"data"{key}"'
            end = f'"{item}"leaf_hash"{key}"'
            for quoted in (encode_basestring, encode_basestring_ascii):
                if text == f"{begin}{index}{middle}{quoted(data)[1:-1]}{end}{leaf}{_LAST}":
                    self._begin, self._middle, self._end = begin, middle, end
                    self._tail = len(end) + 2 * HASH_SIZE + len(_LAST)
                    return index, data, leaf
        raise RefusedError("该行的写法与格式不符。", "the line is not written as the form wants it.")


@dataclass
class Mark:
    """A signed head that the tree must have had at a size."""

    size: int
    root: bytes
    check: str
    name: tuple[str, str]
    claimed: bytes | None = None
    """The root over the leaves' hashes as the bundle gives them; None if there are too few leaves."""
    real: bytes | None = None
    """The root over the hashes of the leaves' data."""


class Leaves:
    """One pass over the leaves: their numbers, hashes and what they say, and the tree over them."""

    def __init__(
        self, bundle: Bundle, report: Report, history: History, newest: Checkpoint | None, hash_: Hash
    ) -> None:
        self._bundle, self._report, self._history, self._hash = bundle, report, history, hash_
        self._origin = newest.origin if newest else None
        self._followed: Any = None
        self._size = newest.size if newest else LARGEST_SIZE
        self.count = 0
        self.next = 0
        """The number that the next leaf must have."""
        self._lines = Lines()
        self._prove: Callable[[int, bytes], None] | None = None
        self.is_whole = False
        """Whether no leaf is missing, moved or unreadable so far, so that the tree can be rebuilt."""
        self._claimed = Range(hash_)
        self._real: Range | None = None
        """The tree over the hashes of the data, from the first leaf on whose printed hash is another."""

    def read_all(self, marks: Sequence[Mark]) -> None:
        """Read the whole log, and note the roots that its tree had at the sizes of the marks."""
        self.is_whole = True
        waiting = sorted(marks, key=lambda mark: mark.size, reverse=True)
        for line in self._bundle.lines("leaves.ndjson"):
            while waiting and waiting[-1].size == self._claimed.size:
                self._reach(waiting.pop())
            self._take(line)
        while waiting and waiting[-1].size == self._claimed.size:
            self._reach(waiting.pop())

    def read_part(self, prove: Callable[[int, bytes], None]) -> None:
        """Read a part of the log, and hand over index and hash of each leaf to be proven."""
        self._prove = prove
        for line in self._bundle.lines("leaves.ndjson"):
            self._take(line)

    def _reach(self, mark: Mark) -> None:
        if self.is_whole:
            mark.claimed = self._claimed.root()
            mark.real = self._real.root() if self._real else mark.claimed

    def _take(self, line: bytes) -> None:
        report = self._report
        self.count += 1
        try:
            index, text, leaf = self._lines.read(line)
        except RefusedError as error:
            report.refused("leaves", error, Where(self.next))
            self.next, self.is_whole = self.next + 1, False
            return

        def where() -> Where:
            return place_of(index, text)

        if index != self.next or index >= self._size:
            self._look_at_number(index, where)
        self.next = index + 1
        found = self._hash(b"\x00" + text.encode())
        printed = found if found.hex() == leaf else self._look_at_hash(leaf, where)
        if self.is_whole:
            self._claimed.append(printed)
            if self._real is not None:
                self._real.append(found)
        elif self._prove is not None:
            self._prove(index, printed)
        try:
            event = event_of(text)
        except RefusedError as error:
            report.refused("form", error, where())
            return
        if index == 0 and event["action"] == NEW_LOG and isinstance(event["details"], dict):
            # What the log before left unsealed when it was set back is sealed here, under its old name.
            self._followed = event["details"].get("follows")
        if self._origin is not None and event["log"] not in (self._origin, self._followed):
            report.failed("form", "log 不是检查点的日志。", "its log is not the checkpoint's.", where())
        self._history.take(event, index, where)

    def _look_at_hash(self, leaf: str, where: Callable[[], Where]) -> bytes:
        """Say that a leaf is not what its printed hash says, and return that hash: the tree decides who is right."""
        if self._real is None and self.is_whole:
            self._real = self._claimed.copy()
        self._report.failed(
            "leaves", "数据与其哈希不符，已被改动。", "its data do not have its hash: changed.", where()
        )
        return bytes.fromhex(leaf) if _DIGEST.fullmatch(leaf) else b""

    def _look_at_number(self, index: int, where: Callable[[], Where]) -> None:
        """Say what is wrong with a number that is not the next one; a part of the log may leave numbers out."""
        expected = self.next
        if index < expected:
            self._report.failed(
                "indices", "编号重复或次序颠倒。", "it stands twice, or out of order.", where()
            )
            self.is_whole = False
        elif index > expected and self._prove is None:
            gap = Where(expected, last=index - 1) if index - 1 > expected else Where(expected)
            self._report.failed("indices", "此处应有而缺失。", "missing where it should stand.", gap)
            self.is_whole = False
        if index >= self._size:
            self._report.failed(
                "indices",
                "检查点未覆盖此叶，是后加的。",
                "the checkpoint does not cover it: it was added.",
                where(),
            )


# ---------------------------------------------------------------------------------------------------------------
# The verification of a bundle.


class Verification:
    """One run: the bundle, the keys that are trusted, and the heads that the tree must have had."""

    def __init__(self, path: str, vkeys: Sequence[str], checkpoints: Sequence[str]) -> None:
        self.report = Report()
        self.leaves = self.contents = 0
        self._path, self._vkeys, self._outside_files = path, vkeys, checkpoints
        self._keyring: Keyring | None = None
        self._given: set[tuple[str, bytes]] = set()
        self._named: dict[int, tuple[Key, str, bytes]] = {}
        """Keys that leaves bring into force, by the leaf's number, each with its log and the leaf's data."""
        self._vouched: dict[tuple[str, bytes], Turnover] = {}
        """Keys that are trusted only because one that was given vouches for them."""
        self._outside: list[tuple[str, Checkpoint]] = []

    def run(self) -> None:
        """Make all checks."""
        report = self.report
        try:
            self._bundle = bundle = Bundle(self._path, report)
            bundle.look_around()
        except UNREADABLE as error:
            report.refused("bundle", _unreadable(self._path, error))
            return
        self._read_keys()
        turnovers = self._read_turnovers()
        self._follow_keys(turnovers)
        newest = self._read_head("checkpoint", "checkpoint")
        self._trust_named_keys(newest)
        self._check_turnovers(turnovers)
        previous = None
        if bundle.has("previous-checkpoint"):
            previous = self._read_head("previous-checkpoint", "previous")
        self._read_outside()
        is_part = any(FOLDERS["proofs"].fullmatch(name) for name in bundle.names("proofs"))
        hash_ = hash_of_log(newest.origin if newest else "")
        if newest:
            self._check_origins(newest, previous)
            self._check_consistency(newest, previous, hash_)
        contents, tables = Contents(bundle, report), Tables(bundle, report)
        history = History(report, contents, tables)
        leaves = Leaves(bundle, report, history, newest, hash_)
        if is_part:
            self._check_part(leaves, newest, previous, hash_)
        else:
            self._check_whole(leaves, newest, previous, turnovers)
        contents.finish(knows_lists=not is_part and not history.begins_anew)
        for one in (tables, history):
            one.finish()
        self.leaves, self.contents = leaves.count, len(contents)
        self._conclude(leaves.count, newest, is_part=is_part)

    def _read_keys(self) -> None:
        """Take the keys that the auditor holds; without any, those of the bundle, which prove less."""
        report = self.report
        try:
            if self._vkeys:
                keys = [key for path in self._vkeys for key in keys_of(_outside_bytes(path))]
                report.passed("keys", "使用所给的公钥。", "the key that was given is used.")
            else:
                keys = keys_of(self._bundle.read("vkey"))
                report.passed("keys", "使用证据包自带的公钥。", "the key in the bundle is used.")
                report.unchecked(
                    "keys",
                    "公钥来自证据包本身：若日志是用新密钥重造的，无从得知。请经其他途径取得公钥，用 --vkey 给出。",
                    "the key came with the bundle: a log rebuilt with a key of its own would look the same. Get the key"
                    " by another channel and give it with --vkey.",
                )
        except RefusedError as error:
            report.refused("keys", error)
            return
        self._keyring, self._given = Keyring(keys), {(key.name, key.id) for key in keys}

    def _read_turnovers(self) -> list[Turnover]:
        """Read which keys came into force, each with the head that both keys signed; an old bundle has none."""
        form = FOLDERS["turnovers"]
        names = [name for name in self._bundle.names("turnovers") if form.fullmatch(name)]
        self._named = self._read_named_keys() if names else {}
        found = []
        for index in sorted(int(name.partition(".")[0]) for name in names):
            try:
                said, proof, data = inclusion_proof_of(self._bundle.read(f"turnovers/{index}.tlog-proof"))
                if said != index or index not in self._named:
                    raise RefusedError(
                        "此叶没有说明更换公钥。", "this leaf does not say that a key came into force."
                    )
                key, log, leaf = self._named[index]
                one = Turnover(index, key, checkpoint_of(data), proof, log, leaf)
                one.require_proven()
            except RefusedError as error:
                self.report.refused("turnovers", error, Where(index))
            else:
                found.append(one)
        return found

    def _read_named_keys(self) -> dict[int, tuple[Key, str, bytes]]:
        """Return the keys that leaves name, each with its log and the leaf's data; whether they are right is seen later."""
        lines = Lines()
        found: dict[int, tuple[Key, str, bytes]] = {}
        for line in self._bundle.lines("leaves.ndjson"):
            if KEY_IN_FORCE.encode() not in line:
                continue
            try:
                index, text, _ = lines.read(line)
                event = event_of(text)
                named = event["details"].get("verifier_key")
                if event["action"] == KEY_IN_FORCE and isinstance(named, str):
                    found.setdefault(index, (key_of(named), event["log"], text.encode()))
            except RefusedError:
                continue  # Reading all leaves says what is wrong with it.
        return found

    def _follow_keys(self, turnovers: Sequence[Turnover]) -> None:
        """Trust each next key for which one that is trusted vouched: it signed a head over the leaf that names it."""
        if self._keyring is None:
            return
        for one in turnovers:
            try:
                self._keyring.signers_of(one.head)
            except RefusedError:
                continue  # A key that is held may come later in the row.
            if one.key not in self._keyring:
                self._keyring.trust(one.key)
                self._vouched[one.key.name, one.key.id] = one

    def _trust_named_keys(self, newest: Checkpoint | None) -> None:
        """Trust the keys that the leaves under a rightly signed head name, and say by which way the head's own was."""
        if self._keyring is None or newest is None:
            return
        try:
            self._keyring.signers_of(newest)
        except RefusedError:
            return
        signed = [(name, identity) for name, identity, _ in newest.note.signatures]
        if self._vouched and not self._given.intersection(signed):
            one = next(self._vouched[by] for by in signed if by in self._vouched)
            name = f"{one.key.name}+{one.key.id.hex()}"
            self.report.warned(
                "keys",
                f"现用公钥 {shown(name)} 不在所给公钥之中，系由所给公钥所签的检查点（{one.head.size} 叶）中第 {one.index} 号叶"
                "说明更换而采信。若更换是因旧密钥泄露，此项不足为凭，请经其他途径取得新公钥。",
                f"the present key {shown(name)} was not given; it is trusted since leaf {one.index}, under a head of"
                f" {one.head.size} leaves that the given key signed, names it. Where the key was changed because the old"
                " one had leaked, that proves nothing: get the new key by another channel.",
            )
        for key, log, _ in self._named.values():
            if log == key.name == newest.origin:
                self._keyring.trust(key)

    def _check_turnovers(self, turnovers: Sequence[Turnover]) -> None:
        """Check that each head at which a key came into force bears both signatures."""
        for one in turnovers:
            try:
                if self._keyring is not None:
                    one.require_both(self._keyring)
            except RefusedError as error:
                self.report.refused("turnovers", error, Where(one.index))
        if turnovers:
            self.report.passed(
                "turnovers",
                f"更换公钥 {len(turnovers)} 次，每次均由新旧密钥共同签名。",
                f"changes of key, each signed with the key before and the new one: {len(turnovers)}.",
            )

    def _read_head(self, name: str, check: str) -> Checkpoint | None:
        """Read a checkpoint of the bundle and its signatures."""
        try:
            checkpoint = checkpoint_of(self._bundle.read(name))
        except RefusedError as error:
            self.report.refused(check, error)
            return None
        self._check_signature(checkpoint, check)
        return checkpoint

    def _check_signature(self, checkpoint: Checkpoint, check: str) -> bool:
        if self._keyring is None:
            self.report.failed(
                check, "没有可用的公钥，签名未能查验。", "there is no key to check the signature with."
            )
            return False
        try:
            signers = self._keyring.signers_of(checkpoint)
        except RefusedError as error:
            self.report.refused(check, error)
            return False
        witnesses = ", ".join(shown(name) for name in signers.witnesses)
        zh = f"{shown(checkpoint.origin)}，{checkpoint.size} 叶，{signers.keys} 个签名正确"
        en = f"{shown(checkpoint.origin)}, {checkpoint.size} leaves, right signatures: {signers.keys}"
        if witnesses:
            zh, en = f"{zh}，见证：{witnesses}", f"{en}, witnessed by {witnesses}"
        if signers.unknown:
            zh, en = (
                f"{zh}，另有 {signers.unknown} 个未知密钥的签名未查",
                f"{en}, by keys not known here: {signers.unknown}",
            )
        self.report.passed(check, zh + "。", en + ".")
        return True

    def _read_outside(self) -> None:
        """Read the checkpoints that were kept outside; each must be signed by a trusted key as well."""
        for path in self._outside_files:
            try:
                checkpoint = checkpoint_of(_outside_bytes(path))
                if self._keyring is not None:
                    self._keyring.signers_of(checkpoint)
            except RefusedError as error:
                name = shown(os.path.basename(path))
                self.report.failed("outside", f"{name}：{error.zh}", f"{name}: {error.en}")
                continue
            self._outside.append((shown(os.path.basename(path)), checkpoint))
        if not self._outside_files:
            self.report.unchecked(
                "outside",
                "未给出存于系统之外的检查点（--checkpoint）：历史是否在此前被整体重造，无从得知。",
                "no checkpoint held outside was given (--checkpoint): whether all of history was made anew before this"
                " checkpoint cannot be known.",
            )

    def _check_origins(self, newest: Checkpoint, previous: Checkpoint | None) -> None:
        if previous and previous.origin != newest.origin:
            self.report.failed("previous", "属于别的日志。", "it is another log's.")
        for name, one in self._outside:
            if one.origin != newest.origin:
                self.report.failed("outside", f"{name} 属于别的日志。", f"{name} is another log's.")

    def _check_consistency(self, newest: Checkpoint, previous: Checkpoint | None, hash_: Hash) -> None:
        """Check the proof that the newest head continues the one before."""
        bundle, report = self._bundle, self.report
        if previous is None:
            self._check_no_proof()
            return
        try:
            lines = bundle.read("consistency.txt").decode("ascii").split("\n")
            if lines.pop():
                raise RefusedError("证明被截断。", "the proof is cut off.")
            proof = hashes_of(lines)
        except UnicodeDecodeError:
            report.failed("consistency", "证明的格式有误。", "the proof has a wrong form.")
            return
        except RefusedError as error:
            report.refused("consistency", error)
            return
        if is_consistent(previous.size, newest.size, previous.root, newest.root, proof, hash_):
            report.passed(
                "consistency",
                f"前 {previous.size} 叶未变，其后续至 {newest.size} 叶。",
                f"the first {previous.size} leaves stand unchanged in the log of {newest.size}.",
            )
        else:
            report.failed(
                "consistency",
                f"未能证明前 {previous.size} 叶未变。",
                f"it does not show that the first {previous.size} leaves stand unchanged.",
            )

    def _check_no_proof(self) -> None:
        """Refuse a proof of consistency with a checkpoint that was taken out; an empty file proves nothing."""
        bundle = self._bundle
        if not bundle.has("consistency.txt") or bundle.has("previous-checkpoint"):
            return
        try:
            if bundle.read("consistency.txt"):
                raise RefusedError("有证明而无上一检查点。", "there is a proof, but no previous checkpoint.")
        except RefusedError as error:
            self.report.refused("consistency", error)

    def _check_whole(
        self,
        leaves: Leaves,
        newest: Checkpoint | None,
        previous: Checkpoint | None,
        turnovers: Sequence[Turnover],
    ) -> None:
        """Rebuild the tree from all leaves, and compare it with every signed head."""
        marks = [
            Mark(one.size, one.root, "outside", (f"外存检查点 {name}", name)) for name, one in self._outside
        ]
        marks += [
            Mark(
                one.head.size,
                one.head.root,
                "turnovers",
                ("更换公钥时的检查点", "the head of a change of key"),
            )
            for one in turnovers
        ]
        if previous:
            marks.append(
                Mark(previous.size, previous.root, "previous", ("上一检查点", "the previous checkpoint"))
            )
        if newest:
            marks.append(Mark(newest.size, newest.root, "root", ("检查点", "the checkpoint")))
        leaves.read_all(marks)
        for name, one in self._outside:
            if newest and one.size > newest.size:
                self.report.failed(
                    "outside",
                    f"{name} 有 {one.size} 叶，而证据包止于 {newest.size} 叶：末尾缺失或日志被回退。",
                    f"{name} has {one.size} leaves, but the bundle ends at {newest.size}: the end is missing, or the log"
                    " was set back.",
                    Where(newest.size, last=one.size - 1),
                )
        right = self._compare(marks)
        if newest and leaves.next < newest.size:
            leaves.is_whole = False
            self.report.failed(
                "indices",
                f"缺 {newest.size - leaves.next} 叶：末尾被截去，或其间被删而重新编号。",
                f"leaves missing: {newest.size - leaves.next}; cut off at the end, or taken out and the rest"
                " renumbered.",
                Where(right, last=newest.size - 1),
            )
        if not leaves.is_whole and newest and not self.report.has_failed("root"):
            self.report.failed(
                "root",
                "叶不齐或读不出，无法重建根哈希。",
                "leaves are missing or unreadable: no root can be rebuilt.",
            )
        if not self.report.has_failed("indices"):
            self.report.passed(
                "indices", f"{leaves.count} 叶，编号从 0 连续。", f"leaves without a gap: {leaves.count}."
            )
        if self._outside:
            self.report.passed(
                "outside",
                f"{len(self._outside)} 个检查点均与重建的树相符。",
                f"heads of the tree that was rebuilt: {len(self._outside)}.",
            )

    def _compare(self, marks: Sequence[Mark]) -> int:
        """Compare the rebuilt roots with the signed ones, and return the largest size at which they are the same."""
        right = 0
        for mark in sorted(marks, key=lambda one: one.size):
            if mark.claimed is None:
                continue
            if mark.root in {mark.claimed, mark.real}:
                right = mark.size
                if mark.check == "root":
                    self.report.passed(
                        "root",
                        f"{mark.size} 叶得出签名的根。",
                        f"leaves that give the signed root: {mark.size}.",
                    )
                continue
            zh, en = mark.name
            interval = Where(right, last=mark.size - 1) if mark.size - 1 > right else Where(right)
            self.report.failed(
                mark.check,
                f"重建的根与{zh}的不同：其间有叶被改、删或换序。",
                f"the rebuilt root is not that of {en}: a leaf in between was changed, deleted or moved.",
                interval if mark.size else None,
            )
        return right

    def _check_part(
        self, leaves: Leaves, newest: Checkpoint | None, previous: Checkpoint | None, hash_: Hash
    ) -> None:
        """Check a proof for each leaf of a part of the log."""
        report = self.report
        proven: set[int] = set()
        heads = [one for one in (newest, previous) if one]

        def prove(index: int, leaf: bytes) -> None:
            proven.add(index)
            try:
                self._check_proof(index, leaf, heads, hash_)
            except RefusedError as error:
                report.refused("proofs", error, Where(index))

        leaves.read_part(prove)
        form = FOLDERS["proofs"]
        given = {int(name.partition(".")[0]) for name in self._bundle.names("proofs") if form.fullmatch(name)}
        for index in sorted(given - proven):
            report.failed(
                "indices",
                "缺失：有其证明而无此叶。",
                "missing: its proof is here, but not the leaf.",
                Where(index),
            )
        report.passed(
            "proofs",
            f"{len(proven)} 叶均在签名的树中。",
            f"leaves that are in the signed tree: {len(proven)}.",
        )
        report.unchecked(
            "indices",
            "这是日志的一部分：证明所载属实，不证明别无其他。",
            "this is a part of the log: it proves what is in it, not that nothing else exists.",
        )
        for name, one in self._outside:
            self._place_outside(name, one, newest, previous)
        if self._outside:
            report.passed("outside", "与证据包相符。", "they fit the bundle.")

    def _check_proof(self, index: int, leaf: bytes, heads: Sequence[Checkpoint], hash_: Hash) -> None:
        named, proof, data = inclusion_proof_of(self._bundle.read(f"proofs/{index}.tlog-proof"))
        checkpoint = checkpoint_of(data)
        if self._keyring is not None:
            self._keyring.signers_of(checkpoint)
        if not any(checkpoint.note.text == head.note.text for head in heads):
            raise RefusedError("证明用的是别的检查点。", "the proof is for another checkpoint.")
        if named != index or not is_included(index, checkpoint.size, leaf, proof, checkpoint.root, hash_):
            raise RefusedError(
                "证明不成立：不在签名的树中。", "the proof fails: it is not in the signed tree."
            )

    def _place_outside(
        self, name: str, one: Checkpoint, newest: Checkpoint | None, previous: Checkpoint | None
    ) -> None:
        """Compare a head held outside with those of a part, which cannot be rebuilt at other sizes."""
        head = next((head for head in (newest, previous) if head and head.size == one.size), None)
        if head is None and one.size:
            self.report.failed(
                "outside",
                f"{name}（{one.size} 叶）无法与本部分证据相比：请取得以它为上一检查点的证据包，或全部日志。",
                f"{name} ({one.size} leaves) cannot be compared with this part: ask for a bundle that has it as its"
                " previous checkpoint, or for the whole log.",
            )
        elif head is not None and head.root != one.root:
            self.report.failed(
                "outside",
                f"{name}：同为 {one.size} 叶而根不同，日志被重造。",
                f"{name} has as many leaves ({one.size}), but another root: the log was made anew.",
                Where(0, last=one.size - 1),
            )

    def _conclude(self, count: int, newest: Checkpoint | None, *, is_part: bool) -> None:
        report = self.report
        report.passed("leaves", f"{count} 叶的数据与其哈希相符。", f"leaves that have their hashes: {count}.")
        report.passed(
            "form",
            f"{count} 个事件均为规范形式，log 与检查点一致。",
            f"events in canonical form, of the checkpoint's log: {count}.",
        )
        if not is_part and newest and newest.size == 0 and count == 0:
            report.unchecked("root", "日志是空的。", "the log is empty.")


def _outside_bytes(path: str) -> bytes:
    """Return the bytes of a file that the auditor holds."""
    name = shown(os.path.basename(path))
    try:
        with open(path, "rb") as file:
            data = file.read(LONGEST_NOTE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    if len(data) > LONGEST_NOTE:
        raise RefusedError(f"{name} 过大。", f"{name} is too large.")
    return data


def verify(path: str, vkeys: Sequence[str] = (), checkpoints: Sequence[str] = ()) -> Verification:
    """Verify the bundle in a folder or zip with what was held outside; the report tells what was found."""
    run = Verification(path, vkeys, checkpoints)
    try:
        run.run()
    except (RefusedError, *UNREADABLE, ArithmeticError, LookupError, TypeError, MemoryError) as error:
        # No input should lead here; if one does, it is not accepted, and the person reads a sentence.
        run.report.refused("bundle", error if isinstance(error, RefusedError) else _unreadable(path, error))
    return run


# ---------------------------------------------------------------------------------------------------------------
# The command.


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify what the arguments name, print one line a check, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(
        prog="verify.py",
        allow_abbrev=False,
        description="核验审计证据包 / Verify an evidence bundle of the audit trail.",
        epilog="返回值：0 全部通过，1 有不符，2 用法有误。 / Exit status: 0 all is right, 1 something is not, 2 wrong usage.",
    )
    parser.add_argument(
        "bundle", nargs="?", default=".", help="证据包的文件夹或 zip / folder or zip of the bundle"
    )
    parser.add_argument(
        "--vkey",
        action="append",
        default=[],
        metavar="FILE",
        help="经其他途径取得的公钥 / public key of the log, received by another channel",
    )
    parser.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        metavar="FILE",
        help="存于系统之外的检查点，可多次给出 / signed head that was kept outside; may be given several times",
    )
    given = parser.parse_args(arguments)
    gc.disable()  # Nothing here refers in circles; looking for them would take a tenth of the time.
    begin = time.monotonic()
    run = verify(given.bundle, given.vkey, given.checkpoint)
    report = run.report
    for finding in report.findings:
        sys.stdout.write(f"{finding}\n")
    took = time.monotonic() - begin
    sys.stdout.write(
        f"合计 TOTAL | {run.leaves} 叶，{run.contents} 份内容，{took:.1f} 秒 /"
        f" {run.leaves} leaves, {run.contents} contents, {took:.1f} s\n"
    )
    wrong = report.first_wrong
    if wrong and wrong.where:
        sys.stdout.write(f"第一处不符 FIRST WRONG | {wrong.where.zh} / {wrong.where.en}\n")
    sys.stdout.write(f"结论 RESULT | {_result(report)}\n")
    return 0 if report.is_right else 1


def _result(report: Report) -> str:
    """Return the last line: it claims no more than was checked."""
    if not report.is_right:
        return "不予采信 / REFUSED"
    open_ = sum(one.state == UNCHECKED for one in report.findings)
    if open_:
        return f"所查各项全部通过；未查 {open_} 项，见上 / all that was checked is right; not checked, see above: {open_}"
    return "全部通过 / all is right"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
