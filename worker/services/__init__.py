"""Message services (消息通道): `post` asks a service over HTTPS, `failures` says what went wrong, then a file a service.

Each service takes a `Note` and sends it, or raises; `service_of` chooses it by its kind. Nothing here is imported
before a message has to go through a service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from values.services import FORMS, ServiceKind


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is sent."""

    text: str
    to: tuple[str, ...]
    """Addresses of people in the service; one, but for robots, which name several at once."""
    id: str
    """The same however often it is sent, so that a service that looks can tell a repetition."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """With what a service is reached."""

    base: str
    settings: Mapping[str, str]
    credentials: Mapping[str, str]
    inside: frozenset[str]
    """`host:port` that may be inside this network."""


class Service(Protocol):
    """Something that takes a note to people, or raises `ServiceError`."""

    def send(self, note: Note) -> None:
        """Send a note."""


def service_of(kind: ServiceKind, account: Account) -> Service:
    """Return the service of a kind."""
    from worker.services import dingtalk, feishu, sms, wecom  # noqa: PLC0415 - only where one is on

    made: dict[ServiceKind, Callable[[Account], Service]] = {
        ServiceKind.WECOM_APP: wecom.App,
        ServiceKind.WECOM_ROBOT: wecom.Robot,
        ServiceKind.DINGTALK_APP: dingtalk.App,
        ServiceKind.DINGTALK_ROBOT: dingtalk.Robot,
        ServiceKind.FEISHU_APP: feishu.App,
        ServiceKind.FEISHU_ROBOT: feishu.Robot,
        ServiceKind.SMS_GATEWAY: sms.Gateway,
    }
    return made[kind](account)


def base_of(kind: ServiceKind, base: str) -> str:
    """Return where a service is reached: at its own address, or at the one that it has by default."""
    return base or FORMS[kind].base
