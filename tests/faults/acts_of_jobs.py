"""Long work: asked for, handed out again, carried out, cleared away."""

from datetime import timedelta
from functools import partial

from formats.writing import sheet
from models import Job
from tests.faults.acts import Act, case, newest
from tests.formats.test_writing import FULL
from tests.world import World
from values.clock import FrozenClock
from values.jobs import JobKind
from workflow.commands import jobs

WANTED = jobs.Wanted(kind=JobKind.PRINTING, data=sheet(FULL), title="目录.pdf", address="/catalogues/x.pdf")


@case("jobs.ask_for")
def _ask(world: World, _: FrozenClock) -> Act:
    return partial(jobs.ask_for, WANTED, actor=world.actor("drafter"))


@case("jobs.jobs_to_queue")
def _hand_out(world: World, clock: FrozenClock) -> Act:
    _ask(world, clock)()
    return jobs.jobs_to_queue


@case("jobs.carry_out", in_parts=True)
def _carry_out(world: World, clock: FrozenClock) -> Act:
    _ask(world, clock)()
    return partial(jobs.carry_out, newest(Job.id))


@case("jobs.clear_away")
def _clear_away(world: World, clock: FrozenClock) -> Act:
    _carry_out(world, clock)()
    clock.advance(jobs.KEPT + timedelta(days=1))
    return jobs.clear_away
