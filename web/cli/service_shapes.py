"""Message services as commands print them."""

from collections.abc import Mapping
from dataclasses import dataclass

from values.services import ServiceKind
from values.vocabulary import Channel, DeliveryState
from web.cli.printing import local_text
from workflow.queries.services import ServiceFile


@dataclass(frozen=True, kw_only=True)
class ShownService:
    """A message service of a jurisdiction."""

    number: int
    jurisdiction: str
    channel: Channel
    kind: ServiceKind
    base: str
    """Another address than the usual one; empty: that one."""
    settings: Mapping[str, str]
    is_on: bool
    changed_at: str
    waiting: int
    given_up: int
    tried_at: str | None
    tried: DeliveryState | None
    error: str


@dataclass(frozen=True, kw_only=True)
class SetService:
    """A service that was set up or changed."""

    number: int


@dataclass(frozen=True, kw_only=True)
class SwitchedService:
    """A service that was switched."""

    number: int
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class TriedService:
    """A service that was tried out."""

    number: int
    delivery: int


@dataclass(frozen=True, kw_only=True)
class SetAddress:
    """An address that was set or taken away."""

    account: str
    channel: Channel
    is_set: bool


def service_shape(file: ServiceFile) -> ShownService:
    """Return what is printed of a service; never its credentials."""
    service, tried = file.service, file.tried
    return ShownService(
        number=service.id,
        jurisdiction=file.place.code,
        channel=service.channel,
        kind=service.kind,
        base=service.base,
        settings=service.settings,
        is_on=service.is_on,
        changed_at=local_text(service.changed_at),
        waiting=file.waiting,
        given_up=file.given_up,
        tried_at=local_text(tried.created_at) if tried else None,
        tried=tried.state if tried else None,
        error=tried.last_error if tried else "",
    )
