"""The draft as the official table that it would make, to be written in cell by cell."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from models import db
from values.entry import EntryContent
from values.proposal_content import DraftChange
from web.catalogue.official_table import TableRow, official_rows
from web.draft.cell import FIELDS
from web.draft.desk import Desk
from web.draft.history import TABLE, history_of
from web.draft.justifying import FindingToAnswer, to_answer
from web.wording.common import label
from workflow.queries.catalogue import arranged
from workflow.queries.proposal import bodies_named_in, names_of_bodies

COLUMNS = (
    ("c-no", "w-no", ""),
    ("c-l1", "w-l1", ""),
    ("c-l2", "w-l2", "name"),
    ("c-l3", "w-l2", "name"),
    ("c-elements", "w-elements", "content_elements"),
    ("c-bases", "w-bases", "legal_bases"),
    ("c-deadline", "w-deadline", "deadline"),
    ("c-bodies", "w-bodies", "disclosing_bodies"),
    ("c-channels", "w-channels", "channels"),
    ("c-all", "w-tick", "audience"),
    ("c-group", "w-tick", "audience"),
    ("c-pro", "w-tick", "mode"),
    ("c-req", "w-tick", "mode"),
    ("c-with", "w-tick", "mode"),
    ("c-county", "w-tick", "levels"),
    ("c-town", "w-tick", "levels"),
    ("c-village", "w-tick", "levels"),
)
"""Each column's heading, width, and the field that its cells write; several may write one."""

TICKS = {
    "c-all": "all_society",
    "c-pro": "proactive",
    "c-req": "on_request",
    "c-with": "withheld",
    "c-county": "county",
    "c-town": "township",
    "c-village": "village",
}
"""Columns that show whether something holds of the row."""


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A line of the table, with what the rules find in each of its fields."""

    line: TableRow
    found: dict[str, list[FindingToAnswer]]
    changed: frozenset[str]
    """Its fields that say something else than what is published."""

    @property
    def name_column(self) -> str:
        """The column in which its own name stands."""
        return "c-l3" if self.line.level3 else "c-l2"


def page_values(desk: Desk) -> dict[str, Any]:
    """Return the values of the page."""
    return {
        **_shared(desk),
        "catalogue": desk.case.catalogue,
        "title": desk.draft.title or gettext("Untitled proposal"),
        "rows": grid_rows(desk),
        "gone": [
            (one.after.content.name, label(one.operation))
            for one in desk.draft.changes
            if not one.after.is_listed
        ],
    }


def saved_values(desk: Desk, entry: str) -> dict[str, Any]:
    """Return the values of what a saved cell changes on the page; its row is None where the table has none."""
    return {**_shared(desk), "row": next(iter(grid_rows(desk, only=frozenset([entry]))), None)}


def _shared(desk: Desk) -> dict[str, Any]:
    return {
        "proposal": desk.case.proposal,
        "columns": COLUMNS,
        "ticks": TICKS,
        "saved_at": desk.saved_at,
        "history": history_of(desk.case.proposal, TABLE),
    }


def grid_rows(desk: Desk, *, only: frozenset[str] | None = None) -> list[GridRow]:
    """Return the lines of the table as the draft would make it, or `only` some of them."""
    states = desk.states
    shown = states.keys() if only is None else states.keys() & only
    bodies = names_of_bodies(db.session(), bodies_named_in([states[one] for one in shown]))
    number = desk.case.proposal.number
    drafted = {one.entry: one for one in desk.draft.changes}
    found: dict[str, dict[str, list[FindingToAnswer]]] = defaultdict(lambda: defaultdict(list))
    for finding in desk.findings(desk.draft.changes, only=only) if drafted else ():
        if finding.entry in drafted and finding.entry in shown:
            found[finding.entry][finding.field].append(to_answer(finding, desk.draft.answers))
    lines = official_rows(
        arranged(states.values()),
        bodies=bodies,
        links={entry: url_for("editor.edit_entry", number=number, entry=entry) for entry in shown},
        marks={entry: [(label(drafted[entry].operation), "b")] for entry in drafted.keys() & shown},
        only=shown,
    )
    return [
        GridRow(line=line, found=dict(found[line.entry]), changed=_changed(desk, drafted.get(line.entry)))
        for line in lines
    ]


def _changed(desk: Desk, change: DraftChange | None) -> frozenset[str]:
    if change is None:
        return frozenset()
    published = desk.current.get(change.entry)
    was, now = published.state.content if published else EntryContent(name=""), change.after.content
    return frozenset(field for field in FIELDS if getattr(was, field) != getattr(now, field))
