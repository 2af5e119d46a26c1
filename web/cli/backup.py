"""`flask backup FILE` and `flask restore FILE`: the database, while it runs, and back."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext

from config import Settings
from models import db
from values.serial import to_plain
from web.administering.services_page import vault
from web.cli.printing import say_json, say_line, with_json
from web.cli.story.speaking import SpokenCommand
from web.cli.trail.ledger import own_safe
from web.language import say
from workflow.backups import BackupError
from workflow.commands import backup as backing_up
from workflow.home_lock import HomeInUseError, home_lock
from workflow.queries.services import unopened_services


@click.command(cls=SpokenCommand)
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@with_json
@with_appcontext
def backup(target: Path, *, as_json: bool) -> None:
    """Copy the database into a new file while it runs."""
    settings: Settings = current_app.config["SETTINGS"]
    made = backing_up.back_up(target, programs=settings.postgres_programs)
    if as_json:
        return say_json(made)
    say_line(
        gettext(
            "%(path)s: %(size)s bytes, %(events)s sealed events, SHA-256 %(sha256)s",
            path=str(target),
            size=made.size,
            events=made.events,
            sha256=made.sha256,
        )
    )
    if unopened_services(db.session(), vault())[0]:
        say_line(
            gettext(
                "The credentials of message services are in it, locked; they open with the key %(path)s only, which"
                " is not.",
                path=str(settings.services_key_file),
            )
        )
    return None


@click.command(cls=SpokenCommand)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@with_json
@with_appcontext
@click.pass_context
def restore(context: click.Context, source: Path, *, as_json: bool) -> None:
    """Put a backup in the place of the database; status 1 where it is older than what was written outside."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        with home_lock(settings.home):
            done = backing_up.restore(source, own_safe(), programs=settings.postgres_programs)
    except HomeInUseError as error:
        raise BackupError(error.message) from error
    if as_json:
        say_json(
            {
                "aside": to_plain(str(done.aside)) if done.aside else None,
                "events": done.events,
                "rollback": say(done.rollback) if done.rollback else None,
            }
        )
    else:
        say_line(gettext("Restored: %(events)s sealed events.", events=done.events))
        if shut := unopened_services(db.session(), vault())[1]:
            say_line(
                gettext(
                    "Put the key of the message services back to %(path)s, or enter the credentials of %(count)s"
                    " services anew.",
                    path=str(settings.services_key_file),
                    count=shut,
                )
            )
        if done.aside:
            say_line(gettext("The database before it lies at %(path)s.", path=str(done.aside)))
    if done.rollback is not None:
        click.secho("=" * 72, err=True)
        click.secho(say(done.rollback), err=True, bold=True)
        click.secho("=" * 72, err=True)
        context.exit(1)
