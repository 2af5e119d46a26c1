"""The values of the inbox's page: what waits for the reader, then what waits for their bodies."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from models import db
from web import place_wording
from web.guiding import guide_of_inbox
from web.language import say
from web.numbers import page_number
from web.place_page import places_waiting
from web.proposal_page import today
from web.session import own_count, own_inbox, seats
from web.signing_together import asked_opinion, asked_versions, together
from workflow.dues import working_days
from workflow.errors import WorkflowError
from workflow.queries.archive import lists_to_judge
from workflow.queries.compliance import defects_owned
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox import waiting, waits
from workflow.queries.tallies import tallies
from workflow.queries.waiting import Waiting
from workflow.queries.watching import watched_proposals

PAGE = 25
"""Proposals on a page of what waits."""

WATCHED = 20
"""Open proposals of watched catalogues that are listed."""

DEFECTS = 20
"""The most urgent legacy defects are listed; the compliance report lists all."""


def inbox_values(error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page; after a refusal with what was ticked and written to be signed off together."""
    inbox, session = own_inbox(), db.session()
    counts = own_count()
    mine = _listed("page", counts.mine, mine=True)
    others = _listed("colleagues", counts.others, mine=False)
    hidings = hidings_to_judge(session, seats(), inbox.person_id)
    defects = defects_owned(session, inbox.person_id, most=DEFECTS + 1)
    due = {one.due_on for one in (*mine.waiting, *others.waiting) if one.due_on}
    due |= {one.file.due_on for one in hidings} | {one.row.due_on for one in defects}
    table, day = working_days(session), today()
    return {
        "mine": mine,
        "others": others,
        "days_left": {one: table.days_left(day, one) for one in due},
        "found": tallies(session, [one.number for one in mine.waiting]),
        "hidings": hidings,
        "destructions": lists_to_judge(session, seats(), inbox.person_id),
        "defects": defects[:DEFECTS],
        "more_defects": len(defects) > DEFECTS,
        "places": places_waiting(),
        "said_places": place_wording,
        "guide": guide_of_inbox(),
        "is_drafter": any(seat.role == "drafter" for seat in seats()),
        "together": together(mine.waiting, inbox.person_id),
        "watched": watched_proposals(session, seats(), inbox.person_id, without=waits(inbox), most=WATCHED),
        "together_at": f"{url_for('inbox.sign_off')}?{urlencode(_asked())}",
        "error": say(error.message) if error else "",
        "ticked": asked_versions() if error else (),
        "opinion": asked_opinion() if error else None,
    }


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of one of the two lists, with the addresses of its neighbours; empty: there is none."""

    waiting: list[Waiting]
    count: int
    """In all."""
    previous: str
    following: str


def _listed(argument: str, count: int, *, mine: bool) -> Listed:
    page = min(page_number(request.args.get(argument, "")), max(-(-count // PAGE), 1))

    def address(number: int) -> str:
        return f"{url_for('inbox.show')}?{urlencode(_asked() | {argument: str(number)})}"

    return Listed(
        waiting=waiting(db.session(), own_inbox(), mine=mine, offset=(page - 1) * PAGE, limit=PAGE)
        if count
        else [],
        count=count,
        previous=address(page - 1) if page > 1 else "",
        following=address(page + 1) if page * PAGE < count else "",
    )


def _asked() -> dict[str, str]:
    return {name: request.args[name] for name in ("page", "colleagues") if name in request.args}
