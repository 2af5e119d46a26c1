"""What the pages of case files and of lists for destruction show."""

from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from models import db
from values.retention import DestructionState, RetentionTerm
from web.numbers import page_number
from web.proposal.page import today
from web.session import actor, seats
from web.wording.common import label
from workflow.errors import WorkflowError
from workflow.queries.archive import archive, destruction_file, may_judge
from workflow.queries.proposal import names_of_people

PAGE = 50


def archive_values(
    error: WorkflowError | None = None, typed: MultiDict[str, str] | None = None
) -> dict[str, Any]:
    """Return the values of the page of case files; with an error also why not, and what was typed."""
    at = page_number(request.args.get("page", ""))
    asked, typed = request.view_args or {}, typed or MultiDict()
    found = archive(db.session(), seats(), offset=(at - 1) * PAGE, limit=PAGE + 1)
    return {
        "archive": found,
        "cases": found.cases[:PAGE],
        "ripe": {one.proposal.number for one in found.cases[:PAGE] if one.is_ripe(today())},
        "terms": [(one.value, label(one)) for one in RetentionTerm],
        "error": error,
        "lost": (),
        "page": at,
        "typed": typed,
        "typed_case": asked.get("number", ""),
        "typed_place": asked.get("code", ""),
        "ticked": set(typed.getlist("case")),
        "previous": url_for(".index", page=at - 1) if at > 1 else "",
        "following": url_for(".index", page=at + 1) if len(found.cases) > PAGE else "",
    }


def list_values(number: int, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page of a list; raise NotFoundError for who does not keep its case files."""
    file = destruction_file(db.session(), number, seats())
    is_open = file.state is DestructionState.PROPOSED
    return {
        "file": file,
        "people": names_of_people(
            db.session(), [file.list.proposed_by_id, *(one.actor_id for one in file.acts)]
        ),
        "may_judge": is_open and may_judge(file, seats(), actor().person_ids),
        "may_carry_out": file.state is DestructionState.APPROVED,
        "is_waiting": is_open,
        "error": error,
        "lost": (),
        "typed_opinion": request.form.get("opinion", ""),
    }
