"""Message services (消息通道) of a jurisdiction: who sets them up, and what may be said of one."""

import re
from collections.abc import Collection, Iterator, Mapping

from models import MessageService
from values.messages import N_, Message
from values.service_address import may_be_asked, place_of
from values.services import FORMS, ServiceForm, ServiceKind
from values.vocabulary import Role
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, InvalidError, Issue, NotFoundError
from workflow.permissions import Seat
from workflow.unit import Unit

_HEADER = re.compile(r"[A-Za-z0-9-]{1,40}")
LONGEST = 500
"""Characters of a setting or credential."""


def service_seat(work: Unit, place: int | None) -> Seat:
    """Return the seat from which the services of a jurisdiction are set up; others who do wait.

    Args:
        work: the unit of the command.
        place: the jurisdiction; None: the first that the person keeps running.
    """
    seats = seats_of_actor(work.session, work.actor, work.today)
    held = [one for one in seats if one.role is Role.SYSTEM_ADMINISTRATOR]
    if not held:
        raise ForbiddenError(Message(N_("Only a system administrator does this.")))
    seat = next((one for one in held if place in {None, one.jurisdiction}), None)
    if seat is None:
        raise NotFoundError
    work.about.jurisdiction_id = seat.jurisdiction
    work.take_turn("message_service", (seat.jurisdiction,))
    return seat


def bound_to(service: MessageService) -> dict[str, object]:
    """Return for what the credentials of a service are given: with another place, kind or address they do not open."""
    return {
        "jurisdiction": str(service.jurisdiction_id),
        "kind": service.kind.value,
        "base": service.base,
        "header": service.settings.get("header", ""),
    }


def require_sound(
    kind: ServiceKind,
    base: str,
    settings: Mapping[str, str],
    credentials: Mapping[str, str],
    inside: Collection[str],
) -> None:
    """Refuse what a service cannot be reached with.

    Raises: InvalidError with every issue.
    """
    form = FORMS[kind]
    issues = [
        *_of_members(form, {**settings, **credentials}),
        *(_of_base(base, inside) if base or not form.base else ()),
        *_of_settings(settings),
    ]
    if issues:
        raise InvalidError(issues)


def _of_members(form: ServiceForm, members: Mapping[str, str]) -> Iterator[Issue]:
    for name in (*form.settings, *form.secrets):
        text = members.get(name, "")
        if not text and name not in form.optional:
            yield Issue(name, Message(N_("This is needed to reach the service.")))
        elif len(text) > LONGEST or (text and not text.isprintable()):
            yield Issue(name, Message(N_("One line of at most %(most)s characters."), {"most": LONGEST}))


def _of_base(base: str, inside: Collection[str]) -> Iterator[Issue]:
    place = place_of(base)
    if place is None:
        said = N_("An address begins with https:// and names a host; it has no name, password or query.")
        yield Issue("base", Message(said))
    elif not may_be_asked(place, inside):
        said = N_(
            "Addresses inside this network, or without TLS, have to be allowed by whoever runs the machine:"
            " MULU_SERVICE_HOSTS names %(host)s."
        )
        yield Issue("base", Message(said, {"host": place.named}))


def _of_settings(settings: Mapping[str, str]) -> Iterator[Issue]:
    if (agent := settings.get("agent_id", "")) and not (agent.isascii() and agent.isdigit()):
        yield Issue("agent_id", Message(N_("The number of the application has digits only.")))
    template = settings.get("template", "")
    if template and not ("{mobile}" in template and "{text}" in template):
        yield Issue("template", Message(N_("The request has to name {mobile} and {text}.")))
    name, _, value = settings.get("header", "").partition(":")
    if name and not (value.strip() and _HEADER.fullmatch(name.strip())):
        yield Issue("header", Message(N_("A header is written as Name: value.")))
