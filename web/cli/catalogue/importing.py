"""`flask catalogue import`: rows of a file become the draft of a proposal; doubtful and gone ones only by name."""

from dataclasses import replace
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext, ngettext

from formats.unreadable import MOST_BYTES
from models import db
from values.messages import N_
from values.row_matching import Fate
from web.cli.acting import acting, as_account, reading_seats
from web.cli.catalogue.importing_shapes import CandidateRow, DiffedRow, ImportedRows
from web.cli.catalogue.reading import field_changes
from web.cli.printing import say_json, say_line, say_title, with_json
from web.cli.scanning import harmless
from web.cli.story.speaking import SpokenCommand
from web.cli.telling_changes import say_changes
from web.draft.picking import proposable
from web.importing.diffed_rows import ShownLine, shown_lines
from web.uploads import limits
from web.wording.common import label
from workflow.commands.extending import import_into
from workflow.commands.importing import import_rows, read_file
from workflow.errors import invalid
from workflow.importing import NEW, Choice, everything_certain
from workflow.queries.row_diff import DiffLine, RowDiff, row_diff

ALL = "all"


@click.command("import", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--into", "code", required=True, metavar="CODE", help="The catalogue that is to change.")
@click.option(
    "--rows",
    "said",
    default=ALL,
    show_default=True,
    metavar="all|N,N=ROW,N=new",
    help="What is taken: what is changed and added in no doubt, or rows by their numbers in the list.",
)
@click.option("--proposal", "into", metavar="N", help="Take the rows into this draft instead of a new one.")
@click.option(
    "settles",
    "--settle",
    multiple=True,
    metavar="KEY=ANSWER",
    help="With --proposal: what holds of a field of which both say something new (published, mine, both).",
)
@click.option("--preview", is_flag=True, help="Only say what the file makes of the catalogue.")
@as_account
@with_json
@with_appcontext
def import_file(
    file: Path,
    *,
    code: str,
    said: str,
    into: str | None,
    settles: tuple[str, ...],
    preview: bool,
    login: str,
    as_json: bool,
) -> None:
    """Open a proposal with rows of a FILE: Excel, Word, CSV, a saved page or JSON; nothing is overwritten."""
    actor = acting(login)
    read = read_file(file.name, harmless(file, MOST_BYTES))
    catalogue, _ = proposable(code, reading_seats(login))
    release = catalogue.current_release_no or 0
    diff = row_diff(db.session(), catalogue, read.report)
    taken = Choice() if preview else choice_of(diff, said)
    lines = shown_lines(diff)
    db.session.rollback()
    number = None
    answers = {key: answer for key, _, answer in (one.rpartition("=") for one in settles)}

    def choose(now: RowDiff) -> Choice:
        if now.catalogue.code != code:
            raise invalid("catalogue", N_("This proposal is about another catalogue."))
        return replace(choice_of(now, said), settles=answers)

    if not preview and into:
        number = import_into(into, read, actor=actor, choose=choose, release=release, limits=limits())
    elif not preview:
        number = import_rows(code, read, actor=actor, choose=choose, release=release, limits=limits())
    shape = ImportedRows(
        catalogue=code,
        file=read.name,
        sha256=read.sha256,
        title=diff.file.title,
        proposal=number,
        same=diff.count(Fate.SAME),
        rows=tuple(_shape(one, taken) for one in lines),
        mended=len(read.report.mended),
        unplaced=len(read.report.unplaced),
    )
    return say_json(shape) if as_json else _say(shape)


def choice_of(diff: RowDiff, said: str) -> Choice:
    """Return what `--rows` means for a file: `all`, or numbers, with `=` and a row or `new` for what is in doubt.

    Raises: InvalidError for what is no number of a row, or no row.
    """
    if said.strip() == ALL:
        return Choice(taken=everything_certain(diff))
    taken: set[int] = set()
    answers: dict[int, str] = {}
    lines = {line.no: line for line in diff.lines}
    for part in filter(None, (one.strip() for one in said.split(","))):
        number, _, answer = (one.strip() for one in part.partition("="))
        line = lines.get(int(number)) if number.isdecimal() else None
        if line is None:
            raise invalid("changes", N_("“%(row)s” is no row of the list; --preview shows it."), row=part)
        if answer:
            answers[line.no] = _answer(diff, line, answer)
        else:
            taken.add(line.no)
    return Choice(taken=frozenset(taken), answers=answers)


def _answer(diff: RowDiff, line: DiffLine, said: str) -> str:
    for row in diff.candidates(line):
        if said in {row.number, row.state.entry}:
            return row.state.entry
    return said if said == NEW else ""


def _shape(shown: ShownLine, choice: Choice) -> DiffedRow:
    line = shown.line
    return DiffedRow(
        no=line.no,
        fate=line.fate,
        number=line.number,
        name=line.name,
        place=line.row.place if line.row else "",
        entry=line.present.state.entry if line.present else None,
        taken=line.no in choice.taken or line.no in choice.answers,
        fields=field_changes(shown.fields),
        candidates=tuple(
            CandidateRow(entry=one.entry, number=one.row.number, name=one.row.state.content.name)
            for one in shown.candidates
        ),
        unknown_bodies=tuple(shown.unknown_bodies),
    )


def _say(shape: ImportedRows) -> None:
    say_title(f"{shape.title or shape.file} → {shape.catalogue}")
    say_line(ngettext("%(num)d row is the same", "%(num)d rows are the same", shape.same))
    for one in shape.rows:
        say_line()
        tick = "x" if one.taken else " "
        say_line(
            f"[{tick}] {one.no} · {label(one.fate)} · {one.number or '—'} {one.name} {one.place}".rstrip()
        )
        if one.fate is not Fate.ADDED:
            say_changes(one.fields)
        for candidate in one.candidates:
            text = gettext(
                "perhaps %(number)s %(name)s: --rows %(no)s=%(number)s",
                number=candidate.number,
                name=candidate.name,
                no=one.no,
            )
            say_line(text, indent=4)
        if one.unknown_bodies:
            names = gettext(", ").join(one.unknown_bodies)
            say_line(gettext("Not known here, so not taken: %(names)s", names=names), indent=4)
    say_line()
    for number, title in (
        (shape.mended, gettext("Cells that were mended")),
        (shape.unplaced, gettext("Cells that were not understood")),
    ):
        say_line(gettext("%(what)s: %(number)s", what=title, number=number))
    if shape.proposal:
        taken = sum(one.taken for one in shape.rows)
        say_line(
            ngettext(
                "%(num)d row was taken into the draft %(proposal)s.",
                "%(num)d rows were taken into the draft %(proposal)s.",
                taken,
                proposal=shape.proposal,
            )
        )
    else:
        say_line(gettext("Nothing was stored."))
