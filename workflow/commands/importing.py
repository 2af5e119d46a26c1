"""Import a file: what the drafter ticks of it becomes the draft of a new proposal, and nothing is overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from formats.media_type import told_type
from formats.reading import read
from formats.unfit import UnfitFileError
from formats.unreadable import UnreadableFileError
from models import Catalogue, Draft, Proposal
from values.canonical import sha256_hex
from values.file_name import clean_name
from values.messages import N_, Message
from values.proposal_content import AttachedFile, DraftContent
from values.reading_report import ReadingReport
from values.serial import to_plain
from values.vocabulary import CatalogueKind
from workflow.actor import Actor
from workflow.attachments import Limits, take_in
from workflow.audit import Happening, Subject, record
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
from workflow.unit import Unit, unit

SAME_MEANWHILE = N_("Everything that is ticked was published meanwhile; nothing remains to be proposed.")
CLAIMS_ONLY = N_(
    "A township's catalogue consists of claims; claim rows of the county instead of importing a file."
)


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """A file that was read, as it is kept with the proposal."""

    name: str
    data: bytes
    report: ReadingReport

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256_hex(self.data)

    @property
    def told(self) -> dict[str, str | int | None]:
        """What the event says of it."""
        base = self.report.base
        return {
            "sha256": self.sha256,
            "name": self.name,
            "mended": len(self.report.mended),
            "unplaced": len(self.report.unplaced),
            "base_release": base.release if base else None,
        }


def read_file(name: str, data: bytes) -> ImportedFile:
    """Read a file; nothing is stored.

    Raises: InvalidError with the sentence of whatever cannot be read.
    """
    try:
        return ImportedFile(name=clean_name(name), data=data, report=read(name, data))
    except UnreadableFileError as error:
        raise InvalidError([Issue("file", error.message)]) from error


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
        catalogue, jurisdiction = catalogue_with_place(work.session, catalogue_code)
        seat = drafting_seat(work, jurisdiction)
        refuse_claims(catalogue)

        def opened() -> str:
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
            files = attached(work, proposal, file, limits or Limits())
            text = replace(text, attachments=files)
            work.session.get_one(Draft, proposal.id).content = to_plain(text)
            note_save(work, proposal.id, 1, text, seat)
            record(
                work,
                Happening(
                    action="imported",
                    subject=Subject(
                        kind="proposal",
                        id=proposal.number,
                        jurisdiction_id=jurisdiction.id,
                        catalogue_id=catalogue.id,
                    ),
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
    if diff.base is None or diff.base.release == case.catalogue.current_release_no:
        return text
    found = compare(text, around(work.session, case, text, current, today=work.today))
    if not found.result.changes:
        raise invalid("changes", SAME_MEANWHILE)
    return found.result


def refuse_claims(catalogue: Catalogue) -> None:
    """Raise NotAllowedError for a township's catalogue."""
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        raise NotAllowedError(Message(CLAIMS_ONLY))


def attached(work: Unit, proposal: Proposal, file: ImportedFile, limits: Limits) -> tuple[AttachedFile, ...]:
    """Attach the file where it is a kind of paper; a saved page or JSON is named by its hash alone."""
    try:
        told_type(file.data)
    except UnfitFileError:
        return ()
    taken = take_in(work, proposal, file.name, file.data, limits)
    return (AttachedFile(sha256=taken.sha256, name=taken.name),)
