"""Who is told that a catalogue was handed over: the drafters of both bodies, and who now approves and publishes there."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import Event
from values.vocabulary import Audience, Role
from workflow.holders import holders_in


def told_of_hand_over(
    session: Session, event: Event, audiences: Sequence[Audience], *, today: date
) -> dict[int, Audience]:
    """Return the people to be told, each with the first audience they belong to; never who acted."""
    details = json.loads(event.data)["details"]
    before, after = int(details["body_before"]), int(details["body_after"])
    asked = {
        Audience.DRAFTERS: (Role.DRAFTER, {before, after}),
        Audience.SUPERVISORS: (Role.SUPERVISOR, {after}),
        Audience.PUBLISHERS: (Role.PUBLISHER, {after}),
    }
    found: dict[int, Audience] = {}
    for audience in audiences:
        role, bodies = asked[audience]
        for person, _, _ in holders_in(session, today, role, bodies):
            found.setdefault(person, audience)
    for one in (event.actor_id, event.on_behalf_of_id):
        found.pop(one or 0, None)
    return found
