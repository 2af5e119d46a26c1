"""The official papers as files; they speak Chinese whoever asks, so that their bytes are the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask_babel import force_locale

from formats.papers import set_paper, write_paper
from formats.printing.press import PrintingError, print_sheet
from formats.printing.sheets import sheet_of_paper
from formats.writing import MEDIA_TYPES, FileKind
from models import Catalogue, db
from values.canonical import sha256_hex
from values.file_name import clean_name
from values.messages import Message
from values.papers import HEADINGS, Paper, PaperFormat, PaperKind
from web.catalogue.file import LANGUAGE
from web.catalogue.hiding import as_the_public
from web.papers.words import application_of, approval_of, notice_of, redline_of
from workflow.errors import NotAllowedError, NotFoundError
from workflow.queries.papers import SubmittedProposal, submitted_proposal
from workflow.queries.proposal import ProposalFile
from workflow.queries.released import released

MAKERS: dict[PaperKind, Callable[[SubmittedProposal], Paper]] = {
    PaperKind.APPLICATION: application_of,
    PaperKind.APPROVAL: approval_of,
    PaperKind.REDLINE: redline_of,
}
"""How the papers of a revision are put in words."""


@dataclass(frozen=True, kw_only=True)
class PaperFile:
    """A paper, and what its file is called."""

    kind: PaperKind
    format: PaperFormat
    title: str
    """The name without its ending."""
    catalogue: str
    """The code."""
    paper: Paper
    release: int | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return clean_name(f"{self.title}.{self.format.value}")

    @property
    def media_type(self) -> str:
        """What kind of content it is."""
        return MEDIA_TYPES[FileKind(self.format.value)]

    @cached_property
    def sheet(self) -> bytes:
        """What is to be set as PDF."""
        return sheet_of_paper(set_paper(self.paper))

    @cached_property
    def data(self) -> bytes:
        """Its bytes.

        Raises: NotAllowedError where no PDF can be made.
        """
        if self.format is PaperFormat.DOCX:
            return write_paper(self.paper)
        try:
            return print_sheet(self.sheet)
        except PrintingError as error:
            raise NotAllowedError(Message(error.sentence)) from error

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256_hex(self.data)


def paper_of(file: ProposalFile, kind: PaperKind, form: PaperFormat = PaperFormat.DOCX) -> PaperFile:
    """Return a paper of a proposal's present revision, or the notice of the release that it became.

    Raises: NotAllowedError where nothing was submitted yet; NotFoundError for the notice of what is not published.
    """
    catalogue = file.case.catalogue
    if kind is PaperKind.NOTICE:
        if file.release is None:
            raise NotFoundError
        return notice_file(catalogue, file.release.no, form)
    with force_locale(LANGUAGE):
        source = submitted_proposal(db.session(), file)
        paper = MAKERS[kind](source)
    title = f"{HEADINGS[kind]}（{source.proposal.number}第{source.revision.no}稿）"
    return PaperFile(kind=kind, format=form, title=title, catalogue=catalogue.code, paper=paper)


def notice_file(catalogue: Catalogue, number: int, form: PaperFormat = PaperFormat.DOCX) -> PaperFile:
    """Return a release's publication notice: never what is hidden, whoever asks, since files travel.

    Raises: NotFoundError where the catalogue has no such release.
    """
    with force_locale(LANGUAGE):
        reading = as_the_public(catalogue)
        paper = notice_of(reading, released(reading, number))
    title = f"{catalogue.title}第{number}版{HEADINGS[PaperKind.NOTICE]}"
    return PaperFile(
        kind=PaperKind.NOTICE,
        format=form,
        title=title,
        catalogue=catalogue.code,
        paper=paper,
        release=number,
    )
