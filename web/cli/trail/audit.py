"""`flask audit …`: read the trail of an auditor's scope, and take it away; both are events."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from flask import current_app
from flask_babel import gettext

from models import db
from values.canonical import sha256_hex
from values.clock import shanghai_day
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.cli.trail.audit_shapes import ExportMade
from web.trail.events import lines_of
from web.trail.export import note_of, text_of
from web.trail.shapes import TrailListing, event_line
from web.wording.common import moment
from workflow.actor import Actor
from workflow.commands.auditing import ExportForm, note_export, note_opening
from workflow.permissions import Seat
from workflow.queries.timeline import timeline
from workflow.queries.trail_filter import FIELDS, read_filter
from workflow.reach import seats_of
from workflow.unit import current_clock

audit = SpokenGroup("audit", help="Read the audit trail of your scope, and take it away.")

Command = TypeVar("Command", bound=Callable[..., object])

WAYS = (ExportForm.CSV, ExportForm.JSON)
"""Forms of files; what is to be printed is a page."""

HELP = {
    "action": "A kind of event or a group of them; `everything`: messages and openings too.",
    "kind": "What it is about: proposal, person, route …",
    "subject": "How its number or code begins.",
    "since": "The first day.",
    "until": "The last day.",
    "person": "Who acted, by user name or whole name.",
    "body": "For which body, by its whole name.",
    "catalogue": "The code of a catalogue.",
    "proposal": "The number of a proposal.",
    "entry": "A row, by its identity.",
    "request": "How the id of the request begins.",
}


def filtered(command: Command) -> Command:
    """Give a command the options of the filter."""
    for name in reversed(FIELDS):
        command = click.option(f"--{name}", default="", help=HELP[name])(command)
    return command


@audit.command("list")
@filtered
@click.option("--limit", type=click.IntRange(min=1, max=1000), default=50, show_default=True)
@click.option("--before", type=click.IntRange(min=1), help="Only events older than this one.")
@as_account
@with_json
def list_events(*, limit: int, before: int | None, login: str, as_json: bool, **asked: str) -> None:
    """List events, the newest first."""
    actor = acting(login)
    wanted = read_filter(db.session(), asked)
    note_opening(wanted, actor=actor)
    db.session.rollback()
    page = timeline(db.session(), _seats(actor), wanted, limit=limit, before=before)
    lines = lines_of(db.session(), page.events)
    if as_json:
        ends = [one.event.id for one in lines]
        return say_json(
            TrailListing(
                filter=wanted.plain,
                older_than=before,
                next_before=ends[-1] if page.has_older and ends else None,
                events=tuple(event_line(one) for one in lines),
            )
        )
    if not lines:
        return say_line(gettext("No events match"))
    return say_table(
        [gettext("Event"), gettext("Time (Beijing)"), gettext("What was done"), gettext("Subject")],
        [
            [str(one.event.id), moment(one.event.at), one.sentence, f"{one.kind} {one.subject}"]
            for one in lines
        ],
    )


@audit.command("export")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@filtered
@click.option("--form", type=click.Choice([one.value for one in WAYS]), help="Default: as FILE ends.")
@as_account
@with_json
def export(path: Path, *, form: str | None, login: str, as_json: bool, **asked: str) -> None:
    """Write events into FILE, as a table (CSV) or for programs (JSON)."""
    asked_form = _form(path, form)
    actor = acting(login)
    wanted = read_filter(db.session(), asked)
    most = current_app.config["SETTINGS"].audit_export_rows
    held = note_export(wanted, actor=actor, form=asked_form, most=most)
    db.session.rollback()
    # Only now: an account that may not export must not empty a file.
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(text_of(db.session(), _seats(actor), wanted, held, asked_form))
    made = ExportMade(
        path=str(path),
        form=asked_form,
        filter=wanted.plain,
        count=held.count,
        is_cut=held.is_cut,
        upto=held.upto,
        sha256=sha256_hex(path.read_bytes()),
    )
    if as_json:
        return say_json(made)
    say_line(note_of(held))
    return say_line(gettext("%(path)s, SHA-256 %(hash)s", path=made.path, hash=made.sha256))


def _form(path: Path, form: str | None) -> ExportForm:
    ending = form or path.suffix.lstrip(".").lower()
    if ending not in {one.value for one in WAYS}:
        raise click.UsageError(gettext("Say --form csv or --form json, or have the file end so."))
    return ExportForm(ending)


def _seats(actor: Actor) -> tuple[Seat, ...]:
    """Return what the account is today, as the command has just found it."""
    return seats_of(db.session(), actor.person_id or 0, shanghai_day(current_clock.get().now()))
