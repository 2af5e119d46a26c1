"""Help for everyone: what the words mean, what each role does, and the keys."""

from flask import Blueprint, render_template

from web.access import access, anyone
from web.help_texts import DUTIES, KEYS, TERMS
from web.session import seats

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@access(anyone)
def show() -> str:
    """Show the help, the reader's own roles first."""
    own = {seat.role for seat in seats()}
    duties = sorted(DUTIES.items(), key=lambda one: one[0] not in own)
    return render_template("help/show.html", terms=TERMS, duties=duties, keys=KEYS, own=own)
