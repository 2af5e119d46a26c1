"""Import a file: what the drafter ticks of it becomes the draft of a new proposal, and nothing is overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from formats.reading import read
from formats.unreadable import UnreadableFileError
from models import Catalogue, Draft, Proposal
from values.canonical import sha256_hex
from values.editing_base import NOT_YET
from values.file_name import clean_name
from values.kept_reading import KeptReading
from values.messages import N_, Message
from values.proposal_content import AttachedFile, DraftContent
from values.reading_choices import NOTHING_CHOSEN
from values.reading_report import ReadingReport
from values.serial import to_plain
from values.vocabulary import CatalogueKind
from workflow.actor import Actor
from workflow.attachments import Limits, take_in
from workflow.audit import Happening, proposal_subject, record
from workflow.commands.drafting import begin, catalogue_with_place, drafting_seat, note_save
from workflow.conflicts.around import Placed, around
from workflow.conflicts.comparing import compare
from workflow.drafts import LONGEST_NAME
from workflow.errors import InvalidError, Issue, NotAllowedError, StaleError, invalid
from workflow.extending import OWN_DRAFT
from workflow.importing import Choice, chosen_changes, counts
from workflow.once import once
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.queries.row_diff import RowDiff, row_diff
from workflow.queries.uploads import WaitingUpload
from workflow.reading_choices import Decided, decided
from workflow.unit import Unit, unit
from workflow.uploads import bytes_of, choices_of, own_upload, paper_type

SAME_MEANWHILE = N_("Everything that is ticked was published meanwhile; nothing remains to be proposed.")
CLAIMS_ONLY = N_(
    "A township's catalogue consists of claims; claim rows of the county instead of importing a file."
)


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """A file that was read, as it is kept with the proposal."""

    name: str
    sha256: str
    """The hash of its bytes."""
    decided: Decided
    """The report, with what was decided about its cells."""
    understood: int
    """How many cells were taken as they stand."""
    mended: int
    """How many were mended."""
    data: bytes = b""
    """Its bytes, where it is not kept as an upload."""
    upload: int | None = None
    """The number of the upload that it is."""

    @property
    def report(self) -> ReadingReport:
        """What became of its cells; `unplaced` are those that nobody decided about."""
        return self.decided.report

    @property
    def told(self) -> dict[str, object]:
        """What the event says of it: nothing of it is dropped in silence."""
        base, cells = self.report.base, self.decided
        return {
            "sha256": self.sha256,
            "name": self.name,
            "mended": self.mended,
            "unplaced": len(self.report.unplaced) + len(cells.placed) + len(cells.aside),
            "cells": cells.counts(),
            "base_catalogue": base.catalogue if base else None,
            "base_release": (base.release or None) if base else None,
        }


def read_file(name: str, data: bytes) -> ImportedFile:
    """Read a file; nothing is stored.

    Raises: InvalidError with the sentence of whatever cannot be read.
    """
    try:
        report = read(name, data)
    except UnreadableFileError as error:
        raise InvalidError([Issue("file", error.message)]) from error
    return ImportedFile(
        name=clean_name(name),
        sha256=sha256_hex(data),
        decided=decided(report, NOTHING_CHOSEN),
        understood=report.counted,
        mended=len(report.mended),
        data=data,
    )


def kept_file(waiting: WaitingUpload, kept: KeptReading) -> ImportedFile:
    """Return a file that is kept, with what was decided about it.

    Raises: InvalidError with the sentence of what cannot be read.
    """
    if kept.refusal:
        raise InvalidError([Issue("file", kept.refusal)])
    upload = waiting.upload
    return ImportedFile(
        name=upload.name,
        sha256=upload.sha256,
        decided=decided(kept.report, choices_of(upload)),
        understood=kept.understood,
        mended=kept.mended,
        upload=upload.id,
    )


def import_rows(
    catalogue_code: str,
    file: ImportedFile,
    *,
    actor: Actor,
    choose: Callable[[RowDiff], Choice],
    release: int | None = None,
    limits: Limits | None = None,
    key: str | None = None,
) -> str:
    """Open a proposal with the chosen rows of a file and return its number; the file is attached to it.

    Args:
        catalogue_code: the catalogue that is to change.
        file: what was read.
        actor: a drafter of the county, who has contributed by this.
        choose: says what is taken, once it is known what the file makes of the catalogue.
        release: the newest release when the rows were ticked; None: nobody looked before.
        limits: of attachments.
        key: of the request, so that it is done once.

    Raises: NotFoundError for an unknown catalogue; ForbiddenError for no drafter of its county; NotAllowedError for
    a township's; StaleError where a release came in between; InvalidError for a choice that cannot be.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "import_rows", f"catalogue:{catalogue_code}"
        catalogue, jurisdiction = catalogue_with_place(work, catalogue_code)
        seat = drafting_seat(work, jurisdiction)
        refuse_claims(catalogue)

        def opened() -> str:
            data = used_bytes(work, file)
            present = catalogue.current_release_no or 0
            if release is not None and release != present:
                raise StaleError(seen=release, present=present)
            if file.report.base and file.report.base.proposal:
                raise invalid("file", OWN_DRAFT, number=file.report.base.proposal)
            diff = row_diff(work.session, catalogue, file.report)
            changes = chosen_changes(diff, choose(diff))
            text = DraftContent(
                title=f"按文件《{file.name}》调整"[:LONGEST_NAME],
                rationale=f"按导入的文件《{file.name}》（SHA-256：{file.sha256}）提出。",
                changes=changes,
            )
            proposal = begin(
                work, catalogue, jurisdiction, text, body_id=seat.body, cause=("", ""), seat=seat
            )
            current = catalogue_at_release(work.session, catalogue.id, catalogue.current_release_no)
            text = brought_up_to_date(work, Begun(proposal, catalogue), text, current, diff)
            files = attached(work, proposal, file.name, data, limits or Limits())
            text = replace(text, attachments=files)
            work.session.get_one(Draft, proposal.id).content = to_plain(text)
            note_save(work, proposal.id, 1, text, seat)
            record(
                work,
                Happening(
                    action="imported",
                    subject=proposal_subject(proposal, catalogue),
                    seat=seat,
                    about_proposal=proposal,
                    details={**file.told, "attached": bool(files), "counts": counts(diff, changes)},
                    owed=False,
                ),
            )
            return proposal.number

        return once(work, key, opened)


@dataclass(frozen=True)
class Begun:
    """A proposal that was just opened, with its catalogue."""

    proposal: Proposal
    catalogue: Catalogue


def brought_up_to_date(
    work: Unit, case: Placed, text: DraftContent, current: Mapping[str, PublishedRow], diff: RowDiff
) -> DraftContent:
    """Return what a file makes of a draft, with what was published since the file was downloaded taken over.

    What is in conflict stays open on its row and is asked in the editor, as for every draft.
    Raises: InvalidError where the same was published meanwhile, so that nothing remains.
    """
    if diff.base is None or diff.base.release == (case.catalogue.current_release_no or NOT_YET):
        return text
    found = compare(text, around(work.session, case, text, current, today=work.today))
    if not found.result.changes:
        raise invalid("changes", SAME_MEANWHILE)
    return found.result


def refuse_claims(catalogue: Catalogue) -> None:
    """Raise NotAllowedError for a township's catalogue."""
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        raise NotAllowedError(Message(CLAIMS_ONLY))


def used_bytes(work: Unit, file: ImportedFile) -> bytes:
    """Return the bytes of a file of which a draft is made now; where it is kept as an upload, that is used by this.

    Raises: NotFoundError where it is not kept any more.
    """
    if file.upload is None:
        return file.data
    upload = own_upload(work, file.upload)
    upload.used_at = work.now
    return bytes_of(work, upload)


def attached(
    work: Unit, proposal: Proposal, name: str, data: bytes, limits: Limits
) -> tuple[AttachedFile, ...]:
    """Attach a file where it is a kind of paper; a saved page or JSON is named by its hash alone."""
    if not paper_type(data):
        return ()
    taken = take_in(work, proposal, name, data, limits)
    return (AttachedFile(sha256=taken.sha256, name=taken.name),)
