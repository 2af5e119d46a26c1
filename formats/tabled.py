"""What of a catalogue an official table can hold: its columns, in single lines without invisible characters."""

import re
from collections.abc import Iterable
from dataclasses import replace

from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import AudienceOfEntry, Citation, DisclosingBody, EntryContent, Mode, Telephones
from values.service import is_service
from values.vocabulary import Level

_ODD = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200d\u2060\ufeff\xad\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML cannot hold, what nobody sees, and the mark of exact cells."""


def one_line(text: str) -> str:
    """Return a text on one line, with single blanks and without what no table shows."""
    return " ".join(_ODD.sub("", text).split())


def lines_of(text: str) -> str:
    """Return a text line by line, without empty lines."""
    lines = (one_line(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def as_tabled(document: CatalogueDocument) -> CatalogueDocument:
    """Return a catalogue as its official table says it: this is what comes back when the table is read.

    What stands beside the table (guides, interpretations, where it was seen, hyperlinks …) is in JSON only.
    """
    return CatalogueDocument(
        title=one_line(document.title), rows=tuple(_tabled_row(row) for row in document.rows)
    )


def _tabled_row(row: DocumentRow) -> DocumentRow:
    further: dict[str, str] = {}
    for header, text in row.further.items():
        key = one_line(header)
        told = "\n".join(one for one in (further.get(key, ""), lines_of(text)) if one)
        further |= {key: told} if told else {}
    return replace(
        row, number=one_line(row.number), content=tabled_content(row.content), further=further, place=""
    )


def tabled_content(content: EntryContent) -> EntryContent:
    """Return the columns of a row; a row that says nothing in them is a mere name."""
    name, mode, calls = one_line(content.name), content.mode, content.telephones
    elements = _texts(content.content_elements)
    told = EntryContent(
        name=name,
        content_elements=elements,
        legal_bases=tuple(Citation(text=one) for one in _texts(one.text for one in content.legal_bases)),
        deadline=one_line(content.deadline),
        disclosing_bodies=_bodies(content),
        channels=tuple(dict.fromkeys(_texts(content.channels))),
        audience=AudienceOfEntry(
            all_society=content.audience.all_society, groups=_texts(content.audience.groups)
        ),
        mode=Mode(
            proactive=mode.proactive,
            on_request=mode.on_request,
            withheld=mode.withheld,
            withheld_basis=one_line(mode.withheld_basis) if mode.withheld else "",
        ),
        levels=tuple(level for level in Level if level in content.levels),
        is_service=is_service(elements),
        telephones=Telephones(
            questions=one_line(calls.questions),
            supervision=one_line(calls.supervision),
            complaints=one_line(calls.complaints),
        ),
    )
    return EntryContent(name=name) if told == _silent(name) else told


def _silent(name: str) -> EntryContent:
    return EntryContent(name=name, audience=AudienceOfEntry(all_society=False), mode=Mode(proactive=False))


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(told for one in texts if (told := one_line(one)))


def _bodies(content: EntryContent) -> tuple[DisclosingBody, ...]:
    """Return the bodies, the one in charge first."""
    ordered = sorted(content.disclosing_bodies, key=lambda one: not one.lead)
    named = [(name, one.levels) for one in ordered if (name := one_line(one.body))]
    return tuple(
        DisclosingBody(body=name, lead=not at, levels=tuple(level for level in Level if level in levels))
        for at, (name, levels) in enumerate(named)
    )
