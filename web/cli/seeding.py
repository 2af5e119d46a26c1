"""`flask seed`: bring the database to the present schema and fill an empty one."""

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import gettext

from config import ROOT, Settings
from models.db import db
from models.migrations import upgrade
from values.messages import N_
from web.cli.printing import say_json, with_json
from web.cli.story.speaking import SpokenCommand
from workflow.passwords import Passwords
from workflow.search.rebuilding import fill_if_empty
from workflow.seed import seed as load
from workflow.seed.empty import seed_empty

STAGES = {
    "people": N_("Bodies and people of the demonstration county …"),
    "employment": N_("Employment: national standard and the county's catalogue …"),
    "social-insurance": N_("Social insurance: national standard and the county's catalogue …"),
    "township": N_("A township that claims rows of the county …"),
    "examples": N_("Proposals on their way …"),
}

EMPTY_STAGES = {
    "people": N_("Jurisdictions and a first body …"),
    "employment": N_("Employment: national standard …"),
    "social-insurance": N_("Social insurance: national standard …"),
}
"""Where there is no demonstration."""


def demo_password(settings: Settings) -> str:
    """Return the password of the demonstration accounts: the kept one, which an installation has for good.

    The first time it is the one that was set, else one made for the installation.
    """
    path = settings.home / "demo-password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(settings.demo_password or secrets.token_urlsafe(9), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def prepare(app: Flask, progress: Callable[[str], None]) -> bool:
    """Migrate and seed; return whether anything was loaded."""
    settings: Settings = app.config["SETTINGS"]
    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(db.engine)
    fill_if_empty()
    passwords = Passwords(time_cost=settings.password_time_cost, memory_kib=settings.password_memory_kib)
    made = load(
        ROOT / "data",
        passwords=passwords,
        demo_password=demo_password(settings),
        progress=progress,
        hash_algorithm=settings.hash_algorithm,
    )
    return made is not None


def prepare_empty(app: Flask, progress: Callable[[str], None], places: Sequence[str], body: str) -> bool:
    """Migrate and set up an empty installation, which is said to be loaded however often it is asked."""
    if not places or not body.strip() or not all("=" in one for one in places):
        raise click.UsageError(
            gettext("An empty installation takes --place CODE=NAME from the province down, and --body NAME.")
        )
    settings: Settings = app.config["SETTINGS"]
    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(db.engine)
    fill_if_empty()
    named = [(code.strip(), name.strip()) for code, _, name in (one.partition("=") for one in places)]
    seed_empty(
        ROOT / "data",
        places=named,
        body=body.strip(),
        progress=progress,
        hash_algorithm=settings.hash_algorithm,
    )
    return True


@contextmanager
def progress_on(screen: TextIO, said: Mapping[str, str] = STAGES) -> Iterator[Callable[[str], None]]:
    """Give a function that is told each stage as it begins: a bar on a terminal, else a line a stage."""
    if not screen.isatty():
        yield lambda stage: click.echo(gettext(said[stage]), file=screen)
        return
    stages = list(said)

    def shown(stage: str | None) -> str:
        return gettext(said[stage]) if stage else ""

    with click.progressbar(stages, file=screen, item_show_func=shown) as bar:

        def begin(stage: str) -> None:
            bar.update(stages.index(stage) - bar.pos, stage)
            # The first stage has nothing behind it, and is to be seen all the same.
            bar.current_item = stage
            bar.render_progress()

        yield begin
        bar.update(len(stages) - bar.pos)


@click.command(cls=SpokenCommand)
@click.option(
    "--empty", is_flag=True, help="No demonstration: the standards, one jurisdiction, a first body."
)
@click.option(
    "places", "--place", multiple=True, metavar="CODE=NAME", help="From the province down; with --empty."
)
@click.option("--body", default="", metavar="NAME", help="The first body there; with --empty.")
@with_appcontext
@with_json
def seed(*, empty: bool, places: tuple[str, ...], body: str, as_json: bool) -> None:
    """Load the national standards and the demonstration county, or only what work begins with; safe to run twice."""
    said = EMPTY_STAGES if empty else STAGES
    with progress_on(sys.stderr if as_json else sys.stdout, said) as progress:
        made = prepare_empty(current_app, progress, places, body) if empty else prepare(current_app, progress)
    if as_json:
        return say_json({"loaded": made})
    return click.echo(
        gettext("Loaded.") if made else gettext("Everything is there already; nothing was changed.")
    )
