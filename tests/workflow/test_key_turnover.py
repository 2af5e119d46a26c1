"""A key is turned over with both signatures, however often between two heads, and whoever holds an old one can follow."""

from pathlib import Path

import pytest

from ledger.keys import make_key_file
from ledger.note import parse_note
from tests.ledger.checks import report_of, said
from tests.world import World
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands.export_bundle import export_bundle
from workflow.commands.ledger_logs import rotate_key
from workflow.commands.seal import seal
from workflow.commands.verify_ledger import verify
from workflow.sealing import store
from workflow.sealing.bundle import Scope
from workflow.sealing.outside import newest_outside
from workflow.sealing.safe import Safe

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def keys(sealed: World, safe: Safe, tmp_path: Path) -> list[Path]:
    """Files with the keys that a log had one after the other: the second never signed alone."""
    export_bundle(Scope(name="all"), tmp_path / "first", actor=SYSTEM)
    vkeys = [(tmp_path / "first" / "vkey").read_text(encoding="utf-8").strip()]
    vkeys += [str(rotate_key(safe)) for _ in range(2)]
    seal(safe)
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    files = [tmp_path / f"key{no}" for no in range(3)]
    for file, key in zip(files, vkeys, strict=True):
        file.write_text(f"{key}\n", encoding="utf-8")
    return files


def test_each_key_that_came_into_force_since_the_last_head_signs_the_next_one(
    sealed: World, safe: Safe
) -> None:
    del sealed
    for signatures in (1, 3, 1):
        if signatures > 1:
            rotate_key(safe)
            rotate_key(safe)
        else:
            verify(safe, actor=SYSTEM)
        seal(safe)
        found = newest_outside(safe.outside_of(store.current_log().origin))
        assert found is not None
        assert len(parse_note(found[1]).signatures) == signatures


@pytest.mark.parametrize("scope", ["all", "part"])
def test_a_bundle_leads_from_any_key_to_the_present_one(
    keys: list[Path], sealed: World, tmp_path: Path, scope: str
) -> None:
    found = sealed.proposal(sealed.in_state(State.DRAFT))
    wanted = Scope(name="all") if scope == "all" else Scope(name=found.number, proposal_id=found.id)
    export_bundle(wanted, tmp_path / "bundle", actor=SYSTEM)
    for key in keys:
        report = report_of(tmp_path / "bundle", [key])
        assert report.is_right, said(report)
        assert "changes of key, each signed with the key before and the new one: 2" in said(report)


def test_the_product_follows_likewise_from_a_key_that_is_held(keys: list[Path], safe: Safe) -> None:
    for key in keys:
        done = verify(safe, actor=SYSTEM, keys=[key])
        assert done.is_right, done.wrong


def test_a_key_of_a_stranger_leads_nowhere(keys: list[Path], safe: Safe, tmp_path: Path) -> None:
    del keys
    stranger = make_key_file(tmp_path / "stranger.key", store.current_log().origin).verifier_key
    (tmp_path / "stranger").write_text(f"{stranger}\n", encoding="utf-8")
    assert not verify(safe, actor=SYSTEM, keys=[tmp_path / "stranger"]).is_right
