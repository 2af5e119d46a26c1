"""What the events tell must have been possible: states, revisions, contents and parts of people, also in a log signed rightly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from tests.ledger.bundles import Draft, Trail, sha256, told_trail, write
from tests.ledger.checks import failures, leaf_named, report_of, said
from workflow.lifecycle import table_bytes

Change = Callable[[list[dict[str, Any]]], object]


def _refused(tmp_path: Path, trail: Trail, check: str, leaf: int, why: str) -> None:
    report = report_of(write(tmp_path, trail))
    assert leaf_named(report) == leaf, said(report)
    assert failures(report).keys() == {check}, said(report)
    assert why in failures(report)[check]


@pytest.mark.parametrize(
    ("leaf", "change", "why"),
    [
        (12, lambda e: e[12].update(action="approve", to="approved"), "does not allow approve: in_review"),
        (9, lambda e: e[9].update({"to": "published"}), "does not allow sign_off: in_review → published"),
        (2, lambda e: e[2].update({"to": "approved"}), "does not allow opened"),
        (16, lambda e: e[16].update({"to": "in_approval"}), "does not allow schedule_failed"),
        (9, lambda e: e[9].update({"from": "in_approval"}), "was in in_review, but the event starts from"),
        (9, lambda e: e[9].update({"to": None}), "leads from a state to none"),
        (9, lambda e: e[9].update(proposal="990101-2026-0003"), "moves no proposal, or another one"),
        (9, lambda e: e[9].update(proposal=None), "moves no proposal, or another one"),
        (7, lambda e: e.pop(3), "was in None, but the event starts from draft"),
        (18, lambda e: e.append(dict(e[2])), "was in published, but the event starts from None"),
        (9, lambda e: e[9].update(revision=2), "the revision goes from 1 to 2"),
        (5, lambda e: e[5].update(revision=2), "the revision goes from 0 to 2"),
        (11, lambda e: e[11].update(revision=3), "the revision goes from 1 to 3"),
        (11, lambda e: e[11].update(revision=1), "the content changed, but not the revision"),
        (9, lambda e: e[9].update(content_sha256=e[11]["content_sha256"]), "the content changed"),
        (7, lambda e: e[7].update(revision=2), "names a revision that is not there yet"),
        (11, lambda e: e[11].update(previous_sha256=None), "not the hash of the subject's last content"),
        (5, lambda e: e[5].update(previous_sha256=e[5]["content_sha256"]), "last content"),
        (1, lambda e: e[1].update(previous_sha256=e[5]["content_sha256"]), "last content"),
    ],
)
def test_what_could_not_happen_is_named(tmp_path: Path, leaf: int, change: Change, why: str) -> None:
    trail = told_trail()
    change(trail.events)
    report = report_of(write(tmp_path, trail))
    assert "history" in failures(report), said(report)
    assert why in failures(report)["history"]
    (where,) = [one.where for one in report.findings if one.check == "history"]
    assert where is not None
    assert where.first == leaf


def test_an_action_that_no_table_allows_is_named_exactly(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[17]["action"] = "publish_at_once"
    _refused(tmp_path, trail, "history", 17, "does not allow publish_at_once: approved → published")


def test_the_table_then_in_force_decides(tmp_path: Path) -> None:
    narrow = table_bytes().replace(b'"action":"withdraw"', b'"action":"withdrew"')
    digest = sha256(narrow).hex()
    trail = told_trail()
    details = {"table_sha256": digest}
    trail.tables[digest] = narrow
    trail.happen("table_in_force", f"transition_table:{digest}", actor="system", details=details)
    assert report_of(write(tmp_path / "after", trail)).is_right
    trail.events.insert(12, trail.events.pop())
    trail.events[12]["ts"] = trail.events[11]["ts"]
    _refused(tmp_path / "before", trail, "history", 14, "does not allow withdraw: in_review → withdrawn")


def test_without_a_table_in_force_nothing_is_allowed(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[0]["details"] = {}
    _refused(tmp_path, trail, "history", 5, "there is no transition table to ask")


@pytest.mark.parametrize("table", [b"[]", b'{"transitions":[{}]}', b'{"transitions": []}', b"\xff", b"{}"])
def test_a_table_of_another_form_is_named(tmp_path: Path, table: bytes) -> None:
    trail = Trail()
    trail.install(table)
    _refused(tmp_path, trail, "tables", 0, "")


def _until_review(*contributors: str) -> tuple[Trail, Draft]:
    trail = Trail()
    trail.install()
    draft = Draft(trail, "990101-2026-0001", contributors=contributors)
    draft.act("opened", "draft")
    draft.act("submit", "in_review")
    return trail, draft


def test_another_body_may_draft_a_proposal_from_then_on_but_moves_it_nowhere(tmp_path: Path) -> None:
    trail, draft = _until_review("11")
    draft.act("drafting_handed_over", "in_review", actor="81")
    assert report_of(write(tmp_path / "stays", trail)).is_right
    leaf = draft.act("drafting_handed_over", "in_approval", actor="81")
    _refused(tmp_path / "moves", trail, "history", leaf, "does not allow drafting_handed_over")


BEHALF = {"id": "21", "body": "8", "kind": "deputy"}


@pytest.mark.parametrize(
    ("actor", "members"),
    [("21", {}), ("29", {"on_behalf_of": BEHALF}), ("29", {"on_behalf_of": {**BEHALF, "kind": "recorded"}})],
)
def test_no_contributor_signs_off_or_decides(tmp_path: Path, actor: str, members: dict[str, Any]) -> None:
    for action, target in (("sign_off", "in_approval"), ("request_changes", "changes_requested")):
        trail, draft = _until_review("11", "21")
        leaf = draft.act(action, target, actor=actor, **members)
        _refused(tmp_path / action, trail, "separation", leaf, "person 21 contributed and signed off")
    for action, target in (
        ("approve", "approved"),
        ("reject", "rejected"),
        ("request_changes", "changes_requested"),
    ):
        trail, draft = _until_review("11", "21")
        draft.act("sign_off", "in_approval", actor="31")
        leaf = draft.act(action, target, actor=actor, **members)
        _refused(tmp_path / f"{action}2", trail, "separation", leaf, "person 21 contributed and decided")


def test_whoever_contributed_for_another_binds_both(tmp_path: Path) -> None:
    trail, draft = _until_review("11")
    people = [{"person": "12", "body": "7", "on_behalf_of": "21"}]
    said_ = {"v": 2, "proposal": draft.number, "contributors": people}
    trail.contents.clear()
    draft.content = trail.events[-1]["content_sha256"] = trail.content(said_)
    leaf = draft.act("sign_off", "in_approval", actor="21")
    _refused(tmp_path, trail, "separation", leaf, "person 21 contributed and signed off")


def test_no_signer_decides_and_none_who_decided_signs_off_later(tmp_path: Path) -> None:
    trail, draft = _until_review("11")
    draft.act("sign_off", "in_approval", actor="21")
    leaf = draft.act("approve", "approved", actor="30", on_behalf_of=BEHALF)
    _refused(tmp_path / "one", trail, "separation", leaf, "person 21 signed off and decided")
    trail, draft = _until_review("11")
    draft.act("sign_off", "in_approval", actor="21")
    draft.act("request_changes", "changes_requested", actor="31")
    draft.act("submit", "in_review")
    leaf = draft.act("sign_off", "in_approval", actor="31")
    _refused(tmp_path / "two", trail, "separation", leaf, "person 31 signed off and decided")


def test_whoever_signed_off_a_revision_does_not_contribute_to_the_next(tmp_path: Path) -> None:
    trail, draft = _until_review("11")
    draft.act("request_changes", "changes_requested", actor="21")
    draft.contributors = ("11", "21")
    leaf = draft.act("submit", "in_review")
    _refused(tmp_path, trail, "separation", leaf, "person 21 contributed and signed off")


def test_a_publisher_may_have_contributed_and_parts_of_other_proposals_do_not_count(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[17]["actor"]["id"] = "11"
    other = Draft(trail, "990101-2026-0003", contributors=("21", "31"))
    other.act("opened", "draft", actor="21")
    other.act("submit", "in_review", actor="21")
    other.act("sign_off", "in_approval", actor="11")
    report = report_of(write(tmp_path, trail))
    assert report.is_right, said(report)


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[]",
        b'{"proposal":"990101-2026-0001"}',
        b'{"contributors":[{"on_behalf_of":null,"person":"1"}],"proposal":"990101-2026-0009"}',
        b'{"contributors":[{"on_behalf_of":null,"person":1}],"proposal":"990101-2026-0001"}',
        b'{"contributors":[],"contributors":[],"proposal":"990101-2026-0001"}',
    ],
)
def test_a_content_that_does_not_say_who_contributed_is_named(tmp_path: Path, content: bytes) -> None:
    trail, _ = _until_review("11")
    digest = sha256(content).hex()
    trail.contents = {digest: content}
    trail.events[-1]["content_sha256"] = digest
    report = report_of(write(tmp_path, trail, previous=None))
    assert leaf_named(report) == 2
    assert "separation" in failures(report)


def test_an_unchanged_submit_keeps_revision_and_content(tmp_path: Path) -> None:
    trail, draft = _until_review("11")
    draft.act("request_changes", "changes_requested", actor="21")
    kept = {"revision": 1, "content_sha256": draft.content, "previous_sha256": draft.content}
    draft.act("submit", "in_review", details={"unchanged": True}, **kept)
    trail.contents = {
        digest: data for digest, data in trail.contents.items() if digest == kept["content_sha256"]
    }
    report = report_of(write(tmp_path, trail, previous=None))
    assert report.is_right, said(report)


def test_other_subjects_keep_their_last_content_too(tmp_path: Path) -> None:
    trail = told_trail()
    first, second = (trail.content({"v": number}) for number in (1, 2))
    trail.happen("basis_corrected", "basis:4", content_sha256=first)
    trail.happen("basis_corrected", "basis:4", content_sha256=second, previous_sha256=first)
    assert report_of(write(tmp_path / "right", trail)).is_right
    trail.happen("basis_corrected", "basis:4", content_sha256=second, previous_sha256=first)
    _refused(tmp_path / "wrong", trail, "history", 20, "not the hash of the subject's last content")


def test_what_is_printed_of_a_bundle_cannot_steer_a_terminal(tmp_path: Path) -> None:
    trail = told_trail()
    trail.events[9]["action"] = "\N{ESCAPE}[2Jsign_off"
    trail.events[9]["subject"] = "proposal:" + "x" * 500
    report = report_of(write(tmp_path, trail))
    assert leaf_named(report) is not None
    assert "\N{ESCAPE}" not in said(report)
    assert "x" * 200 not in said(report)


def test_leaves_are_canonical_as_rfc8785_writes_them() -> None:
    assert rfc8785.dumps(told_trail().events[4]).decode() == told_trail().leaves[4].decode()
