"""What a row says, column by column, so that two writings of the same are the same; and what a file may overwrite."""

import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import replace

from values.entry import Citation, EntryContent
from values.vocabulary import Level

Said = Mapping[str, Hashable]
"""By field, what a row says in it; what is empty says nothing."""


def said_in(content: EntryContent) -> Said:
    """Return what a row says; one that says nothing but its name has no audience and no mode either."""
    told = {field: say(content) for field, say in _SAY.items()}
    if not any(told[field] for field in COLUMNS if field not in {"name", *_ALWAYS_THERE}):
        told |= dict.fromkeys(_ALWAYS_THERE, ())
    return told


def columns_of(rows: Iterable[Said]) -> frozenset[str]:
    """Return the columns that a table has: those in which some row says something."""
    return frozenset(field for row in rows for field in COLUMNS if row[field])


def differing(old: Said, new: Said, columns: Collection[str], *, is_heading: bool) -> tuple[str, ...]:
    """Return the fields in which a row of a file says something else than the present row.

    A column that the file does not have says nothing about the present row, and neither does a heading of which
    the file gives only the name. What stands beside the official table is only ever added to or rewritten: most
    files cannot hold it.
    """
    asked = [field for field in COLUMNS if field in columns]
    if is_heading and not any(new[field] for field in COLUMNS if field != "name"):
        asked = ["name"]
    return tuple(
        field
        for field in _SAY
        if old[field] != new[field] and (field in asked or (field in BESIDE and new[field]))
    )


def taken_over(old: EntryContent, new: EntryContent, fields: Collection[str]) -> EntryContent:
    """Return the present row with some fields as the file has them; bases that stay keep address and register."""
    said = {field: getattr(new, field) for field in fields if field in _SAY}
    if "legal_bases" in said:
        known = {_line(one.text): one for one in old.legal_bases}
        said["legal_bases"] = tuple(known.get(_line(one.text), one) for one in new.legal_bases)
    return replace(old, **said)


def as_new(content: EntryContent) -> EntryContent:
    """Return a row of a file as a new row of a catalogue: no files, no register, no word of where it was seen."""
    return replace(
        content,
        legal_bases=tuple(Citation(text=one.text, url=one.url) for one in content.legal_bases),
        attachments=(),
        provenance={},
        confidence="",
    )


def _line(text: str) -> str:
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return " ".join(seen.split())


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for one in texts if (line := _line(one)))


def _bodies(content: EntryContent) -> Hashable:
    ordered = sorted(content.disclosing_bodies, key=lambda one: not one.lead)
    return tuple((_line(one.body), frozenset(one.levels)) for one in ordered)


def _audience(content: EntryContent) -> Hashable:
    groups = _lines(content.audience.groups)
    return (content.audience.all_society, groups) if content.audience.all_society or groups else ()


def _mode(content: EntryContent) -> Hashable:
    mode = content.mode
    ways = (mode.proactive, mode.on_request, mode.withheld)
    return (*ways, _line(mode.withheld_basis) if mode.withheld else "") if any(ways) else ()


def _telephones(content: EntryContent) -> Hashable:
    calls = content.telephones
    told = tuple(_line(one) for one in (calls.questions, calls.supervision, calls.complaints))
    return told if any(told) else ()


def _guide(content: EntryContent) -> Hashable:
    guide = content.guide
    told = (guide.elements, guide.materials, guide.blank_forms, guide.filling_notes, guide.samples)
    return told if any(told) else ()


_SAY: dict[str, Callable[[EntryContent], Hashable]] = {
    "name": lambda content: _line(content.name),
    "content_elements": lambda content: _lines(content.content_elements),
    "legal_bases": lambda content: _lines(one.text for one in content.legal_bases),
    "deadline": lambda content: _line(content.deadline),
    "disclosing_bodies": _bodies,
    "channels": lambda content: frozenset(_lines(content.channels)),
    "audience": _audience,
    "mode": _mode,
    "levels": lambda content: tuple(level for level in Level if level in content.levels),
    "telephones": _telephones,
    "guide": _guide,
    "places": lambda content: content.places,
    "interpretation": lambda content: content.interpretation.strip(),
    "online_degree": lambda content: _line(content.online_degree),
    "service_codes": lambda content: content.service_codes,
}
_ALWAYS_THERE = ("audience", "mode")
"""Columns that have a value even where nobody gave one."""

BESIDE = ("guide", "places", "interpretation", "online_degree", "service_codes")
"""Fields beside the official table, which only JSON can hold."""
COLUMNS = tuple(field for field in _SAY if field not in BESIDE)
"""Fields that a table can have, telephones among them."""
