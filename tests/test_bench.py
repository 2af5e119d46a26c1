"""The measurements run, on a small country; what they find is not looked at, since machines are shared."""

import json
from pathlib import Path

import pytest

from bench import pages, search
from bench.__main__ import main
from bench.blocks import interleaved
from bench.disk import UNKNOWN, Disk, disk, filesystem_of


@pytest.mark.slow
def test_every_measurement_runs_and_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (pages, search):
        monkeypatch.setattr(one, "ROUNDS", 5)
    results = tmp_path / "results.json"
    main(["--entries", "400", "--on", "sqlite", "--to", str(results)])
    found = json.loads(results.read_text(encoding="utf-8"))["ratios"]
    names = [one["name"].removeprefix("sqlite: ") for one in found]
    assert names[0] == "whole cycle of a proposal"
    assert {"as of a day, in force", "as of a day, shown", "timeline of an entry"} <= set(names)
    assert any(name.startswith("rules, ") for name in names)
    assert any(name.startswith("proof out of ") for name in names)
    assert "/inbox for reviewer" in names
    assert all(one["ratio"] > 0 for one in found)
    assert len(capsys.readouterr().out.splitlines()) == len(found)


@pytest.mark.slow
def test_what_is_searched_is_laid_down_on_postgresql_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "ROUNDS", 1)
    results = tmp_path / "results.json"
    main(["--entries", "400", "--on", "postgresql", "--only", "search", "--to", str(results)])
    assert json.loads(results.read_text(encoding="utf-8"))["ratios"]


def test_databases_are_measured_on_a_disk_where_there_is_one() -> None:
    found = disk()
    assert found.folder.is_dir()
    assert found.filesystem == filesystem_of(found.folder)
    assert filesystem_of(Path("/proc/self")) in {"proc", UNKNOWN}
    others = [Disk(found.folder, kind).forgets for kind in ("tmpfs", "ext4", UNKNOWN)]
    assert others == [True, False, False]


def test_whoever_begins_changes_from_block_to_block() -> None:
    done: list[str] = []
    ratio = interleaved(
        "said",
        lambda _: done.append("ours"),
        lambda _: done.append("bare"),
        wanted=1.0,
        rounds=[range(1)] * 5,
    )
    assert ratio.blocks == 5
    assert " ".join(done) == "ours bare bare ours ours bare bare ours ours bare"


def test_fewer_than_five_blocks_are_refused() -> None:
    with pytest.raises(ValueError, match="5 blocks"):
        interleaved("said", lambda _: None, lambda _: None, wanted=1.0, rounds=[range(1)] * 4)
