"""`flask catalogue read`: reads the catalogues of a file and reports every cell; it stores nothing."""

import json
from pathlib import Path

import click
from flask_babel import gettext, ngettext

from formats.catalogue_json import entry_of
from formats.reading import read
from formats.unreadable import MOST_BYTES, UnreadableFileError
from values.reading_report import ReadingReport
from web.cli.printing import clean, say_line, say_table, say_title, with_json
from web.cli.story.speaking import SpokenCommand
from web.language import say
from web.wording.common import field_label
from workflow.errors import InvalidError, Issue


@click.command("read", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--report", type=click.Choice(["json", "text"]), default="text", show_default=True, help="For whom it is."
)
@with_json
def read_file(file: Path, *, report: str, as_json: bool) -> None:
    """Read the catalogues in a FILE, and say what became of each cell; nothing is stored."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        found = read(file.name, data)
    except UnreadableFileError as error:
        raise InvalidError([Issue("file", error.message)]) from error
    if as_json or report == "json":
        return click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
    return _say(found)


def plain(found: ReadingReport) -> dict[str, object]:
    """Return a report as JSON has it; docs/reading.md describes each member."""
    return {
        "catalogues": [
            {"title": one.title, "entries": [entry_of(row) for row in one.rows]} for one in found.catalogues
        ],
        "mended": [
            {
                "place": one.place,
                "column": one.meaning,
                "before": one.before,
                "after": one.after,
                "reasons": [say(reason) for reason in one.reasons],
            }
            for one in found.mended
        ],
        "unplaced": [
            {"place": one.place, "text": one.text, "reason": say(one.reason)} for one in found.unplaced
        ],
        "understood": [{"place": one.place, "column": one.meaning} for one in found.understood],
        "remarks": [say(one) for one in found.remarks],
    }


def _say(found: ReadingReport) -> None:
    for one in found.catalogues:
        say_title(one.title)
        say_line(ngettext("%(num)d entry", "%(num)d entries", len(one.rows)))
        rows = [[row.number, "  " * (row.level - 1) + row.content.name, row.place] for row in one.rows]
        say_table([gettext("No."), field_label("name"), gettext("Place in the file")], rows)
        say_line()
    for number, title in (
        (len(found.understood), gettext("Cells taken as they stand")),
        (len(found.mended), gettext("Cells that were mended")),
        (len(found.unplaced), gettext("Cells that were not understood")),
    ):
        say_line(gettext("%(what)s: %(number)s", what=title, number=number))
    for remark in found.remarks:
        say_line(say(remark))
    for mended in found.mended:
        say_line()
        say_line(f"{mended.place}: {clean(mended.before)} → {clean(mended.after)}")
        for reason in mended.reasons:
            say_line(say(reason), indent=4)
    for left in found.unplaced:
        say_line()
        say_line(f"{left.place}: {clean(left.text)}")
        say_line(say(left.reason), indent=4)
