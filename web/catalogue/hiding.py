"""How pages show what is hidden (紧急撤下): marks on rows, sentences in fields, and the parts one can choose."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext

from models import Catalogue, db
from values.hiding import ATTACHMENTS, HIDEABLE, HidingTarget
from values.redline import Segment, SegmentKind
from web.catalogue.comparison import FIELDS, FieldComparison, texts
from web.session import seats
from web.wording.common import field_label
from workflow.hiding import HIDERS, JUDGES, holding_of
from workflow.permissions import Seat
from workflow.queries.catalogue import PublishedRow
from workflow.queries.citations import Citations
from workflow.queries.hidings import names_of_attachments
from workflow.queries.public import NOT_DISPLAYED, Reading
from workflow.queries.reading import reading
from workflow.unit import current_clock

ORDER = (*FIELDS, "service_codes", ATTACHMENTS)

WHOLE_ROW = "row"


def public_reading(catalogue: Catalogue) -> Reading:
    """Return a catalogue as the reader of this page may read it: every page that anyone may open asks here."""
    return reading_for(catalogue, seats())


def as_the_public(catalogue: Catalogue) -> Reading:
    """Return a catalogue as anyone may read it: on the command line, and in files, which travel."""
    return reading_for(catalogue, ())


def reading_for(catalogue: Catalogue, readers: Sequence[Seat]) -> Reading:
    """Return a catalogue as someone with these seats may read it."""
    now = current_clock.get().now()
    return reading(db.session(), catalogue, readers, now=now, notice=gettext(NOT_DISPLAYED))


def citations(reader: Sequence[Seat]) -> Citations:
    """Return who cites the bases of the register, as someone may know it; without seats as anyone may."""
    return Citations(db.session(), reader, current_clock.get().now(), gettext(NOT_DISPLAYED))


def hiding_marks(rows: Mapping[str, PublishedRow]) -> dict[str, list[tuple[str, str]]]:
    """Return the badges of rows that are or were hidden, by identity."""
    return {key: marks for key, row in rows.items() if (marks := marks_of(row))}


def marks_of(row: PublishedRow) -> list[tuple[str, str]]:
    """Return the badges of one row."""
    marks = []
    if row.hidden:
        marks.append((gettext("Hidden in an emergency"), "r"))
    if row.hidden_fields:
        marks.append((gettext("Partly not displayed"), "n"))
    if row.was_hidden:
        marks.append((gettext("Was hidden on this day"), "y"))
    return marks


def veiled(
    fields: list[FieldComparison], row: PublishedRow, older: PublishedRow | None = None
) -> list[FieldComparison]:
    """Return a comparison with the neutral sentence for every field that is hidden in either version."""
    hidden = row.hidden_fields | (older.hidden_fields if older else frozenset())
    if not hidden:
        return fields
    notice = (Segment(SegmentKind.EQUAL, gettext(NOT_DISPLAYED)),)
    found = [one for one in fields if one.field not in hidden]
    found += [
        FieldComparison(
            field=field, label=field_label(field), old=notice, new=notice, merged=notice, is_changed=True
        )
        for field in hidden
    ]
    return sorted(found, key=lambda one: ORDER.index(one.field))


def may_hide(catalogue: Catalogue) -> bool:
    """Whether the reader may hide parts of a catalogue."""
    return bool(seats()) and holding_of(db.session(), catalogue).seat(seats(), HIDERS) is not None


def may_judge(catalogue: Catalogue) -> bool:
    """Whether the reader is a supervisor who approves and lifts hidings of a catalogue."""
    return bool(seats()) and holding_of(db.session(), catalogue).seat(seats(), JUDGES) is not None


def parts_of(versions: Iterable[PublishedRow]) -> list[tuple[str, str]]:
    """Return what can be hidden of a row: key and name of the row, of fields that say something, and of attachments."""
    versions = list(versions)
    held = {field for one in versions for field, text in texts(one.state, {}, {}).items() if text}
    held |= {"service_codes" for one in versions if one.state.content.service_codes}
    files = sorted({one for version in versions for one in version.state.content.attachments})
    names = names_of_attachments(db.session(), files)
    return [
        (WHOLE_ROW, gettext("The whole row, with everything under it")),
        *(
            (f"field:{field}", gettext("Field: %(name)s", name=field_label(field)))
            for field in HIDEABLE
            if field in held
        ),
        *(
            (f"attachment:{one}", gettext("Attachment: %(name)s", name=names.get(one, one[:16])))
            for one in files
        ),
    ]


def target_of(entry: str, part: str) -> HidingTarget:
    """Return what a chosen part of a row names."""
    kind, _, name = part.partition(":")
    if kind == "field":
        return HidingTarget(entry=entry, field=name)
    return HidingTarget(entry=entry, attachment=name) if kind == "attachment" else HidingTarget(entry=entry)


def part_label(target: HidingTarget, files: Mapping[str, str]) -> str:
    """Say what a hiding hides."""
    if target.field:
        return field_label(target.field)
    if target.attachment:
        return gettext("Attachment: %(name)s", name=files.get(target.attachment, target.attachment[:16]))
    return gettext("The whole row, with everything under it")
