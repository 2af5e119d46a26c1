"""Help for everyone: what the words mean, what each role does, the keys, and a manual of two pages for each role."""

from flask import Blueprint, render_template
from flask_babel import gettext

from web.access import access, anyone
from web.manuals import ASKED_BY_ALL, MANUALS, NAMES
from web.manuals.form import Manual
from web.session import seats
from web.wording.common import label
from web.wording.help_texts import DUTIES, KEYS, TERMS
from workflow.errors import NotFoundError

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@access(anyone)
def show() -> str:
    """Show the help, the reader's own roles first."""
    own = {seat.role for seat in seats()}
    duties = sorted(DUTIES.items(), key=lambda one: one[0] not in own)
    return render_template(
        "help/show.html",
        terms=TERMS,
        duties=duties,
        keys=KEYS,
        own=own,
        manuals=[(one, _name(one)) for one in MANUALS.values()],
    )


@blueprint.get("/help/<role>")
@access(anyone)
def manual(role: str) -> str:
    """Show the manual of a role; on paper it fills two pages.

    Raises: NotFoundError for what no manual is called.
    """
    found = MANUALS.get(role)
    if found is None:
        raise NotFoundError
    asked = (*found.ask, *(ASKED_BY_ALL if found.roles else ()))
    return render_template("help/manual.html", manual=found, name=_name(found), asked=asked, keys=KEYS)


def _name(one: Manual) -> str:
    return gettext(NAMES[one.slug]) if one.slug in NAMES else label(one.roles[0])
