"""A catalogue as a workbook for editing, with what the rules hold each row to, in the language of whoever asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import force_locale, gettext

from formats.columns import Kind
from formats.editing_workbook import EditingTable, editing_workbook
from formats.workbook_writing import TooLongError
from models import Catalogue, db
from values.entry import EntryContent, EntryState
from values.file_name import clean_name
from values.messages import N_
from values.proposal_content import DraftContent
from values.vocabulary import Level
from web.catalogue.file import LANGUAGE
from web.catalogue.hiding import as_the_public
from web.wording.common import day, label
from workflow.case import Case
from workflow.errors import invalid
from workflow.queries.bodies import current_day
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.draft import offered_bodies
from workflow.queries.editing import EditingFile, editing_file, standard_to_begin_with

FORMAT = "xlsx-for-editing"
"""What the trail calls such a download."""


@dataclass(frozen=True, kw_only=True)
class EditingDownload:
    """A workbook for editing, ready to be given."""

    name: str
    data: bytes
    file: EditingFile


def catalogue_for_editing(catalogue: Catalogue) -> EditingDownload:
    """Return the newest release of a catalogue for editing; never what is hidden, since files travel.

    A county's catalogue without a release gives its standard, with the county's bodies to choose from.
    Raises: InvalidError where there is no release yet, nor a standard to begin with.
    """
    with force_locale(LANGUAGE):
        reading = as_the_public(standard_to_begin_with(db.session(), catalogue) or catalogue)
    return _download(catalogue, editing_file(reading))


def draft_for_editing(case: Case, draft: DraftContent) -> EditingDownload:
    """Return a catalogue with a working draft laid over it, for editing."""
    with force_locale(LANGUAGE):
        reading = as_the_public(case.catalogue)
    return _download(case.catalogue, editing_file(reading, proposal=case.proposal.number, draft=draft))


def _download(catalogue: Catalogue, file: EditingFile) -> EditingDownload:
    try:
        data = editing_workbook(
            EditingTable(
                document=file.document,
                marks=file.marks,
                base=file.base,
                bodies=_bodies(catalogue),
                hints=_hints(catalogue, file),
                general=_general(),
                hint_title=gettext("What the rules ask"),
                instructions=tuple(_instructions(file)),
            )
        )
    except TooLongError as error:
        raise invalid(
            "format",
            N_("A cell of the table holds more text than a workbook takes; choose another format."),
        ) from error
    base = file.base
    title = f"{catalogue.title}_{base.proposal or base.release}"
    purpose = gettext("for editing")
    return EditingDownload(name=clean_name(f"{title}_{purpose}.xlsx"), data=data, file=file)


def _bodies(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offered_bodies(db.session(), catalogue, today=current_day()).values()))


def _general() -> dict[Kind, str]:
    tick = gettext("Tick with √, or leave it empty.")
    return {
        Kind.ELEMENTS: gettext("One element after the other, with ； between them or each on a line."),
        Kind.BASES: gettext("Each basis on a line, its title in 《》, its number with 〔〕 (R07)."),
        Kind.DEADLINE: gettext("No longer than the standard's deadline of the same kind (R08)."),
        Kind.BODIES: gettext("Choose the body; several each on a line, the one in charge first."),
        Kind.CHANNELS: gettext("■ is chosen, □ is not. At least the channels of the standard (R09)."),
        Kind.GROUP: gettext("Name the group, if it is not for all society (R10)."),
        Kind.WITHHELD: gettext("Name the basis in art. 14 to 16 of the Regulations (R11)."),
    } | dict.fromkeys((Kind.ALL_SOCIETY, Kind.PROACTIVE, Kind.ON_REQUEST, Kind.LEVEL), tick)


def _hints(catalogue: Catalogue, file: EditingFile) -> dict[int, Mapping[Kind, str]]:
    """Return what the standard's row says, beside each row that adapts it."""
    if catalogue.upstream_catalogue_id is None:
        return {}
    standard = db.session.get_one(Catalogue, catalogue.upstream_catalogue_id)
    upstream = catalogue_at_release(db.session(), standard.id, standard.current_release_no)
    return {
        place: dict(_limits(upstream[entry].state, standard))
        for place, row in enumerate(file.rows)
        if (entry := row.state.upstream_entry or row.state.entry) in upstream
    }


def _limits(state: EntryState, standard: Catalogue) -> Iterator[tuple[Kind, str]]:
    said: EntryContent = state.content
    mark = gettext(" Reconstruction, to be verified.") if standard.reconstructed else ""
    if said.deadline:
        yield (
            Kind.DEADLINE,
            gettext("Standard: %(text)s. Yours may not be longer (R08, Notice 3.4).", text=said.deadline)
            + mark,
        )
    if said.content_elements:
        text = gettext(", ").join(said.content_elements)
        yield Kind.ELEMENTS, gettext("Standard (R06): %(text)s", text=text) + mark
    if said.channels:
        text = gettext(", ").join(said.channels)
        yield Kind.CHANNELS, gettext("At least these, ■ before each (R09): %(text)s", text=text) + mark
    if said.levels:
        text = gettext(", ").join(label(level) for level in Level if level in said.levels)
        yield Kind.LEVEL, gettext("Standard (R17): %(text)s. Tick with √.", text=text) + mark
    if said.mode.proactive:
        yield Kind.PROACTIVE, gettext("The standard discloses it proactively; so it stays (R11).") + mark


def _instructions(file: EditingFile) -> Iterator[str]:
    base = file.base
    yield gettext("How to edit this workbook")
    title, code, on = file.document.title, base.catalogue, day(base.day)
    if base.release:
        yield gettext(
            "Catalogue: %(title)s (%(code)s), release %(no)s, downloaded on %(day)s.",
            title=title,
            code=code,
            no=base.release,
            day=on,
        )
    else:
        yield gettext(
            "Catalogue: %(title)s (%(code)s), not published yet, downloaded on %(day)s.",
            title=title,
            code=code,
            day=on,
        )
    if base.proposal:
        yield gettext("With the working draft %(number)s laid over it.", number=base.proposal)
    yield gettext("This is no classified system: enter no state secrets and no work secrets.")
    yield gettext("1. Change the white cells. Where a cell offers a list, choose from it.")
    yield gettext(
        "2. A new row: insert a line, write the names above it again in the columns before, and leave the last"
        " column empty."
    )
    yield gettext(
        "3. A row that is to end: empty its cells, all but the grey one; or lift the protection, which has no"
        " password, and delete the line. On upload you are asked what is to become of it."
    )
    yield gettext(
        "4. A heading is renamed in every line below it; a row is moved by writing the other heading before it."
    )
    yield gettext(
        "5. The grey column recognises rows. Do not change it; if it is lost, rows are recognised by number and name."
    )
    yield gettext(
        "6. Colour, width and order of lines mean nothing. Do not strike text out: a redlined file is refused."
    )
    yield gettext(
        "7. Save it as .xlsx and upload it on the catalogue's page under “Import a file”. Nothing is overwritten:"
        " you see each change and tick what goes into a draft. What others published since is kept."
    )
