"""Files that wait to be imported: brought, decided about, thrown away, cleared away."""

from functools import partial

from models import Upload
from tests.faults.acts import Act, case, newest
from tests.uploading import ODD, address
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.reading_choices import AsideReason, ReadingChoices, ReadingManner
from workflow.antivirus import Scanner
from workflow.commands import scanning, uploading
from workflow.uploads import KEPT

CLEAN = Scanner(address="command:true")
DECIDED = ReadingChoices(
    manner=ReadingManner(as_written=("Sheet1!C7",)), aside={"Sheet1!A8": AsideReason.SIGNATURE}
)


@case("uploading.keep_upload", in_parts=True)
def _keep(world: World, _: FrozenClock) -> Act:
    drafter = world.actor("drafter")
    return partial(uploading.keep_upload, COUNTY, "目录.xlsx", ODD, actor=drafter, address=address)


@case("uploading.decide_reading", in_parts=True)
def _decide(world: World, clock: FrozenClock) -> Act:
    _keep(world, clock)()
    drafter = world.actor("drafter")
    return partial(uploading.decide_reading, newest(Upload.id), DECIDED, actor=drafter, address=address)


@case("uploading.throw_away")
def _throw_away(world: World, clock: FrozenClock) -> Act:
    _keep(world, clock)()
    return partial(uploading.throw_away, newest(Upload.id), actor=world.actor("drafter"))


@case("uploading.clear_uploads")
def _clear(world: World, clock: FrozenClock) -> Act:
    _keep(world, clock)()
    clock.advance(KEPT)
    return uploading.clear_uploads


@case("scanning.look_at")
def _look(_: World, __: FrozenClock) -> Act:
    return partial(scanning.look_at, "a.txt", b"text", CLEAN)


@case("scanning.look_again", in_parts=True)
def _look_again(world: World, clock: FrozenClock) -> Act:
    scanning.look_at("目录.xlsx", ODD, Scanner(address="command:no-such-scanner", refuses_unseen=False))
    _keep(world, clock)()
    return partial(scanning.look_again, CLEAN)
