"""What message services carry: a few lines, shorter still where others may read along; found out once a round.

A person's own application gets the subject of the mail and the address. A group and a short message get the number
and whether a step waits, never a title, a row or a name: a group has other readers, and a short message goes in clear.
"""

from collections.abc import Callable, Collection
from functools import partial

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale, gettext

from config import Settings
from models import Delivery, Event, MessageService, Person, PersonAddress, db
from values.clock import SHANGHAI, shanghai_day
from values.services import ServiceKind
from values.vocabulary import Channel
from worker.services import Account, Note, base_of, service_of
from worker.services.failures import ServiceError
from worker.waiting import waits
from workflow.reaching import Reach, reaches
from workflow.services import bound_to
from workflow.unit import current_clock
from workflow.vault import Vault

TESTED = "message_service"
"""What the event of a test message is about."""

SHOWN_OF_ADDRESS = 3
Values = Callable[[str], dict[str, object]]
"""What the mails of an event say in a language."""


class NoWayError(ServiceError):
    """The person is no longer reached this way: no address, no service, or one that is switched off."""


class Notes:
    """Readies the notes of some deliveries; what they have in common is read once."""

    def __init__(self, delivery_ids: Collection[int]) -> None:
        """Take which they are."""
        self._wanted = delivery_ids
        self._reaches: dict[tuple[int, Channel], Reach] | None = None
        self._services: dict[int, MessageService] = {}
        self._deliveries: list[tuple[int, Channel, str]] = []
        self._written: set[tuple[int, bool]] = set()

    def ready(self, delivery: Delivery, event: Event, person: Person, values: Values) -> Callable[[], None]:
        """Return what sends a delivery's note, without the database.

        Raises: NoWayError where the person is no longer reached through this channel.
        """
        self._read(event)
        reach = (self._reaches or {}).get((delivery.recipient_id, delivery.channel))
        service = self._services.get(reach.service) if reach else None
        if reach is None or service is None:
            raise NoWayError("There is no address, or the service is off or gone.")
        settings: Settings = current_app.config["SETTINGS"]
        account = Account(
            base=base_of(service.kind, service.base),
            settings=dict(service.settings),
            credentials=Vault(settings.services_key_file).open(service.locked, bound_to(service)),
            inside=settings.inside_hosts,
        )
        is_test = event.subject_kind == TESTED
        is_due = waits(delivery.reason, event.action, event.to_state)
        is_shared = service.kind.is_robot and not is_test
        to = self._together(service.id, event, is_due=is_due) if is_shared else (reach.address,)
        language = settings.language if service.kind.is_robot else person.language
        with force_locale(language):
            text = (
                _test_text(event)
                if is_test
                else _text(service.kind, event, values(language), settings, is_due=is_due)
            )
            again = gettext("Sent again (%(count)s).", count=delivery.repeats) if delivery.repeats else ""
        note = Note(
            text="\n".join(filter(None, (text.replace("<", "＜"), again))),
            to=to,
            id=f"mulu-delivery-{delivery.id}" + (f"-{delivery.repeats}" if delivery.repeats else ""),
        )
        return partial(self._send, service.kind, account, note, (service.id, is_due))

    def _send(self, kind: ServiceKind, account: Account, note: Note, said: tuple[int, bool]) -> None:
        """Send a note; a robot that has said the same to everybody of this round is not asked to write again."""
        if kind.is_robot and said in self._written:
            return
        try:
            service_of(kind, account).send(note)
        except ServiceError as error:
            error.args = (_hidden(str(error), account, note), *error.args[1:])
            raise
        self._written.add(said)

    def _read(self, event: Event) -> None:
        if self._reaches is not None:
            return
        rows = db.session.execute(
            sa.select(Delivery.recipient_id, Delivery.channel, Delivery.reason).where(
                Delivery.id.in_(self._wanted), Delivery.event_id == event.id
            )
        )
        self._deliveries = [(person, channel, reason) for person, channel, reason in rows]
        people = {person for person, _, _ in self._deliveries}
        if event.subject_kind == TESTED:
            self._reaches = _by_the_tested(int(event.subject_id), people)
        else:
            today = shanghai_day(current_clock.get().now())
            self._reaches = dict(reaches(db.session(), people, today=today))
        wanted = {one.service for one in self._reaches.values()}
        found = db.session.scalars(sa.select(MessageService).where(MessageService.id.in_(wanted)))
        self._services = {one.id: one for one in found}

    def _together(self, service: int, event: Event, *, is_due: bool) -> tuple[str, ...]:
        """Return where all are reached to whom this round says the same through a service."""
        found = [
            (self._reaches or {}).get((person, channel))
            for person, channel, reason in self._deliveries
            if waits(reason, event.action, event.to_state) is is_due
        ]
        return tuple(sorted({one.address for one in found if one is not None and one.service == service}))


def _by_the_tested(service: int, people: Collection[int]) -> dict[tuple[int, Channel], Reach]:
    """Return how people are reached by just the service that they try out, be it the nearest or not."""
    rows = db.session.execute(
        sa.select(PersonAddress.person_id, PersonAddress.channel, PersonAddress.address).where(
            PersonAddress.person_id.in_(people)
        )
    )
    return {(person, channel): Reach(service=service, address=address) for person, channel, address in rows}


def _test_text(event: Event) -> str:
    said = gettext("This is a test message of Mulu (disclosure catalogues). It has arrived.")
    return f"{said}\n{_moment(event)}"


def _moment(event: Event) -> str:
    """Return when it happened: it tells apart what says the same twice a day, which WeCom and DingTalk would drop."""
    return event.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def _text(
    kind: ServiceKind, event: Event, values: dict[str, object], settings: Settings, *, is_due: bool
) -> str:
    number = str(values.get("number") or "")
    if kind.is_robot or kind is ServiceKind.SMS_GATEWAY:
        said = gettext("a step waits for you") if is_due else gettext("there is news for you")
        short = gettext("Mulu: %(number)s, %(said)s.", number=number, said=said)
        line = short if number else gettext("Mulu: %(said)s.", said=said)
        if not kind.is_robot:
            return line
        return f"{line}\n{values['address'] if number else settings.base_url}"
    return f"{values['subject']}\n{values['address']}\n{_moment(event)}"


def _hidden(text: str, account: Account, note: Note) -> str:
    """Return what a service said without credentials and whole addresses, should it have repeated them."""
    for secret in account.credentials.values():
        text = text.replace(secret, "…") if secret else text
    for address in note.to:
        text = text.replace(address, f"{address[:SHOWN_OF_ADDRESS]}…")
    return text
