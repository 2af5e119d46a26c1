"""Whatever it is given, the verifier answers with a sentence: never a traceback, never a wait, never a yes."""

import os
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import verify
from tests.ledger.bundles import Signer, Trail, told_trail, write, zipped
from tests.ledger.checks import failures, report_of, said

PART = (0, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17)
NAMES = ("leaves.ndjson", "checkpoint", "previous-checkpoint", "consistency.txt", "vkey")
ODD = {
    "empty": b"",
    "no text": b"\xff\xfe\x00\x80",
    "a null": b"\0",
    "an open bracket": b"[" * 200_000,
    "a huge number": b'{"index": ' + b"9" * 50_000 + b', "data": "", "leaf_hash": ""}\n',
    "another JSON": b"[1, 2]\n",
    "nothing in it": b'{"index": 0, "data": null, "leaf_hash": null}\n',
    "half a character": b'{"index": 0, "data": "\\ud800", "leaf_hash": "' + b"a" * 64 + b'"}\n',
    "lines": b"\n\n\n",
    "a long line": b"x" * (verify.LONGEST_NOTE + 2),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", NAMES)
def test_an_odd_file_is_refused_with_a_sentence(tmp_path: Path, name: str, odd: str) -> None:
    bundle = write(tmp_path / "all", told_trail())
    (bundle / name).write_bytes(ODD[odd])
    report = report_of(bundle)
    assert not report.is_right
    assert said(report_of(zipped(bundle))) == said(report)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    bundle = write(tmp_path / "all", told_trail())
    (bundle / name).unlink()
    assert any(name in one or "no previous checkpoint" in one for one in failures(report_of(bundle)).values())
    assert said(report_of(zipped(bundle))) == said(report_of(bundle))


@pytest.mark.parametrize("name", [*NAMES, "proofs/9.tlog-proof"])
@given(at=st.floats(0, 1), cut=st.booleans(), flip=st.integers(1, 255))
def test_a_file_that_is_cut_off_or_has_another_byte_is_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: float, cut: bool, flip: int
) -> None:
    bundle = write(tmp_path_factory.mktemp("cut"), told_trail(), part=PART)
    data = bytearray((bundle / name).read_bytes())
    place = int(at * (len(data) - 1))
    if cut:
        del data[place:]
    else:
        data[place] ^= flip
    (bundle / name).write_bytes(data)
    report = report_of(bundle)
    assert name == "vkey" or not report.is_right


def test_a_folder_that_is_no_bundle_and_a_file_that_is_no_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"PK\x03\x04 nothing")
    for place in (tmp_path, tmp_path / "file", tmp_path / "none", tmp_path / "x\0y"):
        assert "bundle" in failures(report_of(place))


@pytest.mark.parametrize("odd", ODD)
def test_what_is_held_outside_may_be_odd_as_well(tmp_path: Path, odd: str) -> None:
    bundle = write(tmp_path / "all", told_trail())
    (held := tmp_path / "held").write_bytes(ODD[odd])
    assert failures(report_of(bundle, [held])).keys() >= {"keys"}
    assert failures(report_of(bundle, [], [held])).keys() == {"outside"}
    assert failures(report_of(bundle, [tmp_path / "none"])).keys() >= {"keys"}
    assert failures(report_of(bundle, [], [tmp_path / "none", tmp_path])).keys() == {"outside"}


@pytest.mark.parametrize(
    "change",
    [
        lambda vkey: vkey.replace("+", " "),
        lambda vkey: vkey.replace(vkey.split("+")[1], "00000000"),
        lambda vkey: vkey.replace(vkey.split("+")[1], vkey.split("+")[1].upper() + "A"),
        lambda vkey: vkey[:-6],
        lambda vkey: "+".join(["x", *vkey.split("+")[1:]]),
    ],
)
def test_a_key_of_another_form_is_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    bundle = write(tmp_path, told_trail())
    (bundle / "vkey").write_text(change(Signer().vkey))
    assert "keys" in failures(report_of(bundle))


def test_a_key_with_which_anybody_can_sign_is_refused() -> None:
    for point in ((1).to_bytes(32, "little"), (2**255 - 20).to_bytes(32, "little"), bytes(32)):
        data = b"\x01" + point
        identity = verify.sha256(b"log\n" + data)[:4].hex()
        with pytest.raises(verify.RefusedError, match="no Ed25519 key"):
            verify.key_of(f"log+{identity}+{verify.base64.b64encode(data).decode()}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n18\n", "\n018\n"),
        ("\n18\n", "\n-18\n"),
        ("\n18\n", "\n１８\n"),
        ("\n18\n", "\n99999999999999999999\n"),
        ("\n18\n", "\n"),
        ("\n18\n", "\n18\n\n"),
        ("\n18\n", "\r\n18\r\n"),
        ("=\n\n", "\n\n"),
        ("=\n\n", "=\n\n\n"),
        ("— ", "- "),
        ("— ", "— a b "),
        ("— mulu", "— \N{NO-BREAK SPACE}mulu"),
        ("mulu.example/tests\n", "\n"),
        ("mulu.example/tests\n", "mulu.example/tests\t\n"),
        ("=\n", "=\nan extension\n"),
    ],
)
def test_a_checkpoint_of_another_form_is_refused(tmp_path: Path, old: str, new: str) -> None:
    bundle = write(tmp_path, told_trail())
    place = bundle / "checkpoint"
    changed = place.read_text(encoding="utf-8").replace(old, new, 1)
    place.write_text(changed, encoding="utf-8", newline="")
    assert "checkpoint" in failures(report_of(bundle))


def test_a_checkpoint_without_or_with_too_many_signatures_is_refused(tmp_path: Path) -> None:
    bundle = write(tmp_path, told_trail())
    place = bundle / "checkpoint"
    text, _, line = place.read_text().rpartition("\n\n")
    for lines in ("", line[:-1], line * 101):
        place.write_text(f"{text}\n\n{lines}")
        assert "checkpoint" in failures(report_of(bundle))
    stranger = Signer(seed=3, name="stranger.example/key").line(text + "\n")
    place.write_text(f"{text}\n\n" + stranger * 40 + line)
    assert report_of(bundle).is_right


def test_links_devices_and_folders_in_place_of_files_are_not_read(tmp_path: Path) -> None:
    bundle = write(tmp_path / "all", told_trail())
    outside = tmp_path / "outside"
    (bundle / "checkpoint").rename(outside)
    (bundle / "checkpoint").symlink_to(outside)
    assert "checkpoint" in failures(report_of(bundle))
    (bundle / "checkpoint").unlink()
    os.mkfifo(bundle / "checkpoint")
    assert "checkpoint" in failures(report_of(bundle))
    (bundle / "checkpoint").unlink()
    (bundle / "checkpoint").mkdir()
    assert "checkpoint" in failures(report_of(bundle))
    other = write(tmp_path / "other", told_trail())
    (other / "contents").rename(tmp_path / "contents")
    (other / "contents").symlink_to(tmp_path / "contents")
    assert "contents" in failures(report_of(other))


@pytest.mark.parametrize(
    "name",
    [
        "../checkpoint",
        "/etc/checkpoint",
        "contents/../../x",
        "C:x",
        "a\\b",
        "contents//x",
        "./vkey",
        "a\nb",
        "vkey",
    ],
)
def test_a_zip_with_names_that_lead_elsewhere_or_stand_twice_is_refused(tmp_path: Path, name: str) -> None:
    archive = zipped(write(tmp_path / "all", told_trail()))
    with zipfile.ZipFile(archive, "a") as opened, pytest.warns() if name == "vkey" else nullcontext():
        opened.writestr(name, "x")
    assert "suspicious" in failures(report_of(archive))["bundle"]


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    archive = zipped(write(tmp_path / "all", told_trail()))
    link = zipfile.ZipInfo("README.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    assert "suspicious" in failures(report_of(archive))["bundle"]


def test_a_zip_with_folders_in_it_is_accepted(tmp_path: Path) -> None:
    archive = zipped(write(tmp_path / "all", told_trail()))
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("contents/", "")
    assert report_of(archive).is_right


def test_a_zip_that_is_damaged_is_refused(tmp_path: Path) -> None:
    archive = zipped(write(tmp_path / "all", told_trail()))
    data = bytearray(archive.read_bytes())
    for at in range(40, len(data), 97):
        damaged = data.copy()
        damaged[at] ^= 0x55
        archive.write_bytes(damaged)
        said(report_of(archive))
    archive.write_bytes(data[: len(data) // 2])
    assert "bundle" in failures(report_of(archive))


def test_a_line_that_never_ends_is_refused_without_being_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "LONGEST_LINE", 1000)
    bundle = write(tmp_path / "all", told_trail())
    with (bundle / "leaves.ndjson").open("ab") as place:
        place.write(b"x" * 100_000)
    assert failures(report_of(bundle))["bundle"] == "leaves.ndjson has a line that is too long."


def test_leaves_are_not_kept_in_memory(tmp_path: Path) -> None:
    trail = Trail()
    trail.install()
    for number in range(5000):
        trail.happen("signed_in", f"person:{number}")
    bundle = write(tmp_path, trail)
    size = (bundle / "leaves.ndjson").stat().st_size
    tracemalloc.start()
    try:
        assert report_of(bundle).is_right
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 2_500_000
    assert most < 1_500_000, "one buffer of a MiB, and no leaf"
