"""`flask places …`: published places (公开位置) that are dead, empty or overdue; checking them now; the switch."""

from dataclasses import dataclass

import click
import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext

from config import Settings
from models import Catalogue, db
from values.messages import N_
from values.place import PlaceState
from web.cli.acting import acting, as_account
from web.cli.printing import local_text, say_json, say_line, say_table, with_json
from web.cli.rules.country import below
from web.cli.story.speaking import SpokenGroup
from web.wording import places as said
from workflow.commands.place_asking import ask_check, switch_checking
from workflow.commands.place_checking import check_places
from workflow.commands.place_reading import read_places
from workflow.errors import invalid
from workflow.places.rules import AskingRules, asking_rules
from workflow.queries.bodies import current_day
from workflow.queries.places import TO_MEND, PlaceLine, is_checking, place_lines

places = SpokenGroup(
    "places", help="Where rows say that they are disclosed (公开位置), and what is found there."
)


@dataclass(frozen=True, kw_only=True)
class PlaceShape:
    """A place as programs read it."""

    catalogue: str
    entry: str
    number: str
    name: str
    body: str
    level: str | None
    text: str
    url: str
    state: str
    outcome: str | None
    status: int | None
    final_url: str
    since: str | None
    checked_at: str | None
    updated_on: str | None
    fresh_until: str | None


@dataclass(frozen=True, kw_only=True)
class PlaceList:
    """What `flask places list --json` prints."""

    checking: bool
    places: tuple[PlaceShape, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceCheck:
    """What `flask places check --json` prints."""

    catalogue: str
    asked: int
    checked: int
    places: tuple[PlaceShape, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceSwitch:
    """What `flask places switch --json` prints."""

    checking: bool
    changed: bool


@places.command("list")
@click.option("--catalogue", "code", metavar="CODE", help="Only places of this catalogue.")
@click.option("--under", metavar="CODE", help="A jurisdiction: only catalogues there and below.")
@click.option(
    "--what",
    type=click.Choice([one.value for one in PlaceState]),
    help="Places that stand like this; by default whatever is to be mended.",
)
@with_json
def list_places(*, code: str | None, under: str | None, what: str | None, as_json: bool) -> None:
    """List places as they were last read and checked, the most urgent first."""
    where = [below(under)]
    if code is not None:
        where.append(_catalogue(code))
    states = (PlaceState(what),) if what else TO_MEND
    lines = place_lines(db.session(), *where, today=current_day(), states=states)
    if as_json:
        say_json(PlaceList(checking=is_checking(db.session()), places=tuple(map(_shape, lines))))
        return
    _tell(lines)


@places.command()
@click.argument("code")
@click.option("--now", is_flag=True, help="Ask from here and wait, instead of leaving it to the worker.")
@as_account
@with_json
def check(code: str, *, now: bool, login: str, as_json: bool) -> None:
    """Have the places of a catalogue checked before any other."""
    read_places()
    asked = ask_check(code, actor=acting(login))
    where, checked = _catalogue(code), 0
    if now:
        catalogue = db.session.scalars(sa.select(Catalogue.id).where(where)).one()
        while found := check_places(_rules(), of_catalogue=catalogue):
            checked += found
    lines = place_lines(db.session(), where, today=current_day(), states=list(PlaceState)) if now else []
    if as_json:
        say_json(PlaceCheck(catalogue=code, asked=asked, checked=checked, places=tuple(map(_shape, lines))))
        return
    say_line(gettext("%(asked)s addresses are due, %(checked)s are checked.", asked=asked, checked=checked))
    _tell(lines)


@places.command()
@click.argument("to", type=click.Choice(["on", "off"]))
@as_account
@with_json
def switch(to: str, *, login: str, as_json: bool) -> None:
    """Switch the checking of published places on or off, as a system administrator."""
    changed = switch_checking(to_on=to == "on", actor=acting(login))
    if as_json:
        say_json(PlaceSwitch(checking=to == "on", changed=changed))
    elif to == "on":
        say_line(gettext("Published places are checked from now on."))
    else:
        say_line(gettext("Published places are no longer checked."))


def _catalogue(code: str) -> sa.ColumnElement[bool]:
    if db.session.scalar(sa.select(Catalogue.id).where(Catalogue.code == code)) is None:
        raise invalid("catalogue", N_("There is no published catalogue with this code."))
    return Catalogue.code == code


def _rules() -> AskingRules:
    settings: Settings = current_app.config["SETTINGS"]
    return asking_rules(
        networks=settings.link_networks,
        ports=settings.link_ports,
        contact=settings.link_contact or settings.base_url,
        failures=settings.link_failures,
    )


def _shape(one: PlaceLine) -> PlaceShape:
    return PlaceShape(
        catalogue=one.code,
        entry=one.entry,
        number=one.number,
        name=one.name,
        body=one.body,
        level=one.level.value if one.level else None,
        text=one.text,
        url=one.url,
        state=one.state.value,
        outcome=one.outcome.value if one.outcome else None,
        status=one.status,
        final_url=one.final_url,
        since=one.since.isoformat() if one.since else None,
        checked_at=local_text(one.checked_at) if one.checked_at else None,
        updated_on=one.updated_on.isoformat() if one.updated_on else None,
        fresh_until=one.fresh_until.isoformat() if one.fresh_until else None,
    )


def _tell(lines: list[PlaceLine]) -> None:
    say_table(
        [gettext("Catalogue"), gettext("Row"), gettext("State"), gettext("Place"), gettext("What is found")],
        [
            [
                one.code,
                f"{one.number} {one.name}",
                said.state(one.state),
                one.text,
                f"{said.found(one)} {said.since(one)}".strip(),
            ]
            for one in lines
        ],
    )
