"""Who is one level up from a step or an approval that stays overdue."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Proposal
from values.vocabulary import Role
from workflow.case import Case
from workflow.hiding_recipients import overseers_above
from workflow.holders import holders_in
from workflow.reach import seats_of, visible_proposals


def superiors(session: Session, case: Case, details: Mapping[str, Any], today: date) -> set[int]:
    """Return whom an escalation tells: the first of these that there is.

    Of a step: the supervisors of its body; those of the body that holds the catalogue; the overseers of the level
    above. Of an approval: the overseers of the level above; the supervisors of the superior body who may see the
    proposal.
    """
    above = overseers_above(session, case.jurisdiction.path, 1, today)
    if step_body := details.get("body"):
        return (
            _supervisors(session, today, {int(step_body)})
            or _supervisors(session, today, {case.catalogue.body_id})
            or above
        )
    if above:
        return above
    superior = session.scalar(sa.select(Body.parent_id).where(Body.id == case.catalogue.body_id))
    return _seeing(session, case.proposal, _supervisors(session, today, {superior}), today)


def _supervisors(session: Session, today: date, bodies: Collection[int | None]) -> set[int]:
    return {person for person, _, _ in holders_in(session, today, Role.SUPERVISOR, bodies)}


def _seeing(session: Session, proposal: Proposal, people: Collection[int], today: date) -> set[int]:
    """Return those to whom the proposal exists: nobody is told of what their page would not show."""
    return {
        person
        for person in people
        if session.scalar(
            sa.select(Proposal.id).where(
                Proposal.id == proposal.id, visible_proposals(seats_of(session, person, today))
            )
        )
    }
