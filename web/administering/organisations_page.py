"""What the pages of bodies and jurisdictions show, and how their forms are read."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext

from models import db
from values.messages import N_
from values.vocabulary import BodyKind
from web.administering.accounts_page import member_of, refused
from web.numbers import page_number, whole_number
from web.proposal.page import today
from web.session import seats
from web.wording.common import label
from workflow.errors import WorkflowError, invalid
from workflow.organisations import BodyParticulars
from workflow.queries.account_list import offered_bodies
from workflow.queries.body_list import (
    catalogues_in,
    known_bodies,
    known_body,
    organiser_paths,
    places_within,
)
from workflow.queries.ended_bodies import left_by

PAGE = 50
MOST = 1000
"""Bodies and jurisdictions that a form offers."""
FILTERS = ("q", "place")


def list_values(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the list, narrowed as an address asks."""
    at, paths = page_number(texts.get("page", "")), organiser_paths(seats())
    found = known_bodies(
        db.session(),
        paths,
        today=today(),
        words=texts.get("q", "").strip()[:100],
        place=whole_number(texts.get("place", "")),
        offset=(at - 1) * PAGE,
        limit=PAGE,
    )
    kept: dict[str, Any] = {name: text for name in FILTERS if (text := texts.get(name, ""))}
    return {
        "bodies": found[:PAGE],
        "places": places_within(db.session(), paths, most=MOST),
        "typed": {name: texts.get(name, "") for name in FILTERS},
        "is_narrowed": bool(kept),
        "previous": url_for("organisations.index", **kept, page=at - 1) if at > 1 else "",
        "following": url_for("organisations.index", **kept, page=at + 1) if len(found) > PAGE else "",
    }


def new_values(typed: Mapping[str, str], error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the form that registers a body."""
    db.session.rollback()
    places = places_within(db.session(), organiser_paths(seats()), most=MOST)
    return {
        **_choices(),
        "places": [(str(number), f"{code} {name}") for number, code, name in places],
        "typed": typed,
        **refused(error),
    }


def place_values(typed: Mapping[str, str], error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the form that registers a jurisdiction."""
    db.session.rollback()
    places = places_within(db.session(), organiser_paths(seats()), most=MOST)
    return {"places": places, "typed": typed, **refused(error)}


def body_values(
    body_id: int, typed: Mapping[str, str] | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of a body's page, with what was typed where it was refused."""
    db.session.rollback()
    body, names = known_body(db.session(), organiser_paths(seats()), body_id, today=today())
    stands = {
        "body_kind": body.kind.value,
        "credit_code": body.credit_code or "",
        "business_line": body.business_line,
        "above": str(body.parent_id or ""),
    }
    return {
        **_choices(),
        "body": body,
        "names": names,
        "catalogues": catalogues_in(db.session(), body.place_id),
        "left": left_by(db.session(), body.id, today=today()),
        "typed": stands if typed is None else typed,
        **refused(error),
    }


def particulars(form: Mapping[str, str]) -> BodyParticulars:
    """Return what a form says of a body.

    Raises: InvalidError for a kind that is none.
    """
    kind = member_of(BodyKind, form.get("body_kind", ""))
    if kind is None:
        raise invalid("body_kind", N_("Choose what kind of body it is."))
    return BodyParticulars(
        kind=kind,
        credit_code=form.get("credit_code", "").strip().upper() or None,
        business_line=form.get("business_line", "").strip(),
        parent_id=whole_number(form.get("above", "")),
    )


def _choices() -> dict[str, Any]:
    offered = offered_bodies(db.session(), organiser_paths(seats()), today=today(), most=MOST)
    kinds = [one for one in BodyKind if one is not BodyKind.GENERIC]
    return {
        "kinds": [("", gettext("Choose …")), *((one.value, label(one)) for one in kinds)],
        "bodies_above": [("", gettext("none")), *((str(number), name) for number, name in offered)],
    }
