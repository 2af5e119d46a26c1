"""Any two releases of a catalogue, or versions of an entry, side by side, for everyone."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from models import Catalogue, db
from values.messages import N_
from web.access import access, anyone
from web.catalogue.changed_rows import compared_versions, shown_rows
from web.catalogue.hiding import public_reading
from web.numbers import whole_number
from web.proposal.page import today
from workflow.errors import NotFoundError
from workflow.queries.bodies import body_names
from workflow.queries.catalogue import PublishedRow
from workflow.queries.catalogues import published_catalogue, published_releases, require_release
from workflow.queries.compare import compared
from workflow.queries.proposal import bodies_named_in

blueprint = Blueprint("compare", __name__)


@blueprint.get("/catalogues/<code>/compare")
@access(anyone)
def show(code: str) -> ResponseReturnValue:
    """Show how two releases differ; without a choice, what the newest changed."""
    catalogue = published_catalogue(db.session(), code)
    newest = catalogue.current_release_no or 1
    older = _asked(catalogue, "from", max(newest - 1, 1))
    newer = _asked(catalogue, "to", newest)
    read = public_reading(catalogue)
    releases = {one.release.no: one for one in published_releases(db.session(), catalogue.id)}
    tables = read.at_release(older), read.at_release(newer)
    named = bodies_named_in(row.state for table in tables for row in table.values())
    days = (releases[number].release.effective_from for number in (older, newer))
    return render_template(
        "catalogues/compare.html",
        catalogue=catalogue,
        releases=list(releases.items()),
        older=older,
        newer=newer,
        rows=shown_rows(db.session(), compared(*tables)),
        renamed=body_names(db.session(), named).renamed(*days),
    )


@blueprint.get("/catalogues/<code>/entries/<entry>/compare")
@access(anyone)
def entry(code: str, entry: str) -> ResponseReturnValue:
    """Show how two versions of an entry differ; without a choice, what the newest changed."""
    catalogue = published_catalogue(db.session(), code)
    read = public_reading(catalogue)
    versions = read.versions(entry)[::-1]
    if not versions:
        raise NotFoundError
    places = {key: row.state.content.name for key, row in read.in_force(today()).items()}
    older = _version(versions, "from", max(len(versions) - 1, 1))
    newer = _version(versions, "to", len(versions))
    return render_template(
        "catalogues/compare_versions.html",
        catalogue=catalogue,
        entry=entry,
        versions=list(enumerate(versions, start=1)),
        older=older,
        newer=newer,
        title=versions[-1].state.content.name,
        fields=compared_versions(db.session(), versions[older - 1], versions[newer - 1], places),
    )


def _version(versions: list[PublishedRow], name: str, otherwise: int) -> int:
    """Return the version that the address names, counted from the first; it has to exist."""
    text = request.args.get(name, "").strip()
    number = whole_number(text) or 0 if text else otherwise
    if not 1 <= number <= len(versions):
        raise NotFoundError(N_("This entry has no such version; choose one from its list."))
    return number


def _asked(catalogue: Catalogue, name: str, otherwise: int) -> int:
    """Return the release that the address names, which has to exist."""
    text = request.args.get(name, "").strip()
    return require_release(catalogue, whole_number(text) or 0) if text else otherwise
