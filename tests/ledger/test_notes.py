"""Notes, checkpoints and keys: what is written is read again, and what is malformed is refused."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.checkpoint import Checkpoint, leaf_proof
from ledger.keys import KeyFileError, cosigned_message, make_key_file, read_key_file
from ledger.note import COSIGNATURE, Note, NoteError, VerifierKey, parse_note, require_signed

ROOT = bytes(range(32))

PUBLISHED = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example in the documentation of Go's package note."""


def test_a_note_that_others_signed_is_accepted() -> None:
    require_signed(parse_note(PUBLISHED_NOTE.encode()), PUBLISHED)
    assert str(PUBLISHED) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_changed_note_is_refused() -> None:
    note = parse_note(PUBLISHED_NOTE.replace("problem is", "problem was").encode())
    with pytest.raises(NoteError, match="not right"):
        require_signed(note, PUBLISHED)


def test_a_key_is_kept_for_its_owner_and_signs(tmp_path: Path) -> None:
    made = make_key_file(tmp_path / "keys" / "log.key", "mulu/99")
    read = read_key_file(tmp_path / "keys" / "log.key")
    assert (tmp_path / "keys" / "log.key").stat().st_mode & 0o777 == 0o600
    checkpoint = Checkpoint("mulu/99", 7, ROOT)
    note = Note(checkpoint.text(), (read.sign(checkpoint.text()),))
    again = parse_note(bytes(note))
    require_signed(again, VerifierKey.parse(str(made.verifier_key)))
    assert Checkpoint.parse(again.text) == checkpoint


def test_a_witness_signs_its_time_with_the_checkpoint(tmp_path: Path) -> None:
    witness = make_key_file(tmp_path / "witness.key", "witness/1", kind=COSIGNATURE)
    text = Checkpoint("mulu/99", 7, ROOT).text()
    line = witness.cosign(text, at=1_679_315_147)
    at, signature = int.from_bytes(line.signature[:8], "big"), line.signature[8:]
    assert witness.verifier_key.verify(cosigned_message(text, at=at), signature)
    assert not witness.verifier_key.verify(cosigned_message(text, at=at + 1), signature)


def test_a_second_key_never_takes_the_place_of_the_first(tmp_path: Path) -> None:
    make_key_file(tmp_path / "log.key", "mulu")
    with pytest.raises(FileExistsError):
        make_key_file(tmp_path / "log.key", "mulu")


def test_a_key_that_others_may_read_or_that_is_damaged_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    with pytest.raises(KeyFileError, match="missing"):
        read_key_file(path)
    make_key_file(path, "mulu")
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="open"):
        read_key_file(path)
    path.chmod(0o600)
    whole = path.read_text(encoding="utf-8")
    for damaged in ("", whole[:-9], whole.replace("+mulu+", "+other+"), "PRIVATE+KEY+mulu+00+!!"):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(KeyFileError, match="malformed"):
            read_key_file(path)


MALFORMED = (
    b"",
    b"text\n",
    b"text\n\n",
    b"text\n\n\xe2\x80\x94 name AAAAAAA=",
    b"text\n\n- name AAAAAAA=\n",
    b"text\n\n\xe2\x80\x94 na+me AAAAAAA=\n",
    b"text\n\n\xe2\x80\x94 name AAAA\n",
    b"text\n\n\xe2\x80\x94 name AAAAAAB=\n",
    b"te\txt\n\n\xe2\x80\x94 name AAAAAAA=\n",
    b"\xff\n\n\xe2\x80\x94 name AAAAAAA=\n",
    b"text\n\n" + b"\xe2\x80\x94 name AAAAAAA=\n" * 65,
    b"x" * 100_001,
)


@pytest.mark.parametrize("data", MALFORMED)
def test_a_malformed_note_is_refused(data: bytes) -> None:
    with pytest.raises(NoteError):
        parse_note(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n1\n\n",
        "mulu\n01\n",
        "mulu\n-1\n",
        "mulu\n1\nAAAA\n",
        "mu lu\n1\n",
        "mulu\n1\n",
        "mulu\n99999999999999999\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(text)


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_otherwise(data: bytes) -> None:
    with contextlib.suppress(NoteError):
        Checkpoint.parse(parse_note(data).text)


@pytest.mark.parametrize(
    "line", ["", "a+b", "a+00000000+AQ==", "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"]
)
def test_a_malformed_verifier_key_is_refused(line: str) -> None:
    with pytest.raises(NoteError):
        VerifierKey.parse(line)


def test_the_proof_of_a_leaf_is_written_as_published() -> None:
    written = leaf_proof(3, [ROOT, ROOT[::-1]], b"mulu\n4\n")
    assert written.decode().split("\n")[:5] == [
        "c2sp.org/tlog-proof@v1",
        "index 3",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=",
        "",
    ]
