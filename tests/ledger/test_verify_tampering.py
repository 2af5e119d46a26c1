"""A bundle that was tampered with is refused, and the wrong leaf named, or the interval where only that can be known."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.verify import Where
from tests.ledger.bundles import ORIGIN, Signer, checkpoint, sha256, told_trail, write
from tests.ledger.checks import failures, first_wrong, leaf_named, report_of, said

WRONG = 9
"""The leaf that is tampered with: a sign-off that was recorded from paper."""
SECOND_SUBMIT = 11
PART = (0, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17)
Lines = list[dict[str, Any]]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write(tmp_path / "all", told_trail())


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return write(tmp_path / "part", told_trail(), part=PART)


def _rewritten(bundle: Path, change: Callable[[Lines], Lines | None]) -> Path:
    place = bundle / "leaves.ndjson"
    lines = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    changed = change(lines) or lines
    place.write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in changed), encoding="utf-8", newline=""
    )
    return bundle


def _said_by(line: dict[str, Any], **members: object) -> None:
    line["data"] = rfc8785.dumps({**json.loads(line["data"]), **members}).decode()


def _hashed(line: dict[str, Any]) -> None:
    line["leaf_hash"] = sha256(b"\0" + line["data"].encode()).hex()


def test_an_edited_leaf_is_named_with_what_it_says_now(bundle: Path) -> None:
    report = report_of(_rewritten(bundle, lambda lines: _said_by(lines[WRONG], request_id="other")))
    assert leaf_named(report) == WRONG
    assert "leaf 9 (sign_off, proposal:990101-2026-0001, 2026-03-02T01:00:09.000000Z)" in said(report)
    assert "root" not in failures(report), "the hashes are still those that were signed"


def test_an_edited_leaf_with_its_hash_made_anew_is_narrowed_by_every_head_that_is_known(
    bundle: Path, tmp_path: Path
) -> None:
    def edit(lines: Lines) -> None:
        _said_by(lines[WRONG], request_id="other")
        _hashed(lines[WRONG])

    assert first_wrong(report_of(_rewritten(bundle, edit))) == Where(5, last=17)
    heads = []
    for size in (8, 12):
        heads.append(tmp_path / str(size))
        heads[-1].write_bytes(checkpoint(told_trail().leaves[:size], Signer()))
    report = report_of(bundle, [], heads)
    assert [one.where for one in report.findings if one.check == "outside"] == [Where(8, last=11)]


def test_an_edited_hash_is_found_though_the_data_are_right(bundle: Path) -> None:
    report = report_of(_rewritten(bundle, lambda lines: lines[WRONG].update(leaf_hash="0" * 64)))
    assert leaf_named(report) == WRONG
    assert "root" not in failures(report), "the data still give the root that was signed"


def test_an_edited_leaf_of_a_part_is_named(part: Path) -> None:
    at = PART.index(WRONG)

    def edit(lines: Lines) -> None:
        _said_by(lines[at], request_id="other")

    assert leaf_named(report_of(_rewritten(part, edit))) == WRONG
    report = report_of(_rewritten(part, lambda lines: _hashed(lines[at])))
    assert leaf_named(report) == WRONG
    assert "proofs" in failures(report)


@pytest.mark.parametrize("count", [1, 3])
def test_deleted_leaves_are_named(bundle: Path, count: int) -> None:
    report = report_of(_rewritten(bundle, lambda lines: lines[:WRONG] + lines[WRONG + count :]))
    assert first_wrong(report) == (Where(9) if count == 1 else Where(9, last=11))
    assert "indices" in failures(report)


def test_a_leaf_deleted_and_the_rest_renumbered_is_somewhere_after_the_last_head_that_fits(
    bundle: Path,
) -> None:
    def delete(lines: Lines) -> Lines:
        left = lines[:WRONG] + lines[WRONG + 1 :]
        for index, line in enumerate(left):
            line["index"] = index
        return left

    report = report_of(_rewritten(bundle, delete))
    assert first_wrong(report) == Where(5, last=17)
    assert "leaves missing: 1" in failures(report)["indices"]
    (bundle / "checkpoint").write_bytes(checkpoint(told_trail().leaves[:17], Signer()))
    assert first_wrong(report_of(bundle)) == Where(5, last=16)


def test_a_leaf_deleted_from_a_part_is_named_by_the_proof_it_left_behind(part: Path) -> None:
    at = PART.index(WRONG)
    assert leaf_named(report_of(_rewritten(part, lambda lines: lines[:at] + lines[at + 1 :]))) == WRONG


def test_a_leaf_of_a_part_without_its_proof_is_named(part: Path) -> None:
    (part / "proofs" / f"{WRONG}.tlog-proof").unlink()
    assert leaf_named(report_of(part)) == WRONG


def test_a_part_with_the_proof_of_another_leaf_is_refused(part: Path) -> None:
    proofs = part / "proofs"
    (proofs / f"{WRONG}.tlog-proof").write_bytes((proofs / "10.tlog-proof").read_bytes())
    assert leaf_named(report_of(part)) == WRONG


def test_a_part_with_a_proof_for_a_head_that_is_not_the_bundles_is_refused(part: Path) -> None:
    leaves = told_trail().leaves
    place = part / "proofs" / "0.tlog-proof"
    head = place.read_bytes().partition(b"\n\n")[0]
    place.write_bytes(head + b"\n\n" + checkpoint(leaves[:17], Signer()))
    assert leaf_named(report_of(part)) == 0
    assert failures(report_of(part)) == {"proofs": "the proof is for another checkpoint."}


def test_swapped_leaves_are_named(bundle: Path) -> None:
    def swap(lines: Lines) -> None:
        lines[WRONG], lines[WRONG + 1] = lines[WRONG + 1], lines[WRONG]

    assert first_wrong(report_of(_rewritten(bundle, swap))) == Where(WRONG)

    def renumber(lines: Lines) -> None:
        for index, line in enumerate(lines):
            line["index"] = index

    report = report_of(_rewritten(bundle, renumber))
    assert "root" in failures(report)
    assert not report.is_right


def test_a_log_that_was_cut_off_is_refused_with_what_is_missing(bundle: Path) -> None:
    report = report_of(_rewritten(bundle, lambda lines: lines[:15]))
    assert first_wrong(report) == Where(5, last=17)
    assert "leaves missing: 3" in failures(report)["indices"]


def test_a_leaf_that_was_appended_is_named(bundle: Path) -> None:
    def append(lines: Lines) -> None:
        lines.append({**lines[-1], "index": len(lines)})

    assert leaf_named(report_of(_rewritten(bundle, append))) == 18


def test_a_log_set_back_behind_a_head_held_outside_is_refused(bundle: Path, tmp_path: Path) -> None:
    trail = told_trail()
    trail.happen("signed_in", "person:1")
    trail.happen("signed_out", "person:1")
    (head := tmp_path / "head").write_bytes(checkpoint(trail.leaves, Signer()))
    report = report_of(bundle, [], [head])
    assert [one.where for one in report.findings if one.check == "outside"] == [Where(18, last=19)]
    assert not report.is_right


@pytest.mark.parametrize("name", ["checkpoint", "previous-checkpoint"])
def test_a_forged_signature_is_refused(bundle: Path, name: str) -> None:
    text, _, line = (bundle / name).read_text().rpartition(" ")
    signature = bytearray(base64.b64decode(line))
    signature[20] ^= 1
    (bundle / name).write_text(f"{text} {base64.b64encode(signature).decode()}\n")
    assert failures(report_of(bundle)) == {
        "checkpoint" if name == "checkpoint" else "previous": f"the signature of {ORIGIN} is wrong."
    }


def test_a_head_with_another_text_under_the_same_signature_is_refused(bundle: Path) -> None:
    text = (bundle / "checkpoint").read_text()
    (bundle / "checkpoint").write_text(text.replace("\n18\n", "\n17\n", 1))
    assert failures(report_of(bundle))["checkpoint"] == f"the signature of {ORIGIN} is wrong."


def test_a_log_rebuilt_with_a_fresh_key_is_refused_only_by_what_was_held_outside(tmp_path: Path) -> None:
    trail = told_trail()
    (vkey := tmp_path / "vkey").write_text(Signer().vkey)
    (head := tmp_path / "head").write_bytes(checkpoint(trail.leaves[:12], Signer()))
    trail.events[WRONG]["request_id"] = "other"
    rebuilt = write(tmp_path / "rebuilt", trail, signers=[Signer(seed=2)])
    assert report_of(rebuilt).is_right
    for held in (([vkey], []), ([], [head]), ([vkey], [head])):
        assert not report_of(rebuilt, *held).is_right
    again = write(tmp_path / "again", trail)
    report = report_of(again, [vkey], [head])
    assert [one.where for one in report.findings if one.check == "outside"] == [Where(5, last=11)]
    small = write(tmp_path / "small", trail, part=[0, 1])
    (head := tmp_path / "same").write_bytes(checkpoint(told_trail().leaves, Signer()))
    assert "another root" in failures(report_of(small, [vkey], [head]))["outside"]


def test_a_head_of_another_log_is_refused(bundle: Path, tmp_path: Path) -> None:
    signer = Signer(name="other.example/log")
    head = checkpoint(told_trail().leaves[:5], signer, origin=signer.name)
    (bundle / "vkey").write_text(Signer().vkey + signer.vkey)
    (tmp_path / "head").write_bytes(head)
    assert failures(report_of(bundle, [], [tmp_path / "head"])) == {"outside": "head is another log's."}
    (bundle / "previous-checkpoint").write_bytes(head)
    assert failures(report_of(bundle)) == {"previous": "it is another log's."}


def test_an_event_of_another_log_is_named(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[WRONG]["log"] = "other.example/log"
    assert leaf_named(report_of(write(tmp_path, trail))) == WRONG


def test_a_wrong_proof_of_consistency_is_refused(bundle: Path) -> None:
    place = bundle / "consistency.txt"
    lines = place.read_text().splitlines(keepends=True)
    for wrong in (lines[1:], lines[::-1], [*lines, lines[0]], [], [*lines[:-1], lines[-1].rstrip()], ["x\n"]):
        place.write_text("".join(wrong))
        assert "consistency" in failures(report_of(bundle)), wrong
    place.write_text("".join(lines))
    (bundle / "previous-checkpoint").unlink()
    assert "consistency" in failures(report_of(bundle))


def test_a_swapped_or_missing_content_is_named_by_the_leaf_that_names_it(bundle: Path) -> None:
    digest = told_trail().events[SECOND_SUBMIT]["content_sha256"]
    place = bundle / "contents" / f"{digest}.json"
    place.write_bytes(place.read_bytes().replace(b'"11"', b'"99"'))
    assert leaf_named(report_of(bundle)) == SECOND_SUBMIT
    assert "contents" in failures(report_of(bundle))
    place.unlink()
    assert leaf_named(report_of(bundle)) == SECOND_SUBMIT


def test_a_content_that_no_event_names_must_have_its_hash_as_well(bundle: Path) -> None:
    (bundle / "contents" / f"{'ab' * 32}.json").write_text("{}")
    assert failures(report_of(bundle)).keys() == {"contents"}


def test_a_swapped_or_missing_table_is_named_by_the_leaf_that_brought_it_into_force(bundle: Path) -> None:
    (place,) = (bundle / "tables").iterdir()
    place.write_bytes(place.read_bytes().replace(b"in_review", b"in_rewiev"))
    assert leaf_named(report_of(bundle)) == 0
    assert "tables" in failures(report_of(bundle))
    place.unlink()
    assert leaf_named(report_of(bundle)) == 0


@given(data=st.data())
def test_one_flipped_byte_anywhere_in_the_leaves_is_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for part in (None, PART):
        bundle = write(tmp_path_factory.mktemp("flip"), told_trail(), part=part)
        place = bundle / "leaves.ndjson"
        flipped = bytearray(place.read_bytes())
        at = data.draw(st.integers(0, len(flipped) - 1))
        flipped[at] ^= data.draw(st.integers(1, 255))
        place.write_bytes(flipped)
        report = report_of(bundle)
        assert not report.is_right
        where = first_wrong(report)
        line = bytes(flipped[:at]).count(b"\n")
        assert where is not None
        assert where.first <= (part or range(18))[line] <= (where.last or where.first) + 1
