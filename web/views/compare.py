"""Any two releases of a catalogue side by side, for everyone."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from models import Catalogue, db
from web.access import access, anyone
from web.changed_rows import shown_rows
from web.hiding import public_reading
from web.numbers import whole_number
from workflow.queries.catalogues import published_catalogue, published_releases, require_release
from workflow.queries.compare import compared

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
    return render_template(
        "catalogues/compare.html",
        catalogue=catalogue,
        releases=published_releases(db.session(), catalogue.id),
        older=older,
        newer=newer,
        rows=shown_rows(db.session(), compared(read.at_release(older), read.at_release(newer))),
    )


def _asked(catalogue: Catalogue, name: str, otherwise: int) -> int:
    """Return the release that the address names, which has to exist."""
    text = request.args.get(name, "").strip()
    return require_release(catalogue, whole_number(text) or 0) if text else otherwise
