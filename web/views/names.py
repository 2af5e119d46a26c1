"""Who has a name like this: rows of all catalogues in force whose names are like the one asked for."""

from flask import Blueprint, render_template, request, url_for

from web.access import access, signed_in
from web.naming import named_rows
from web.numbers import page_number
from web.session import seats
from workflow.queries.names import PAGES

blueprint = Blueprint("names", __name__)


@blueprint.get("/names")
@access(signed_in)
def show() -> str:
    """Show the rows a page at a time, the likest first; without a name only the question."""
    name = request.args.get("q", "").strip()
    page = min(page_number(request.args.get("page", "")), PAGES)
    found = named_rows(name, seats(), page=page) if name else None
    return render_template(
        "names/show.html",
        name=name,
        found=found,
        previous=url_for(".show", q=name, page=page - 1) if name and page > 1 else "",
        following=url_for(".show", q=name, page=page + 1)
        if found and found.has_more and page < PAGES
        else "",
        is_cut=bool(found and found.has_more and page == PAGES),
    )
