"""The search over everything that the reader may see; the public searches what is published."""

from flask import Blueprint, render_template

from web.access import access, anyone
from web.catalogue.searching import search_values

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@access(anyone)
def show() -> str:
    """Show the results a page at a time, with what they can be narrowed by; without words only the question."""
    return render_template("search/show.html", **search_values())
