"""A county takes in what its standard has come to list, or leaves it out from the beginning (R03)."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from models import Catalogue
from tests.world import COUNTY, HEADING, ROWS, STANDARD, World, draft
from values.claim import Substitution
from values.entry import DisclosingBody, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import LeaveOutReason, Operation, Origin, Presence, State
from workflow import operations
from workflow.adapting import Rows, missing, standard_in_force, with_standard
from workflow.commands import drafting, submission
from workflow.errors import InvalidError
from workflow.queries.catalogue import arranged
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

NEW = "零工市场信息发布"


def revised(world: World) -> EntryState:
    """Let the standard list one more entry, behind its first one, and return it."""
    text = world.addition(NEW, code=STANDARD)
    first, second = (world.row(name, STANDARD).state for name in ROWS[:2])
    after = text.changes[0].after
    body = str(world.bodies["ministry"])
    named = tuple(replace(one, body=body) for one in after.content.disclosing_bodies)
    state = replace(
        after,
        rank=rank_between(first.rank, second.rank),
        origin=Origin.OWN,
        content=replace(after.content, disclosing_bodies=named, provenance={"name": "seen"}),
    )
    world.in_state(
        State.PUBLISHED,
        draft([replace(text.changes[0], after=state)]),
        code=STANDARD,
        prefix="national-",
        signers=["reviewer"],
    )
    return world.row(NEW, STANDARD).state


def taken_in(world: World, *wanted: str, left_out: bool = False) -> list[DraftChange]:
    return taken_into(world.rows(), *wanted, left_out=left_out)


def taken_into(rows: Rows, *wanted: str, left_out: bool = False) -> list[DraftChange]:
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == COUNTY)).one()
        standard = standard_in_force(session, catalogue, day=today())
        said = Substitution(bodies=(DisclosingBody(body=str(catalogue.body_id)),))
        text = with_standard(DraftContent(), rows, standard, said, seed="x", wanted=wanted, left_out=left_out)
        return list(text.changes)


def today() -> date:
    return current_clock.get().now().date()


def names(world: World) -> list[str]:
    return [one.state.content.name for one in arranged(row.state for row in world.rows().values())]


def test_an_entry_of_the_standard_comes_in_where_the_standard_has_it(world: World) -> None:
    upstream = revised(world)
    changes = taken_in(world, upstream.entry)
    state = changes[0].after
    assert (len(changes), changes[0].operation, state.origin) == (1, Operation.ADD, Origin.ADAPTED)
    assert (state.upstream_entry, state.content.provenance) == (upstream.entry, {})
    assert [one.body for one in state.content.disclosing_bodies] == [str(world.bodies["bureau"])]
    assert taken_in(world, upstream.entry) == changes
    number = world.opened(draft(changes))
    world.go_on_to_publication(number)
    assert names(world)[:3] == [HEADING, ROWS[0], NEW]
    assert taken_in(world, upstream.entry) == []


def test_an_entry_of_the_standard_is_left_out_from_the_beginning(world: World) -> None:
    upstream = revised(world)
    changes = taken_in(world, upstream.entry, left_out=True)
    assert changes[0].operation is Operation.LEAVE_OUT
    number = drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=draft(changes))
    with pytest.raises(InvalidError, match="for which reason it is left out"):
        submission.submit(number, actor=world.actor("drafter"))
    said = operations.left_out_at_once(
        draft(changes),
        changes[0].entry,
        LeaveOutReason.NOT_PRACTISED,
        "本县尚未建成零工市场，未开展此项业务。",
    )
    assert operations.listed_after_all(said.changes[0]) == taken_in(world, upstream.entry)[0]
    world.save(number, said)
    world.justify(number)
    world.go_on_to_publication(number)
    assert world.row(NEW).state.presence is Presence.LEFT_OUT
    assert taken_in(world, upstream.entry) == []


def test_a_heading_that_is_missing_comes_along(world: World) -> None:
    gone = {world.row(name).state.entry for name in (HEADING, ROWS[0])}
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == COUNTY)).one()
        standard = standard_in_force(session, catalogue, day=today())
    rows = {
        key: replace(row, state=row.state.ended) if key in gone else row for key, row in world.rows().items()
    }
    lacking = missing(standard, (row.state for row in rows.values()))
    assert [one.content.name for one in lacking] == [HEADING, ROWS[0]]
    wanted = world.row(ROWS[0], STANDARD).state.entry
    heading, row = taken_into(rows, wanted, left_out=True)
    assert (heading.after.content.name, heading.after.is_listed) == (HEADING, True)
    assert (row.after.parent, row.after.is_listed) == (heading.after.entry, False)


def test_a_standard_and_a_row_of_the_countys_own_take_nothing_in(world: World) -> None:
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == STANDARD)).one()
        assert standard_in_force(session, catalogue, day=today()) == {}
    own = world.addition().changes[0]
    text = draft([replace(own, after=replace(own.after, presence=Presence.LEFT_OUT))])
    number = drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=text)
    with pytest.raises(InvalidError):
        submission.submit(number, actor=world.actor("drafter"))
