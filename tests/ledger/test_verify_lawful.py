"""What was lawfully destroyed or erased is told with who ordered it; what only claims to be is refused."""

from pathlib import Path

import pytest

from tests.ledger.bundles import Draft, Trail, write
from tests.ledger.checks import failures, report_of, said

NUMBER = "990101-2026-0001"


def destroyed(*acts: tuple[str, str]) -> Trail:
    """A case that gave up its file, after these acts (action, person) on list no. 4."""
    trail = Trail()
    trail.install()
    case = Draft(trail, NUMBER)
    case.act("opened", "draft")
    file = trail.content({"附件": 1})
    case.remark("attached", actor="11", details={"sha256": file, "name": "说明.docx", "size": 12})
    case.act("withdraw", "withdrawn")
    for action, person in acts:
        trail.happen(action, "destruction_list:4", actor=person, details={"cases": 1})
    case.remark("case_destroyed", actor="51", details={"list": "4", "files": [file], "comments": 1})
    del trail.contents[file]
    return trail


PROPER = (("destruction_proposed", "51"), ("destruction_approved", "31"))


def test_whose_order_destroyed_a_file_is_told(tmp_path: Path) -> None:
    report = report_of(write(tmp_path, destroyed(*PROPER)))
    assert report.is_right, said(report)
    assert (
        "hashes stay: 1: list no. 4, approved by person 31 (leaf 5), carried out by person 51 (leaf 6): files"
        in said(report)
    )
    assert "第 4 号清册由人员 31 批准（第 5 号叶）、人员 51 执行（第 6 号叶）" in said(report)


@pytest.mark.parametrize(
    "acts",
    [
        (),
        PROPER[:1],
        PROPER[1:],
        (("destruction_proposed", "31"), ("destruction_approved", "31")),
        (*PROPER[:1], ("destruction_refused", "31")),
    ],
)
def test_a_destruction_that_no_second_person_approved_is_refused(
    tmp_path: Path, acts: tuple[tuple[str, str], ...]
) -> None:
    report = report_of(write(tmp_path, destroyed(*acts)))
    assert "no second person approved the list" in failures(report)["destroyed"]
    assert report.first_wrong is not None
    assert report.first_wrong.where is not None
    assert report.first_wrong.where.first == 4 + len(acts)


def test_a_part_that_does_not_hold_the_list_says_what_it_knows(tmp_path: Path) -> None:
    report = report_of(write(tmp_path, destroyed(*PROPER), part=(0, 1, 2, 3, 6)))
    assert report.is_right, said(report)
    assert "list no. 4, carried out by person 51 (leaf 6)" in said(report)


def test_what_was_erased_is_told_with_who_did_it_and_on_what_ground(tmp_path: Path) -> None:
    trail = Trail()
    trail.install()
    case = Draft(trail, NUMBER)
    case.act("opened", "draft")
    details = {"comment": "7", "ground": "consent_withdrawn"}
    for _ in range(6):
        case.remark("comment_erased", actor="61", details=details)
    trail.happen(
        "personal_data_erased", "person:12", actor="62", details={"part": "name", "ground": "term_ended"}
    )
    report = report_of(write(tmp_path, trail))
    assert report.is_right, said(report)
    assert f"hashes stay: 7: proposal:{NUMBER} 7 (leaf 2, person 61, consent_withdrawn);" in said(report)
    assert said(report).count(f"proposal:{NUMBER} 7 (leaf") == 5
