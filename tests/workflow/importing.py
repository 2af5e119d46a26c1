"""Files that differ from a county's catalogue, and how tests import them."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from formats.writing import FileKind, write
from models import Draft, Proposal
from tests.world import COUNTY, World
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import EntryContent
from values.proposal_content import DraftContent, draft_content
from values.row_matching import Fate
from workflow.commands.importing import import_rows, read_file
from workflow.errors import InvalidError
from workflow.importing import Choice, everything_certain
from workflow.queries.bodies import current_day
from workflow.queries.documents import document_of
from workflow.queries.row_diff import RowDiff
from workflow.unit import transaction

LATER = "15个工作日内公开"
NEW_ROW = EntryContent(name="就业见习", content_elements=("见习条件", "补贴标准"), deadline=LATER)


def document(world: World, code: str = COUNTY) -> CatalogueDocument:
    """Return the county's catalogue as a file would have it."""
    listed = [row.state for row in world.rows(code).values()]
    with transaction() as session:
        return document_of(session, "目录", listed, day=current_day())


def with_row(file: CatalogueDocument, name: str, /, **said: object) -> CatalogueDocument:
    """Return the file with a row saying something else."""
    rows = (
        replace(one, content=replace(one.content, **said)) if one.content.name == name else one  # type: ignore[arg-type]
        for one in file.rows
    )
    return replace(file, rows=tuple(rows))


def without_row(file: CatalogueDocument, name: str) -> CatalogueDocument:
    return replace(file, rows=tuple(one for one in file.rows if one.content.name != name))


def added(file: CatalogueDocument, said: EntryContent = NEW_ROW, parent: int | None = 0) -> CatalogueDocument:
    level = 1 if parent is None else file.rows[parent].level + 1
    row = DocumentRow(number="", level=level, parent=parent, content=said)
    return replace(file, rows=(*file.rows, row))


def imported(
    world: World,
    file: CatalogueDocument,
    choose: Choice | None = None,
    *,
    kind: FileKind = FileKind.XLSX,
    by: str = "drafter",
    **more: object,
) -> str:
    """Import a file, by default with all that is in no doubt."""
    read = read_file(f"目录.{kind.value}", write(file, kind))
    return import_rows(
        COUNTY,
        read,
        actor=world.actor(by),
        choose=lambda diff: choose or Choice(taken=everything_certain(diff)),
        **more,  # type: ignore[arg-type]
    )


def text_of(number: str) -> DraftContent:
    with transaction() as session:
        proposal = session.scalars(sa.select(Proposal).where(Proposal.number == number)).one()
        return draft_content(session.get_one(Draft, proposal.id).content)


def lines(world: World, file: CatalogueDocument, *, kind: FileKind = FileKind.XLSX) -> RowDiff:
    """Return what a file makes of the catalogue; nothing is stored, since nothing is chosen."""
    seen: list[RowDiff] = []

    def look(diff: RowDiff) -> Choice:
        seen.append(diff)
        return Choice()

    with pytest.raises(InvalidError, match="Tick at least one row"):
        import_rows(
            COUNTY,
            read_file("目录", write(file, kind)),
            actor=world.actor("drafter"),
            choose=look,
        )
    return seen[0]


def number_of(diff: RowDiff, name: str, fate: Fate) -> int:
    return next(line.no for line in diff.lines if (line.name, line.fate) == (name, fate))
