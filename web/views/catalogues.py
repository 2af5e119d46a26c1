"""Catalogues for everyone: the list, the official table as of a day, an entry with its versions, a release."""

import sqlalchemy as sa
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from models import Catalogue, Jurisdiction, PublicationNotice, Release, db
from values.vocabulary import Role
from web.access import access, anyone, auditors
from web.asking import AsOf, asked_day
from web.basis_links import bases_of_row
from web.comparison import compare
from web.downloads import table_links
from web.files import file_names, files_of_row
from web.hiding import hiding_marks, may_hide, public_reading, veiled
from web.official_table import official_rows
from web.session import seats
from workflow.errors import NotFoundError
from workflow.queries.bodies import body_names
from workflow.queries.catalogue import PublishedRow, arranged, releases
from workflow.queries.catalogues import claiming_townships, published_catalogue, published_catalogues
from workflow.queries.compliance import defects_of
from workflow.queries.pending import pending_entries
from workflow.queries.proposal import bodies_named_in, names_of_bodies
from workflow.queries.public import Reading, Rows
from workflow.queries.released import released

blueprint = Blueprint("catalogues", __name__)

PLACE_OF_IDENTITY = "~entry~"
"""Stands in an address for an identity: letters and digits, which no address has to quote."""


@blueprint.get("/")
@blueprint.get("/catalogues")
@access(anyone)
def index() -> ResponseReturnValue:
    """List the catalogues by jurisdiction."""
    return render_template("catalogues/index.html", catalogues=published_catalogues(db.session()))


@blueprint.get("/catalogues/<code>")
@access(anyone)
def show(code: str) -> ResponseReturnValue:
    """Show the official table, today or as of another day on either clock."""
    catalogue = published_catalogue(db.session(), code)
    asked = asked_day()
    read = public_reading(catalogue)
    rows = _rows(read, asked)
    today_rows = rows if asked.is_today else _rows(read, AsOf.now())
    waiting = read.waiting(asked.day) if asked.is_today else {}
    states = [row.state for row in rows.values()]
    table = official_rows(
        states,
        bodies=names_of_bodies(db.session(), bodies_named_in(states), day=asked.day),
        links=_links(read, rows, asked),
        pending=pending_entries(db.session(), catalogue.id, seats()) if seats() else (),
        waiting=waiting,
        marks=hiding_marks(rows),
    )
    differing = sum(
        1
        for key in rows.keys() | today_rows.keys()
        if (key in rows and (rows[key].version_id, rows[key].state))
        != (key in today_rows and (today_rows[key].version_id, today_rows[key].state))
    )
    release, notice = _newest(read, rows, asked)
    return render_template(
        "catalogues/show.html",
        catalogue=catalogue,
        body=names_of_bodies(db.session(), [catalogue.body_id], day=asked.day)[catalogue.body_id],
        table=table,
        asked=asked,
        differing=differing,
        release=release,
        notice=notice,
        releases=releases(db.session(), catalogue.id),
        may_propose=_may_propose(catalogue),
        townships=claiming_townships(db.session(), catalogue, seats()),
        entry_count=len(arranged(states)),
        files=table_links("exports.catalogue", code=code, **asked.arguments),
        sees_hidden=read.sees_hidden,
        defects=defects_of(db.session(), catalogue.id, seats()) if seats() and asked.is_today else [],
    )


@blueprint.get("/catalogues/<code>/entries/<entry>")
@access(anyone)
def entry(code: str, entry: str) -> ResponseReturnValue:
    """Show an entry with all its versions, each against the one before."""
    catalogue = published_catalogue(db.session(), code)
    read = public_reading(catalogue)
    versions = read.versions(entry)
    asked = asked_day()
    rows = _rows(read, asked)
    if not versions or (entry not in rows and asked.is_today and versions[0].effective_from <= asked.day):
        raise NotFoundError
    names = {key: row.state.content.name for key, row in _rows(read, AsOf.now()).items()}
    bodies = body_names(db.session(), bodies_named_in(one.state for one in versions))
    files = file_names(one.state for one in versions)
    history = [
        (
            version,
            veiled(
                compare(
                    older.state if older else None,
                    version.state,
                    bodies.on(version.effective_from),
                    names,
                    files,
                ),
                version,
                older,
            ),
        )
        for version, older in zip(versions, [*versions[1:], None], strict=True)
    ]
    present = rows.get(entry)
    return render_template(
        "catalogues/entry.html",
        catalogue=catalogue,
        entry=entry,
        row=present,
        fields=veiled(compare(None, present.state, bodies.on(asked.day), names), present) if present else [],
        place=names.get(present.state.parent or "", "") if present else "",
        bases=bases_of_row(present),
        history=history,
        lineage=read.lineage(entry),
        files=files_of_row(read.source.id, present.state) if present else [],
        home=read.source,
        asked=asked,
        title=(present or versions[0]).state.content.name,
        may_hide=may_hide(catalogue),
        is_auditor=auditors(),
    )


@blueprint.get("/catalogues/<code>/releases/<int:number>")
@access(anyone)
def release(code: str, number: int) -> ResponseReturnValue:
    """Show a release with its publication notice and what it changed; whether it is valid still, on the day asked."""
    catalogue, asked = published_catalogue(db.session(), code), asked_day()
    found = released(public_reading(catalogue), number)
    files = file_names(row.state for row in (*found.before.values(), *found.changed))
    changes = [
        (
            row,
            veiled(
                compare(old.state if old else None, row.state, found.bodies, found.names, files), row, old
            ),
        )
        for row in found.changed
        for old in [found.before.get(row.state.entry)]
    ]
    return render_template(
        "catalogues/release.html",
        catalogue=catalogue,
        release=found.release,
        notice=found.notice,
        changes=changes,
        bodies=found.bodies,
        may_undo=_may_propose(catalogue),
        files=table_links("exports.release", code=code, number=number),
        today=asked.day,
    )


def _path(catalogue: Catalogue) -> str:
    return db.session.get_one(Jurisdiction, catalogue.jurisdiction_id).path


def _may_propose(catalogue: Catalogue) -> bool:
    """Whether the reader is a drafter of the catalogue's county."""
    return any(seat.role is Role.DRAFTER and seat.path.startswith(_path(catalogue)) for seat in seats())


def _links(read: Reading, rows: Rows, asked: AsOf) -> dict[str, str]:
    """Return the address of each row; made once a catalogue, since a table has hundreds of rows."""
    found: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for key, row in rows.items():
        code = read.home_of(row).code
        if code not in patterns:
            patterns[code] = url_for(".entry", code=code, entry=PLACE_OF_IDENTITY, **asked.arguments)
        found[key] = patterns[code].replace(PLACE_OF_IDENTITY, key)
    return found


def _rows(read: Reading, asked: AsOf) -> dict[str, PublishedRow]:
    return read.shown(asked.day) if asked.is_shown else read.in_force(asked.day, known=asked.known_by)


def _newest(read: Reading, rows: Rows, asked: AsOf) -> tuple[Release | None, PublicationNotice | None]:
    newest = read.newest_release(rows, day=asked.day, known=asked.known)
    if newest is None:
        return None, None
    found = db.session.execute(
        sa.select(Release, PublicationNotice)
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .where(Release.catalogue_id == read.catalogue.id, Release.no == newest)
    ).one()
    return found[0], found[1]
