"""Catalogues for everyone: the list, the official table as of a day, an entry with its versions, a release."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import db
from models.db import read_apart
from web.access import access, anyone, auditors, business_administrators
from web.administering.basis_links import bases_of_row
from web.administering.founding_page import may_found
from web.catalogue.asking import AsOf, asked_day
from web.catalogue.comparison import compare
from web.catalogue.hiding import may_hide, public_reading, veiled
from web.catalogue.page import may_propose, page_values, rows_on
from web.catalogue.place_page import places_to_mend
from web.downloads import table_links
from web.errors import status_of
from web.files import file_names, files_of_row
from web.session import seats
from web.wording import places as place_wording
from workflow.errors import InvalidError, NotFoundError
from workflow.queries.bodies import body_names
from workflow.queries.catalogues import published_catalogue, published_catalogues
from workflow.queries.founding import empty_catalogue, empty_catalogues
from workflow.queries.proposal import bodies_named_in
from workflow.queries.released import released

blueprint = Blueprint("catalogues", __name__)


@blueprint.get("/")
@blueprint.get("/catalogues")
@access(anyone)
def index() -> ResponseReturnValue:
    """List the catalogues by jurisdiction, and inside also those that have published nothing yet."""
    return render_template(
        "catalogues/index.html",
        catalogues=published_catalogues(db.session()),
        empty=empty_catalogues(db.session(), seats()),
        may_found=business_administrators() and may_found(),
    )


@blueprint.get("/catalogues/<code>")
@access(anyone)
def show(code: str) -> ResponseReturnValue:
    """Show the official table, today or as of another day on either clock; `q` looks for words in its rows.

    Of a day that cannot be asked for the page says why, and shows today. A catalogue that has published nothing leads those who may begin it to where they do.
    """
    if seats() and empty_catalogue(db.session(), code, seats()):
        return redirect(url_for("beginning.begin", code=code))
    read_apart(db.session())
    catalogue = published_catalogue(db.session(), code)
    try:
        asked, refused = asked_day(), None
    except InvalidError as error:
        asked, refused = AsOf.now(), error
    page = render_template(
        "catalogues/show.html",
        **page_values(catalogue, asked),
        refused=refused,
        typed_day=request.args.get("as-of", "") if refused else "",
    )
    return (page, status_of(refused)) if refused else page


@blueprint.get("/catalogues/<code>/entries/<entry>")
@access(anyone)
def entry(code: str, entry: str) -> ResponseReturnValue:
    """Show an entry with all its versions, each against the one before."""
    catalogue = published_catalogue(db.session(), code)
    read = public_reading(catalogue)
    versions = read.versions(entry)
    asked = asked_day()
    rows = rows_on(read, asked)
    if not versions or (entry not in rows and asked.is_today and versions[0].effective_from <= asked.day):
        raise NotFoundError
    names = {key: row.state.content.name for key, row in rows_on(read, AsOf.now()).items()}
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
        to_mend=places_to_mend(catalogue).get(entry, []) if seats() and asked.is_today else [],
        said_places=place_wording,
    )


@blueprint.get("/catalogues/<code>/releases/<int:number>")
@access(anyone)
def release(code: str, number: int) -> ResponseReturnValue:
    """Show a release with its publication notice and what it changed; whether it is valid still, on the day asked."""
    catalogue, asked = published_catalogue(db.session(), code), asked_day()
    found = released(public_reading(catalogue), number)
    files, names = file_names(row.state for row in (*found.before.values(), *found.changed)), found.names
    changes = [
        (
            row,
            veiled(compare(old.state if old else None, row.state, found.bodies, names, files), row, old),
            old is None,
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
        may_undo=may_propose(catalogue),
        files=table_links("exports.release", code=code, number=number),
        today=asked.day,
    )
