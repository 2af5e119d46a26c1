"""Message services that tests set up, and people who are reached there."""

from pathlib import Path

import sqlalchemy as sa

from models import Delivery, Event, MessageService
from tests.world import World
from values.services import ServiceKind
from values.telling import DUTIES, Timing, Topic
from values.vocabulary import Channel, State
from workflow.commands.addresses import set_addresses
from workflow.commands.services import set_service
from workflow.commands.telling import choose_timings
from workflow.reaching import further_channels
from workflow.unit import current_clock, transaction
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


def rows() -> list[MessageService]:
    """Return all services."""
    with transaction() as session:
        return list(session.scalars(sa.select(MessageService).order_by(MessageService.id)))


def events(*actions: str) -> list[Event]:
    """Return the events of these kinds."""
    with transaction() as session:
        return list(session.scalars(sa.select(Event).where(Event.action.in_(actions)).order_by(Event.id)))


def channels_of(world: World, *logins: str) -> dict[str, tuple[Channel, ...]]:
    """Return through which services people are reached, by who they are."""
    names = {world.people[login]: login for login in logins}
    with transaction() as session:
        found = further_channels(session, list(names), today=current_clock.get().now().date())
    return {names[person]: channels for person, channels in found.items()}


def submitted(world: World) -> int:
    """Submit a proposal and return the event."""
    world.in_state(State.IN_REVIEW)
    return events("submit")[-1].id


def of_event(event: int) -> list[Delivery]:
    """Return the messages of an event."""
    with transaction() as session:
        return list(session.scalars(sa.select(Delivery).where(Delivery.event_id == event)))
