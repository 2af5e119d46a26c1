"""`flask catalogue export`: the official table of a day, a release or a proposal as a file."""

from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import force_locale, gettext

from formats.writing import FileKind
from models import db
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.messages import N_
from web.catalogue.asking import known_on, refuse_days_ahead
from web.catalogue.file import LANGUAGE, catalogue_file
from web.catalogue.hiding import as_the_public, reading_for
from web.cli.acting import acting, business_seats
from web.cli.asking import a_day
from web.cli.catalogue.editing import export_for_editing, say_exported
from web.cli.catalogue.shapes import ClockName
from web.cli.keeping import keep
from web.cli.printing import with_json
from web.cli.progress import steps
from web.cli.proposal.reading import file_of
from web.cli.story.speaking import SpokenCommand
from workflow.actor import Actor
from workflow.commands.exporting import Exported, note_export
from workflow.errors import invalid
from workflow.queries.catalogues import published_catalogue
from workflow.queries.documents import WrittenCatalogue, of_day, of_proposal, of_release
from workflow.unit import current_clock


@click.command("export", cls=SpokenCommand)
@click.argument("code")
@click.option("--as-of", "on", type=a_day, metavar="DAY", help="The table in force on a day; default: today.")
@click.option(
    "--clock",
    type=click.Choice([one.value for one in ClockName]),
    default=ClockName.IN_FORCE.value,
    show_default=True,
    help="What was in force on the day, or what the public page showed on it.",
)
@click.option("--release", type=int, metavar="N", help="The table of a release.")
@click.option("--draft", metavar="PROPOSAL", help="The table as it would be with a proposal; needs --as.")
@click.option(
    "--format",
    "kind",
    type=click.Choice([one.value for one in FileKind]),
    help="Default: by the file's ending.",
)
@click.option(
    "--for-editing",
    is_flag=True,
    help="The newest release, or a working draft, as a workbook to be edited and imported; needs --as.",
)
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@click.option(
    "--as",
    "login",
    envvar="MULU_AS",
    metavar="LOGIN",
    help="The account that acts (MULU_AS); the trail names it.",
)
@with_json
@with_appcontext
def export(
    code: str,
    *,
    on: date | None,
    clock: str,
    release: int | None,
    draft: str | None,
    kind: str | None,
    for_editing: bool,
    target: Path,
    login: str | None,
    as_json: bool,
) -> None:
    """Write a catalogue to a FILE: Excel, Word, PDF, CSV, a web page or JSON; never what is hidden from the reader."""
    if sum(one is not None for one in (on, release, draft)) > 1:
        raise click.UsageError(gettext("Choose one of --as-of, --release and --draft."))
    if draft and not login:
        raise click.UsageError(gettext("A draft is not public: name the account that asks with --as."))
    if for_editing:
        if on is not None or release is not None:
            raise click.UsageError(gettext("--for-editing gives the newest release, or a --draft."))
        return export_for_editing(code, draft, target, login, as_json=as_json)
    actor = acting(login) if login else None
    form = FileKind(kind) if kind else _by_ending(target)
    with steps(2) as step:
        if draft and actor:
            written = _draft(code, draft, actor)
        else:
            written = _published(code, on, ClockName(clock), release)
        file = catalogue_file(written, form)
        number = written.release.no if written.release else None
        step()
        data = file.data()
    db.session.rollback()
    if actor:
        day = None if draft or release is not None else on or _today()
        note_export(
            Exported(
                catalogue=code,
                format=form.value,
                sha256=sha256_hex(data),
                as_of=day,
                release=number,
                proposal=draft,
            ),
            actor=actor,
        )
    keep(target, data)
    return say_exported(file.written.document, form, target, data, as_json=as_json)


def _published(code: str, on: date | None, clock: ClockName, release: int | None) -> WrittenCatalogue:
    with force_locale(LANGUAGE):
        reading = as_the_public(published_catalogue(db.session(), code))
    if release is not None:
        return of_release(reading, release)
    day, is_shown = on or _today(), clock is ClockName.SHOWN
    if is_shown:
        refuse_days_ahead(day)
    return of_day(reading, day, known=known_on(day, is_shown=is_shown), is_shown=is_shown)


def _draft(code: str, number: str, actor: Actor) -> WrittenCatalogue:
    file = file_of(number, actor)
    if file.case.catalogue.code != code:
        raise invalid("catalogue", N_("This proposal is about another catalogue."))
    with force_locale(LANGUAGE):
        reading = reading_for(file.case.catalogue, business_seats(actor))
    return of_proposal(reading, file, day=_today())


def _by_ending(target: Path) -> FileKind:
    ending = target.suffix.lower().removeprefix(".")
    if ending not in set(FileKind):
        raise click.UsageError(gettext("The ending of the file names no format; choose one with --format."))
    return FileKind(ending)


def _today() -> date:
    return shanghai_day(current_clock.get().now())
