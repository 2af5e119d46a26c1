"""Message services that tests set up, and people who are reached there."""

from pathlib import Path

from tests.world import World
from values.services import ServiceKind
from values.telling import DUTIES, Timing, Topic
from values.vocabulary import Channel
from workflow.commands.addresses import set_addresses
from workflow.commands.services import set_service
from workflow.commands.telling import choose_timings
from workflow.vault import Vault

SECRET = "s3cret-of-the-app"
SIGN_KEY = "SEC-of-the-robot"
ADMIN = "system-admin"

SETTINGS = {
    ServiceKind.WECOM_APP: {"corp_id": "ww1", "agent_id": "1000002"},
    ServiceKind.DINGTALK_APP: {"app_key": "ding1", "agent_id": "1"},
    ServiceKind.FEISHU_APP: {"app_id": "cli_1"},
    ServiceKind.SMS_GATEWAY: {"template": '{"mobile": "{mobile}", "content": "{text}"}'},
}


def service(
    world: World, kind: ServiceKind, home: Path, *, base: str = "", inside: frozenset[str] = frozenset()
) -> int:
    """Set a service of the county up and return its number."""
    return set_service(
        kind,
        actor=world.actor(ADMIN),
        vault=Vault(home / "services.key"),
        settings=SETTINGS.get(kind, {}),
        credentials={"secret": SECRET, "sign_key": SIGN_KEY},
        base=base,
        inside=inside,
    )


def reached(world: World, login: str, channel: Channel = Channel.WECOM, address: str = "zhang.san") -> None:
    """Give somebody an address."""
    set_addresses({channel: address}, actor=world.actor(login))


def told_at_once(world: World, login: str) -> None:
    """Have somebody told of everything at once: of what is gathered for the morning a service says nothing."""
    choose_timings(dict.fromkeys(set(Topic) - DUTIES, Timing.AT_ONCE), actor=world.actor(login))
