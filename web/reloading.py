"""Where somebody is led who opens an address that only takes forms: after a reload, by going back, or after signing in."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from web.addresses import inside


def page_above() -> str:
    """Return the nearest page above the address of the request, whose button sends its form there; at last the front."""
    adapter = current_app.create_url_adapter(request)
    path = request.path.rstrip("/")
    while adapter is not None and (path := path.rpartition("/")[0]):
        try:
            adapter.match(path, method="GET")
        except HTTPException:
            continue
        if inside(path):
            return path
    return "/"
