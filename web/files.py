"""Lists of attached files as pages show them: name, kind, size and the beginning of the hash."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask_babel import gettext

from models import FileScan, ScanState, db
from values.entry import EntryState
from values.proposal_content import DraftContent, RevisionContent
from web.wording.common import moment
from workflow.case import Case
from workflow.queries.attachments import ListedFile, listed_files
from workflow.queries.hidings import names_of_attachments

KILOBYTE, MEGABYTE = 1000, 1_000_000


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """A file in a list, in the reader's language."""

    sha256: str
    name: str
    kind: str
    size: str
    scan: str = ""
    """What the virus scanner said, and when; empty: none was set when it came."""


def files_of(case: Case, said: DraftContent | RevisionContent) -> list[ShownFile]:
    """Return the files of a proposal, those of its rows included, in the order in which it names them."""
    rows = [one for change in said.changes for one in change.after.content.attachments]
    hashes = tuple(dict.fromkeys([*(one.sha256 for one in said.attachments), *rows]))
    return _shown(case.catalogue.id, case.proposal.id, hashes)


def attached_files(case: Case, draft: DraftContent) -> list[ShownFile]:
    """Return the files of a draft without those of its rows."""
    return _shown(case.catalogue.id, case.proposal.id, tuple(one.sha256 for one in draft.attachments))


def files_of_row(catalogue_id: int, state: EntryState, proposal_id: int | None = None) -> list[ShownFile]:
    """Return the files of a row in their order."""
    return _shown(catalogue_id, proposal_id, state.content.attachments)


def file_names(states: Iterable[EntryState | None]) -> dict[str, str]:
    """Return a name of each file that is attached to rows, by hash."""
    hashes = {one for state in states if state is not None for one in state.content.attachments}
    return names_of_attachments(db.session(), hashes) if hashes else {}


def _shown(catalogue_id: int, proposal_id: int | None, hashes: Collection[str]) -> list[ShownFile]:
    found = listed_files(db.session(), catalogue_id, proposal_id, hashes)
    return [_said(found[one]) for one in hashes if one in found]


def _said(file: ListedFile) -> ShownFile:
    return ShownFile(
        sha256=file.sha256,
        name=file.name,
        kind=_kind(file.media_type),
        size=_size(file.size),
        scan=_scanned(file.scan) if file.scan else "",
    )


def _scanned(scan: FileScan) -> str:
    if scan.state is ScanState.WAITING:
        return gettext("Not yet looked at: the virus scanner did not answer")
    if scan.state is ScanState.INFECTED:
        return gettext("Infected (%(found)s): it is not given out", found=scan.found)
    return gettext("Found clean by %(scanner)s on %(moment)s", scanner=scan.scanner, moment=moment(scan.at))


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / KILOBYTE))} KB"


def _kind(media_type: str) -> str:
    kind = media_type.partition(";")[0].rpartition("/")[2]
    if "word" in kind:
        return gettext("Word document")
    if "excel" in kind or "sheet" in kind:
        return gettext("Excel workbook")
    return gettext("Plain text") if kind == "plain" else kind.upper()
