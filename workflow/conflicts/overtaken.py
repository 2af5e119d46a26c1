"""Rows of a proposal whose waiting version came into force while the proposal was on its way."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryVersion, Revision
from values.clock import shanghai_day
from values.proposal_content import RevisionContent
from workflow.touching import Moved


def overtaken_rows(
    session: Session, content: RevisionContent, revision: Revision, *, today: date
) -> list[Moved]:
    """Return rows of which another version is in force by now than the revision was laid onto (decision 14).

    Only a proposal in force on publication can be overtaken: a fixed day stays before the waiting version's.
    """
    submitted_on = shanghai_day(revision.submitted_at)
    if content.effective_from is not None or today <= submitted_on:
        return []
    rows = session.execute(
        sa.select(EntryVersion.entry_id, EntryVersion.name, EntryVersion.release_no)
        .where(
            EntryVersion.entry_id.in_({change.entry for change in content.changes}),
            EntryVersion.effective_from > submitted_on,
            EntryVersion.effective_from <= today,
        )
        .order_by(EntryVersion.release_no)
    )
    return list({entry: Moved(entry, name, release_no) for entry, name, release_no in rows}.values())
