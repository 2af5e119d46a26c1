"""What people wrote is held against the hashes in the trail: nobody edits it, or empties it without an event, unnoticed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Comment, Event, LedgerLeaf
from models.db import db
from tests.workflow.archived import Archived
from tests.workflow.hidings import Hidings
from tests.workflow.sealed import checked, first_wrong, unguarded
from tests.world import COUNTY, OTHER_COUNTY, World
from values.clock import FrozenClock
from values.retention import ErasureGround
from values.vocabulary import Outcome, State
from workflow.commands import approval, review
from workflow.commands.discussion import add_comment
from workflow.commands.erasure import erase_comment
from workflow.commands.seal import seal
from workflow.sealing.safe import Safe

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def discussed(world: World, clock: FrozenClock, safe: Safe) -> str:
    """The number of a proposal that was discussed, signed off, sent back by a step, and is sealed."""
    del clock
    number: str = world.in_state(State.IN_REVIEW)
    add_comment(number, actor=world.actor("reviewer"), text="请核对承诺时限。")
    review.sign_off(
        number, actor=world.actor("reviewer"), outcome=Outcome.AGREED, opinion="  同意，请尽快。 \n"
    )
    review.request_changes(number, actor=world.actor("secrecy"), comment="附件有个人信息。\r\n")
    seal(safe)
    return number


def leaf_of(action: str) -> int | None:
    return db.session.scalar(
        sa.select(sa.func.max(LedgerLeaf.index))
        .join(Event, Event.id == LedgerLeaf.event_id)
        .where(Event.action == action)
    )


def test_what_was_written_meets_its_hash_blanks_around_it_or_not(
    discussed: str, world: World, safe: Safe
) -> None:
    assert checked(safe).wrong == ()
    other = world.in_state(State.IN_APPROVAL, world.amendment())
    approval.approve(other, actor=world.actor("supervisor"), comment="  同意发布。\n")
    approval.revoke_approval(other, actor=world.actor("supervisor"), comment="再核一次。 ")
    seal(safe)
    assert checked(safe).wrong == ()
    assert discussed != other


CHANGED: dict[str, tuple[str, str]] = {
    "a comment": ("UPDATE comment SET text = '无意见。'", "comment_added"),
    "its salt": ("UPDATE comment SET salt = 'x'", "comment_added"),
    "a comment emptied": ("UPDATE comment SET text = '', salt = ''", "comment_added"),
    "a comment gone": ("DELETE FROM comment", "comment_added"),
    "an opinion": ("UPDATE sign_off SET opinion = '无。' WHERE opinion = '同意，请尽快。'", "sign_off"),
    "a reason": ("UPDATE sign_off SET opinion = '无。' WHERE outcome = 'returned'", "request_changes"),
    "an opinion gone": ("DELETE FROM sign_off WHERE outcome = 'returned'", "request_changes"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_is_named_by_the_event_that_fixed_it(discussed: str, safe: Safe, what: str) -> None:
    del discussed
    statement, action = CHANGED[what]
    unguarded(statement)
    assert first_wrong(safe) == (leaf_of(action), None)
    assert len(checked(safe).wrong) == 1


def test_a_decision_is_held_against_its_event_as_well(world: World, clock: FrozenClock, safe: Safe) -> None:
    del clock
    number = world.in_state(State.IN_APPROVAL)
    approval.reject(number, actor=world.actor("supervisor"), comment="依据已废止。")
    seal(safe)
    assert checked(safe).is_right
    unguarded("UPDATE decision SET opinion = '材料不齐。' WHERE action = 'reject'")
    assert first_wrong(safe) == (leaf_of("reject"), None)


def test_what_was_erased_by_law_or_destroyed_by_a_list_is_no_tampering(
    discussed: str, world: World, clock: FrozenClock, safe: Safe
) -> None:
    key = db.session.scalar(sa.select(Comment.id))
    db.session.rollback()
    assert key is not None
    erase_comment(discussed, key, actor=world.actor("business-admin"), ground=ErasureGround.CONSENT_WITHDRAWN)
    archived = Archived(world, clock)
    archived.destroyed(archived.withdrawn())
    seal(safe)
    found = checked(safe)
    assert found.wrong == ()
    assert (found.erased, dict(found.destroyed)) == (1, {"1": 1})


MOVED: dict[str, str] = {
    "another proposal": "proposal_id = NULL",
    "another catalogue": "catalogue_id = (SELECT max(id) FROM catalogue)",
    "another jurisdiction": "jurisdiction_id = 1",
    "another body": "body_id = NULL",
}


@pytest.mark.parametrize("where", MOVED)
def test_an_event_that_was_moved_out_of_its_trail_is_named(discussed: str, safe: Safe, where: str) -> None:
    del discussed
    unguarded(f"UPDATE event SET {MOVED[where]} WHERE action = 'comment_added'")  # noqa: S608 - our own words
    assert first_wrong(safe) == (leaf_of("comment_added"), None)


HIDDEN: dict[str, str] = {
    "shown again": "DELETE FROM hiding_act WHERE action = 'approve' AND hiding_id = 1",
    "another row": "UPDATE hiding SET field = 'deadline'",
    "other words": "UPDATE hiding SET explanation = '无。'",
    "lifted": "UPDATE hiding_act SET action = 'lift' WHERE action = 'approve' AND hiding_id = 1",
    "never hidden": "DELETE FROM hiding_act; DELETE FROM hiding",
}


@pytest.mark.parametrize("what", HIDDEN)
def test_a_hiding_that_is_not_as_its_events_say_is_named(
    world: World, clock: FrozenClock, safe: Safe, what: str
) -> None:
    hidings = Hidings(world)
    for code in (COUNTY, OTHER_COUNTY):
        prefix = "other-" if code == OTHER_COUNTY else ""
        number = hidings.hide(code=code, by=f"{prefix}publisher")
        clock.advance(timedelta(hours=1))
        hidings.approve(number, by=f"{prefix}supervisor")
    hidings.lift(number, by="other-supervisor")
    seal(safe)
    assert checked(safe).wrong == ()
    unguarded(*HIDDEN[what].split("; "))
    said = [str(one.said) for one in checked(safe).wrong]
    assert said
    assert all("Hiding no." in one for one in said)
