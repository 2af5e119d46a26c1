"""The values of the inbox's page: what waits for the reader, then what waits for their bodies."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from models import db
from web.administering.hand_over_page import left_to_business
from web.catalogue.place_page import places_waiting
from web.inbox.guiding import guide_of_inbox
from web.inbox.signing_together import asked_opinion, asked_versions, together
from web.language import say
from web.numbers import page_number
from web.proposal.page import today
from web.session import own_inbox, own_waiting, seats
from web.wording import places as place_wording
from workflow.dues import working_days
from workflow.errors import WorkflowError
from workflow.queries.archive import lists_to_judge
from workflow.queries.behind import behind
from workflow.queries.compliance import defects_owned
from workflow.queries.hidings import hidings_to_judge
from workflow.queries.inbox import waits
from workflow.queries.tallies import tallies
from workflow.queries.waiting import Waiting
from workflow.queries.watching import watched_proposals

PAGE = 25
"""Proposals on a page of what waits."""

MOST = 100_000
"""A page beyond it is looked for no further."""

WATCHED = 20
"""Open proposals of watched catalogues that are listed."""

DEFECTS = 20
"""The most urgent legacy defects are listed; the compliance report lists all."""


def inbox_values(error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page; after a refusal with what was ticked and written to be signed off together."""
    inbox, session = own_inbox(), db.session()
    mine, others = _lists()
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
        "left": left_to_business(),
        "behind": behind(session, seats(), inbox.parameters["me"], today=day),
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


def _lists() -> tuple[Listed, Listed]:
    asked = (page_number(request.args.get(name, "")) for name in ("page", "colleagues"))
    pages = tuple(min(one, MOST) for one in asked)
    found = own_waiting(mine=_rows(pages[0]), others=_rows(pages[1]))
    counts = found.counted.mine, found.counted.others
    there = min(pages[0], _last(counts[0])), min(pages[1], _last(counts[1]))
    if there != pages:  # Something was done meanwhile: the last page stands in for one that is gone.
        found = own_waiting(mine=_rows(there[0]), others=_rows(there[1]))
    return (
        _listed("page", there[0], counts[0], found.mine),
        _listed("colleagues", there[1], counts[1], found.others),
    )


def _rows(page: int) -> slice:
    return slice((page - 1) * PAGE, page * PAGE)


def _last(count: int) -> int:
    return max(-(-count // PAGE), 1)


def _listed(argument: str, page: int, count: int, rows: list[Waiting]) -> Listed:
    def address(number: int) -> str:
        return f"{url_for('inbox.show')}?{urlencode(_asked() | {argument: str(number)})}"

    return Listed(
        waiting=rows,
        count=count,
        previous=address(page - 1) if page > 1 else "",
        following=address(page + 1) if page < _last(count) else "",
    )


def _asked() -> dict[str, str]:
    return {name: request.args[name] for name in ("page", "colleagues") if name in request.args}
