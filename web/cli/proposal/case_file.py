"""`flask proposal case-file`: the archive package of a proposal."""

from pathlib import Path

import click

from models import db
from web.cli.acting import acting, as_account
from web.cli.archive_shapes import TakenCaseFile
from web.cli.keeping import keep
from web.cli.printing import say_json, say_line, with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.papers.case_file import case_file_of
from workflow.commands.retention import note_case_file


@proposal.command("case-file")
@click.argument("number")
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@as_account
@with_json
def case_file(number: str, *, target: Path, login: str, as_json: bool) -> None:
    """Write the case file of a proposal (案卷) to a FILE, as an archive package."""
    actor = acting(login)
    package = case_file_of(file_of(number, actor))
    db.session.rollback()
    taken = package.taken
    note_case_file(taken, actor=actor)
    keep(target, package.data)
    if as_json:
        shape = TakenCaseFile(
            file=str(target), file_number=taken.file_number, size=taken.size, sha256=taken.sha256
        )
        return say_json(shape)
    return say_line(f"{taken.file_number} → {target}")
