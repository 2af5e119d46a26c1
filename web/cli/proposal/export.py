"""`flask proposal paper`: the official papers of a proposal as Word files or PDF."""

from collections.abc import Callable
from pathlib import Path

import click
from flask_babel import gettext

from models import db
from values.papers import PaperFormat, PaperKind
from web.cli.acting import acting, for_account
from web.cli.keeping import keep
from web.cli.printing import say_json, say_line, with_json
from web.cli.progress import steps
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.cli.proposal.shapes import ExportedPaper
from web.papers.files import PaperFile, notice_file, paper_of
from web.wording.common import label
from workflow.commands.exporting import PaperTaken, note_paper
from workflow.queries.papers import release_of


@proposal.command("paper")
@click.argument("number")
@click.option(
    "--kind",
    "kind_name",
    required=True,
    type=click.Choice([one.value for one in PaperKind]),
    help="Which paper: of the present revision, or the notice of what was published.",
)
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@for_account
@with_json
def paper(number: str, *, kind_name: str, target: Path, login: str, as_json: bool) -> None:
    """Write an official paper of a proposal to a FILE: PDF where its name ends so, else a Word document."""
    kind = PaperKind(kind_name)
    form = PaperFormat.PDF if target.suffix.lower() == ".pdf" else PaperFormat.DOCX
    if not login and kind is not PaperKind.NOTICE:
        raise click.UsageError(gettext("This paper is not public: name the account that asks with --as."))
    with steps(3) as step:
        found = _taken(number, kind, form, login, step) if login else _public_notice(number, form)
        step()
        keep(target, found.data)
    if as_json:
        return say_json(ExportedPaper(file=str(target), kind=kind, size=len(found.data), sha256=found.sha256))
    return say_line(f"{label(kind)} → {target}")


def _public_notice(number: str, form: PaperFormat) -> PaperFile:
    return notice_file(*release_of(db.session(), number), form)


def _taken(
    number: str, kind: PaperKind, form: PaperFormat, login: str, step: Callable[[], None]
) -> PaperFile:
    """Return a paper as the account sees it; the trail says that it was taken."""
    actor = acting(login)
    found = paper_of(file_of(number, actor), kind, form)
    step()
    data_sha256 = found.sha256
    db.session.rollback()
    taken = PaperTaken(
        catalogue=found.catalogue,
        paper=kind,
        format=form.value,
        sha256=data_sha256,
        release=found.release,
        proposal=number,
    )
    note_paper(taken, actor=actor)
    return found
