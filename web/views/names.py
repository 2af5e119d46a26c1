"""Who has a name like this: rows of all catalogues in force whose names are like the one asked for."""

from flask import Blueprint, render_template, request, url_for

from web.access import access, signed_in
from web.catalogue.naming import named_rows
from web.numbers import whole_number
from web.session import seats

blueprint = Blueprint("names", __name__)


@blueprint.get("/names")
@access(signed_in)
def show() -> str:
    """Show the rows a page at a time, the likest first; without a name only the question."""
    name = request.args.get("q", "").strip()
    start = whole_number(request.args.get("start", "")) or 0
    found = named_rows(name, seats(), start=start) if name else None
    further = found.following if found else None
    return render_template(
        "names/show.html",
        name=name,
        found=found,
        following=url_for(".show", q=name, start=further) if further else "",
    )
