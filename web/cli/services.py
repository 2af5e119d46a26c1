"""`flask services list|set|switch|try|address`: message services (消息通道) of a jurisdiction, and people's addresses."""

import json
from collections.abc import Mapping
from typing import TextIO

import click
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.messages import N_, Message
from values.services import FORMS, ServiceKind
from values.vocabulary import SERVICE_CHANNELS, Channel
from web.administering.services_page import inside_hosts, vault
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.service_shapes import SetAddress, SetService, SwitchedService, TriedService, service_shape
from web.cli.story.speaking import SpokenGroup
from web.wording.common import label
from workflow.commands.addresses import set_addresses
from workflow.commands.services import set_service, switch_service, try_service
from workflow.errors import ForbiddenError, invalid
from workflow.queries.accounts import account
from workflow.queries.services import ServiceFile, kept_places, service_files
from workflow.reach import seats_of
from workflow.unit import current_clock

services = SpokenGroup("services", help="Message services of a jurisdiction, and people's addresses there.")


@services.command("list")
@as_account
@with_json
def list_all(*, login: str, as_json: bool) -> None:
    """List the services that the account keeps running, and how their messages go."""
    found = [file for place in _places(login).values() for file in service_files(db.session(), {place})]
    if as_json:
        return say_json([service_shape(one) for one in found])
    if not found:
        return say_line(gettext("No message service is set up yet"))
    head = [gettext("No."), gettext("Jurisdiction"), gettext("Service"), gettext("On"), gettext("Last test")]
    return say_table(head, [_line(one) for one in found])


@services.command("set")
@click.argument("kind", type=click.Choice([one.value for one in ServiceKind]))
@click.option("--place", metavar="CODE", help="The jurisdiction; by default the first of the account.")
@click.option("--at", "base", default="", metavar="ADDRESS", help="Another address than the usual one.")
@click.option("--setting", "given", multiple=True, metavar="NAME=VALUE", help="What is no secret.")
@click.option(
    "--credentials",
    type=click.File(encoding="utf-8"),
    help="A file of JSON, or - for standard input: secret, and sign_key where there is one.",
)
@as_account
@with_json
def set_up(
    kind: str,
    *,
    place: str | None,
    base: str,
    given: tuple[str, ...],
    credentials: TextIO | None,
    login: str,
    as_json: bool,
) -> None:
    """Set up a service of that KIND, or change it; credentials that are not given are kept."""
    which, where = ServiceKind(kind), _place(login, place)
    number = set_service(
        which,
        actor=acting(login),
        vault=vault(),
        settings=_settings(which, given),
        credentials=_credentials(credentials),
        base=base,
        place=where,
        inside=inside_hosts(),
    )
    return (
        say_json(SetService(number=number))
        if as_json
        else say_line(gettext("Set up as No. %(number)s.", number=number))
    )


@services.command("switch")
@click.argument("number", type=click.IntRange(1, 2**62))
@click.argument("state", type=click.Choice(["on", "off"]))
@as_account
@with_json
def switch(number: int, state: str, *, login: str, as_json: bool) -> None:
    """Switch the service of that NUMBER on or off."""
    on = state == "on"
    switch_service(number, actor=acting(login), on=on)
    if as_json:
        return say_json(SwitchedService(number=number, is_on=on))
    return say_line(gettext("Switched on.") if on else gettext("Switched off; it keeps its settings."))


@services.command("try")
@click.argument("number", type=click.IntRange(1, 2**62))
@as_account
@with_json
def attempt(number: int, *, login: str, as_json: bool) -> None:
    """Have a message sent to the account itself; `services list` says how it went."""
    delivery = try_service(number, actor=acting(login))
    if as_json:
        return say_json(TriedService(number=number, delivery=delivery))
    return say_line(gettext("A running worker sends it within half a minute."))


@services.command("address")
@click.argument("channel", type=click.Choice([one.value for one in SERVICE_CHANNELS]))
@click.argument("address", default="")
@click.option("--for", "whom", metavar="LOGIN", help="Whose; by default the account's own.")
@as_account
@with_json
def address(channel: str, address: str, *, whom: str | None, login: str, as_json: bool) -> None:
    """Set where an account is reached through a CHANNEL; without ADDRESS it is taken away."""
    actor = acting(login)
    person = account(db.session(), whom) if whom else None
    db.session.rollback()
    set_addresses({Channel(channel): address}, actor=actor, person_id=person)
    if as_json:
        return say_json(
            SetAddress(account=whom or login, channel=Channel(channel), is_set=bool(address.strip()))
        )
    return say_line(gettext("Saved."))


def _places(login: str) -> dict[str, int]:
    actor, today = acting(login), shanghai_day(current_clock.get().now())
    seats = seats_of(db.session(), actor.person_id or 0, today)
    found = {one.code: one.id for one in kept_places(db.session(), seats)}
    if not found:
        raise ForbiddenError(Message(N_("Only a system administrator does this.")))
    return found


def _place(login: str, code: str | None) -> int | None:
    if code is None:
        return None
    places = _places(login)
    db.session.rollback()
    if code not in places:
        raise invalid("place", N_("The account keeps no such jurisdiction running."))
    return places[code]


def _settings(kind: ServiceKind, given: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(one.partition("=")[::2] for one in given)
    for name in pairs:
        if name not in FORMS[kind].settings:
            known = ", ".join(FORMS[kind].settings)
            raise invalid(name, N_("This kind has no such setting; it has: %(known)s."), known=known)
    return pairs


def _credentials(file: TextIO | None) -> Mapping[str, str]:
    if file is None:
        return {}
    try:
        said = json.load(file)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise invalid(
            "secret", N_('Credentials are an object in JSON with texts, for example {"secret": "…"}.')
        )
    return said


def _line(one: ServiceFile) -> list[str]:
    tried = label(one.tried.state) if one.tried else ""
    on = gettext("Yes") if one.service.is_on else gettext("No")
    return [str(one.service.id), one.place.code, label(one.service.kind), on, tried]
