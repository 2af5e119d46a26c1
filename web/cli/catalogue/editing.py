"""`flask catalogue export --for-editing`: a catalogue or a working draft as a workbook to be edited and imported."""

from pathlib import Path

import click
from flask_babel import gettext, ngettext

from formats.writing import FileKind
from models import db
from values.canonical import sha256_hex
from values.catalogue_document import CatalogueDocument
from values.messages import N_
from web.cli.acting import acting, reading_seats
from web.cli.catalogue.shapes import ExportedFile
from web.cli.keeping import keep
from web.cli.printing import say_json, say_line
from web.cli.proposal.rows import desk_of
from web.draft.picking import proposable
from web.importing.editing_file import FORMAT, EditingDownload, catalogue_for_editing, draft_for_editing
from workflow.actor import Actor
from workflow.commands.drafting import permit_writing
from workflow.commands.exporting import Exported, note_export
from workflow.commands.importing import refuse_claims
from workflow.errors import invalid


def export_for_editing(
    code: str, draft: str | None, target: Path, login: str | None, *, as_json: bool
) -> None:
    """Write the workbook for one who may propose changes, or write the draft; the trail names them."""
    if not login:
        raise click.UsageError(gettext("A workbook for editing is for drafters: name the account with --as."))
    actor = acting(login)
    file = _of_draft(code, draft, actor) if draft else _of_catalogue(code, login)
    base = file.file.base
    db.session.rollback()  # A command writes in a session of its own.
    note_export(
        Exported(
            catalogue=code,
            format=FORMAT,
            sha256=sha256_hex(file.data),
            release=base.release or None,
            proposal=draft,
        ),
        actor=actor,
    )
    keep(target, file.data)
    say_exported(file.file.document, FileKind.XLSX, target, file.data, as_json=as_json)


def say_exported(
    document: CatalogueDocument, kind: FileKind, target: Path, data: bytes, *, as_json: bool
) -> None:
    """Say what was written, and where."""
    count = len(document.rows)
    if as_json:
        return say_json(
            ExportedFile(
                file=str(target), format=kind.value, entries=count, size=len(data), sha256=sha256_hex(data)
            )
        )
    say_line(f"{document.title} → {target}")
    return say_line(ngettext("%(num)d entry", "%(num)d entries", count))


def _of_catalogue(code: str, login: str) -> EditingDownload:
    catalogue, _ = proposable(code, reading_seats(login))
    refuse_claims(catalogue)
    return catalogue_for_editing(catalogue)


def _of_draft(code: str, number: str, actor: Actor) -> EditingDownload:
    desk = desk_of(number, actor)
    permit_writing(desk.case)
    if desk.case.catalogue.code != code:
        raise invalid("catalogue", N_("This proposal is about another catalogue."))
    return draft_for_editing(desk.case, desk.draft)
