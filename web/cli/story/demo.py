"""`flask demo`: the journey of a proposal, played by the commands of the pages in a throw-away database."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale, gettext

from config import ROOT, Settings
from models.db import db
from models.migrations import upgrade
from values.clock import SHANGHAI, FrozenClock
from web.cli.story.speaking import SpokenCommand
from web.cli.story.stage import NotAsToldError, Stage
from web.cli.story.story import Story
from workflow.passwords import Passwords
from workflow.seed import seed
from workflow.unit import at, on_commit

INSTALLED = datetime(2026, 1, 5, 9, 0, tzinfo=SHANGHAI)
"""When the fictional county began to use Mulu: a Monday, eight weeks before the story."""


@click.command(cls=SpokenCommand)
@with_appcontext
def demo() -> None:
    """Play the journey of a proposal in a throw-away database and tell it as a story."""
    with throw_away_app(current_app.config["SETTINGS"]) as app, app.app_context():
        play(app)


def play(app: Flask) -> None:
    """Fill the app's empty database and tell the story on it.

    Raises: NotAsToldError where anything is not as told, which ends the program with status 1.
    """
    settings: Settings = app.config["SETTINGS"]
    owed: list[int] = []
    # The story plays the queue itself: what it commits must not reach the queue of the real installation.
    on_commit(owed.extend)
    clock = FrozenClock(INSTALLED)
    try:
        with at(clock), force_locale(settings.language):
            upgrade(db.engine)
            world = seed(
                ROOT / "data",
                passwords=Passwords(time_cost=1, memory_kib=8),
                demo_password="nobody signs in here",  # noqa: S106 - the database lives for seconds
                examples=False,
            )
            if world is None:
                raise NotAsToldError(gettext("The database of the story was not empty."))
            owed.clear()
            Story(Stage(world=world, clock=clock, owed=owed)).tell()
    finally:
        on_commit(_nobody)


@contextmanager
def throw_away_app(settings: Settings) -> Iterator[Flask]:
    """Make an app on an empty database in a folder of its own, and remove both afterwards."""
    from web import create_app  # noqa: PLC0415 - the app registers this command

    with tempfile.TemporaryDirectory(prefix="mulu-demo-") as folder:
        home = Path(folder)
        app = create_app(
            replace(
                settings,
                home=home,
                database_url=f"sqlite:///{home / 'demo.sqlite'}",
                broker_url="memory://",
                secret_key="nobody signs in here",  # noqa: S106 - no request is ever answered
                smtp_url="",
            )
        )
        try:
            yield app
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


def _nobody(event_ids: list[int]) -> None:
    """Take committed events and do nothing: the story is over."""
