"""Message services and people's addresses there."""

from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from tests.faults.acts import Act, case
from tests.workflow.reached import ADMIN, reached, service
from tests.world import World
from values.clock import FrozenClock
from values.services import ServiceKind
from values.vocabulary import Channel
from workflow.commands import addresses, services


def _set_up(world: World) -> int:
    return service(world, ServiceKind.WECOM_APP, Path(mkdtemp()))


@case("services.set_service")
def _service(world: World, _: FrozenClock) -> Act:
    return partial(_set_up, world)


@case("services.switch_service")
def _switch(world: World, _: FrozenClock) -> Act:
    return partial(services.switch_service, _set_up(world), actor=world.actor(ADMIN), on=False)


@case("services.try_service")
def _try(world: World, _: FrozenClock) -> Act:
    number = _set_up(world)
    reached(world, ADMIN)
    return partial(services.try_service, number, actor=world.actor(ADMIN), key="k")


@case("addresses.set_addresses")
def _addresses(world: World, _: FrozenClock) -> Act:
    wanted = {Channel.WECOM: "zhang.san", Channel.SMS: "13800000000"}
    return partial(addresses.set_addresses, wanted, actor=world.actor("reviewer"))
