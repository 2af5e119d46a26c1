"""What of a publication the overseer above is told: entries that are left out by decision, and what is withheld."""

from datetime import date

from sqlalchemy.orm import Session

from rules.mode import mode
from values.entry import EntryState
from values.vocabulary import LeaveOutReason, Presence
from workflow.case import Case
from workflow.grounds import grounds_of


def concerns_overseers(session: Session, case: Case, *, today: date) -> bool:
    """Whether a release leaves an entry out for another reason than 本地未开展, or withholds one of the standard's.

    R03 and decision 23. A row that stood so already tells nothing new.
    """
    if case.revision is None or case.catalogue.upstream_catalogue_id is None:
        return False
    content = case.content
    changed = [one for one in content.changes if _standing(one.before) != _standing(one.after)]
    if any(
        one.after.presence is Presence.LEFT_OUT
        and one.after.left_out_reason is not LeaveOutReason.NOT_PRACTISED
        for one in changed
    ):
        return True
    withheld = [one.after for one in changed if one.after.is_listed and one.after.content.mode.withheld]
    if not withheld:
        return False
    day = content.effective_from or today
    grounds = grounds_of(session, case.catalogue, [one.after for one in content.changes], day=day)
    return any(found.against for row in withheld for found in mode(row, grounds))


def _standing(state: EntryState | None) -> object:
    if state is None:
        return None
    return state.presence, state.left_out_reason, state.content.mode
