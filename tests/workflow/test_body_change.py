"""Rename, merge and transfer bodies over all their catalogues (机构改革)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import Body, BodyLineage, Catalogue, Draft, Event, PublicationNotice, Release
from tests.workflow.two_catalogues import SECOND, with_second_catalogue
from tests.world import COUNTY, SIGNERS, World, draft
from values.body_change import BodyChange, BodyChangeKind
from values.clock import FrozenClock
from values.entry import DisclosingBody
from values.proposal_content import draft_content
from values.vocabulary import State, Trigger
from workflow.commands import (
    approval,
    body_changing,
    drafting,
    publication,
    review,
    revising,
    submission,
    watching,
)
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError
from workflow.queries.bodies import names_on
from workflow.queries.catalogue import arranged, entry_versions
from workflow.recipients import recipients
from workflow.seed.catalogues import amended
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
AHEAD = date(2026, 5, 1)


def change(world: World, kind: BodyChangeKind, *, new_name: str = "", successor: str = "") -> BodyChange:
    return BodyChange(
        kind=kind,
        body=str(world.bodies["bureau"]),
        new_name=new_name,
        successor=str(world.bodies[successor]) if successor else "",
    )


def renaming(world: World) -> BodyChange:
    return change(world, BodyChangeKind.RENAME, new_name="青禾县人力资源和社会保障与医疗局")


def merging(world: World) -> BodyChange:
    return change(world, BodyChangeKind.MERGE, successor="centre")


def opened(world: World, what: BodyChange, *, day: date | None = AHEAD, by: str = "drafter") -> str:
    return body_changing.open_body_change(
        COUNTY, what, day=day, actor=world.actor(by), rationale="机构改革方案已批复。"
    )


def approved(world: World, what: BodyChange, *, day: date = AHEAD) -> str:
    number = opened(world, what, day=day)
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, *SIGNERS)
    approval.approve(number, actor=world.actor("supervisor"), comment="同意。")
    return number


def published(world: World, what: BodyChange, *, day: date = AHEAD) -> str:
    number = approved(world, what, day=day)
    publication.publish(number, actor=world.actor("publisher"))
    return number


def releases_of(world: World, number: str) -> list[Release]:
    with transaction() as session:
        return list(
            session.scalars(sa.select(Release).where(Release.proposal_id == world.proposal(number).id))
        )


def bureau_on(world: World, day: date) -> str:
    bureau = world.bodies["bureau"]
    with transaction() as session:
        return names_on(session, [bureau], day=day)[bureau]


def test_a_renaming_makes_a_release_of_every_catalogue_and_changes_no_entry(world: World) -> None:
    with_second_catalogue(world)
    before = {code: world.rows(code) for code in (COUNTY, SECOND)}
    number = published(world, renaming(world))
    releases = releases_of(world, number)
    assert len(releases) == 2
    assert len({one.content_sha256 for one in releases}) == 1
    assert {code: world.rows(code) for code in (COUNTY, SECOND)} == before
    with transaction() as session:
        notices = session.scalars(
            sa.select(PublicationNotice).where(PublicationNotice.release_id.in_([one.id for one in releases]))
        ).all()
        current = {one.code: one.current_release_no for one in session.scalars(sa.select(Catalogue))}
    assert {one.effective_on for one in notices} == {AHEAD}
    assert len(notices) == 2
    assert (current[COUNTY], current[SECOND]) == (2, 2)


def test_a_new_name_holds_from_its_day_and_history_keeps_the_old_one(
    world: World, clock: FrozenClock
) -> None:
    old = bureau_on(world, TODAY)
    published(world, renaming(world))
    new = renaming(world).new_name
    assert [bureau_on(world, day) for day in (TODAY, AHEAD - timedelta(days=1), AHEAD)] == [old, old, new]
    assert bureau_on(world, date(1999, 1, 1)) == old
    bureau = world.bodies["bureau"]
    with transaction() as session:
        assert names_on(session, [bureau])[bureau] == old
    clock.advance(timedelta(days=60))
    with transaction() as session:
        assert names_on(session, [bureau])[bureau] == new


def test_a_merging_puts_the_successor_into_every_row(world: World) -> None:
    with_second_catalogue(world)
    published(world, merging(world))
    bureau, centre = (str(world.bodies[key]) for key in ("bureau", "centre"))
    for code in (COUNTY, SECOND):
        named = {one.body for row in world.rows(code).values() for one in row.state.content.disclosing_bodies}
        assert centre in named
        assert bureau not in named
    second = world.row("社会保险登记", SECOND).state.content.disclosing_bodies
    assert second == (DisclosingBody(body=centre),)
    with transaction() as session:
        assert session.get_one(Body, int(bureau)).valid_until == AHEAD - timedelta(days=1)
        lineage = session.scalars(sa.select(BodyLineage)).one()
    assert (lineage.predecessor_id, lineage.successor_id, lineage.since) == (int(bureau), int(centre), AHEAD)


def test_the_rows_stand_in_the_order_of_the_table(world: World) -> None:
    number = opened(world, merging(world))
    with transaction() as session:
        text = draft_content(session.get_one(Draft, world.proposal(number).id).content)
    table = [row.state.entry for row in arranged(row.state for row in world.rows(COUNTY).values())]
    assert [one.entry for one in text.changes] == [one for one in table if text.change_of(one) is not None]
    assert len(text.changes) > 1


@pytest.mark.parametrize(
    ("kind", "trigger"),
    [
        (BodyChangeKind.MERGE, Trigger.BODY_CHANGED),
        (BodyChangeKind.TRANSFER, Trigger.FUNCTION_TAKEN_OVER),
    ],
)
def test_the_draft_begins_with_the_trigger_that_fits(
    world: World, kind: BodyChangeKind, trigger: Trigger
) -> None:
    number = opened(world, change(world, kind, successor="centre"))
    with transaction() as session:
        assert draft_content(session.get_one(Draft, world.proposal(number).id).content).trigger is trigger


def test_a_transfer_lets_the_body_go_on(world: World) -> None:
    published(world, change(world, BodyChangeKind.TRANSFER, successor="centre"))
    with transaction() as session:
        assert session.get_one(Body, world.bodies["bureau"]).valid_until is None
        assert session.scalar(sa.select(sa.func.count()).select_from(BodyLineage)) == 1


def test_the_approval_covers_the_rows_of_every_catalogue(world: World) -> None:
    with_second_catalogue(world)
    number = approved(world, merging(world))
    row = world.row("社会保险登记", SECOND)
    other = replace(row.state.content, deadline="5个工作日内公开")
    world.published(draft([amended(row, other)]), code=SECOND)
    with pytest.raises(NotAllowedError):
        publication.publish(number, actor=world.actor("publisher"))
    assert world.state(number) is State.APPROVED
    assert releases_of(world, number) == []
    approval.revoke_approval(number, actor=world.actor("supervisor"), comment="目录已有变动。")
    revising.rebase(number, actor=world.actor("drafter"))
    assert submission.submit(number, actor=world.actor("drafter")) == 2
    world.sign(number, *SIGNERS)
    approval.approve(number, actor=world.actor("supervisor"), comment="同意。")
    publication.publish(number, actor=world.actor("publisher"))
    content = world.row("社会保险登记", SECOND).state.content
    assert content == replace(other, disclosing_bodies=(DisclosingBody(body=str(world.bodies["centre"])),))


def test_whoever_follows_another_of_its_catalogues_is_told(world: World) -> None:
    with_second_catalogue(world)
    watching.watch(SECOND, actor=world.actor("overseer"))
    number = published(world, renaming(world))
    with transaction() as session:
        event = session.scalars(
            sa.select(Event).where(Event.proposal_id == world.proposal(number).id, Event.action == "publish")
        ).one()
        assert world.people["overseer"] in recipients(session, event, today=TODAY)


def test_what_waits_in_another_catalogue_keeps_its_day(world: World) -> None:
    with_second_catalogue(world)
    row = world.row("社会保险登记", SECOND)
    later = AHEAD + timedelta(days=60)
    other = replace(row.state.content, deadline="5个工作日内公开")
    world.published(draft([amended(row, other)], effective_from=later), code=SECOND)
    published(world, merging(world))
    with transaction() as session:
        versions = [one for one in entry_versions(session, row.state.entry) if one.release_no == 3]
    assert {(one.effective_from, one.state.content.deadline) for one in versions} == {
        (AHEAD, row.state.content.deadline),
        (later, "5个工作日内公开"),
    }
    assert {one.state.content.disclosing_bodies for one in versions} == {
        (DisclosingBody(body=str(world.bodies["centre"])),)
    }


def test_only_a_drafter_of_the_holding_body_changes_bodies(world: World) -> None:
    with pytest.raises(ForbiddenError):
        opened(world, renaming(world), by="centre-drafter")
    assert opened(world, renaming(world))


def test_a_change_of_bodies_written_into_a_draft_by_hand_is_held_to_the_same(world: World) -> None:
    centre = world.actor("centre-drafter")
    text = replace(world.amendment(effective_from=AHEAD), body_change=renaming(world))
    number = drafting.open_proposal(COUNTY, actor=centre, content=text)
    with pytest.raises(ForbiddenError):
        submission.submit(number, actor=centre)
    with pytest.raises(InvalidError, match="Choose the body"):
        world.save(number, replace(text, body_change=replace(renaming(world), body="x")), by="centre-drafter")
    own = drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=text)
    assert submission.submit(own, actor=world.actor("drafter")) == 1


def test_a_change_that_cannot_be_made_is_refused_in_a_sentence(world: World) -> None:
    what = renaming(world)
    for wrong, day in (
        (what, None),
        (replace(what, new_name="  "), AHEAD),
        (replace(what, new_name=bureau_on(world, TODAY)), AHEAD),
        (replace(what, body="999999"), AHEAD),
        (replace(what, body="x"), AHEAD),
        (replace(what, body="9" * 30), AHEAD),
        (replace(merging(world), successor=what.body), AHEAD),
        (what, date(2018, 1, 1)),
    ):
        with pytest.raises(InvalidError):
            opened(world, wrong, day=day)
    assert opened(world, what)


def test_a_second_name_for_the_same_day_stops_the_publication(world: World) -> None:
    other = replace(renaming(world), new_name="青禾县人力资源局")
    first, second = approved(world, renaming(world)), approved(world, other)
    publication.publish(first, actor=world.actor("publisher"))
    with pytest.raises(InvalidError, match="a name from this day"):
        publication.publish(second, actor=world.actor("publisher"))
    assert world.state(second) is State.APPROVED


def test_no_row_of_its_own_catalogue_is_left_behind(world: World) -> None:
    number = opened(world, merging(world))
    with transaction() as session:
        text = draft_content(session.get_one(Draft, world.proposal(number).id).content)
    world.save(number, replace(text, changes=text.changes[1:]))
    with pytest.raises(InvalidError, match="still names the body"):
        submission.submit(number, actor=world.actor("drafter"))
    world.save(number, text)
    assert submission.submit(number, actor=world.actor("drafter")) == 1


def test_an_unchanged_body_change_passes_again_with_an_answer(world: World) -> None:
    number = opened(world, merging(world))
    drafter = world.actor("drafter")
    submission.submit(number, actor=drafter)
    review.request_changes(number, actor=world.actor("reviewer"), comment="请说明。")
    assert submission.submit(number, actor=drafter, comment="方案已批复。") == 1
