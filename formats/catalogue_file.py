"""Read a whole catalogue out of a file in JSON, as rows that rules can look at."""

import json
from typing import Any

from formats.standard_json import Section, sections_of
from values.entry import EntryContent, EntryState
from values.messages import N_, Message
from values.serial import from_plain

IDENTITY = "{:032x}"
"""Rows of a file have no identity yet; they are counted."""


class UnreadableCatalogueError(ValueError):
    """The file is no catalogue that can be read."""

    def __init__(self) -> None:
        """Keep a sentence that says what can be read."""
        self.message = Message(
            N_(
                "This file is no catalogue that can be read: give a JSON file, either the rows of a standard as in"
                " data/national_employment.json, or an object with “title” and “rows”."
            )
        )
        super().__init__(self.message.in_english())


def read_catalogue_file(data: bytes) -> tuple[EntryState, ...]:
    """Return the rows of a catalogue in the order of the file.

    Raises: UnreadableCatalogueError.
    """
    try:
        plain = json.loads(data.decode("utf-8-sig"))
        return _document(plain) if isinstance(plain, dict) else _standard(plain)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableCatalogueError from error


def _standard(rows: Any) -> tuple[EntryState, ...]:
    if not isinstance(rows, list) or not rows:
        raise UnreadableCatalogueError
    found: list[EntryState] = []
    for section in sections_of(rows, body="人力资源社会保障部门"):
        found += _section(section, len(found))
    return tuple(found)


def _section(section: Section, before: int) -> list[EntryState]:
    heading = _state(before, None, section.heading)
    rows = enumerate(section.rows, start=before + 1)
    return [heading, *(_state(place, heading.entry, row) for place, row in rows)]


def _document(plain: dict[str, Any]) -> tuple[EntryState, ...]:
    rows = plain["rows"]
    if not rows:
        raise UnreadableCatalogueError
    found = []
    for place, row in enumerate(rows):
        parent = row.get("parent")
        if parent is not None and not 0 <= int(parent) < len(rows):
            raise UnreadableCatalogueError
        above = None if parent is None else IDENTITY.format(int(parent) + 1)
        found.append(_state(place, above, from_plain(row["content"], EntryContent)))
    return tuple(found)


def _state(place: int, parent: str | None, content: EntryContent) -> EntryState:
    return EntryState(
        entry=IDENTITY.format(place + 1), parent=parent, rank=f"{place + 1:06d}", content=content
    )
