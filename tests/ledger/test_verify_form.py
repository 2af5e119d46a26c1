"""An event has one form only: canonical, normalised, with the members it must have, whoever signed it."""

from pathlib import Path

import pytest

from tests.ledger.bundles import told_trail, write
from tests.ledger.checks import failures, leaf_named, report_of, said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"action":', '"action":"x","action":'),
        ('"details":{"kind":', '"details":{"kind":"y","kind":'),
        ('"v":1', '"v": 1'),
        ('"v":1', '"v":1.0'),
        ('"v":1', '"v":1e0'),
        ('"v":1', '"v":-0'),
        ('"v":1', '"v":2'),
        ('"v":1', '"v":9007199254740993'),
        ('"v":1', '"v":NaN'),
        ('"kind":"department"', '"kind":"depa\\u0072tment"'),
        ('"kind":"department"', '"kind":"e\N{COMBINING ACUTE ACCENT}"'),
        ('"kind":"department"', '"z":"department","kind":"x"'),
        ('"kind":"department"', '"\N{HALFWIDTH BLACK SQUARE}":"x","\N{GRINNING FACE}":""'),
        ('"comment_sha256":null,', ""),
        ('"v":1', '"v":1,"w":1'),
        ('"ts":"2026-03-02T01', '"ts":"2026-03-02 01'),
        ('"proposal":null', '"proposal":7'),
        ('"details":{"kind":"department"}', '"details":[]'),
        ('{"action"', '[{"action"'),
    ],
)
def test_an_event_that_is_not_canonical_or_has_another_form_is_named(
    tmp_path: Path, old: str, new: str
) -> None:
    leaves = told_trail().leaves
    changed = leaves[1].decode().replace(old, new, 1)
    assert changed != leaves[1].decode()
    leaves[1] = changed.encode()
    report = report_of(write(tmp_path, told_trail(), leaves=leaves))
    assert leaf_named(report) == 1
    assert failures(report).keys() == {"form"}


def test_keys_are_in_the_order_of_utf_16(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[1]["details"] = {"\N{GRINNING FACE}": "", "\N{HALFWIDTH BLACK SQUARE}": "x"}
    report = report_of(write(tmp_path, trail))
    assert report.is_right, said(report)
