"""The technical log of the embedded default: a file a day, kept for its days and no fewer."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from config import SHORTEST_LOG_DAYS, Settings
from tests.sources import modules
from web.technical_log import NAME, keep_technical_log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_goes_into_the_file_with_its_moment_and_error(tmp_path: Path) -> None:
    handler = keep_technical_log(tmp_path / "logs", 200)
    log = structlog.get_logger()
    try:
        json.loads("away")
    except ValueError:
        log.exception("sealing failed", size=7)
    handler.close()
    (line,) = (tmp_path / "logs" / NAME).read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert (said["event"], said["size"]) == ("sealing failed", 7)
    assert "JSONDecodeError" in said["exception"]
    assert datetime.fromisoformat(said["timestamp"]).tzinfo is not None


def test_only_files_beyond_the_days_are_thrown_away(tmp_path: Path) -> None:
    for back in range(1, 206):
        day = (datetime.now(tz=UTC) - timedelta(days=back)).date()
        (tmp_path / f"{NAME}.{day}").touch()
    (tmp_path / NAME).write_text("{}\n", encoding="utf-8")
    yesterday = (datetime.now(tz=UTC) - timedelta(days=1)).timestamp()
    os.utime(tmp_path / NAME, (yesterday, yesterday))
    handler = keep_technical_log(tmp_path, SHORTEST_LOG_DAYS)
    structlog.get_logger().info("a new day")
    handler.close()
    kept = sorted(path.name for path in tmp_path.glob(f"{NAME}.*"))
    assert len(kept) == SHORTEST_LOG_DAYS


def test_fewer_days_than_the_law_asks_are_refused() -> None:
    assert Settings.from_environ({}).log_days >= SHORTEST_LOG_DAYS
    assert Settings.from_environ({"MULU_LOG_DAYS": "180"}).log_days == SHORTEST_LOG_DAYS


def test_no_task_deletes_deliveries_refusals_or_what_was_handed_over() -> None:
    kept = ("Outbox", "Delivery", "RefusalCount", "IdempotencyKey", "Reminder")
    deleting = [
        (path.name, one)
        for path in modules()
        for one in kept
        if f"delete({one}" in path.read_text(encoding="utf-8")
    ]
    assert not deleting
