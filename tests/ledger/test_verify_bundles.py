"""A right bundle is accepted, in every shape it comes in, and the verifier says what it could not know."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import verify
from tests.ledger.bundles import ORIGIN, Signer, checkpoint, told_trail, write, zipped
from tests.ledger.checks import failures, report_of, said

VERIFIER = Path(verify.__file__)
PART = (0, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17)
"""The proposal that was published, and the event that names the table."""


def test_a_whole_log_is_accepted_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    bundle = write(tmp_path / "all", told_trail())
    assert said(report_of(zipped(bundle))) == said(report_of(bundle))
    report = report_of(bundle)
    assert report.is_right, said(report)
    beside = {"proofs", "destroyed", "erased", "turnovers"}
    assert {one.check for one in report.findings} == set(verify.CHECKS) - beside


def test_a_part_is_accepted_with_its_proofs_and_says_that_it_is_a_part(tmp_path: Path) -> None:
    report = report_of(write(tmp_path, told_trail(), part=PART))
    assert report.is_right, said(report)
    assert "leaves that are in the signed tree: 14" in said(report)
    assert "not that nothing else exists" in said(report)


def test_a_log_of_sm3_is_accepted_and_its_hash_is_a_matter_of_its_name(tmp_path: Path) -> None:
    bundle = write(tmp_path, told_trail(f"{ORIGIN}/sm3"), part=PART)
    assert report_of(bundle).is_right
    trail = told_trail(f"{ORIGIN}/sm3")
    trail.log = ORIGIN
    assert not report_of(write(tmp_path / "other", trail)).is_right


def test_an_empty_log_is_accepted(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events = []
    assert report_of(write(tmp_path, trail, previous=None)).is_right


@pytest.mark.parametrize("previous", [1, 2, 7, 8, 16, 17, 18, None])
def test_every_earlier_head_is_continued(tmp_path: Path, previous: int | None) -> None:
    report = report_of(write(tmp_path, told_trail(), previous=previous))
    assert report.is_right, said(report)


def test_a_first_head_comes_with_an_empty_proof_or_none(tmp_path: Path) -> None:
    bundle = write(tmp_path, told_trail(), previous=None)
    (bundle / "consistency.txt").write_bytes(b"")
    assert report_of(bundle).is_right


def test_without_what_was_held_outside_it_says_what_it_cannot_know(tmp_path: Path) -> None:
    bundle = write(tmp_path / "all", told_trail())
    (vkey := tmp_path / "vkey").write_text(Signer().vkey)
    (head := tmp_path / "head").write_bytes(checkpoint(told_trail().leaves[:9], Signer()))
    alone, held = report_of(bundle), report_of(bundle, [vkey], [head])
    assert said(alone).count("NOT CHECKED") == 2
    assert "the key came with the bundle" in said(alone)
    assert held.is_right
    assert "NOT CHECKED" not in said(held)


def test_a_head_of_the_same_size_or_the_one_before_can_be_held_against_a_part(tmp_path: Path) -> None:
    leaves = told_trail().leaves
    bundle = write(tmp_path / "part", told_trail(), part=PART)
    for size, is_right in ((18, True), (5, True), (0, True), (7, False)):
        (head := tmp_path / str(size)).write_bytes(checkpoint(leaves[:size], Signer()))
        assert report_of(bundle, [], [head]).is_right is is_right


def test_while_a_key_is_changed_either_key_is_enough(tmp_path: Path) -> None:
    old, new = Signer(seed=1), Signer(seed=2)
    bundle = write(tmp_path / "all", told_trail(), signers=[old, new])
    for index, signer in enumerate((old, new)):
        (vkey := tmp_path / f"vkey{index}").write_text(f"\n{signer.vkey}\n")
        assert report_of(bundle, [vkey]).is_right
    assert "right signatures: 2" in said(report_of(bundle))


def test_a_witness_is_named_and_one_that_is_not_known_is_counted(tmp_path: Path) -> None:
    witness = Signer(seed=7, name="witness.example/one", kind=4)
    bundle = write(tmp_path, told_trail(), signers=[Signer(), witness])
    assert "witnessed by witness.example/one" in said(report_of(bundle))
    (bundle / "vkey").write_text(Signer().vkey)
    assert "by keys not known here: 1" in said(report_of(bundle))


def test_a_log_opened_after_a_restore_goes_on_with_proposals_of_the_earlier_one(tmp_path: Path) -> None:
    trail = told_trail()
    table = trail.events[0]["details"]
    trail.events = trail.events[9:]
    trail.events[0]["revision"] = 1
    trail.events.insert(0, {**trail.events[0], **_opening(table)})
    report = report_of(write(tmp_path, trail))
    assert report.is_right, said(report)
    assert "began in an earlier log: 2" in said(report)


def _opening(details: dict[str, str]) -> dict[str, object]:
    nothing = dict.fromkeys(("proposal", "revision", "from", "to", "content_sha256", "previous_sha256"))
    return {**nothing, "on_behalf_of": None, "action": "log_opened", "subject": "log:1", "details": details}


def test_times_that_run_backwards_are_a_warning_only(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[3]["ts"] = "2026-03-01T00:00:00.000000Z"
    trail.events[8]["ts"] = "2026-03-01T00:00:00.000000Z"
    report = report_of(write(tmp_path, trail))
    assert report.is_right
    assert "leaf 3" in said(report)
    assert "the first of 2" in said(report)


def test_what_does_not_belong_to_a_bundle_is_told_but_harms_nothing(tmp_path: Path) -> None:
    bundle = write(tmp_path, told_trail())
    (bundle / "contents" / "Thumbs.db").write_bytes(b"x")
    report = report_of(bundle)
    assert report.is_right
    assert "do not belong to a bundle and were not looked at: 1" in said(report)


def test_it_runs_by_itself_and_its_status_tells(tmp_path: Path) -> None:
    right = write(tmp_path / "right", told_trail())
    wrong = write(tmp_path / "wrong", told_trail())
    (wrong / "vkey").write_text(Signer(seed=9).vkey)
    for arguments, status in (([right], 0), ([wrong], 1), ([tmp_path / "none"], 1), (["--odd"], 2)):
        assert _run(*map(str, arguments)).returncode == status
    shown = _run(str(wrong)).stdout
    assert "不予采信 / REFUSED" in shown
    assert "it is not signed by the key that was given" in shown
    assert _run(str(right)).stdout.endswith("all that was checked is right; not checked, see above: 2\n")
    (head := tmp_path / "head").write_bytes(checkpoint(told_trail().leaves[:9], Signer()))
    held = _run(str(right), "--vkey", str(right / "vkey"), "--checkpoint", str(head))
    assert held.stdout.endswith("全部通过 / all is right\n")
    inside = subprocess.run(
        [sys.executable, "-I", VERIFIER], cwd=right, check=False, capture_output=True, encoding="utf-8"
    )
    assert inside.returncode == 0
    assert "18 leaves, 4 contents" in inside.stdout


def test_it_prints_where_the_terminal_knows_no_chinese(tmp_path: Path) -> None:
    right = write(tmp_path, told_trail())
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.argv = ['v', {str(right)!r}]; exec(open({str(VERIFIER)!r}, encoding='utf-8').read())",
        ],
        check=False,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"all that was checked is right" in run.stdout


def test_it_is_one_file_of_the_standard_library_of_python_3_9_that_runs_nothing_when_imported() -> None:
    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    quiet = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
    loud = [node for node in tree.body if not isinstance(node, quiet)]
    assert [ast.unparse(node).splitlines()[0] for node in loud] == ["if __name__ == '__main__':"]
    imported_alone = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(VERIFIER.parent)!r}); import verify",
        ],
        check=False,
        capture_output=True,
    )
    assert (imported_alone.returncode, imported_alone.stdout, imported_alone.stderr) == (0, b"", b"")


def test_failures_are_told_by_their_check(tmp_path: Path) -> None:
    bundle = write(tmp_path, told_trail())
    (bundle / "consistency.txt").unlink()
    assert failures(report_of(bundle)) == {"consistency": "consistency.txt is missing."}


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", VERIFIER, *arguments], check=False, capture_output=True, encoding="utf-8"
    )
