"""Claims (认领): a township's catalogue is its county's, with its own body, place, link and telephones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models import Catalogue, db
from tests.townships import (
    PREFIX,
    SUBSTITUTION,
    TOWNSHIP,
    claimed,
    claiming,
    found_township,
    settled,
)
from tests.workflow.hidings import Hidings
from tests.world import HEADING, ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.entry import Telephones
from values.hiding import HidingTarget
from values.proposal_content import DraftContent
from values.vocabulary import Level
from workflow import operations
from workflow.queries.catalogue import PublishedRow
from workflow.queries.public import Reading, Rows
from workflow.queries.reading import reading
from workflow.seed.catalogues import amended
from workflow.unit import current_clock

pytestmark = pytest.mark.usefixtures("context")

NOTICE = "不显示"


@pytest.fixture
def township(world: World, clock: FrozenClock) -> World:
    """The small world with a township in it, a while after everything else."""
    clock.advance(timedelta(days=1))
    return found_township(world)


def read() -> Reading:
    """Return the township's catalogue as the public reads it a moment later."""
    session: Session = db.session()
    session.rollback()
    catalogue = session.query(Catalogue).filter_by(code=TOWNSHIP).one()
    now = current_clock.get().now() + timedelta(seconds=1)
    return reading(session, catalogue, (), now=now, notice=NOTICE)


def today() -> Rows:
    found = read()
    return found.in_force(shanghai_day(found.now))


def names(rows: Rows) -> set[str]:
    return {row.state.content.name for row in rows.values()}


def named(rows: Rows, name: str) -> PublishedRow:
    return next(row for row in rows.values() if row.state.content.name == name)


def county_says(world: World, row_name: str, /, **fields: object) -> DraftContent:
    """Return a draft with which the county changes a row."""
    row = world.row(row_name)
    return draft([amended(row, replace(row.state.content, **fields))])  # type: ignore[arg-type]


def test_the_countys_rows_show_with_what_the_township_puts_in_their_place(township: World) -> None:
    claimed(township, ROWS[0])
    rows = today()
    assert names(rows) == {HEADING, *ROWS}
    ours, county = named(rows, ROWS[0]), township.row(ROWS[0])
    assert [one.body for one in ours.state.content.disclosing_bodies] == [str(township.bodies["township"])]
    assert ours.state.content.places == SUBSTITUTION.places
    assert ours.state.content.telephones.questions == "0999-5550200"
    assert ours.state.content.deadline == county.state.content.deadline
    assert (ours.state.parent, ours.state.rank) == (county.state.parent, county.state.rank)
    assert ours.claimed == county.state.entry
    assert ours.content_sha256 == ours.state.sha256
    assert named(rows, ROWS[1]).state == township.row(ROWS[1]).state
    assert [read().home_of(named(rows, name)).code for name in ROWS] == [TOWNSHIP, "990101-employment"]


def test_the_countys_own_catalogue_stays_as_it_is(township: World) -> None:
    before = township.rows()
    claimed(township, *ROWS)
    assert township.rows() == before


def test_what_the_county_changes_shows_in_the_township_as_well(township: World, clock: FrozenClock) -> None:
    claimed(township, ROWS[0])
    clock.advance(timedelta(days=1))
    township.published(county_says(township, ROWS[0], deadline="7个工作日内公开", name="就业政策咨询"))
    ours = named(today(), "就业政策咨询")
    assert ours.state.content.deadline == "7个工作日内公开"
    assert ours.state.content.places == SUBSTITUTION.places
    assert shanghai_day(ours.published_at) == shanghai_day(clock.now())


def test_telephones_that_the_township_leaves_empty_are_the_countys(township: World) -> None:
    township.published(
        county_says(township, ROWS[0], telephones=Telephones(questions="1", supervision="0999-5550111"))
    )
    claimed(township, ROWS[0])
    assert named(today(), ROWS[0]).state.content.telephones == Telephones(
        questions="0999-5550200", supervision="0999-5550111"
    )


def test_rows_that_the_county_does_not_disclose_for_townships_do_not_show(township: World) -> None:
    claimed(township, ROWS[0])
    township.published(county_says(township, ROWS[1], levels=(Level.COUNTY,)))
    assert names(today()) == {HEADING, ROWS[0]}
    township.published(county_says(township, ROWS[0], levels=(Level.COUNTY,)))
    assert today() == {}


def test_a_claim_that_is_given_up_leaves_the_countys_words(township: World) -> None:
    claimed(township, *ROWS)
    row = next(row for row in township.rows(TOWNSHIP).values() if row.state.content.name == ROWS[0])
    settled(township, draft([operations.cancelled(row)]))
    assert named(today(), ROWS[0]).state == township.row(ROWS[0]).state
    assert named(today(), ROWS[1]).claimed == township.row(ROWS[1]).state.entry


def test_a_claim_that_was_given_up_comes_back_under_its_old_identity(township: World) -> None:
    claimed(township, ROWS[0])
    (row,) = township.rows(TOWNSHIP).values()
    settled(township, draft([operations.cancelled(row)]))
    claimed(township, ROWS[0])
    assert list(township.rows(TOWNSHIP)) == [row.state.entry]
    assert named(today(), ROWS[0]).state.entry == row.state.entry


def test_both_clocks_are_those_of_the_county_and_the_township_together(
    township: World, clock: FrozenClock
) -> None:
    first = shanghai_day(clock.now())
    later = first + timedelta(days=10)
    claimed(township, ROWS[1])
    clock.advance(timedelta(days=2))
    settled(township, replace(claiming(township, ROWS[0]), effective_from=later))
    county = first + timedelta(days=5)
    township.published(
        replace(county_says(township, ROWS[0], deadline="3个工作日内公开"), effective_from=county)
    )
    clock.advance(timedelta(days=20))
    found = read()
    said = {
        day: named(found.in_force(day), ROWS[0]) for day in (first, county, later, shanghai_day(found.now))
    }
    assert [row.state.content.deadline[:1] for row in said.values()] == ["公", "3", "3", "3"]
    assert [row.claimed is not None for row in said.values()] == [False, False, True, True]
    assert said[later].effective_from == later
    assert {named(found.shown(first + timedelta(days=one)), ROWS[0]).claimed for one in range(10)} == {None}
    _, waiting = found.with_waiting(first + timedelta(days=3))
    assert {key: row.effective_from for key, row in waiting.items()} == {township.row().state.entry: county}
    _, waiting = found.with_waiting(county)
    assert {key: row.effective_from for key, row in waiting.items()} == {township.row().state.entry: later}
    assert found.newest_release(found.in_force(first), day=first, known=found.now) == 1
    assert found.newest_release(found.in_force(later), day=later, known=found.now) == 2


def test_nothing_was_shown_before_the_townships_first_release(township: World, clock: FrozenClock) -> None:
    claimed(township, ROWS[0])
    first = shanghai_day(clock.now())
    found = read()
    assert found.shown(first - timedelta(days=1)) == {}
    assert found.in_force(first, known=clock.now() - timedelta(minutes=1)) == {}
    assert names(found.shown(first)) == {HEADING, *ROWS}


def test_a_row_that_the_county_hides_is_hidden_in_the_township_with_its_claim(township: World) -> None:
    claimed(township, *ROWS)
    (claim,) = (row for row in today().values() if row.state.content.name == ROWS[0])
    Hidings(township).hide(target=HidingTarget(entry=township.row(ROWS[0]).state.entry))
    found = read()
    assert names(today()) == {HEADING, ROWS[1]}
    assert found.versions(claim.state.entry) == []
    assert names(found.at_release(1)) == {ROWS[1]}
    assert [row.state.content.name for row in found.written_by(1)] == [ROWS[1]]


def test_a_heading_that_the_county_hides_takes_every_claim_below_it(township: World) -> None:
    claimed(township, *ROWS)
    Hidings(township).hide(target=HidingTarget(entry=township.row(HEADING).state.entry))
    assert today() == {}
    assert read().written_by(1) == []


def test_a_name_that_the_county_hides_is_not_told_by_the_claim(township: World) -> None:
    claimed(township, ROWS[0])
    Hidings(township).hide(target=HidingTarget(entry=township.row(ROWS[0]).state.entry, field="name"))
    found = read()
    told = {row.state.content.name for row in (*today().values(), *found.written_by(1))}
    assert ROWS[0] not in told
    assert {row.content_sha256 for row in found.written_by(1)} == {""}


def test_a_claim_that_the_township_hides_takes_the_row_with_it(township: World) -> None:
    claimed(township, *ROWS)
    claim = named(today(), ROWS[0]).state.entry
    Hidings(township).hide(by=f"{PREFIX}publisher", code=TOWNSHIP, target=HidingTarget(entry=claim))
    assert names(today()) == {HEADING, ROWS[1]}


def test_a_telephone_that_the_township_hides_is_not_shown(township: World) -> None:
    claimed(township, ROWS[0])
    claim = named(today(), ROWS[0]).state.entry
    target = HidingTarget(entry=claim, field="telephones")
    Hidings(township).hide(by=f"{PREFIX}publisher", code=TOWNSHIP, target=target)
    row = named(today(), ROWS[0])
    assert row.hidden_fields == {"telephones"}
    assert row.state.content.telephones.questions == NOTICE
    assert row.content_sha256 == ""


def test_a_published_claim_is_changed_by_an_amendment(township: World, clock: FrozenClock) -> None:
    claimed(township, ROWS[0])
    clock.advance(timedelta(days=1))
    (row,) = township.rows(TOWNSHIP).values()
    content = replace(row.state.content, telephones=Telephones(questions="0999-5550299"))
    settled(township, draft([amended(row, content)]))
    found = read()
    assert named(today(), ROWS[0]).state.content.telephones.questions == "0999-5550299"
    assert [one.release_no for one in found.versions(row.state.entry)] == [2, 1]
    yesterday = date.fromordinal(shanghai_day(clock.now()).toordinal() - 1)
    assert named(found.shown(yesterday), ROWS[0]).state.content.telephones.questions == "0999-5550200"
