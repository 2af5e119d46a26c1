"""`flask route list|show|check|add`: routes and whether they fit the statutory time."""

import json
from pathlib import Path
from typing import Any, NoReturn

import click
import sqlalchemy as sa
from flask.cli import with_appcontext
from flask_babel import gettext

from models import Catalogue, Jurisdiction, Route, db
from values.messages import N_
from values.route_plan import STATUTORY_WORKING_DAYS, RoutePlan, fits, longest, route_plan
from web.administering.route_page import choosable, fit_texts, unheld_texts
from web.cli.acting import acting, as_account
from web.cli.story.speaking import SpokenCommand
from web.numbers import whole_number
from web.wording.common import label
from workflow.commands.routes import set_up
from workflow.errors import NotFoundError, invalid
from workflow.queries.proposal import names_of_bodies
from workflow.queries.routes import RouteFile, number_of, route_file, routes

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")


@click.group()
def route() -> None:
    """Routes (办理流程): what they consist of and how long they take."""


@route.command("list")
@AS_JSON
@with_appcontext
def list_routes(*, as_json: bool) -> None:
    """List the newest version of every route."""
    found = routes(db.session())
    if as_json:
        _print([_head(one) for one in found])
        return
    for one in found:
        click.echo(
            f"{one.number}\t{one.jurisdiction.code} {one.jurisdiction.name}\t{one.plan.name}\t{', '.join(_codes(one))}"
        )


@route.command()
@click.argument("code")
@AS_JSON
@with_appcontext
def show(code: str, *, as_json: bool) -> None:
    """Show a route by its number, or the route of a catalogue by the catalogue's code."""
    file = _found(code)
    bodies = names_of_bodies(db.session(), [step.body_id for step in file.plan.steps])
    if as_json:
        _print({**_head(file), "plan": file.plan.plain})
        return
    click.echo(f"{file.number} {file.plan.name} ({file.jurisdiction.name})")
    for step in file.plan.steps:
        what = f"{label(step.kind)}, {bodies[step.body_id]}, {label(step.post) if step.post else '—'}"
        click.echo(f"  {step.position}. {what}, {step.working_days}")


@route.command()
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Check every route.")
@AS_JSON
@with_appcontext
def check(code: str | None, *, every: bool, as_json: bool) -> None:
    """Say how long each kind of operation takes on a route, and whether that fits the statutory time."""
    if every == (code is not None):
        _fail(gettext("Name one route by its number or a catalogue's code, or say --all."))
    found = routes(db.session()) if every else [_found(code or "")]
    if as_json:
        _print([_checked(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.number} {one.plan.name}")
        for text, _ in fit_texts(one.plan):
            click.echo(f"  {text}")


@route.command(cls=SpokenCommand)
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--place",
    "code",
    required=True,
    metavar="CODE",
    help="The jurisdiction; a township's has twelve or nine digits.",
)
@click.option("--reason", default="", help="Why it is kept where it does not fit the statutory time.")
@click.option("--preview", is_flag=True, help="Only show how long it would take.")
@as_account
@AS_JSON
@with_appcontext
def add(source: Path, *, code: str, reason: str, preview: bool, login: str, as_json: bool) -> None:
    """Set up a route of a jurisdiction from the plan in a FILE, as `route show --json` prints it."""
    actor = acting(login)
    place = db.session.scalar(sa.select(Jurisdiction).where(Jurisdiction.code == code))
    if place is None:
        raise NotFoundError(N_("There is no jurisdiction with this code."))
    plan = _plan_in(source)
    if preview:
        lines = fit_texts(plan) + [(one, False) for one in unheld_texts(plan, choosable(place, None))]
        if as_json:
            _print({"jurisdiction": code, "plan": plan.plain, **_ways(plan)})
        else:
            for text, _ in lines:
                click.echo(text)
        return
    db.session.rollback()
    number = set_up(place.id, plan, actor=actor, reason=reason)
    db.session.rollback()
    if as_json:
        _print(_checked(_found(str(number))))
    else:
        click.echo(gettext("Route %(number)s is set up.", number=number))


def _plan_in(source: Path) -> RoutePlan:
    try:
        plain = json.loads(source.read_text(encoding="utf-8"))
        return route_plan(plain.get("plan", plain))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise invalid("steps", N_("This is no plan of a route: %(reason)s"), reason=str(error)) from error


def _found(code: str) -> RouteFile:
    number = whole_number(code)
    row = db.session.scalar(
        sa.select(Route).join(Catalogue, Catalogue.route_id == Route.id).where(Catalogue.code == code)
    )
    file = route_file(db.session(), number_of(row) if row else number or 0)
    if file is None:
        _fail(gettext("There is no route “%(code)s”.", code=code))
    return file


def _head(one: RouteFile) -> dict[str, Any]:
    return {
        "code": str(one.number),
        "title": one.plan.name,
        "jurisdiction": one.jurisdiction.code,
        "level": one.jurisdiction.level.value,
        "version": one.route.version,
        "catalogues": _codes(one),
    }


def _checked(one: RouteFile) -> dict[str, Any]:
    return {
        **_head(one),
        "acknowledged": one.acknowledgement is not None,
        **_ways(one.plan),
    }


def _ways(plan: RoutePlan) -> dict[str, Any]:
    return {
        "statutory": STATUTORY_WORKING_DAYS,
        "fits": longest(plan) <= STATUTORY_WORKING_DAYS,
        "ways": [
            {
                "operations": list(fit.operations),
                "together": fit.together,
                "normative": fit.normative,
                "working_days": fit.working_days,
                "fits": fit.fits,
            }
            for fit in fits(plan)
        ],
    }


def _codes(one: RouteFile) -> list[str]:
    return [catalogue.code for catalogue in one.catalogues]


def _print(plain: object) -> None:
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def _fail(sentence: str) -> NoReturn:
    raise click.ClickException(sentence)
