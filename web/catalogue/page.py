"""What the page of a catalogue shows: its table on a day, what is known of the rows, what may be done."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext
from flask_login import current_user

from models import Catalogue, Jurisdiction, db
from values.vocabulary import Role
from web.catalogue import workbench
from web.catalogue.asking import AsOf
from web.catalogue.hiding import hiding_marks, public_reading
from web.catalogue.official_table import official_rows
from web.downloads import table_links
from web.session import seats
from workflow.queries.bodies import body_names, current_day
from workflow.queries.catalogue import PublishedRow, arranged
from workflow.queries.catalogues import claiming_townships, listed_releases
from workflow.queries.compliance import defects_of
from workflow.queries.pending import pending_entries
from workflow.queries.proposal import bodies_named_in
from workflow.queries.public import Reading, Rows
from workflow.queries.watching import watches

PLACE_OF_IDENTITY = "~entry~"
"""Stands in an address for an identity: letters and digits, which no address has to quote."""

MOST_WORDS = 100
"""Characters of what is looked for in the rows."""


def page_values(catalogue: Catalogue, asked: AsOf) -> dict[str, Any]:
    """Return the values of the page for a day."""
    read = public_reading(catalogue)
    found, waiting = read.with_waiting(asked.day) if asked.is_today else (rows_on(read, asked), {})
    states = [row.state for row in found.values()]
    rows = arranged(states)
    addresses = _links(read, found, asked)
    names = body_names(db.session(), {catalogue.body_id, *bodies_named_in(states)})
    bodies = names.on(asked.day)
    table = official_rows(
        rows,
        bodies=bodies,
        links=addresses,
        pending=pending_entries(db.session(), catalogue.id, seats()) if seats() else (),
        waiting=waiting,
        marks=_marks(catalogue, found, asked),
    )
    wanted = request.args.get("q", "")[:MOST_WORDS]
    releases = listed_releases(db.session(), catalogue.id)
    newest = read.newest_release(found, day=asked.day, known=asked.known)
    inside = bool(seats())
    return {
        "catalogue": catalogue,
        "body": bodies[catalogue.body_id],
        "table": table,
        "wanted": wanted,
        "shown": workbench.show_only(table, wanted),
        "branches": workbench.tree(table),
        "columns": [(name, gettext(label)) for name, label in workbench.COLUMNS.items()],
        "left_out": workbench.left_out(states, addresses) if inside else [],
        "asked": asked,
        "differing": 0 if asked.is_today else _differing(found, rows_on(read, AsOf.now())),
        "renamed": names.renamed(asked.day, current_day()),
        "release": next((one for one in releases if one.no == newest), None),
        "releases": releases,
        "may_propose": may_propose(catalogue),
        "may_watch": any(not seat.role.is_administrator for seat in seats()) and asked.is_today,
        "watched": inside and watches(db.session(), current_user.person_id, catalogue.id),
        "townships": claiming_townships(db.session(), catalogue, seats()),
        "entry_count": len(rows),
        "files": table_links("exports.catalogue", code=catalogue.code, **asked.arguments),
        "sees_hidden": read.sees_hidden,
        "defects": defects_of(db.session(), catalogue.id, seats()) if inside and asked.is_today else [],
    }


def _marks(catalogue: Catalogue, found: Rows, asked: AsOf) -> workbench.Marks:
    marks: workbench.Marks = hiding_marks(found)
    if seats() and asked.is_today:
        marks = workbench.joined(marks, workbench.inside_marks(catalogue, found))
    return marks


def _differing(found: Rows, today: Rows) -> int:
    """Return how many rows are not what they are today."""
    return sum(
        1
        for key in found.keys() | today.keys()
        if (key in found and (found[key].version_id, found[key].state))
        != (key in today and (today[key].version_id, today[key].state))
    )


def _path(catalogue: Catalogue) -> str:
    return db.session.get_one(Jurisdiction, catalogue.jurisdiction_id).path


def may_propose(catalogue: Catalogue) -> bool:
    """Whether the reader is a drafter of the catalogue's county."""
    return any(seat.role is Role.DRAFTER and seat.path.startswith(_path(catalogue)) for seat in seats())


def _links(read: Reading, rows: Rows, asked: AsOf) -> dict[str, str]:
    """Return the address of each row; made once a catalogue, since a table has hundreds of rows."""
    found: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for key, row in rows.items():
        code = read.home_of(row).code
        if code not in patterns:
            patterns[code] = url_for(
                "catalogues.entry", code=code, entry=PLACE_OF_IDENTITY, **asked.arguments
            )
        found[key] = patterns[code].replace(PLACE_OF_IDENTITY, key)
    return found


def rows_on(read: Reading, asked: AsOf) -> dict[str, PublishedRow]:
    """Return the rows of the day and clock that are asked about."""
    return read.shown(asked.day) if asked.is_shown else read.in_force(asked.day, known=asked.known_by)
