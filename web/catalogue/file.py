"""Catalogues as files: their notes, names and tags. A file speaks Chinese whoever asks, so that its bytes are the same."""

from dataclasses import dataclass

from flask_babel import force_locale, gettext

from formats.printing.press import PrintingError
from formats.tabled import as_tabled
from formats.workbook_writing import TooLongError
from formats.writing import FORM, MEDIA_TYPES, FileKind, sheet, write
from values.canonical import content_hash
from values.file_name import clean_name
from values.messages import N_, Message
from values.serial import to_plain
from web.wording.common import day
from workflow.errors import NotAllowedError, invalid
from workflow.queries.documents import WrittenCatalogue

LANGUAGE = "zh_Hans"
"""The language of the official table."""


@dataclass(frozen=True, kw_only=True)
class CatalogueFile:
    """A catalogue that can be written as a file."""

    written: WrittenCatalogue
    kind: FileKind
    name: str
    notes: tuple[str, ...]
    tag: str
    """The same for the same content, which always gives the same bytes."""

    @property
    def media_type(self) -> str:
        """What kind of content it is."""
        return MEDIA_TYPES[self.kind]

    def data(self) -> bytes:
        """Return its bytes.

        Raises: InvalidError where a cell holds more than a workbook's cell can; NotAllowedError where no PDF can be
        made.
        """
        try:
            return write(self.written.document, self.kind, notes=self.notes, validity=self.written.validity)
        except TooLongError as error:
            raise invalid(
                "format",
                N_("A cell of the table holds more text than a workbook takes; choose another format."),
            ) from error
        except PrintingError as error:
            raise NotAllowedError(Message(error.sentence)) from error

    def sheet(self) -> bytes:
        """Return what is to be set as PDF."""
        return sheet(self.written.document, notes=self.notes)


def catalogue_file(written: WrittenCatalogue, kind: FileKind) -> CatalogueFile:
    """Return a catalogue as a file of a kind."""
    with force_locale(LANGUAGE):
        notes = tuple(_notes(written))
        name = clean_name(f"{_named(written)}.{kind.value}")
    said = written.document if kind is FileKind.JSON else as_tabled(written.document)
    tag = content_hash({"form": FORM, "kind": kind.value, "notes": list(notes), "said": to_plain(said)})
    return CatalogueFile(written=written, kind=kind, name=name, notes=notes, tag=tag)


def _named(written: WrittenCatalogue) -> str:
    title = written.document.title
    if written.proposal:
        return gettext("%(title)s (draft %(number)s)", title=title, number=written.proposal)
    return (
        gettext("%(title)s (release %(no)s)", title=title, no=written.release.no)
        if written.release
        else title
    )


def _notes(written: WrittenCatalogue) -> list[str]:
    """Return what is said below the table; nothing of it depends on when it is asked."""
    notes = [_state_of(written)] if written.proposal or written.release else []
    if written.is_reconstructed:
        notes.append(gettext("Reconstruction, to be verified: the official annex is not in our hands yet."))
    notes += [
        gettext(
            "Row %(number)s “%(name)s”: in force from %(day)s.",
            number=one.number,
            name=one.name,
            day=day(one.effective_from),
        )
        for one in written.later
    ]
    if written.veiled:
        numbers = gettext(", ").join(written.veiled)
        notes.append(
            gettext("Something of these rows is not displayed for the time being: %(rows)s.", rows=numbers)
        )
    return [gettext("Note: %(note)s", note=one) for one in notes]


def _state_of(written: WrittenCatalogue) -> str:
    release, notice = written.release, written.notice
    if written.proposal and written.revision:
        return gettext(
            "Proposal %(number)s, revision %(no)s: not published, not in force.",
            number=written.proposal,
            no=written.revision,
        )
    if written.proposal or release is None or notice is None:
        return gettext(
            "Working draft of proposal %(number)s: not published, not in force.", number=written.proposal
        )
    told = gettext(
        "Release %(no)s, published on %(published)s, in force from %(day)s.",
        no=release.no,
        published=day(notice.published_on),
        day=day(release.effective_from),
    )
    if notice.is_trial:
        told += gettext(" On trial.")
    if notice.valid_until:
        told += gettext(" Valid until %(day)s.", day=day(notice.valid_until))
    return told
