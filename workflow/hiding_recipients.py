"""Who is told of a hiding: the people in charge of the catalogue, and the overseers above once it is escalated."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Assignment, Body, Catalogue, Event, Hiding, Jurisdiction
from values.vocabulary import Audience, Role
from workflow.hiding import hiding_files, holding_of
from workflow.holders import holders


def told_of_hiding(
    session: Session, event: Event, audiences: Sequence[Audience], *, today: date
) -> dict[int, Audience]:
    """Return the people to be told, each with the first audience they belong to; never who acted."""
    (file,) = hiding_files(session, Hiding.id == int(event.subject_id))
    holding = holding_of(session, session.get_one(Catalogue, file.hiding.catalogue_id))
    in_charge = Assignment.body_id.in_(holding.bodies)
    people = {
        Audience.SUPERVISORS: lambda: holders(session, today, Role.SUPERVISOR, in_charge),
        Audience.PUBLISHERS: lambda: holders(session, today, Role.PUBLISHER, in_charge),
        Audience.OVERSEERS: lambda: overseers_above(session, holding.path, file.level, today),
    }
    found: dict[int, Audience] = {}
    for audience in audiences:
        for person in people[audience]():
            found.setdefault(person, audience)
    for one in (event.actor_id, event.on_behalf_of_id):
        found.pop(one or 0, None)
    return found


def overseers_above(session: Session, path: str, levels: int, today: date) -> set[int]:
    """Return the overseers of the jurisdictions above one, so many levels up; beyond the top of the top."""
    above = path.strip("/").split("/")[:-1]
    bodies = (
        sa.select(Body.id)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(Jurisdiction.code.in_(above[-levels:]))
    )
    return holders(session, today, Role.OVERSEER, Assignment.body_id.in_(bodies))
