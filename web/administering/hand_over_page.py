"""What the page shows on which a catalogue is handed over, and what ended bodies leave to its reader."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext

from models import db
from web.administering.accounts_page import refused
from web.numbers import whole_number
from web.proposal.page import today
from web.session import seats
from web.wording.common import day
from workflow.errors import WorkflowError
from workflow.handing_over import Share
from workflow.queries.ended_bodies import LeftBehind, left_in_places
from workflow.queries.handing_over import HandOverFile, hand_over_file
from workflow.queries.routes import administered


def hand_over_values(
    code: str, typed: Mapping[str, str], error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the form, with what was typed where it was refused."""
    db.session.rollback()
    file = hand_over_file(db.session(), code, seats(), today=today())
    of = _chosen(file, typed)
    after = file.successors.get(of.body.id)
    return {
        "file": file,
        "of": of,
        "shares": [(one.body.id, said_share(file, one)) for one in file.shares],
        "takers": [
            ("", gettext("Choose …")),
            *((str(one), _taker(name, until)) for one, name, until in file.takers if one != of.body.id),
        ],
        "chosen": typed.get("taker", str(after or "")),
        "reason": typed.get("why", ""),
        "left": left_to_business(),
        **refused(error),
    }


def said_share(file: HandOverFile, share: Share) -> str:
    """Say what a body has of a catalogue."""
    parts = [gettext("holds the catalogue")] if share.holds else []
    if share.proposals:
        parts.append(ngettext("%(num)d open proposal", "%(num)d open proposals", share.proposals))
    said: str = gettext(
        "%(label)s: %(text)s", label=file.names[share.body.id], text=gettext(", ").join(parts)
    )
    return said


def left_to_business() -> list[LeftBehind]:
    """Return what ended bodies leave to the reader as business administrator."""
    return left_in_places(db.session(), administered(seats()), today=today())


def _chosen(file: HandOverFile, typed: Mapping[str, str]) -> Share:
    """Return whose share the form is about: the asked one's, else that of whoever holds the catalogue."""
    of = whole_number(typed.get("share", ""))
    return next((one for one in file.shares if one.body.id == of), file.shares[0])


def _taker(name: str, until: date | None) -> str:
    """Say what a body is called that can take over, and that it is about to end itself."""
    if until is None:
        return name
    said: str = gettext("%(name)s (ends on %(day)s)", name=name, day=day(until))
    return said
