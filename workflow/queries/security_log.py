"""The security log (安全审计): who came in, who was refused, whose rights and which settings changed, what was taken away.

Built upon the trail, whose events hold no content of catalogues; those of proposals are left out whole.
"""

from enum import StrEnum

from sqlalchemy.orm import Session

from models import Event
from values.vocabulary import Role
from workflow.action_groups import ACTIONS, BUSINESS_SETTINGS, ActionGroup
from workflow.permissions import Seat
from workflow.queries.account_file import ELSEWHERE
from workflow.queries.timeline import Filter, TrailPage, of_columns, page_of
from workflow.reach import events_within


class Concern(StrEnum):
    """What an entry of the log is about."""

    ENTERING = "entering"
    RIGHTS = "rights"
    REFUSALS = "refusals"
    EXPORTS = "exports"
    SETTINGS = "settings"
    PROOF = "proof"


_ENTERING = ("signed_in", "signed_out", "sign_in_failed")

LOGGED: dict[Concern, tuple[str, ...]] = {
    Concern.ENTERING: _ENTERING,
    Concern.RIGHTS: tuple(one for one in ACTIONS[ActionGroup.PEOPLE] if one not in (*_ENTERING, *ELSEWHERE)),
    Concern.REFUSALS: ACTIONS[ActionGroup.REFUSALS],
    Concern.EXPORTS: (*ACTIONS[ActionGroup.READING], "personal_data_erased"),
    Concern.SETTINGS: tuple(one for one in ACTIONS[ActionGroup.SETTINGS] if one not in BUSINESS_SETTINGS),
    Concern.PROOF: ACTIONS[ActionGroup.LEDGER],
}
"""Kinds of events by what they are about."""


def security_log(
    session: Session,
    seats: tuple[Seat, ...],
    wanted: Filter,
    concern: Concern | None,
    *,
    limit: int,
    before: int | None = None,
    after: int | None = None,
) -> TrailPage:
    """Return a page of the log of an audit administrator's area, the newest first, in one statement.

    Args:
        session: in which it is read.
        seats: what the reader is.
        wanted: on which days, and who acted.
        concern: what it is about; None: everything that is logged.
        limit: how many at most.
        before: only events older than this one.
        after: only events newer than this one, those next to it.
    """
    paths = [seat.path for seat in seats if seat.role is Role.AUDIT_ADMINISTRATOR]
    kinds = LOGGED[concern] if concern else tuple(one for kinds in LOGGED.values() for one in kinds)
    where = [events_within(paths), Event.action.in_(kinds), *of_columns(wanted)]
    return page_of(session, where, limit=limit, before=before, after=after)
