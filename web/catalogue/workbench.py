"""A table to work on: rows found by their words, a tree of its headings, what is left out, what is known of each row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from models import Catalogue, db
from values.entry import EntryState
from values.messages import N_
from values.pinyin import sounds
from values.vocabulary import Presence
from web.catalogue.official_table import TableRow
from web.catalogue.place_page import place_marks
from web.session import seats
from web.wording.common import label
from workflow.queries.catalogue import PublishedRow
from workflow.queries.compliance import visible_catalogues
from workflow.queries.workbench import behind_the_standard, findings_by_entry

COLUMNS = {
    "elements": N_("Content (elements)"),
    "bases": N_("Legal bases"),
    "deadline": N_("Deadline"),
    "bodies": N_("Disclosing bodies"),
    "channels": N_("Channels"),
    "audience": N_("Audience"),
    "mode": N_("Mode"),
    "level": N_("Level"),
}
"""Columns that a reader may put away; number and name always stay."""

Marks = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A heading of the table with the rows below it."""

    name: str
    first: str
    """The identity of its first row, which the tree leads to."""
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A row that the county leaves out, with the reason (不列入原因)."""

    name: str
    reason: str
    note: str
    url: str


def show_only(table: Sequence[TableRow], wanted: str) -> int:
    """Hide the rows that do not hold all of the words, merge level-1 cells over what is left, and count that.

    A name is also found by its initials and by its whole pinyin.
    """
    words = re.findall(r"\S+", wanted.casefold())
    for row in table:
        row.sounds = sound_of(row)
        row.is_hidden = not all(word in said(row) for word in words)
    for branch in tree(table):
        shown = [row for row in branch.rows if not row.is_hidden]
        for row in branch.rows:
            row.level1_rowspan = 0
        (shown or branch.rows)[0].level1_rowspan = len(shown or branch.rows)
    return sum(not row.is_hidden for row in table)


def said(row: TableRow) -> str:
    """Return everything that a row says, to be searched."""
    names = (row.number, row.level1, row.level2, row.level3)
    parts = (*names, *row.elements, *row.bases, row.deadline, *row.bodies, row.specific_group)
    return " ".join((*parts, *(name for name, _ in row.channels), row.sounds)).casefold()


def sound_of(row: TableRow) -> str:
    """Return how the names of a row sound: initials and whole pinyin of each (`jyfw jiuyefuwu`)."""
    return " ".join(
        one for name in (row.level1, row.level2, row.level3) if name for one in sounds(name) if one
    )


def tree(table: Iterable[TableRow]) -> list[Branch]:
    """Return the level-1 headings in order, each with its rows."""
    branches: list[list[TableRow]] = []
    for row in table:
        if not branches or branches[-1][0].heading != row.heading:
            branches.append([])
        branches[-1].append(row)
    return [Branch(name=rows[0].level1, first=rows[0].entry, rows=tuple(rows)) for rows in branches]


def left_out(states: Iterable[EntryState], links: Mapping[str, str]) -> list[LeftOut]:
    """Return the standard's entries that the catalogue leaves out, each with why."""
    return [
        LeftOut(
            name=state.content.name,
            reason=label(state.left_out_reason) if state.left_out_reason else "",
            note=state.left_out_note,
            url=links.get(state.entry, ""),
        )
        for state in states
        if state.presence is Presence.LEFT_OUT
    ]


def inside_marks(catalogue: Catalogue, rows: Mapping[str, PublishedRow]) -> Marks:
    """Return what people inside are told of each row: errors and warnings, and that the standard went on."""
    marks: dict[str, list[tuple[str, str]]] = {}
    found = findings_by_entry(db.session(), catalogue.id, visible_catalogues(seats()))
    for entry, counts in found.items():
        if counts["error"]:
            said_so = ngettext("%(num)d error", "%(num)d errors", counts["error"])
            marks.setdefault(entry, []).append((said_so, "r"))
        if counts["warning"]:
            said_so = ngettext("%(num)d warning", "%(num)d warnings", counts["warning"])
            marks.setdefault(entry, []).append((said_so, "y"))
    for entry in behind_the_standard(db.session(), rows):
        marks.setdefault(entry, []).append((gettext("Standard newer"), "b"))
    return joined(marks, place_marks(catalogue))


def joined(*several: Marks) -> Marks:
    """Return the marks of several sources, row by row."""
    entries = dict.fromkeys(entry for marks in several for entry in marks)
    return {entry: [mark for marks in several for mark in marks.get(entry, ())] for entry in entries}
