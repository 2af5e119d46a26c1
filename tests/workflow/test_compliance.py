"""Whole catalogues against the rules: runs that can be taken up again, legacy defects from first to last, who sees what."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Catalogue, ComplianceResult, ComplianceRun, Event, Jurisdiction, LegacyDefect
from tests.rules.test_provincial import RULE
from tests.workflow.at_once import at_once, failures
from tests.world import COUNTY, OTHER_COUNTY, ROWS, STANDARD, World, draft
from values.clock import FrozenClock
from values.provincial_rule import LookedAt
from values.vocabulary import State
from workflow.actor import SYSTEM
from workflow.commands import sweep
from workflow.commands.administering import add_synonym, write_rule
from workflow.compliance.reading import grounds_of_many
from workflow.errors import ForbiddenError
from workflow.queries.bodies import current_day
from workflow.queries.compliance import Line, open_defects, report, visible_catalogues
from workflow.reach import seats_of
from workflow.seed.catalogues import amended
from workflow.unit import transaction


@pytest.fixture(autouse=True)
def _in_context(app: Flask, clock: FrozenClock) -> Iterator[None]:
    assert clock
    with app.app_context():
        yield


def seen_by(world: World, login: str) -> list[Line]:
    with transaction() as session:
        seats = seats_of(session, world.people[login], current_day())
        return report(session, visible_catalogues(seats), today=current_day())


def defects(world: World, code: str = COUNTY) -> dict[str, LegacyDefect]:
    with transaction() as session:
        asked = sa.select(LegacyDefect).where(
            LegacyDefect.catalogue_id == world.catalogues[code], LegacyDefect.cleared.is_(None)
        )
        return {one.finding_key: one for one in session.scalars(asked)}


def revised_standard(world: World, name: str = ROWS[0], *, effective_from: date | None = None) -> None:
    """Have the standard ask for more than the counties disclose."""
    row = world.row(name, STANDARD)
    more = replace(row.state.content, content_elements=(*row.state.content.content_elements, "办理流程"))
    world.in_state(
        State.PUBLISHED,
        draft([amended(row, more)], effective_from=effective_from),
        code=STANDARD,
        prefix="national-",
        signers=("reviewer",),
    )


def details_of(event: Event) -> object:
    return json.loads(event.data)["details"]


def run_to_its_end() -> int:
    number = sweep.start_sweep(actor=SYSTEM)
    for chunk in sweep.chunks_to_queue():
        sweep.check_chunk(chunk)
    return number


def test_a_run_checks_every_local_catalogue_once_however_often_a_chunk_is_done(world: World) -> None:
    number = sweep.start_sweep(actor=SYSTEM)
    assert sweep.start_sweep(actor=world.actor("business-admin")) == number, "it joins the run under way"
    chunks = sweep.chunks_to_queue()
    assert sweep.chunks_to_queue() == [], "somebody is at work on them"
    assert [sweep.check_chunk(one) for one in [*chunks, *chunks]] == [2, 0]
    with transaction() as session:
        run = session.get_one(ComplianceRun, number)
        assert (run.done, run.total) == (2, 2)
        assert run.finished_at is not None
        assert session.scalar(sa.select(sa.func.count()).select_from(ComplianceResult)) == 2


def test_whoever_checks_the_same_catalogues_at_once_waits(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    revised_standard(world)
    for _ in range(2):
        number = sweep.start_sweep(actor=SYSTEM)
        (chunk,) = sweep.chunks_to_queue()
        check = partial(sweep.check_chunk, chunk)
        assert failures(at_once(app, clock, [check, sweep.check_changed, check])) == []
        with transaction() as session:
            run = session.get_one(ComplianceRun, number)
            assert (run.done, run.total, run.finished_at is not None) == (2, 2, True)
            assert session.scalar(sa.select(sa.func.count()).select_from(ComplianceResult)) == 2
        assert len(defects(world)) == 1
        clock.advance(timedelta(minutes=1))
        world.published(world.addition(f"就业见习{number}"))


def test_a_chunk_that_was_left_lying_is_queued_again(world: World, clock: FrozenClock) -> None:
    assert world
    sweep.start_sweep(actor=SYSTEM)
    chunks = sweep.chunks_to_queue()
    clock.advance(sweep.LEASE + timedelta(seconds=1))
    assert sweep.chunks_to_queue() == chunks


def test_a_week_after_the_last_run_the_next_begins(world: World, clock: FrozenClock) -> None:
    assert world
    first = run_to_its_end()
    assert sweep.begin_weekly_sweep() is None
    clock.advance(sweep.EVERY)
    second = sweep.begin_weekly_sweep()
    assert second is not None
    assert second > first


def test_a_drafter_does_not_start_a_run(world: World) -> None:
    with pytest.raises(ForbiddenError):
        sweep.start_sweep(actor=world.actor("drafter"))
    number = sweep.start_sweep(actor=world.actor("overseer"))
    sweep.start_sweep(actor=world.actor("business-admin"))
    with transaction() as session:
        events = session.scalars(sa.select(Event).where(Event.action == "sweep_begun")).all()
        assert [(one.subject_kind, one.subject_id, details_of(one)) for one in events] == [
            ("sweep", str(number), {"catalogues": 2})
        ]


def test_each_sees_their_own_subtree_and_no_other_county(world: World) -> None:
    run_to_its_end()
    assert {one.code for one in seen_by(world, "drafter")} == {COUNTY}
    assert {one.code for one in seen_by(world, "other-drafter")} == {OTHER_COUNTY}
    assert {one.code for one in seen_by(world, "overseer")} == {COUNTY, OTHER_COUNTY}
    assert seen_by(world, "system-admin") == []


def test_coverage_counts_every_entry_of_the_standard(world: World) -> None:
    run_to_its_end()
    line = seen_by(world, "drafter")[0]
    assert (line.result.present, line.result.left_out, line.result.missing) == (3, 0, 0)
    assert line.result.release_no == line.result.standard_release_no == 1


def test_a_defect_has_an_owner_and_a_due_date_and_ends_when_it_is_mended(
    world: World, clock: FrozenClock
) -> None:
    revised_standard(world)
    text = world.amendment()
    row = text.changes[0].after.entry
    run_to_its_end()
    before = defects(world)
    assert [(one.finding["rule"], one.finding["entry"]) for one in before.values()] == [("R06", row)]
    assert {one.owner_id for one in before.values()} == {world.people["drafter"]}
    assert all(one.due_on > one.first_found for one in before.values())
    clock.advance(timedelta(days=1))
    world.in_state(State.IN_REVIEW, text)
    assert sweep.check_changed() == 1
    assert defects(world) == {}, "a proposal touches the row"
    assert sweep.check_changed() == 0


def test_a_revised_standard_is_held_against_its_catalogues_without_a_run(
    world: World, clock: FrozenClock
) -> None:
    run_to_its_end()
    assert (sweep.check_changed(), defects(world)) == (0, {})
    clock.advance(timedelta(hours=1))
    revised_standard(world)
    assert sweep.check_changed(most=1) == 1
    assert sweep.check_changed() == 1, "the other county"
    assert sweep.check_changed() == 0
    for code in (COUNTY, OTHER_COUNTY):
        assert [one.finding["rule"] for one in defects(world, code).values()] == ["R06"]


def test_a_standard_that_waits_is_held_against_its_catalogues_on_its_day(
    world: World, clock: FrozenClock
) -> None:
    run_to_its_end()
    clock.advance(timedelta(hours=1))
    revised_standard(world, effective_from=current_day() + timedelta(days=3))
    assert (sweep.check_changed(), defects(world)) == (2, {}), "it is known, and not yet in force"
    clock.advance(timedelta(days=2))
    assert sweep.check_changed() == 0
    clock.advance(timedelta(days=1))
    assert sweep.check_changed() == 2
    assert [one.finding["rule"] for one in defects(world).values()] == ["R06"]
    assert sweep.check_changed() == 0


def test_what_a_run_will_check_is_left_to_it(world: World) -> None:
    assert world
    sweep.start_sweep(actor=SYSTEM)
    assert sweep.check_changed() == 0
    for chunk in sweep.chunks_to_queue():
        sweep.check_chunk(chunk)
    assert sweep.check_changed() == 0, "and the run has checked it"


def test_a_sweep_knows_the_words_of_a_county_and_the_rules_of_its_province(world: World) -> None:
    keeper = world.actor("business-admin")
    write_rule(replace(RULE, looks_at=LookedAt.ONLINE_DEGREE), actor=keeper)
    add_synonym("青禾 门户", "政府网站", actor=keeper)
    with transaction() as session:
        catalogues = session.scalars(sa.select(Catalogue).where(Catalogue.code.in_((COUNTY, OTHER_COUNTY))))
        read = grounds_of_many(session, catalogues.all(), day=current_day())
        found = {one.code: grounds for one, grounds, _ in read}
    assert {code: len(one.provincial) for code, one in found.items()} == {COUNTY: 1, OTHER_COUNTY: 0}
    assert found[COUNTY].synonyms.channel("青禾门户") == "政府网站"
    assert found[OTHER_COUNTY].synonyms.channel("青禾门户") == "青禾门户"
    run_to_its_end()
    assert {one.finding["rule"] for one in defects(world).values()} == {RULE.id}
    assert defects(world, OTHER_COUNTY) == {}


def test_what_is_found_again_keeps_its_first_day(world: World, clock: FrozenClock) -> None:
    revised_standard(world)
    run_to_its_end()
    first = {key: one.first_found for key, one in defects(world).items()}
    clock.advance(timedelta(days=3))
    run_to_its_end()
    later = defects(world)
    assert len(first) == 1
    assert {key: one.first_found for key, one in later.items()} == first
    assert {one.last_seen for one in later.values()} == {current_day()}
    with transaction() as session:
        assert len(open_defects(session, Jurisdiction.code == "990101")) == len(first)
