"""When a log has changed its key, whoever holds any of its keys can follow, and nobody else can lead them astray."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ledger.bundles import ORIGIN, Signer, Trail, b64, checkpoint, told_trail, write
from tests.ledger.checks import failures, report_of, said
from tests.ledger.plain_tree import path

KEYS = ONE, TWO, THREE = tuple(Signer(seed=seed) for seed in (1, 2, 3))
STRANGER = Signer(seed=9)


def name_key(trail: Trail, no: int, signer: Signer) -> int:
    index: int = trail.happen(
        "ledger_key_in_force",
        f"ledger:{ORIGIN}",
        actor="system",
        details={"no": no, "verifier_key": signer.vkey.strip()},
    )
    return index


def turnover(folder: Path, trail: Trail, index: int, size: int, *signers: Signer) -> None:
    """Write the proof that a leaf stands under a head of this size, signed by these."""
    leaves = trail.leaves[:size]
    hashes = "".join(b64(one) + "\n" for one in path(index, leaves))
    (folder / "turnovers").mkdir(exist_ok=True)
    told = f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n".encode() + checkpoint(leaves, *signers)
    (folder / "turnovers" / f"{index}.tlog-proof").write_bytes(told)


def turned(
    folder: Path, *, part: bool = False, signers: Sequence[Signer] = KEYS, newest: Signer = THREE
) -> tuple[Path, Trail, list[int]]:
    """A log whose key changed twice, with a head after each change and a newest one that the last key signed alone."""
    trail, named, heads = told_trail(), [], []
    for no, signer in enumerate(signers, 1):
        named.append(name_key(trail, no, signer))
        trail.happen("body_registered", f"body:{no}", actor="system")
        heads.append(len(trail.events))
    trail.happen("body_registered", "body:9", actor="system")
    chosen = (0, *named) if part else None
    write(folder, trail, signers=[newest], part=chosen, previous=heads[-1])
    (folder / "previous-checkpoint").write_bytes(checkpoint(trail.leaves[: heads[-1]], *signers[-2:]))
    for at, index in enumerate(named[1:], 1):
        turnover(folder, trail, index, heads[at], *signers[at - 1 : at + 1])
    (folder / "vkey").write_text("".join(one.vkey for one in signers), encoding="utf-8")
    return folder, trail, named


def held(folder: Path, *signers: Signer) -> list[Path]:
    (key := folder.parent / "held").write_text("".join(one.vkey for one in signers), encoding="utf-8")
    return [key]


@pytest.mark.parametrize("part", [False, True], ids=["all", "a part"])
@pytest.mark.parametrize("key", KEYS, ids=["the first", "the second", "the present"])
def test_whoever_holds_one_of_the_keys_can_follow(tmp_path: Path, key: Signer, part: bool) -> None:
    bundle, trail, named = turned(tmp_path / "b", part=part)
    report = report_of(bundle, held(bundle, key))
    assert report.is_right, said(report)
    assert "each signed with the key before and the new one: 2" in said(report)
    assert ("get the new key by another channel" in said(report)) is (key is not THREE)
    if key is not THREE:
        assert f"since leaf {named[2]}, under a head of" in said(report)
    if not part:
        (old := tmp_path / "old").write_bytes(checkpoint(trail.leaves[:9], ONE))
        assert report_of(bundle, held(bundle, key), [old]).is_right


def test_a_key_that_no_held_one_vouched_for_is_refused(tmp_path: Path) -> None:
    """Anybody can add a line of their own below a head that the old key signed before the change."""
    bundle, trail, named = turned(tmp_path / "b", signers=(ONE, STRANGER), newest=STRANGER)
    vkey = held(bundle, ONE)
    assert report_of(bundle, vkey).is_right
    turnover(bundle, trail, named[1], named[1] + 1, STRANGER)
    assert "checkpoint" in failures(report_of(bundle, vkey))
    # A head that ends before the leaf, with a signature of the stranger added.
    short = checkpoint(trail.leaves[: named[1]], ONE, STRANGER)
    proof = (bundle / "turnovers" / f"{named[1]}.tlog-proof").read_bytes().partition(b"\n\n")[0]
    (bundle / "turnovers" / f"{named[1]}.tlog-proof").write_bytes(proof + b"\n\n" + short)
    assert {"turnovers", "checkpoint"} <= failures(report_of(bundle, vkey)).keys()


def test_without_its_proof_a_change_of_key_is_not_followed(tmp_path: Path) -> None:
    bundle, _, named = turned(tmp_path / "b")
    (bundle / "turnovers" / f"{named[1]}.tlog-proof").unlink()
    assert "does not prove it" in failures(report_of(bundle, held(bundle, ONE)))["checkpoint"]
    assert report_of(bundle, held(bundle, TWO)).is_right


def test_a_change_of_key_that_only_one_key_signed_is_refused(tmp_path: Path) -> None:
    bundle, trail, named = turned(tmp_path / "b")
    turnover(bundle, trail, named[2], named[2] + 2, THREE)
    assert "did not sign the same head" in failures(report_of(bundle, held(bundle, THREE)))["turnovers"]


def test_a_head_of_a_change_that_the_tree_does_not_meet_is_refused(tmp_path: Path) -> None:
    """The old key signed another history at the change: the tree shows it."""
    bundle, trail, named = turned(tmp_path / "b")
    other = told_trail()
    other.events = [dict(one) for one in trail.events]
    other.events[3]["request_id"] = "elsewhere"
    turnover(bundle, other, named[1], named[1] + 2, ONE, TWO)
    assert "turnovers" in failures(report_of(bundle, held(bundle, THREE)))


@pytest.mark.parametrize("index", ["the wrong leaf", "of another log"])
def test_a_leaf_that_names_no_key_of_this_log_vouches_for_nothing(tmp_path: Path, index: str) -> None:
    bundle, trail, _ = turned(tmp_path / "b")
    if index == "the wrong leaf":
        turnover(bundle, trail, 3, 9, ONE, TWO)
        assert "does not say that a key came into force" in failures(report_of(bundle))["turnovers"]
        return
    trail = told_trail()
    at = name_key(trail, 2, Signer(seed=2, name="mulu.example/other"))
    bundle = write(tmp_path / "other", trail, signers=[ONE])
    turnover(bundle, trail, at, at + 1, ONE, TWO)
    assert "another log's" in failures(report_of(bundle))["turnovers"]


@pytest.mark.parametrize("odd", [b"", b"\xff", b"c2sp.org/tlog-proof@v1\nindex 20\n\n"])
def test_an_odd_proof_is_refused_with_a_sentence(tmp_path: Path, odd: bytes) -> None:
    bundle, _, named = turned(tmp_path / "b")
    (bundle / "turnovers" / f"{named[1]}.tlog-proof").write_bytes(odd)
    assert "turnovers" in failures(report_of(bundle))
