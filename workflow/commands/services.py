"""Set up, change and switch the message services (消息通道) of a jurisdiction, and try one out on oneself."""

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from models import Delivery, MessageService, PersonAddress
from values.canonical import content_hash
from values.messages import N_, Message
from values.services import FORMS, ServiceKind
from values.vocabulary import Channel, DeliveryState
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.errors import NotAllowedError
from workflow.once import once
from workflow.permissions import Seat
from workflow.services import bound_to, require_sound, service_seat
from workflow.unit import Unit, unit
from workflow.vault import Vault

TRIED = "service_tried"
"""The event of a test message; its delivery is written with it."""


def set_service(
    kind: ServiceKind,
    *,
    actor: Actor,
    vault: Vault,
    settings: Mapping[str, str],
    credentials: Mapping[str, str],
    base: str = "",
    place: int | None = None,
    inside: Collection[str] = (),
) -> int:
    """Set up a channel of a jurisdiction, or change how it is used; return its number.

    Args:
        kind: how the channel is used; another kind of the same channel takes the place of the one before.
        actor: who acts.
        vault: locks the credentials.
        settings: what is no secret, by name.
        credentials: by name; without `secret` those given before are kept, as long as kind and address stay the same.
        base: another address than the service has by default.
        place: the jurisdiction; None: the first that the person keeps running.
        inside: `host:port` that may be inside this network.

    Raises: InvalidError, with every issue; ForbiddenError, NotFoundError, VaultError.
    """
    form = FORMS[kind]
    base = base.strip().rstrip("/")
    base = "" if base == form.base else base
    said = {name: settings.get(name, "").strip() for name in form.settings}
    given = {name: text for name in form.secrets if (text := credentials.get(name, "").strip())}
    with unit(actor) as work:
        work.about.action, work.about.object = "set_service", f"message_service:{kind.channel}"
        seat = service_seat(work, place)
        row = work.session.scalar(
            sa.select(MessageService).where(
                MessageService.jurisdiction_id == seat.jurisdiction, MessageService.channel == kind.channel
            )
        )
        fresh = MessageService(
            jurisdiction_id=seat.jurisdiction,
            channel=kind.channel,
            kind=kind,
            base=base,
            settings=said,
            locked="",
            changed_by_id=actor.person_id or 0,
            changed_at=work.now,
        )
        kept = _kept(row, fresh, vault) if row and "secret" not in given else {}
        require_sound(kind, base, said, {**kept, **given}, inside)
        fresh.locked = vault.lock({**kept, **given}, bound_to(fresh))
        if row is None:
            row = fresh
            work.session.add(row)
        else:
            row.kind, row.base, row.settings, row.locked = kind, base, said, fresh.locked
            row.changed_by_id, row.changed_at = fresh.changed_by_id, fresh.changed_at
        work.session.flush()
        details = {
            "channel": row.channel.value,
            "kind": kind.value,
            "sha256": content_hash({"base": base, "settings": said}),
            "credentials": "replaced" if given else "kept",
        }
        _tell(work, seat, "service_set", row, details)
        return row.id


def switch_service(number: int, *, actor: Actor, on: bool) -> None:
    """Switch a channel of a jurisdiction on or off; what was told of it stays. Twice the same changes nothing."""
    with unit(actor) as work:
        work.about.action, work.about.object = "switch_service", f"message_service:{number}"
        seat, row = _own(work, number)
        if row.is_on is not on:
            row.is_on, row.changed_by_id, row.changed_at = on, actor.person_id or 0, work.now
            details = {"channel": row.channel.value, "outcome": "on" if on else "off"}
            _tell(work, seat, "service_switched", row, details)


def try_service(number: int, *, actor: Actor, key: str | None = None) -> int:
    """Owe oneself a message through a service, and return the number of the delivery, whose state says how it went.

    Raises: NotAllowedError where the person has no address there, or the service is off.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "try_service", f"message_service:{number}"
        seat, row = _own(work, number)
        if not row.is_on:
            raise NotAllowedError(Message(N_("This service is switched off; switch it on first.")))
        if not _has_address(work, row.channel):
            said = N_("Say first, under “Where I am reached”, how this service knows you.")
            raise NotAllowedError(Message(said))

        def tried() -> str:
            event = _tell(work, seat, TRIED, row, {"channel": row.channel.value})
            delivery = Delivery(
                event_id=event,
                recipient_id=actor.person_id or 0,
                channel=row.channel,
                state=DeliveryState.PENDING,
                reason="self",
                created_at=work.now,
                next_attempt_at=work.now,
            )
            work.session.add(delivery)
            work.session.flush()
            return str(delivery.id)

        return int(once(work, key, tried))


def _kept(row: MessageService, fresh: MessageService, vault: Vault) -> dict[str, str]:
    """Return the credentials given before; none where they were given for something else, so that they go nowhere else."""
    return vault.open(row.locked, bound_to(row)) if bound_to(row) == bound_to(fresh) else {}


def _has_address(work: Unit, channel: Channel) -> bool:
    own = sa.select(PersonAddress.address).where(
        PersonAddress.person_id == work.actor.person_id, PersonAddress.channel == channel
    )
    return work.session.scalar(own) is not None


def _own(work: Unit, number: int) -> tuple[Seat, MessageService]:
    place = work.session.scalar(sa.select(MessageService.jurisdiction_id).where(MessageService.id == number))
    seat = service_seat(work, place or 0)
    return seat, work.session.get_one(MessageService, number, populate_existing=True)


def _tell(work: Unit, seat: Seat, action: str, row: MessageService, details: Mapping[str, object]) -> int:
    subject = Subject(kind="message_service", id=str(row.id), jurisdiction_id=seat.jurisdiction)
    happening = Happening(action=action, subject=subject, seat=seat, details=details, owed=False)
    return record(work, happening).id
