"""Long work that one asked for: how far it is, and where its result is; a reload shows the same, a little later."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models import db
from web.access import access, anyone, signed_in
from workflow.queries.jobs import asked_job, asked_jobs

blueprint = Blueprint("work", __name__)


@blueprint.get("/work")
@access(signed_in)
def index() -> ResponseReturnValue:
    """Show what the reader asked for, the newest first."""
    return render_template("work/index.html", asked=asked_jobs(db.session(), current_user.person_id))


@blueprint.get("/work/<int:number>")
@access(anyone)
def show(number: int) -> ResponseReturnValue:
    """Show how far a piece of work is, to who asked for it; what is public anyone may watch."""
    person_id = current_user.person_id if current_user.is_authenticated else None
    one = asked_job(db.session(), number, person_id)
    answer = render_template("work/show.html", one=one, back=_page_of(one.asking.address))
    return answer, {"Cache-Control": "no-store"}


def _page_of(file: str) -> str:
    """Return the page on which a published file stands: the file's own address less its name."""
    return file.replace("/notice.pdf", "").replace(".pdf", "")
