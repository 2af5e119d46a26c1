"""Where a person is reached through message services: set by the person, or by who keeps the accounts of the place."""

from collections.abc import Mapping

import sqlalchemy as sa

from models import Person, PersonAddress
from values.messages import N_, Message
from values.services import is_address
from values.vocabulary import SERVICE_CHANNELS, Channel, Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, InvalidError, Issue, NotFoundError
from workflow.permissions import Seat
from workflow.reach import seats_of
from workflow.unit import Unit, unit

KEEPERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
"""Who may set the address of somebody else who works in the same jurisdiction."""


def set_addresses(wanted: Mapping[Channel, str], *, actor: Actor, person_id: int | None = None) -> None:
    """Say how services know a person; an empty address takes one away, what stays the same changes nothing.

    Args:
        wanted: by channel, the number of a mobile telephone, or the id of the person in the service.
        actor: who acts.
        person_id: whose addresses they are; None: one's own.

    Raises: InvalidError with every issue; ForbiddenError for somebody else's address; NotFoundError where they do not
    work in one of the actor's jurisdictions.
    """
    whose = person_id or actor.person_id or 0
    new = {channel: text.strip() for channel, text in wanted.items()}
    with unit(actor) as work:
        work.about.action, work.about.object = "set_addresses", f"person:{whose}"
        seat = _keeper_seat(work, whose) if whose != actor.person_id else None
        _require_sound(new)
        work.hold_person(whose)
        of_person = sa.select(PersonAddress).where(PersonAddress.person_id == whose)
        rows = {row.channel: row for row in work.session.scalars(of_person)}
        for channel, text in new.items():
            row = rows.get(channel)
            if (row.address if row else "") != text:
                _change(
                    work, PersonAddress(person_id=whose, channel=channel, address=text, set_at=work.now), row
                )
                _tell(work, seat, whose, channel, outcome="set" if text else "taken_away")


def _require_sound(new: Mapping[Channel, str]) -> None:
    issues = [
        Issue(channel.value, Message(WRONG[channel is Channel.SMS]))
        for channel, text in new.items()
        if text and not is_address(channel, text)
    ]
    if any(channel not in SERVICE_CHANNELS for channel in new):
        issues.append(Issue("channel", Message(N_("This channel needs no address."))))
    if issues:
        raise InvalidError(issues)


def _change(work: Unit, new: PersonAddress, old: PersonAddress | None) -> None:
    if old is None:
        work.session.add(new)
    elif new.address:
        old.address, old.set_at = new.address, new.set_at
    else:
        work.session.delete(old)


def _tell(work: Unit, seat: Seat | None, person: int, channel: Channel, *, outcome: str) -> None:
    """Record that an address changed; never which it is or was."""
    subject = Subject(kind="person", id=str(person), jurisdiction_id=seat.jurisdiction if seat else None)
    details = {"channel": channel.value, "outcome": outcome}
    happening = Happening(action="address_changed", subject=subject, seat=seat, details=details, owed=False)
    record(work, happening)


WRONG = {
    True: N_("A mobile number has eleven digits and begins with 1."),
    False: N_(
        "Write one id or mobile number as the service shows it: letters, digits, points, hyphens, @ and underscores."
    ),
}
"""What is wrong with an address, by whether it has to be a mobile number."""


def forget_addresses(work: Unit, person: Person) -> None:
    """Erase every address of a person, within the erasure of their contact data."""
    work.session.execute(sa.delete(PersonAddress).where(PersonAddress.person_id == person.id))


def _keeper_seat(work: Unit, person_id: int) -> Seat:
    seats = seats_of_actor(work.session, work.actor, work.today)
    held = [one for one in seats if one.role in KEEPERS]
    if not held:
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    places = {one.jurisdiction for one in seats_of(work.session, person_id, work.today)}
    seat = next((one for one in held if one.jurisdiction in places), None)
    if seat is None:
        raise NotFoundError(N_("There is no such account."))
    return seat
